/** Each use case through the library's object in the process and over HTTP: the same results, the same refusals. */
import t, { type Test } from 'tap'
import { connectLocally } from '../src/client/local.ts'
import {
  type ConnectedMembermock,
  connectMembermock,
  type Membermock,
  MembermockError,
  startMembermock,
} from '../src/index.ts'
import { CALLS, type CallName } from '../src/routes/admin/calls.ts'

type Mock = Membermock | ConnectedMembermock
type Call = (mock: Mock) => Promise<unknown>

const JOINED = 'mber_Joined0000001'
const UUID = '11111111-1111-4111-8111-111111111111'
const NOON = '2026-01-01T12:00:00.000Z'
const KEY = { token: 'apik_mine', scopes: [], company: 'biz_MockCoffeeClub' }
const HOOK = { url: 'https://example.com/hook' }
/** As from plain JavaScript. */
const wrong = <T>(value: unknown): T => value as T

const ask = (mock: Mock, id = JOINED): Promise<Response> =>
  fetch(`${mock.baseUrl.whop}/members/${id}`, {
    headers: { authorization: `Bearer ${mock.credentials.whop.full}` },
  })

/** The calls of one use case, done one after another on a fresh server; refused ones among them. */
const CASES: Readonly<Record<Exclude<CallName, 'followRequests'>, readonly Call[]>> = {
  listFaults: [
    (mock) => mock.faults.list(),
    (mock) => mock.fault({ vendor: 'whop', delay: 0, times: 2 }),
    (mock) => ask(mock).then(({ status }) => status),
    (mock) => mock.faults.list(),
  ],
  planFault: [
    (mock) =>
      mock.fault({ vendor: 'whop', operation: 'retrieveMember', answer: { status: 429, retryAfter: 3 } }),
    (mock) => mock.fault(wrong({ vendr: 'whop' })),
    (mock) => mock.fault(wrong({ vendor: 'wohp', delay: 1 })),
    (mock) => mock.fault(wrong({ vendor: 'whop', operation: 'x', delay: 1 })),
    (mock) => mock.fault({ vendor: 'whop', answer: { status: wrong<500>(418) } }),
    (mock) => mock.fault({ vendor: 'whop', answer: { status: 418, body: { short: true } } }),
    (mock) => mock.fault({ vendor: 'whop', answer: { status: 418, headers: { 'content-length': '1' } } }),
    (mock) => ask(mock).then(({ status }) => status),
    (mock) => mock.fault({ vendor: 'sotion', answer: { kind: wrong('x') } }),
    (mock) => mock.fault({ vendor: 'whop', answer: { code: wrong(1) } }),
    (mock) => mock.fault({ vendor: 'whop', delay: { uniform: [9, 1] } }),
    (mock) => mock.fault({ vendor: 'sotion', delivery: { late: 5 }, event: 'member.auth', times: 2 }),
    (mock) => mock.fault({ vendor: 'sotion', delivery: 'lost', event: 'x' }),
    (mock) => mock.fault({ vendor: 'sotion', delivery: 'staleTimestamp' }),
    (mock) => mock.fault({ vendor: 'aitable', delivery: 'lost' }),
    (mock) => mock.fault({ vendor: 'whop', delivery: 'staleTimestamp' }),
    (mock) => mock.fault(wrong({ vendor: 'sotion', delivery: 'lost', delay: 1 })),
    (mock) => mock.fault(wrong({ vendor: 'sotion', delay: 1, event: 'member.auth' })),
    (mock) => mock.fault(wrong(undefined)),
    (mock) => mock.fault(wrong({ vendor: 'whop', delay: Number.NaN })),
    (mock) => mock.fault(wrong({ vendor: 'x'.repeat(1_100_000) })),
    (mock) => mock.faults.list(),
  ],
  replaceFaults: [
    (mock) => mock.fault({ vendor: 'whop', delay: 1 }),
    (mock) =>
      mock.faults.replace([
        { vendor: 'sotion', socket: 'reset' },
        { vendor: 'whop', delay: 5 },
      ]),
    (mock) => mock.faults.replace([{ vendor: 'whop', delay: 1 }, wrong({ vendor: 'wohp', delay: 1 })]),
    (mock) => mock.faults.list(),
  ],
  dropFault: [
    (mock) => mock.fault({ vendor: 'whop', delay: 1 }),
    (mock) => mock.faults.delete('f_9'),
    (mock) => mock.faults.delete('f 1/%'),
    (mock) => mock.faults.delete('f_1'),
    (mock) => mock.faults.list(),
  ],
  dropFaults: [
    (mock) => mock.fault({ vendor: 'whop', delay: 1 }),
    (mock) => mock.faults.clear(),
    (mock) => mock.faults.list(),
  ],
  listRequests: [
    (mock) => ask(mock).then(({ status }) => status),
    (mock) => ask(mock, 'x').then(({ status }) => status),
    (mock) => mock.requests(),
    (mock) => mock.journal.list({ status: 200, limit: 5, unmatched: false, method: 'get' }),
    (mock) => mock.requests({ since: NOON }),
    (mock) => mock.requests({ since: 'x' }),
    (mock) => mock.requests({ limit: 1.5 }),
    (mock) => mock.requests(wrong({ stauts: 200 })),
    (mock) => mock.requests({ vendor: wrong('wohp') }),
    (mock) => mock.requests({ operation: 'x', vendor: 'whop' }),
  ],
  getRequest: [
    (mock) => ask(mock).then(({ status }) => status),
    (mock) => mock.journal.get('r_1'),
    (mock) => mock.journal.get('r_2'),
    (mock) => mock.journal.get('x y'),
  ],
  deleteRequests: [
    (mock) => ask(mock).then(({ status }) => status),
    (mock) => mock.journal.clear(),
    (mock) => mock.journal.list(),
  ],
  countRequests: [
    (mock) => ask(mock).then(({ status }) => status),
    (mock) => mock.journal.count(),
    (mock) => mock.journal.count({ status: 404 }),
    (mock) => mock.journal.count({ status: wrong('200') }),
    (mock) => mock.journal.count({ method: 'x' }),
  ],
  verifyRequests: [
    (mock) => ask(mock).then(({ status }) => status),
    (mock) => mock.verify({ match: { vendor: 'whop' }, exactly: 1 }),
    (mock) => mock.verify({ atMost: 0 }),
    (mock) => mock.verify({ atMost: 0, atLeast: 0 }),
    (mock) => mock.verify({ match: { since: 'x' } }),
  ],
  waitForRequests: [
    (mock) => ask(mock).then(({ status }) => status),
    (mock) => mock.wait(),
    (mock) => mock.wait({ count: 2, timeoutMs: 1 }),
    (mock) => mock.wait({ count: 0 }),
    async (mock) => {
      const enough = mock.wait({ match: { status: 404 } })
      await ask(mock, 'x')
      return enough
    },
  ],
  listDeliveries: [
    (mock) => mock.webhook('sotion', HOOK),
    (mock) => mock.trigger('member.created', { vendor: 'sotion' }),
    (mock) => mock.deliveries.settled(),
    (mock) => mock.deliveries(),
    (mock) => mock.deliveries({ vendor: 'sotion', state: 'not sent', url: 'https://*', limit: 1 }),
    (mock) => mock.deliveries({ event: 'member.deleted', since: 'd_1' }),
    (mock) => mock.deliveries({ vendor: 'aitable' }),
    (mock) => mock.deliveries({ event: 'x' }),
    (mock) => mock.deliveries({ since: 'x' }),
    (mock) => mock.deliveries(wrong({ stat: 'due' })),
  ],
  getDelivery: [
    (mock) => mock.webhook('sotion', HOOK),
    (mock) => mock.trigger('member.deleted', { vendor: 'sotion', member: UUID }),
    (mock) => mock.deliveries.settled(),
    (mock) => mock.deliveries.get('d_1'),
    (mock) => mock.deliveries.get('d_2'),
    (mock) => mock.deliveries.get('x y'),
  ],
  verifyDeliveries: [
    (mock) => mock.webhook('sotion', HOOK),
    (mock) => mock.trigger('member.updated', { vendor: 'sotion' }),
    (mock) => mock.deliveries.verify({ match: { event: 'member.updated' }, exactly: 1 }),
    (mock) => mock.deliveries.verify({ atMost: 0 }),
    (mock) => mock.deliveries.verify({ atMost: 0, atLeast: 0 }),
    (mock) => mock.deliveries.verify({ match: { event: 'x' } }),
  ],
  waitForDeliveries: [
    (mock) => mock.deliveries.settled(),
    (mock) => mock.deliveries.wait({ timeoutMs: 1 }),
    (mock) => mock.deliveries.wait({ count: 0 }),
    (mock) => mock.webhook('sotion', HOOK),
    async (mock) => {
      const enough = mock.deliveries.wait({ match: { state: 'not sent: host' } })
      await mock.trigger('member.updated', { vendor: 'sotion' })
      return enough
    },
  ],
  redeliver: [
    (mock) => mock.webhook('sotion', HOOK),
    (mock) => mock.trigger('member.updated', { vendor: 'sotion' }),
    (mock) => mock.deliveries.settled(),
    (mock) => mock.deliveries.redeliver('d_1'),
    (mock) => mock.deliveries.redeliver('d_9'),
    (mock) => mock.deliveries.settled(),
    (mock) => mock.deliveries(),
  ],
  listTriggers: [(mock) => mock.triggers()],
  triggerEvent: [
    (mock) => mock.webhook('sotion', { ...HOOK, events: ['member.auth'] }),
    (mock) => mock.trigger('member.auth', { vendor: 'sotion', member: UUID }),
    (mock) => mock.trigger('member.auth', { member: UUID, place: 'site_b' }),
    (mock) => mock.trigger('member.auth', { place: 'x' }),
    (mock) => mock.trigger('member.created', { vendor: 'aitable' }),
    (mock) => mock.trigger('x', { vendor: 'sotion' }),
    (mock) => mock.trigger('access-group.created'),
    (mock) => mock.trigger('member.created'),
    (mock) => mock.trigger('membership.activated', { member: JOINED }),
    (mock) => mock.deliveries.settled(),
    (mock) => mock.deliveries(),
  ],
  startTimeline: [
    (mock) => mock.timeline('sotion-life'),
    (mock) => mock.timeline('x'),
    (mock) => mock.timeline([{ at: 'P1D', vendor: 'sotion', member: UUID, event: 'blocked' }]),
    (mock) => mock.timeline([{ at: 'P1M', vendor: 'sotion', member: UUID, event: 'blocked' }]),
    (mock) => mock.timeline([{ at: 'P1D', vendor: 'x', member: UUID, event: 'blocked' }]),
    (mock) => mock.timeline([{ at: 'P1D', vendor: 'sotion', member: UUID, event: 'x' }]),
    (mock) => mock.timeline([{ at: '9999999D', vendor: 'sotion', member: UUID, event: 'left' }]),
    (mock) => mock.timeline([]),
    (mock) => mock.timeline(wrong([{ at: 'P1D' }])),
    (mock) => mock.clock.advance('P2D'),
    (mock) => mock.steps(),
  ],
  getTimeline: [
    (mock) => mock.timeline([{ at: 'P1D', vendor: 'sotion', member: 'nobody', event: 'blocked' }]),
    (mock) =>
      mock.timeline([{ at: '2026-01-01T12:00:00.000Z', vendor: 'sotion', member: UUID, event: 'left' }]),
    (mock) => mock.steps(),
    (mock) => mock.clock.advance('P1D'),
    (mock) => mock.steps(),
    (mock) => mock.timeline([{ at: 'P1D', vendor: 'sotion', member: UUID, event: 'joined' }]),
    (mock) => mock.clock.freeze('2027-01-01T00:00:00.000Z'),
    (mock) => mock.steps(),
  ],
  addRecord: [
    (mock) => mock.webhook('whop', { url: 'http://127.0.0.1:1/', api_version_date: '2026-08-14' }),
    (mock) =>
      mock.webhook('whop', { url: 'http://127.0.0.1:1/', events: ['member.created'], enabled: false }),
    (mock) => mock.webhook('whop', { url: 'http://example.com' }),
    (mock) => mock.webhook('sotion', HOOK),
    (mock) =>
      mock.webhook('sotion', {
        url: 'http://localhost:1',
        site: 'site_b',
        secret: 's',
        events: ['member.auth'],
      }),
    (mock) => mock.webhook('sotion', { url: 'http://example.com' }),
    (mock) => mock.webhook('sotion', wrong({})),
    (mock) => mock.webhook('sotion', { url: 'https://example.com', events: [wrong<'member.auth'>('x')] }),
    (mock) => mock.webhook(wrong<'sotion'>('aitable'), HOOK),
  ],
  createSandbox: [
    async (mock) => {
      const options = { name: 'mine', seed: 7, clock: { freeze: NOON }, limits: { whop: { remaining: 1 } } }
      const fixtures = { whop: { keys: [KEY], members: [{ id: 'mber_Mine', status: 'left' as const }] } }
      const sandbox = await mock.sandbox({ ...options, fixtures })
      const { id, name, seed, credentials } = sandbox
      const shown = [await sandbox.clock.read(), await sandbox.members('whop').get('mber_Mine')]
      return [id, name, seed, credentials, ...shown]
    },
    (mock) => mock.sandbox({ fixtures: { whop: { keys: [KEY] } } }),
    (mock) => mock.sandbox({ fixtures: { sotion: { members: [{ id: UUID, site: 'x' }] } } }),
    (mock) => mock.sandbox({ limits: { whop: { remaining: 1e9 } } }),
    (mock) => mock.sandbox(wrong({ nam: 'x' })),
  ],
  deleteSandbox: [
    async (mock) => (await mock.sandbox()).delete(),
    async (mock) => (await mock.findSandbox('default')).delete(),
    (mock) => mock.sandboxes(),
  ],
  listSandboxes: [(mock) => mock.sandbox({ name: 'x' }).then(({ id }) => id), (mock) => mock.sandboxes()],
  getSandbox: [
    async (mock) => (await mock.findSandbox('default')).seed,
    (mock) => mock.findSandbox('sb_9'),
    async (mock) => {
      const sandbox = await mock.sandbox()
      await sandbox.delete()
      return sandbox.limits()
    },
  ],
  reset: [
    (mock) => mock.sandbox().then(({ id }) => id),
    (mock) => mock.clock.freeze(NOON),
    (mock) => mock.reset(),
    async (mock) => (await mock.clock.read()).mode,
    (mock) => mock.reset({ all: true }),
    (mock) => mock.reset({ all: wrong('perhaps') }),
    (mock) => mock.sandboxes(),
  ],
  getClock: [(mock) => mock.clock.freeze(NOON), (mock) => mock.clock.read()],
  setClock: [
    (mock) => mock.clock.freeze(new Date(NOON)),
    (mock) => mock.clock.advance(61_500),
    (mock) => mock.clock.advance('PT1H'),
    (mock) => mock.clock.advance(-1),
    (mock) => mock.clock.advance('P9999999D'),
    (mock) => mock.clock.freeze('yesterday'),
    (mock) => mock.clock.freeze(wrong(Number.NaN)),
    async (mock) => (await mock.clock.follow()).mode,
  ],
  getLimits: [(mock) => mock.limits()],
  setLimits: [
    (mock) => mock.limits({ whop: { limit: 5, remaining: 2 }, sotion: { limit: null } }),
    (mock) => mock.limits({ whop: { remaining: 6 } }),
    (mock) => mock.limits({ whop: { limit: 0 } }),
    (mock) => mock.limits(wrong({ wohp: {} })),
    (mock) => mock.limits({ whop: null }),
  ],
  getSnapshot: [(mock) => mock.clock.freeze(NOON), (mock) => mock.snapshot()],
  restoreSnapshot: [
    (mock) => mock.clock.freeze(NOON),
    async (mock) => {
      const snapshot = await mock.snapshot()
      await mock.member('whop', { id: JOINED, phone: null })
      await mock.restore(snapshot)
      return mock.members('whop').get(JOINED)
    },
    async (mock) => mock.restore({ ...(await mock.snapshot()), seed: 2 }),
    async (mock) => mock.restore({ ...(await mock.snapshot()), version: wrong(2) }),
    (mock) => mock.restore(wrong({})),
    (mock) => mock.snapshot(),
  ],
  listRecords: [
    (mock) => mock.members('whop').list({ limit: 2, offset: 20 }),
    (mock) => mock.members('aitable').list({ limit: 1 }),
    (mock) => mock.keys('whop').list(),
    (mock) => mock.keys('sotion').list({ limit: 0 }),
    (mock) => mock.members(wrong<'whop'>('wohp')).list(),
  ],
  getRecord: [
    (mock) => mock.members('whop').get(JOINED),
    (mock) => mock.members('whop').get('mber_/ %'),
    (mock) => mock.members('sotion').get(UUID, { site: 'site_a' }),
    (mock) => mock.members('sotion').get(UUID, { site: 'site_b' }),
    (mock) => mock.members('sotion').get(UUID, { site: 'x' }),
    (mock) => mock.members('whop').get(JOINED, wrong({ site: 'x' })),
    (mock) => mock.keys('whop').get('apik_mock_full'),
    (mock) => mock.keys('whop').get('x'),
    (mock) => mock.members(wrong<'whop'>('wohp')).get(JOINED),
  ],
  putRecord: [
    (mock) => mock.member('whop', { id: 'mber_/ %', usd_total_spent: 12.5 }),
    (mock) => mock.members('aitable').put({ unitId: 'unit', name: 'Ann' }, { space: 'spcFreePlan01' }),
    (mock) => mock.member('aitable', { name: 'Ann' }),
    (mock) => mock.member('aitable', { unitId: 'u', id: 'v' }),
    (mock) => mock.member('whop', { id: 'x', status: wrong<'left'>('gone') }),
    (mock) => mock.member('sotion', { id: UUID, site: 'x' }),
    (mock) => mock.key('whop', KEY),
    (mock) => mock.key('whop', wrong({ scopes: [] })),
    (mock) => mock.key('sotion', wrong({ token: 'so_x', scopes: [] })),
    (mock) => mock.key('aitable', { token: 'uskX', locale: 'en-US', spaces: { spcNo: 'member' } }),
    (mock) => mock.member(wrong<'whop'>('wohp'), { id: 'x' }),
    async (mock) => (await mock.sandbox()).key('whop', KEY),
    (mock) => mock.members('whop').list({ offset: 121 }),
  ],
  patchRecord: [
    (mock) => mock.members('whop').patch(JOINED, { phone: null, user: { name: 'Bo' } }),
    (mock) => mock.members('whop').patch(JOINED, { status: null }),
    (mock) => mock.members('whop').patch('nobody', {}),
    (mock) => mock.members('whop').patch(JOINED, wrong({ 'a/b': 1 })),
    (mock) => mock.keys('whop').patch('apik_mock_full', { scopes: [] }),
    (mock) => mock.keys('whop').patch('apik_mock_full', { token: 'other' }),
    (mock) => ask(mock).then(({ status }) => status),
  ],
  deleteRecord: [
    (mock) => mock.members('whop').delete(JOINED),
    (mock) => mock.members('whop').delete(JOINED),
    (mock) => mock.keys('whop').delete('apik_mock_noscope'),
    (mock) => mock.keys('whop').delete('apik_mock_noscope'),
    (mock) => mock.keys('whop').list(),
  ],
  listFidelity: [
    (mock) => mock.fidelity('whop'),
    (mock) => mock.fidelity('any'),
    async (mock) => (await mock.fidelity()).length,
    (mock) => mock.fidelity(wrong('wohp')),
  ],
}

