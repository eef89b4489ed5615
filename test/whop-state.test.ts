/** Whop's memberships and members: whatever is done, in whatever order, the second follow from the first; and its records. */
import fc from 'fast-check'
import t, { type Test } from 'tap'
import { ConfigError, type Membermock, MembermockError, startMembermock } from '../src/index.ts'
import { accessOf, spentOn } from '../src/routes/whop/derived.ts'
import type { MembershipRow } from '../src/routes/whop/membership-row.ts'
import { openTables, type WhopDb } from '../src/routes/whop/model.ts'
import type { MemberRow } from '../src/routes/whop/row-schemas.ts'
import { TransitionError, transit } from '../src/routes/whop/transit.ts'
import { TRANSITIONS, type TransitionName } from '../src/routes/whop/transitions.ts'
import type { Database } from '../src/sandbox/database.ts'
import { DAY } from '../src/sandbox/timeline.ts'
import { createTestApp } from './support/app.ts'
import { NOW, openVendor } from './support/vendor.ts'

const MADE = 100
const whop = openVendor('whop', { members: MADE })

const membershipsIn = (db: WhopDb): readonly MembershipRow[] => db.memberships.list(0, 1000)
const membersIn = (db: WhopDb): readonly MemberRow[] => db.members.list(0, 1000)

/** What of a member does not follow from its memberships. */
const claimsOf = (db: WhopDb, member: MemberRow): string[] => {
  const memberships = db.memberships.find('member', member.id)
  const { access_level, status } = accessOf(member, memberships)
  const claims = {
    'another access level': access_level !== member.access_level,
    'another status': status !== member.status,
    'money from nowhere': spentOn(memberships) !== member.usd_total_spent,
    'a membership of another user': memberships.some(({ user }) => user !== member.user),
    'a membership of another company': memberships.some(({ company }) => company !== member.company),
  }
  return Object.entries(claims).flatMap(([claim, isSo]) => (isSo ? [`${member.id}: ${claim}`] : []))
}

/** What a membership says that cannot be. */
const oddities = (db: WhopDb, row: MembershipRow): string[] => {
  const { status, period_start: start, period_end: end } = row
  const claims = {
    'scheduled, and over': row.cancel_at_period_end && !['trialing', 'active', 'past_due'].includes(status),
    'scheduled, and nobody wished it': row.cancel_at_period_end && row.canceled_at === null,
    'canceled at no time': status === 'canceled' && row.canceled_at === null,
    'paused, and over': row.payment_collection_paused && ['canceled', 'expired'].includes(status),
    'a period that ends before it begins': start !== null && end !== null && end < start,
    'no such plan': db.plans.get(row.plan)?.product !== row.product,
  }
  return Object.entries(claims).flatMap(([claim, isSo]) => (isSo ? [`${row.id}: ${claim}`] : []))
}

const all = (db: WhopDb): string[] => [
  ...membersIn(db).flatMap((member) => claimsOf(db, member)),
  ...membershipsIn(db).flatMap((row) => oddities(db, row)),
]

t.test('shipped and made members follow from their memberships, under every seed', async (t) => {
  for (const seed of [1, 2, 77]) {
    const db = openTables(whop.open(seed))
    t.strictSame(all(db), [], `seed ${seed}`)
    for (const row of membershipsIn(db)) {
      t.equal(db.memberships.get(row.id), row)
      t.ok(db.memberships.find('member', row.member).includes(row), 'it leads from its member back to it')
    }
  }
})

t.test('the shipped memberships are in every state', async (t) => {
  const db = openTables(whop.open(1))
  const stateOf = ({
    status,
    cancel_at_period_end,
    payment_collection_paused,
    license_key,
  }: MembershipRow) => [
    status,
    ...(cancel_at_period_end ? ['scheduled'] : []),
    ...(payment_collection_paused ? ['paused'] : []),
    ...(license_key === null ? [] : ['licence']),
  ]
  const shipped = membershipsIn(db).filter(({ id }) => /^mem_[A-Z][a-zA-Z]+0+\d$/.test(id))
  const states = new Set(shipped.flatMap(stateOf))
  t.strictSame([...states].sort(), [
    'active',
    'canceled',
    'completed',
    'expired',
    'licence',
    'past_due',
    'paused',
    'scheduled',
    'trialing',
  ])
  for (const { id, status, period_end } of shipped)
    if (['active', 'trialing'].includes(status)) t.ok(Date.parse(period_end ?? '') > NOW, id)
  t.equal(db.memberships.find('member', 'mber_Joined0000001').length, 1)
})

