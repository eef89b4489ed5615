/** Processes that share a store are one membermock: here several apps of one process, each with a line of its own to it. */
import { once } from 'node:events'
import fc from 'fast-check'
import t, { type Test } from 'tap'
import { readExchanges } from '../src/exchange/files.ts'
import { report, runFile } from '../src/exchange/run.ts'
import { call, tell } from './support/admin.ts'
import { createTestApp, type TestApp } from './support/app.ts'
import { createTurnTarget } from './support/in-turn.ts'
import { openReceiver } from './support/receiver.ts'
import { createSharedApp, findStore, type SharedApp, type Store, startStore } from './support/store.ts'

const program = findStore()
const it = program === undefined ? t.skip.bind(t) : t.test.bind(t)
if (program === undefined)
  t.comment('neither redis-server nor valkey-server is here: what is shared is not tested')

const WHOP = '/whop/api/v1/members/mber_Joined0000001'
const SOTION = '/sotion/api/v1/members'
const FULL = 'apik_mock_full'
const KEY = { company: 'biz_MockCoffeeClub', scopes: ['member:basic:read'] }
const SITE_A = 'so_mock_site_a'

/** One store for all of the file; each test has a database of its own in it. */
let store: Store | undefined
let databases = 0

const openStore = async (): Promise<Store> => {
  store ??= await startStore(t, program ?? '', ['--databases', '200'])
  return store
}

const createApps = async (
  t: Test,
  count: number,
  options: Parameters<typeof createSharedApp>[2] = {},
): Promise<SharedApp[]> => {
  const { url } = await openStore()
  databases += 1
  const own = { url: `${url}/${databases}` }
  const mocks: SharedApp[] = []
  for (let i = 0; i < count; i++) mocks.push(await createSharedApp(t, own, options))
  return mocks
}

const noFailures = (t: Test, mocks: readonly TestApp[]): void => {
  for (const { failures } of mocks) t.same(failures, [], 'nothing went wrong inside')
}

/** What lies in the database of an app. */
const storedNames = ({ share }: SharedApp): Promise<string[]> => share.connection.client.keys('*')

const addMember = (mock: TestApp, email: string) =>
  call(mock, { method: 'POST', url: SOTION, key: SITE_A, body: { email } })

it('every exchange, through two processes in turn', async (t) => {
  const worlds = new Map<string, readonly TestApp[]>()
  for (const file of readExchanges().filter(({ isRaw }) => !isRaw)) {
    const { settings = {} } = file
    const name = JSON.stringify(settings)
    const mocks = worlds.get(name) ?? (await createApps(t, 2, { settings }))
    worlds.set(name, mocks)
    const results = await runFile(file, createTurnTarget(mocks))
    t.equal(results.map(report).filter(Boolean).join('\n'), '', file.name)
    noFailures(t, mocks)
  }
})

it('a window lets through as many as its limit says, whichever processes are asked', async (t) => {
  const mocks = await createApps(t, 8, { settings: { whop: { limit: 100 } } })
  const all = Array.from({ length: 240 }, (_, i) => call(mocks[i % 8] as TestApp, { url: WHOP, key: FULL }))
  const statuses = (await Promise.all(all)).map(({ statusCode }) => statusCode)
  t.equal(statuses.filter((status) => status === 200).length, 100)
  t.equal(statuses.filter((status) => status === 429).length, 140)
  noFailures(t, mocks)
})