/** What each call came to; a refusal with all that it says. */
const outcomes = async (mock: Mock, calls: readonly Call[]): Promise<unknown[]> => {
  const came: unknown[] = []
  for (const call of calls)
    came.push(
      await call(mock).catch((error: unknown) => {
        if (!(error instanceof MembermockError)) return `${error}`
        const { name, message, status, path, accepted } = error
        return { name, message, status, path, accepted }
      }),
    )
  return came
}

/** The port, and how long a request took, are nobody's promise. */
const comparable = (came: unknown, port: string): unknown =>
  JSON.parse(
    JSON.stringify(came)
      .replaceAll(`:${port}`, ':PORT')
      .replace(/"durationMs":[\d.]+/g, '"durationMs":0'),
  )

/** A server whose clock stands, asked in the process, or over HTTP as from another one. */
const run = async (t: Test, way: 'beside' | 'process', calls: readonly Call[]): Promise<unknown> => {
  const mock = await startMembermock()
  t.teardown(() => mock.close())
  await mock.clock.freeze(NOON)
  const connected = way === 'process' ? await connectMembermock(mock.url) : undefined
  const came = await outcomes(connected ?? mock, calls)
  await connected?.close()
  return comparable(came, new URL(mock.url).port)
}

for (const [name, calls] of Object.entries(CASES))
  t.test(`${name}: the same in the process and over HTTP`, async (t) => {
    const beside = await run(t, 'beside', calls)
    t.strictSame(beside, await run(t, 'process', calls))
    t.notMatch(JSON.stringify(beside), /membermock failed|TypeError/, 'and nothing broke')
  })

