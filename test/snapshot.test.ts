/** A snapshot holds all that a sandbox remembers: restored, the next calls give the same bytes; what cannot be is refused. */
import { deepStrictEqual } from 'node:assert/strict'
import { Ajv } from 'ajv'
import fc from 'fast-check'
import t from 'tap'
import { startServer } from '../src/client/start.ts'
import { readInvocation } from '../src/config/config.ts'
import { vendorDefinitions } from '../src/routes/index.ts'
import type { Snapshot } from '../src/sandbox/snapshot.ts'
import { type Call, tell } from './support/admin.ts'
import { createTestApp, type TestApp } from './support/app.ts'
import { createPools, type Drawn, ofRecords, ofVendors, type Pools, send } from './support/random-calls.ts'

const NOON = '2026-01-01T12:00:00.000Z'

const boot = async (): Promise<TestApp> => {
  const mock = createTestApp({ members: 5 })
  await tell(mock, 'PUT', '/clock', { freeze: NOON })
  return mock
}

/** Once nothing is under way to an endpoint. */
const snapshotOf = async (mock: TestApp): Promise<Snapshot> => {
  const { outbox } = mock.sandboxes.default
  if (!outbox.isIdle) await new Promise<void>((resolve) => outbox.whenIdle(resolve))
  return (await tell(mock, 'GET', '/snapshot')).body as Snapshot
}

const admin = (method: string, path: string, body: object): Call => ({ method, url: `/__admin${path}`, body })

const ofAdmin = fc.constantFrom(
  admin('PUT', '/clock', { freeze: '2031-07-07T07:07:07.070Z' }),
  admin('PUT', '/clock', { advance: 'PT61S' }),
  admin('PUT', '/clock', { advance: 'P1DT0.5S' }),
  admin('PUT', '/limits', { whop: { limit: 2 }, sotion: { remaining: 1 } }),
  admin('PUT', '/limits', { whop: { limit: null }, aitable: { windowSeconds: 3600, remaining: 2 } }),
  admin('PUT', '/limits', { sotion: null, aitable: null, whop: null }),
  admin('POST', '/faults', { vendor: 'whop', answer: { status: 500 }, times: null, probability: 0.5 }),
  admin('POST', '/faults', { vendor: 'aitable', answer: { html: 502 }, after: 1 }),
  admin('POST', '/faults', { vendor: 'sotion', answer: { status: 429, retryAfter: 7 }, times: 3 }),
  admin('POST', '/faults', { vendor: 'sotion', delay: 1 }),
)

/** The time that an answer took is the machine's. */
const masked = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value)
      .replaceAll(/total;dur=\d+/g, '')
      .replaceAll(/"server-timing":"[^"]*"/g, '"server-timing":""'),
  )

/** What the calls come to, and the state behind them. */
const run = async (mock: TestApp, calls: readonly Drawn[], pools: Pools): Promise<unknown> => {
  const own = structuredClone(pools)
  const answers: object[] = []
  for (const one of calls) {
    const sent = await send(mock, one, own)
    // The admin's own answers have the machine's date.
    answers.push(sent.call.url.startsWith('/__admin') ? { ...sent, headers: {} } : sent)
  }
  const { clock, ...state } = await snapshotOf(mock)
  return masked([answers, clock.frozenAt, state])
}

t.test(
  'after any calls, a snapshot is taken back whole, and the next calls give the same bytes',
  async (t) => {
    const { vendors } = createTestApp()
    const calls = fc.oneof(
      { weight: 6, arbitrary: ofVendors(vendors) },
      { weight: 2, arbitrary: ofRecords(vendors) },
      { weight: 2, arbitrary: ofAdmin },
    )
    const statuses = new Map<string, number>()
    const property = fc.asyncProperty(
      fc.array(calls, { minLength: 5, maxLength: 40 }),
      fc.array(calls, { minLength: 1, maxLength: 15 }),
      async (before, after) => {
        const [used, fresh] = [await boot(), await boot()]
        const pools = createPools(used)
        for (const one of before) {
          const { statusCode } = await send(used, one, pools)
          if ('operation' in one && statusCode < 300)
            statuses.set(one.operation, (statuses.get(one.operation) ?? 0) + 1)
        }
        const snapshot = await snapshotOf(used)
        const first = await run(used, after, pools)
        for (const mock of [used, fresh]) {
          deepStrictEqual(await tell(mock, 'PUT', '/snapshot', snapshot), { status: 204, body: undefined })
          deepStrictEqual(await snapshotOf(mock), snapshot)
          deepStrictEqual(await run(mock, after, pools), first)
        }
        deepStrictEqual([used.failures, fresh.failures], [[], []])
      },
    )
    await t.resolves(fc.assert(property, { numRuns: 15 }))
    t.ok(statuses.size > 5, Object.fromEntries(statuses))
  },
)