it('of windows and of one e-mail, no interleaving is other than one after another', async (t) => {
  const mocks = await createApps(t, 3, { settings: { sotion: { limit: 1_000_000 } } })
  let round = 0
  const interleaving = fc.array(fc.tuple(fc.nat(2), fc.nat(3)), { minLength: 4, maxLength: 24 })
  await fc.assert(
    fc.asyncProperty(interleaving, async (steps) => {
      round += 1
      const limit = 1 + (steps.length % 5)
      await tell(mocks[round % 3] as TestApp, 'PUT', '/limits', { whop: { limit, remaining: limit } })
      const asked = steps.map(async ([process, member]) => {
        const mock = mocks[process] as TestApp
        const email = `m${round}-${member}@example.com`
        const [made, read] = await Promise.all([addMember(mock, email), call(mock, { url: WHOP, key: FULL })])
        return { email, made: made.statusCode, read: read.statusCode }
      })
      const answers = await Promise.all(asked)
      const emails = new Set(answers.map(({ email }) => email))
      const made = answers.filter((one) => one.made === 201)
      t.same(new Set(made.map(({ email }) => email)), emails, 'each is there')
      t.equal(made.length, emails.size, 'and once')
      t.ok(answers.every((one) => one.made === 201 || one.made === 409))
      const through = answers.filter((one) => one.read === 200).length
      t.equal(through, Math.min(limit, steps.length), 'as many as the limit says')
    }),
    { numRuns: 30 },
  )
  noFailures(t, mocks)
})

/** The body and what the vendor says beside it; not what Node adds. */
const bytesOf = async (mock: TestApp, asked: Parameters<typeof call>[1]): Promise<string> => {
  const { statusCode, headers, body } = await call(mock, asked)
  return JSON.stringify([statusCode, headers, body])
}

it('the same calls give the same bytes, whichever process answers, and again after a reset', async (t) => {
  const mocks = await createApps(t, 3)
  const alone = createTestApp()
  t.teardown(() => alone.app.close())
  for (const mock of [alone, mocks[0] as TestApp])
    await tell(mock, 'PUT', '/clock', { freeze: '2026-03-01T12:00:00Z' })
  const calls = [
    { url: WHOP, key: FULL },
    { method: 'POST', url: SOTION, key: SITE_A, body: { email: 'one@example.com' } },
    { method: 'POST', url: SOTION, key: SITE_A, body: { email: 'one@example.com' } },
    { url: `${SOTION}?limit=3`, key: SITE_A },
    { url: WHOP, key: 'nobody' },
    { method: 'POST', url: `${SOTION.replace('/members', '/groups')}`, key: SITE_A, body: { name: 'New' } },
  ]
  const round = async (mockOf: (i: number) => TestApp): Promise<string[]> => {
    const texts: string[] = []
    for (const [i, asked] of [...calls, ...calls].entries()) texts.push(await bytesOf(mockOf(i), asked))
    return texts
  }
  const expected = await round(() => alone)
  t.same(await round((i) => mocks[i % 3] as TestApp), expected)
  await tell(mocks[2] as TestApp, 'POST', '/reset')
  await tell(mocks[1] as TestApp, 'PUT', '/clock', { freeze: '2026-03-01T12:00:00Z' })
  t.same(await round((i) => mocks[(i + 1) % 3] as TestApp), expected)
  noFailures(t, mocks)
})

it('a sandbox made through one is known to all, with its keys, and leaves nothing when it is deleted', async (t) => {
  const [a, b] = (await createApps(t, 2)) as [SharedApp, SharedApp]
  const kept = await storedNames(b)
  const fixtures = { whop: { keys: [{ token: 'apik_own_of_it', ...KEY }] } }
  const made = await tell(a, 'POST', '/sandboxes', { name: 'ours', seed: 7, fixtures })
  t.match(made, { status: 201, body: { id: 'sb_1', name: 'ours', seed: 7 } })
  t.strictSame((await tell(b, 'GET', '/sandboxes/sb_1')).body, made.body)
  const given = await tell(a, 'PUT', '/whop/keys/apik_given_later?sandbox=sb_1', KEY)
  t.equal(given.status, 201)
  for (const key of ['apik_sb1_full', 'apik_own_of_it', 'apik_given_later'])
    t.equal((await call(b, { url: '/whop/api/v1/members', key })).statusCode === 401, false, key)
  const taken = await tell(b, 'PUT', '/whop/keys/apik_given_later', KEY)
  t.match(taken, { status: 409 })
  t.match(await tell(b, 'GET', '/requests?sandbox=sb_1'), { body: { requests: { length: 3 } } })
  t.equal((await tell(b, 'DELETE', '/sandboxes/sb_1')).status, 204)
  t.equal((await tell(a, 'GET', '/sandboxes/sb_1')).status, 404)
  t.equal((await call(a, { url: WHOP, key: 'apik_given_later' })).statusCode, 401)
  await tell(a, 'DELETE', '/requests')
  t.same(
    (await storedNames(a)).filter((name) => name.includes('sb_1')),
    [],
  )
  t.ok(kept.length > 0)
  t.match(await tell(a, 'POST', '/sandboxes'), { body: { id: 'sb_2' } }, 'no number comes back')
  noFailures(t, [a, b])
})