t.test('every call of the admin is one of the library, but the one that never ends', async (t) => {
  const names = Object.keys(CALLS).filter((name) => name !== 'followRequests')
  t.strictSame(names.sort(), Object.keys(CASES).sort())
})

t.test('what is given and what is got are copies', async (t) => {
  await using mock = await startMembermock()
  const rule = { vendor: 'whop' as const, delay: 1 }
  const planned = await mock.fault(rule)
  rule.delay = 2
  planned.times = 9
  t.match(await mock.faults.list(), [{ delay: 1, times: undefined }])
  const member = await mock.member('whop', { id: 'mber_x' })
  member.status = 'left'
  t.match(await mock.members('whop').get('mber_x'), { status: 'joined' })
})

t.test('what cannot be sent is the caller’s fault, and what breaks is ours', async (t) => {
  await using mock = await startMembermock()
  const circular: Record<string, unknown> = { vendor: 'whop' }
  circular.self = circular
  await t.rejects(mock.fault(wrong(circular)), TypeError)

  const failures: unknown[] = []
  const broken = new Error('broken')
  const { ask: call } = connectLocally(
    () => {
      throw broken
    },
    (error) => failures.push(error),
  )
  const message = 'membermock failed; its log says why'
  await t.rejects(call('getClock'), { name: 'MembermockError', status: 500, message, cause: broken })
  t.same(failures, [broken])
})