type Tables = Record<string, { key: string; row: Record<string, unknown> | null }[]>
interface Loose {
  version: number
  seed: number
  clock: { jobs: { next: number; due: object[] } }
  faults: { made: number; planned: object[] }
  outbox?: object
  vendors: Record<string, { tables: Tables; limiter: { windows: object[] } }>
}

const SPACE = 'spcjXzqVrjaP3'
const team = (unitId: string, parent: string) => ({
  key: `${SPACE}/${unitId}`,
  row: { space: SPACE, unitId, order: 99, name: unitId, sequence: 9, parent, roles: [] as string[] },
})
const membership = (member: string) => ({
  key: `site_a/99999999-9999-4999-8999-999999999999/${member}`,
  row: { site: 'site_a', group: '99999999-9999-4999-8999-999999999999', member, since: null, nth: 0 },
})
const hook = (url: string) => ({
  key: 'site_a/h',
  row: {
    ...{ site: 'site_a', id: 'h', name: 'h', url, events: [], active: true, secret: 's' },
    ...{ managedBy: null, createdAt: null, updatedAt: null },
  },
})

/** What is wrong, the path that is named, and how the refusal goes on. */
const WRONG: readonly [spoil: (snapshot: Loose) => void, path: string, message: RegExp][] = [
  [(s) => Object.assign(s, { version: 2 }), '/version', /2 must be equal/],
  [(s) => Object.assign(s, { seed: 7 }), '/seed', /the seed 7/],
  [(s) => Object.assign(s, { more: 1 }), '/more', /no name that is known/],
  [(s) => Reflect.deleteProperty(s, 'random'), '/random', /is missing/],
  [
    (s) => Object.assign(s.clock.jobs, { next: 1, due: [{ id: 1, time: 0, worker: 'x', data: 0 }] }),
    '/clock/jobs/due/0/id',
    /to come/,
  ],
  [
    (s) => Object.assign(s.clock.jobs, { next: 2, due: [{ id: 1, time: 0, worker: 'x', data: 0 }] }),
    '/clock/jobs/due/0/worker',
    /no "x"/,
  ],
  [
    (s) =>
      Object.assign(s.clock.jobs, { next: 2, due: [{ id: 1, time: 0, worker: 'deliveries', data: 'x' }] }),
    '/clock/jobs/due/0/data',
    /"x" must be integer/,
  ],
  [
    (s) => s.faults.planned.push({ id: 'f_1', rule: { vendor: 'whop', delay: 1 }, matched: 0, applied: 0 }),
    '/faults/planned/0/id',
    /still to come/,
  ],
  [(s) => Object.assign(s, { outbox: { made: 0 } }), '/outbox', /missing/],
  [
    (s) => s.vendors.whop?.limiter.windows.push({ key: 'k', start: 0, used: -1 }),
    '/vendors/whop/limiter/windows/0/used',
    /-1/,
  ],
  [
    (s) => {
      const window = { key: 'k', start: 0, used: 1 }
      s.vendors.whop?.limiter.windows.push(window, window)
    },
    '/vendors/whop/limiter/windows/1/key',
    /already/,
  ],
  [
    (s) => Object.assign(s.vendors.whop?.tables ?? {}, { guests: [] }),
    '/vendors/whop/tables/guests',
    /no name/,
  ],
  [
    (s) => Object.assign(s.vendors.whop?.tables ?? {}, { users: [{ key: 'user_x', row: { id: 'user_x' } }] }),
    '/vendors/whop/tables/users/0/row/email',
    /missing/,
  ],
  [
    (s) => Object.assign(s.vendors.aitable?.tables ?? {}, { teams: [{ ...team('a', '0'), key: 'other' }] }),
    '/vendors/aitable/tables/teams/0/key',
    /another key than "other"/,
  ],
  [
    (s) => Object.assign(s.vendors.aitable?.tables ?? {}, { teams: [team('a', '0'), team('a', '0')] }),
    '/vendors/aitable/tables/teams/1/key',
    /twice/,
  ],
  [
    (s) => Object.assign(s.vendors.aitable?.tables ?? {}, { teams: [team('a', 'gone')] }),
    '/vendors/aitable/tables/teams/0/row/parent',
    /no "spcjXzqVrjaP3\/gone" among the teams/,
  ],
  [
    (s) => Object.assign(s.vendors.aitable?.tables ?? {}, { teams: [team('a', 'b'), team('b', 'a')] }),
    '/vendors/aitable/tables/teams/0/row/parent',
    /below itself/,
  ],
  [
    (s) => {
      const { key, row } = team('a', '0')
      const role = { space: SPACE, unitId: 'a', order: 9, name: 'a', sequence: 1 }
      Object.assign(s.vendors.aitable?.tables ?? {}, { teams: [{ key, row }], roles: [{ key, row: role }] })
    },
    '/vendors/aitable/tables/roles/0/row/unitId',
    /one of the teams/,
  ],
  [
    (s) => Object.assign(s.vendors.sotion?.tables ?? {}, { memberships: [membership('nobody')] }),
    '/vendors/sotion/tables/memberships/0/row/member',
    /no "site_a\/nobody" among the members/,
  ],
  [
    (s) =>
      Object.assign(s.vendors.sotion?.tables ?? {}, {
        members: [{ key: 'site_a/11111111-1111-4111-8111-111111111111', row: null }],
      }),
    '/vendors/sotion/tables/members/0/row',
    /some of the memberships refer/,
  ],
  [
    (s) => Object.assign(s.vendors.sotion?.tables ?? {}, { webhooks: [hook('http://example.com')] }),
    '/vendors/sotion/tables/webhooks/0/row/url',
    /no address/,
  ],
  [
    (s) =>
      Object.assign(s.vendors.sotion?.tables ?? {}, {
        departed: [{ key: 'groups/x', row: { table: 'groups', key: 'x', nth: 1, row: {} } }],
      }),
    '/vendors/sotion/tables/departed/0/row/row/id',
    /missing/,
  ],
  [
    (s) =>
      Object.assign(s.vendors.sotion?.tables ?? {}, {
        keys: [{ key: 'so_sb1_siteA', row: { token: 'so_sb1_siteA', site: 'site_a' } }],
      }),
    '/vendors/sotion/tables/keys/0/key',
    /belongs to the sandbox sb_1/,
  ],
]