it('faults, limits, clock, records, snapshots: steered through one, met through another', async (t) => {
  const [a, b] = (await createApps(t, 2)) as [SharedApp, SharedApp]
  await tell(a, 'POST', '/faults', { vendor: 'whop', times: 2, answer: { status: 500 } })
  const statuses: number[] = []
  for (const mock of [b, a, b]) statuses.push((await call(mock, { url: WHOP, key: FULL })).statusCode)
  t.same(statuses, [500, 500, 200])
  t.match(await tell(b, 'GET', '/faults'), { body: { faults: [{ id: 'f_1', matched: 2, applied: 2 }] } })
  await tell(b, 'PUT', '/clock', { freeze: '2030-01-01T00:00:00Z' })
  t.equal((await call(a, { url: WHOP, key: FULL })).headers.date, 'Tue, 01 Jan 2030 00:00:00 GMT')
  const path = '/sotion/members/11111111-1111-4111-8111-111111111111'
  t.match(await tell(a, 'PATCH', path, { displayName: 'Changed' }), { status: 200 })
  const { body: snapshot } = await tell(b, 'GET', '/snapshot')
  await tell(b, 'POST', '/reset')
  const member = `${SOTION}/11111111-1111-4111-8111-111111111111`
  t.notMatch((await call(a, { url: member, key: SITE_A })).json(), { data: { displayName: 'Changed' } })
  t.equal((await tell(a, 'PUT', '/snapshot', snapshot)).status, 204)
  t.match((await call(b, { url: member, key: SITE_A })).json(), { data: { displayName: 'Changed' } })
  t.match(await tell(b, 'GET', '/clock'), { body: { now: '2030-01-01T00:00:00.000Z', mode: 'frozen' } })
  t.strictSame((await tell(b, 'GET', '/snapshot')).body, (await tell(a, 'GET', '/snapshot')).body)
  noFailures(t, [a, b])
})

it('one journal, in the order in which requests were answered; cleared and reset for all', async (t) => {
  const [a, b] = (await createApps(t, 2)) as [SharedApp, SharedApp]
  for (const mock of [a, b, b, a]) await call(mock, { url: WHOP, key: FULL })
  const seen = (await tell(b, 'GET', '/requests')).body
  t.match(seen, { requests: [{ id: 'r_1' }, { id: 'r_2' }, { id: 'r_3' }, { id: 'r_4' }], dropped: 0 })
  t.strictSame((await tell(a, 'GET', '/requests')).body, seen)
  const waiting = tell(a, 'POST', '/requests/wait', { match: { vendor: 'sotion' }, timeoutMs: 20_000 })
  await addMember(b, 'waited-for@example.com')
  t.match(await waiting, { body: { ok: true, count: 1 } })
  await tell(b, 'DELETE', '/requests')
  t.strictSame((await tell(a, 'GET', '/requests')).body, { requests: [], dropped: 0 })
  await call(a, { url: WHOP, key: FULL })
  t.match((await tell(b, 'GET', '/requests')).body, { requests: [{ id: 'r_6' }] })
  await tell(a, 'POST', '/reset')
  for (let i = 0; i < 8; i++) await call(a, { url: WHOP, key: FULL })
  t.match((await tell(b, 'GET', '/requests')).body, { requests: { length: 8, 0: { id: 'r_1' } } })
  noFailures(t, [a, b])
})