const NAMES = Object.keys(TRANSITIONS) as TransitionName[] // a record's own keys

const step = fc.record({
  name: fc.constantFrom(...NAMES),
  nth: fc.nat(60),
  days: fc.option(fc.integer({ min: 1, max: 1095 }), { nil: undefined }),
  passed: fc.nat(40),
})

const snapshotOf = (database: Database): string => JSON.stringify(database.changes)

t.test('any transitions in any order: members follow, and what is refused changes nothing', async (t) => {
  const made = { done: 0, refused: 0 }
  const walk = (
    steps: readonly { name: TransitionName; nth: number; days: number | undefined; passed: number }[],
  ) => {
    const database = whop.open(3)
    const db = openTables(database)
    const rows = membershipsIn(db)
    let now = NOW
    for (const { name, nth, days, passed } of steps) {
      now += passed * DAY
      const id = rows[nth % rows.length]?.id ?? ''
      const row = db.memberships.get(id)
      if (row === undefined) continue
      const before = snapshotOf(database)
      try {
        const after = transit(db, row, name, { now, days })
        made.done += 1
        t.equal(db.memberships.get(id), after)
      } catch (error) {
        if (!(error instanceof TransitionError)) throw error
        made.refused += 1
        if (snapshotOf(database) !== before) throw new Error(`${name} was refused and changed something`)
      }
      const member = db.members.get(row.member)
      const wrong = [...(member === undefined ? ['no member'] : claimsOf(db, member))]
      const odd = oddities(db, db.memberships.get(id) ?? row)
      if (wrong.length + odd.length > 0) throw new Error(`${name} of ${id}: ${[...wrong, ...odd].join(', ')}`)
    }
  }
  fc.assert(fc.property(fc.array(step, { maxLength: 40 }), walk), { numRuns: 60 })
  t.ok(made.done > 50 && made.refused > 50, JSON.stringify(made))
})

/** What a client may ask of a membership, by either generation; some of it never fits. */
const ACTIONS: readonly (readonly [method: 'POST' | 'PATCH', path: string, bodies: readonly object[]])[] = [
  [
    'POST',
    '/cancel',
    [{}, { cancellation_mode: 'immediate' }, { cancel_at_period_end: true, reason: 'x' }, { mode: 'now' }],
  ],
  ['POST', '/uncancel', [{}]],
  ['POST', '/pause', [{}, { void_payments: true }, { until: '2026-06-01T00:00:00Z' }, { until: 'soon' }]],
  ['POST', '/resume', [{}]],
  ['POST', '/add_free_days', [{ free_days: 3 }, { free_days: 1096 }, {}]],
  ['POST', '/extend', [{ days: 400 }, { days: 0 }]],
  ['POST', '/reactivate', [{}, { days: 30 }]],
  ['POST', '/resync_access', [{}]],
  ['POST', '/transfer', [{}]],
  [
    'PATCH',
    '',
    [
      { metadata: { a: 1 } },
      { metadata: { a: null, b: 2 }, cancel_at_period_end: true },
      { metadata: { c: 3 }, cancel_at_period_end: false, payment_method_id: 'payt_1' },
      { billing_period_days: 7 },
      { billing_period_days: 7, metadata: {} },
      { metadata: null },
      {},
    ],
  ],
]

const action = fc.record({
  nth: fc.nat(200),
  action: fc.constantFrom(...ACTIONS),
  body: fc.nat(20),
  version: fc.constantFrom('2026-07-22', '2026-07-23'),
  passed: fc.constantFrom(0, 0, 1, 20, 200),
})