t.test('what does not fit is refused with its path, and changes nothing', async (t) => {
  const mock = await boot()
  mock.sandboxes.create()
  createPools(mock)
  const good = await snapshotOf(mock)
  for (const [spoil, path, message] of WRONG) {
    const spoilt = structuredClone(good) as unknown as Loose // spoilt on purpose
    spoil(spoilt)
    const { status, body } = await tell(mock, 'PUT', '/snapshot', spoilt)
    t.equal(status, path.endsWith('keys/0/key') ? 409 : 400, path)
    t.match(body, { error: { path, message } }, path)
    t.strictSame(await snapshotOf(mock), good, path)
  }
  t.match(await tell(mock, 'PUT', '/snapshot', good), { status: 204 })
  t.strictSame(mock.failures, [])
})

t.test('--snapshot FILE', async (t) => {
  const mock = await boot()
  await tell(mock, 'PUT', '/whop/members/mber_Joined0000001', { phone: '+15550001' })
  const good = await snapshotOf(mock)
  const directory = t.testdir({
    'good.json': JSON.stringify(good),
    'seed.json': JSON.stringify({ ...good, seed: 7 }),
    'version.json': JSON.stringify({ ...good, version: 2 }),
    'text.json': 'not JSON',
  })
  const begin = async (file: string) => {
    const { config } = await readInvocation(vendorDefinitions, {
      args: [
        '--port',
        '0',
        '--members',
        '5',
        '--now',
        '2026-01-01T00:00:00.000Z',
        '--snapshot',
        `${directory}/${file}`,
      ],
      environment: {},
      directory,
    })
    if (config === undefined) throw new TypeError('flags come to a config')
    return startServer(config, {})
  }
  const started = await begin('good.json')
  t.match(await started.members('whop').get('mber_Joined0000001'), { phone: '+15550001' })
  t.strictSame(await started.snapshot(), good)
  await started.close()
  const problems: readonly [file: string, problem: object][] = [
    ['seed.json', { path: '/seed', found: /of the seed 7/, accepted: '1' }],
    ['version.json', { path: '/version', found: /2 must be equal/, accepted: '1' }],
    ['text.json', { found: 'no JSON', accepted: /GET \/__admin\/snapshot/ }],
    ['missing.json', { found: 'nothing that can be read (ENOENT)' }],
  ]
  for (const [file, problem] of problems)
    await t.rejects(
      begin(file),
      { name: 'ConfigError', problems: [{ ...problem, file: RegExp(file) }] },
      file,
    )
})

t.test('what is asked again is held against schemas that have been compiled', async (t) => {
  const mock = await boot()
  const { compile } = Ajv.prototype
  t.teardown(() => {
    Ajv.prototype.compile = compile
  })
  let compiled = 0
  Ajv.prototype.compile = function (this: Ajv, schema: object) {
    compiled += 1
    return compile.call(this, schema)
  } as typeof compile
  const steps = Array.from({ length: 100 }, () => ({
    ...{ at: 'P1D', vendor: 'sotion', event: 'logged_in' },
    member: '11111111-1111-4111-8111-111111111111',
  }))
  t.equal((await tell(mock, 'POST', '/timeline', { steps })).status, 201)
  const state = await snapshotOf(mock)
  const all = async (): Promise<void> => {
    t.equal((await tell(mock, 'PUT', '/snapshot', state)).status, 204)
    for (const token of ['so_one_more', 'so_another'])
      t.equal((await tell(mock, 'PUT', `/sotion/keys/${token}`, { site: 'site_a' })).status, 201)
  }
  await all()
  const before = compiled
  t.ok(before > 0 && before < 10, `${before} schemas`)
  await all()
  t.equal(compiled, before)
})