it('a store that goes away is the vendor’s own 5xx, and work goes on when it is back', async (t) => {
  const own = await startStore(t, program ?? '', ['--appendonly', 'yes', '--appendfsync', 'always'])
  const mock = await createSharedApp(t, own)
  const { client } = mock.share.connection
  t.equal((await addMember(mock, 'before@example.com')).statusCode, 201)
  t.match(await tell(mock, 'GET', '/ready'), { status: 200 })
  const closed = once(client, 'close')
  await own.stop()
  await closed
  const refused = await call(mock, { url: SOTION, key: SITE_A })
  t.equal(refused.statusCode, 500)
  t.strictSame(refused.json(), { error: 'Internal server error' })
  t.match(await call(mock, { url: WHOP, key: FULL }), {
    statusCode: 500,
    headers: { 'api-version-date': /^2/ },
  })
  t.strictSame(await tell(mock, 'GET', '/ready'), {
    status: 503,
    body: { status: 'the store does not answer' },
  })
  t.match(await tell(mock, 'GET', '/clock'), {
    status: 503,
    body: { error: { message: /^the store at 127\.0\.0\.1:\d+ does not answer \(/ } },
  })
  t.equal(mock.lost.length, 1, 'one line says so')
  const ready = once(client, 'ready')
  await own.start()
  await ready
  t.equal((await addMember(mock, 'before@example.com')).statusCode, 409, 'it is what it was')
  await client.flushall()
  t.equal(
    (await addMember(mock, 'before@example.com')).statusCode,
    201,
    'a store that was emptied begins anew',
  )
  t.match(await tell(mock, 'GET', '/ready'), { status: 200 })
  noFailures(t, [mock])
})

it('each delivery is made once, by one of them, and seen by all', async (t) => {
  const mocks = await createApps(t, 3)
  const [a, b, c] = mocks as [SharedApp, SharedApp, SharedApp]
  const receiver = await openReceiver(t)
  const hook = { url: receiver.url, events: ['member.created'] }
  t.equal(
    (await call(a, { method: 'POST', url: '/sotion/api/v1/webhooks', key: SITE_A, body: hook })).statusCode,
    201,
  )
  await Promise.all(
    Array.from({ length: 12 }, (_, i) => addMember(mocks[i % 3] as TestApp, `m${i}@example.com`)),
  )
  t.match(await tell(c, 'POST', '/deliveries/wait', { timeoutMs: 20_000 }), { body: { ok: true } })
  const { body } = await tell(b, 'GET', '/deliveries')
  t.match(body, { deliveries: { length: 12 } })
  for (const delivery of Object(body).deliveries)
    t.match(delivery, { state: 'delivered', attempts: { length: 1 } })
  t.equal(receiver.received.length, 12)
  t.equal(new Set(receiver.received.map((one) => one.body)).size, 12)
  noFailures(t, mocks)
})

it('what a process that died was about to deliver, another delivers', async (t) => {
  const [a, b] = (await createApps(t, 2, { leaseMs: 200 })) as [SharedApp, SharedApp]
  const receiver = await openReceiver(t)
  const reached = new Promise<void>((resolve) => {
    // Nobody is there to read the answer to the first.
    receiver.answer = (response, _request, nth) => (nth === 1 ? resolve() : response.writeHead(200).end())
  })
  const hook = { url: receiver.url, events: ['member.created'] }
  await call(a, { method: 'POST', url: '/sotion/api/v1/webhooks', key: SITE_A, body: hook })
  await addMember(a, 'left-behind@example.com')
  await reached
  a.share.connection.client.disconnect()
  t.match(await tell(b, 'POST', '/deliveries/wait', { timeoutMs: 20_000 }), { body: { ok: true } })
  t.match((await tell(b, 'GET', '/deliveries')).body, {
    deliveries: [{ id: 'd_1', state: 'delivered', attempts: { length: 1 } }],
  })
  t.equal(receiver.received.length, 2)
  t.equal(receiver.received[0]?.body, receiver.received[1]?.body)
  noFailures(t, [b])
})

it('what is due by a clock that follows the machine is done once, and told of once', async (t) => {
  const mocks = await createApps(t, 3)
  const [a, b, c] = mocks as [SharedApp, SharedApp, SharedApp]
  const receiver = await openReceiver(t)
  const told = new Promise<void>((resolve) => {
    receiver.answer = (response) => {
      response.writeHead(200).end()
      resolve()
    }
  })
  const hook = { url: receiver.url, events: ['member.updated'] }
  await call(a, { method: 'POST', url: '/sotion/api/v1/webhooks', key: SITE_A, body: hook })
  const member = '11111111-1111-4111-8111-111111111111'
  const steps = [{ at: 'PT0.2S', vendor: 'sotion', member, event: 'blocked' }]
  t.equal((await tell(a, 'POST', '/timeline', { steps })).status, 201)
  // Each of them waits for the time now.
  for (const mock of [b, c]) await call(mock, { url: `${SOTION}/${member}`, key: SITE_A })
  await told
  t.match(await tell(c, 'POST', '/deliveries/wait', { timeoutMs: 20_000 }), { body: { ok: true } })
  t.match((await tell(c, 'GET', '/timeline')).body, { steps: [{ state: 'done' }] })
  t.equal(receiver.received.length, 1)
  const { body } = await tell(a, 'GET', '/snapshot')
  for (const mock of [b, c]) t.strictSame((await tell(mock, 'GET', '/snapshot')).body, body)
  noFailures(t, mocks)
})

it('a store that hangs is away too, until it answers again', async (t) => {
  const own = await startStore(t, program ?? '')
  const mock = await createSharedApp(t, own)
  t.equal((await call(mock, { url: WHOP, key: FULL })).statusCode, 200)
  own.signal('SIGSTOP')
  t.equal((await call(mock, { url: WHOP, key: FULL })).statusCode, 500)
  t.equal((await tell(mock, 'GET', '/ready')).status, 503)
  t.same(mock.lost, ['Command timed out'])
  const ready = once(mock.share.connection.client, 'ready')
  own.signal('SIGCONT')
  await ready
  t.equal((await call(mock, { url: WHOP, key: FULL })).statusCode, 200)
  t.equal((await tell(mock, 'GET', '/ready')).status, 200)
  noFailures(t, [mock])
})

it('a sandbox that begins with a part of its limits does so everywhere', async (t) => {
  const [a, b] = (await createApps(t, 2)) as [SharedApp, SharedApp]
  await tell(a, 'POST', '/sandboxes', { limits: { whop: { limit: 10, remaining: 2 } } })
  const { body } = await tell(a, 'GET', '/snapshot?sandbox=sb_1')
  t.strictSame((await tell(b, 'GET', '/snapshot?sandbox=sb_1')).body, body)
  const statuses: number[] = []
  for (const mock of [b, a, b])
    statuses.push((await call(mock, { url: WHOP, key: 'apik_sb1_full' })).statusCode)
  t.same(statuses, [200, 200, 429])
  t.equal((await tell(b, 'POST', '/reset?sandbox=sb_1')).status, 204)
  t.equal((await call(a, { url: WHOP, key: 'apik_sb1_full' })).statusCode, 200)
  noFailures(t, [a, b])
})

it('a request is one round trip, whether it reads or writes, and monitoring counts them', async (t) => {
  const own = await startStore(t, program ?? '')
  const mock = await createSharedApp(t, own)
  const counts = async (): Promise<number[]> => {
    const { body } = await mock.app.inject('/__admin/metrics')
    const lines = body.split('\n').filter((line) => line.startsWith('membermock_store_'))
    t.same(
      lines.map((line) => line.split(' ')[0]),
      ['membermock_store_round_trips_total', 'membermock_store_errors_total'],
    )
    return lines.map((line) => Number(line.split(' ')[1]))
  }
  await call(mock, { url: SOTION, key: SITE_A })
  const [before = 0] = await counts()
  for (const email of ['a@example.com', 'b@example.com', 'c@example.com']) await addMember(mock, email)
  for (const key of [SITE_A, 'nobody’s']) await call(mock, { url: SOTION, key: encodeURIComponent(key) })
  t.same(await counts(), [before + 5, 0])
  const closed = once(mock.share.connection.client, 'close')
  await own.stop()
  await closed
  t.equal((await call(mock, { url: SOTION, key: SITE_A })).statusCode, 500)
  const [, errors = 0] = await counts()
  t.ok(errors > 0, `${errors} errors`)
  noFailures(t, [mock])
})