t.test(
  'any requests in any order: both generations keep to it, and what is refused changes nothing',
  async (t) => {
    const seen = new Map<number, number>()
    const walk = async (steps: readonly (typeof action extends fc.Arbitrary<infer One> ? One : never)[]) => {
      const { app, sandboxes, failures } = createTestApp({ vendors: ['whop'], members: 40, rateLimit: false })
      const { clock } = sandboxes.default
      const { db: database } = sandboxes.default.store('whop')
      const db = openTables(database)
      clock.freeze(NOW)
      const isOwn = ({ company }: MembershipRow): boolean => company === 'biz_MockCoffeeClub'
      const ids = membershipsIn(db)
        .filter(isOwn)
        .map(({ id }) => id)
      for (const {
        nth,
        action: [method, path, bodies],
        body,
        version,
        passed,
      } of steps) {
        if (passed > 0) await sandboxes.default.advance(passed * DAY, async () => {})
        const id = ids[nth % ids.length] ?? ''
        const before = snapshotOf(database)
        const { statusCode, body: text } = await app.inject({
          method,
          url: `/whop/api/v1/memberships/${id}${path}`,
          headers: { authorization: 'Bearer apik_mock_full', 'api-version-date': version },
          payload: bodies[body % bodies.length] ?? {},
        })
        seen.set(statusCode, (seen.get(statusCode) ?? 0) + 1)
        const what = `${method} ${id}${path} of ${version}: ${statusCode} ${text}`
        if (statusCode >= 400 && snapshotOf(database) !== before)
          throw new Error(`${what}, and something changed`)
        const wrong = all(db)
        if (wrong.length > 0) throw new Error(`${what}; ${wrong.join(', ')}`)
      }
      if (failures.length > 0) throw failures[0]
      await app.close()
    }
    await fc.assert(fc.asyncProperty(fc.array(action, { minLength: 5, maxLength: 25 }), walk), {
      numRuns: 25,
      seed: 1,
    })
    t.same([...seen.keys()].sort(), [200, 400, 409])
    for (const [status, count] of seen) t.ok(count >= 10, `${status}: ${count} times`)
  },
)

const LISTS = ['users', 'companies', 'products', 'plans', 'memberships'] as const
type List = (typeof LISTS)[number]

/** Whole records as they come of what is given in part, and what a client of the vendor's sees of each. */
const NEW: Readonly<
  Record<List, { entry: { id: string } & Record<string, unknown>; path: string; shown: object }>
> = {
  users: {
    entry: { id: 'user_Mine', name: 'Mine', username: 'mine' },
    path: '/users/mine',
    shown: { id: 'user_Mine', name: 'Mine', username: 'mine' },
  },
  companies: {
    entry: { id: 'biz_MockCoffeeClub', title: 'Mock Coffee Club', owner: 'user_Mine' },
    path: '/companies/biz_MockCoffeeClub',
    shown: { title: 'Mock Coffee Club', owner_user: { id: 'user_Mine', username: 'mine' } },
  },
  products: {
    entry: { id: 'prod_Mine', title: 'Mine', visibility: 'hidden' },
    path: '/products/prod_Mine',
    shown: { id: 'prod_Mine', title: 'Mine', visibility: 'hidden', company: { id: 'biz_MockCoffeeClub' } },
  },
  plans: {
    entry: { id: 'plan_Mine', product: 'prod_Mine', renewal_price: 7 },
    path: '/plans/plan_Mine',
    shown: { id: 'plan_Mine', renewal_price: 7, product: { id: 'prod_Mine', title: 'Mine' } },
  },
  memberships: {
    entry: { id: 'mem_Mine', user: 'user_Mine', plan: 'plan_Mine', license_key: 'MINE-1', spent: 7 },
    path: '/memberships/MINE-1',
    shown: { id: 'mem_Mine', status: 'active', plan: { id: 'plan_Mine' }, user: { id: 'user_Mine' } },
  },
}

/** What is changed of each, and what a client sees then. */
const CHANGES: Readonly<Record<List, readonly [changes: object, shown: object]>> = {
  users: [{ name: null }, { name: null, username: 'mine' }],
  companies: [{ description: 'New' }, { description: 'New', route: 'mock-coffee-club' }],
  products: [{ metadata: { a: 1 } }, { metadata: { a: 1 }, title: 'Mine' }],
  plans: [{ renewal_price: 8 }, { renewal_price: 8, product: { id: 'prod_Mine' } }],
  memberships: [{ status: 'canceled' }, { status: 'canceled', license_key: 'MINE-1' }],
}

