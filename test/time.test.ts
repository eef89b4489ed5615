/** Time that makes things happen: lives of members, planned and shipped, and what a clock that is set leaves alone. */
import t, { type Test } from 'tap'
import { type Membermock, type MembermockOptions, type ReceivedEvent, startMembermock } from '../src/index.ts'
import { JOBS_IN_A_TURN } from '../src/sandbox/clock.ts'
import { createTestApp } from './support/app.ts'

const START = '2026-01-01T00:00:00.000Z'
const ADA = '11111111-1111-4111-8111-111111111111'
const MEMBER = '50710000-0000-4000-8000-000000000001'

const start = async (t: Test, options: MembermockOptions = {}): Promise<Membermock> => {
  const mock = await startMembermock({ members: 0, ...options })
  t.teardown(() => mock.close())
  await mock.clock.freeze(START)
  return mock
}

t.test('a shipped life goes by, each step at its own time, events included', async (t) => {
  const mock = await start(t)
  const receiver = await mock.receive(undefined, { vendor: 'sotion' })
  const planned = await mock.timeline('sotion-life')
  t.match(planned, [
    { id: 's_1', time: START, member: MEMBER, event: 'joined', state: 'done' },
    { state: 'due' },
  ])
  await mock.clock.advance('P30D')
  await mock.deliveries.settled()
  const told = receiver.events.map(({ type, json }) => [type, Object(json).timestamp])
  t.same(told, [
    ['member.created', START],
    ['member.auth', '2026-01-01T00:10:00.000Z'],
    ['member.updated', '2026-01-01T00:10:00.000Z'],
    ['member.updated', '2026-01-02T00:00:00.000Z'],
    ['member.auth', '2026-01-02T01:00:00.000Z'],
    ['member.updated', '2026-01-31T00:00:00.000Z'],
  ])
  t.match(await mock.members('sotion').get(MEMBER), {
    paid: false,
    verified: true,
    status: 'active',
    lastLoginAt: '2026-01-01T00:10:00.000Z',
    updatedAt: '2026-01-31T00:00:00.000Z',
  })
  await mock.clock.advance('P30D')
  await t.rejects(mock.members('sotion').get(MEMBER), { message: /there is no such member/ })
  t.ok((await mock.steps()).every(({ state }) => state === 'done'))
})

t.test('a clock that is set makes nothing happen, and what it is set past never will', async (t) => {
  const mock = await start(t)
  await mock.timeline([
    { at: 'P1D', vendor: 'sotion', member: ADA, event: 'blocked' },
    { at: 'P3D', vendor: 'sotion', member: ADA, event: 'paid' },
    { at: '2026-01-05T00:00:00Z', vendor: 'sotion', member: 'nobody', event: 'paid' },
    { at: 'P9D', vendor: 'sotion', member: ADA, event: 'joined' },
  ])
  await mock.clock.freeze('2026-01-03T00:00:00Z')
  t.match(await mock.members('sotion').get(ADA), { status: 'active' })
  await mock.clock.advance('P20D')
  t.match(await mock.members('sotion').get(ADA), { status: 'active', updatedAt: '2026-01-04T00:00:00.000Z' })
  t.match(await mock.steps(), [
    { state: 'missed' },
    { state: 'done' },
    { state: 'failed', reason: 'there is no member nobody on site_a' },
    { state: 'failed', reason: `the member ${ADA} is there already` },
  ])
})

t.test('what is planned is in the snapshot, and goes with a reset', async (t) => {
  const mock = await start(t)
  await mock.timeline([{ at: 'P1D', vendor: 'sotion', member: ADA, event: 'blocked' }])
  const snapshot = await mock.snapshot()
  const other = await start(t)
  await other.restore(snapshot)
  t.same(await other.snapshot(), snapshot)
  await other.clock.advance('P1D')
  t.match(await other.members('sotion').get(ADA), { status: 'blocked' })
  await mock.reset()
  t.same(await mock.steps(), [])
  await mock.clock.freeze(START)
  await mock.clock.advance('P1D')
  t.match(await mock.members('sotion').get(ADA), { status: 'active' })
})

t.test('a clock that follows the machine does it by itself', async (t) => {
  await using mock = await startMembermock({ members: 0 })
  const told = new Promise<string>((resolve) => {
    const listen = ({ type }: ReceivedEvent): void => resolve(type)
    const plan = (): unknown =>
      mock.timeline([{ at: 'PT0.01S', vendor: 'sotion', member: ADA, event: 'blocked' }])
    mock.receive(listen, { vendor: 'sotion' }).then(plan)
  })
  t.equal(await told, 'member.updated')
  t.match(await mock.steps(), [{ state: 'done' }])
})

t.test('a scenario of the user’s own, from the start', async (t) => {
  const scenarios = { mine: [{ at: 'P0D', vendor: 'sotion', member: ADA, event: 'blocked' }] }
  const mock = await start(t, { scenarios, scenario: 'mine' })
  t.match(await mock.members('sotion').get(ADA), { status: 'blocked' })
  const again = { ...scenarios.mine[0], at: 'P1Y' }
  const wrong: [MembermockOptions, RegExp][] = [
    [{ scenario: 'x' }, /scenario: found there is no scenario "x"; accepted: .*sotion-life/],
    [{ scenarios: { mine: [] } }, /scenarios\.mine: found /],
    [
      { scenarios: { mine: [again] as never }, scenario: 'mine' },
      /scenarios\.mine\[0\]\.at: found "P1Y" is neither/,
    ],
  ]
  for (const [options, message] of wrong) await t.rejects(startMembermock(options), { message })
})