/** What a caller may do with records: by the library, or over HTTP. */
interface Way {
  list(list: List): Promise<{ total: number; last: unknown }>
  put(list: List, entry: object): Promise<unknown>
  patch(list: List, id: string, changes: object): Promise<unknown>
  get(list: List, id: string): Promise<unknown>
  delete(list: List, id: string): Promise<unknown>
}

interface Refusal {
  status: number
  path: string
  accepted: readonly unknown[] | undefined
}

const refusalOf = async (call: Promise<unknown>): Promise<Refusal | undefined> => {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (error === undefined) return undefined
  if (!(error instanceof MembermockError)) throw error
  const { status, path, accepted } = error
  return { status, path, accepted }
}

const byLibrary = ({ records }: Membermock<'whop'>): Way => ({
  async list(list) {
    const { total } = await records('whop', list).list({ limit: 1 })
    return { total, last: (await records('whop', list).list({ offset: total - 1 })).records[0] }
  },
  // Of a list that is only known here, the types cannot say more.
  put: (list, entry) => records('whop', list).put(entry as { id: string }),
  patch: (list, id, changes) => records('whop', list).patch(id, changes),
  get: (list, id) => records('whop', list).get(id),
  delete: (list, id) => records('whop', list).delete(id),
})

const byAdmin = ({ url }: Membermock<'whop'>): Way => {
  const ask = async (method: string, path: string, body?: object): Promise<unknown> => {
    const init = { method, ...(body !== undefined && { body: JSON.stringify(body) }) }
    const answer = await fetch(`${url}/__admin/whop/${path}`, init)
    const told: unknown = answer.status === 204 ? undefined : await answer.json()
    if (answer.ok) return told
    const { message, path: at, accepted } = Object(told).error
    throw new MembermockError(message, { status: answer.status, path: at, accepted })
  }
  return {
    async list(list) {
      const { total } = Object(await ask('GET', `${list}?limit=1`))
      return { total, last: Object(await ask('GET', `${list}?offset=${total - 1}`))[list][0] }
    },
    put: (list, { id, ...entry }: { id?: string }) => ask('PUT', `${list}/${id}`, entry),
    patch: (list, id, changes) => ask('PATCH', `${list}/${id}`, changes),
    get: (list, id) => ask('GET', `${list}/${id}`),
    delete: (list, id) => ask('DELETE', `${list}/${id}`),
  }
}

const seenBy = async ({ baseUrl, credentials }: Membermock<'whop'>, path: string): Promise<unknown> => {
  const headers = { authorization: `Bearer ${credentials.whop.full}` }
  const answer = await fetch(baseUrl.whop + path, { headers })
  return answer.status === 200 ? answer.json() : answer.status
}

const start = async (t: Test, whop: object = {}): Promise<Membermock<'whop'>> => {
  const mock = await startMembermock({ vendors: ['whop'], members: 0, whop })
  t.teardown(() => mock.close())
  await mock.clock.freeze(NOW)
  return mock
}

/** What cannot be kept: the path into the record, and what would do. */
const REFUSED: readonly (readonly [list: List, entry: object, path: string, accepted: unknown])[] = [
  ['users', { id: 'user_x', nick: 'x' }, '/nick', Array],
  ['users', { id: 'user_x', created_at: 'then' }, '/created_at', [/ISO date-time/]],
  ['companies', { id: 'biz_x', owner: 'user_nobody' }, '/owner', Array],
  ['companies', { id: 'biz_x', verified: 'yes' }, '/verified', [true, false]],
  [
    'products',
    { id: 'prod_x', visibility: 'seen' },
    '/visibility',
    ['visible', 'hidden', 'archived', 'quick_link'],
  ],
  ['plans', { id: 'plan_x', product: 'prod_nobody' }, '/product', Array],
  ['plans', { id: 'plan_x', renewal_price: -1 }, '/renewal_price', [/from 0/]],
  ['memberships', { id: 'mem_x', plan: 'plan_nobody' }, '/plan', Array],
  [
    'memberships',
    { id: 'mem_x', member: 'mber_Joined0000001', user: 'user_GraceHopp0003' },
    '/member',
    Array,
  ],
  ['memberships', { id: 'mem_x', product: 'prod_nobody' }, '/product', [String]],
  ['memberships', { id: 'mem_x', company: 'biz_MockBookCircle', plan: 'plan_Monthly000001' }, '/plan', Array],
  ['memberships', { id: 'mem_x', status: 'dead' }, '/status', Array],
]

for (const [name, waysOf] of [
  ['the library', byLibrary],
  ['the admin', byAdmin],
] as const)
  t.test(
    `records by ${name}: listed, put, patched and deleted, and the vendor's clients see it`,
    async (t) => {
      const mock = await start(t)
      const way = waysOf(mock)
      for (const list of LISTS) {
        const { entry, path, shown } = NEW[list]
        const { total: before } = await way.list(list)
        const isNew = (await refusalOf(way.get(list, entry.id)))?.status === 404
        const whole = await way.put(list, entry)
        t.match(whole, entry, `${list}: what is given stays`)
        t.strictSame(await way.put(list, entry), whole, `${list}: the same twice`)
        t.equal((await way.list(list)).total, before + (isNew ? 1 : 0))
        t.strictSame(await way.get(list, entry.id), whole)
        if (isNew) t.strictSame((await way.list(list)).last, whole, `${list}: it is the last`)
        t.match(await seenBy(mock, path), shown, `${list}: seen by a client`)
      }
      t.match(await seenBy(mock, '/users/mine/access/prod_Mine'), {
        has_access: true,
        access_level: 'customer',
      })
      for (const list of LISTS) {
        const [changes, shown] = CHANGES[list]
        const { entry, path } = NEW[list]
        t.match(await way.patch(list, entry.id, changes), changes, list)
        t.match(await seenBy(mock, path), shown, `${list}: the change is seen`)
      }
      t.match(await seenBy(mock, '/users/mine/access/prod_Mine'), { has_access: false })
      const member = Object(await way.get('memberships', 'mem_Mine')).member
      t.match(await mock.members('whop').get(member), { status: 'left', access_level: 'no_access' })

      for (const [list, entry, path, accepted] of REFUSED)
        t.match(await refusalOf(way.put(list, entry)), { status: 400, path, accepted }, `${list} ${path}`)
      t.match(await refusalOf(way.patch('plans', 'plan_Mine', { product: null })), {
        status: 400,
        path: '/product',
      })
      for (const list of LISTS)
        t.match(await refusalOf(way.patch(list, 'nobody', {})), { status: 404 }, `${list}: nobody is patched`)

      // What others need stays.
      t.match(await refusalOf(way.delete('companies', 'biz_MockCoffeeClub')), { status: 400 })
      t.match(await refusalOf(way.delete('products', 'prod_Mine')), { status: 400, path: '' })
      for (const list of ['memberships', 'plans', 'products', 'users'] as const) {
        const { entry, path } = NEW[list]
        await way.delete(list, entry.id)
        t.equal((await refusalOf(way.delete(list, entry.id)))?.status, 404, `${list}: once`)
        t.equal(await seenBy(mock, path), 404, `${list}: gone`)
      }
    },
  )

t.test('records in the config file: the same, in any order of their lists', async (t) => {
  const whop = Object.fromEntries(LISTS.toReversed().map((list) => [list, [NEW[list].entry]]))
  const mock = await start(t, whop)
  for (const list of LISTS) t.match(await seenBy(mock, NEW[list].path), NEW[list].shown, list)
  await mock.records('whop', 'memberships').delete('mem_Mine')
  await mock.reset()
  t.match(await seenBy(mock, '/memberships/mem_Mine'), { id: 'mem_Mine' }, 'back with a reset')

  for (const [list, entry, path] of REFUSED) {
    const starting = startMembermock({ vendors: ['whop'], members: 0, whop: { [list]: [entry] } })
    const error = await starting.then(
      (started) => started.close(),
      (thrown: unknown) => thrown,
    )
    if (!(error instanceof ConfigError)) throw new TypeError(`${list} ${path} was taken`, { cause: error })
    t.match(error.message, new RegExp(`whop\\.?/?${list}.*${path.slice(1)}.*accepted`), error.message)
  }
})