t.test('AITable tells nobody, and its members live all the same', async (t) => {
  const mock = await start(t)
  const trigger = mock.trigger('member.created', { vendor: 'aitable' })
  await t.rejects(trigger, { message: /no vendor "aitable" here has events/ })
  const [{ member = '' } = {}] = await mock.timeline('aitable-life')
  const found = async (): Promise<unknown> => {
    const { status, type } = await mock.members('aitable').get(member)
    return { status, type }
  }
  t.same(await found(), { status: 0, type: 'Member' })
  await mock.clock.advance('P1D')
  t.same(await found(), { status: 1, type: 'Member' })
  await mock.clock.advance('P9D')
  t.same(await found(), { status: 1, type: 'SubAdmin' })
  await mock.clock.advance('P20D')
  await t.rejects(found(), { message: /there is no such member/ })
  t.ok((await mock.steps()).every(({ state }) => state === 'done'))
})

t.test('more than one advance can do is refused, and what is left stays due', async (t) => {
  const { app, sandboxes, failures } = createTestApp({ members: 0 })
  const { clock } = sandboxes.default
  clock.employ('ever', () => {
    clock.at(clock.now(), 'ever', null)
  })
  clock.freeze(Date.parse(START))
  clock.at(Date.parse(START) + 1000, 'ever', null)
  const answer = await app.inject({ method: 'PUT', url: '/__admin/clock', payload: { advance: 'PT2S' } })
  t.equal(answer.statusCode, 409)
  t.match(answer.json().error, { path: '/advance', message: /more than 100000 jobs fall due in one advance/ })
  t.equal(clock.now(), Date.parse(START) + 1000)
  t.same(failures, [])
})

t.test(
  'what a job throws that falls due by itself ends nothing, and many of them hold nobody up',
  async (t) => {
    const { app, sandboxes, failures } = createTestApp({ members: 0 })
    await app.listen({ port: 0, host: '127.0.0.1' })
    t.teardown(() => app.close())
    const { clock, outbox } = sandboxes.default
    t.ok(outbox.isIdle)
    let [turn, inTurn, most] = [0, 0, 0]
    const jobs = 2000
    await new Promise<void>((resolve) => {
      let [done, lastTurn] = [0, -1]
      let isOver = false
      const count = (): void => {
        turn += 1
        if (!isOver) setImmediate(count)
      }
      count()
      clock.employ('bad', () => {
        inTurn = turn === lastTurn ? inTurn + 1 : 1
        lastTurn = turn
        most = Math.max(most, inTurn)
        done += 1
        isOver = done === jobs
        if (isOver) resolve()
        if (done === 700) throw new Error('of a job')
      })
      const now = clock.now()
      for (let i = 0; i < jobs; i++) clock.at(now - 1, 'bad', null)
    })
    t.ok(most <= JOBS_IN_A_TURN, `${most} in one turn`)
    t.strictSame(failures.map(String), ['Error: of a job'])
  },
)

t.test('a long advance goes in turns, one after another, and ends where the time is set', async (t) => {
  const { app, sandboxes } = createTestApp({ members: 0 })
  const { clock } = sandboxes.default
  const from = Date.parse(START)
  const advance = (duration: string) =>
    app.inject({ method: 'PUT', url: '/__admin/clock', payload: { advance: duration } })
  const times: number[] = []
  const plan = (): void => {
    clock.freeze(from)
    for (let i = 1; i <= 1000; i++) clock.at(from + i, 'note', null)
  }
  clock.employ('note', ({ time }) => {
    times.push(time)
    if (time === from + 350) void app.inject('/__admin/ready').then(() => times.push(0))
  })
  plan()
  const answers = await Promise.all([advance('PT0.9S'), advance('PT1S')])
  t.strictSame(
    answers.map((answer) => answer.json().now),
    [900, 1900].map((ms) => new Date(from + ms).toISOString()),
  )
  t.strictSame(
    times.filter((time) => time > 0),
    Array.from({ length: 1000 }, (_, i) => from + i + 1),
  )
  const answered = times.indexOf(0)
  t.ok(answered > 350 && answered < 700, `answered after ${answered} jobs`)

  times.length = 0
  plan()
  clock.employ('note', ({ time }) => {
    times.push(time)
    if (time === from + 10) setImmediate(() => clock.freeze(from))
  })
  t.equal((await advance('PT1S')).json().now, START)
  t.ok(times.length < 500, `${times.length} were done`)
})

t.test('no Date header has another year than four digits tell', async (t) => {
  const { app } = createTestApp({ members: 0 })
  const dateAt = async (freeze: string): Promise<unknown> => {
    const answer = await app.inject({ method: 'PUT', url: '/__admin/clock', payload: { freeze } })
    if (answer.statusCode !== 200) return answer.statusCode
    return (await app.inject('/whop/api/v1/members/x')).headers.date
  }
  t.equal(await dateAt('1970-01-01T00:00:00.000Z'), 'Thu, 01 Jan 1970 00:00:00 GMT')
  t.equal(await dateAt('9999-12-31T23:59:59.999Z'), 'Fri, 31 Dec 9999 23:59:59 GMT')
  for (const freeze of ['0000-01-01T00:00:00Z', '1969-12-31T23:59:59Z', '9999-12-31T23:59:59-01:00'])
    t.equal(await dateAt(freeze), 400, freeze)
})
