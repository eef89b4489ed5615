/** @whop/sdk 0.0.42, unmodified, against the whole of what it can ask for: every operation, every filter of its lists. */
import Whop from '@whop/sdk'
import t, { type Test } from 'tap'
import { MembershipsQuery, MembersQuery } from '../src/routes/whop/list-queries.ts'
import type { MembershipRow } from '../src/routes/whop/membership-row.ts'
import { openTables, type WhopDb } from '../src/routes/whop/model.ts'
import { ignoredIn } from '../src/routes/whop/one-generation.ts'
import type { MemberRow, UserRow } from '../src/routes/whop/row-schemas.ts'
import type { Generation } from '../src/routes/whop/versions.ts'
import { createTestApp, type TestApp } from './support/app.ts'
import { argumentsOf, methodsOf, resourcesOf } from './support/sdk-methods.ts'

interface Asked {
  method: string
  path: string
  query: URLSearchParams
  status: number
  unimplemented: string | undefined
  shouldRetry: string | undefined
}

/** A client whose requests go to the app, and what became of each. */
const createClient = ({ app }: TestApp, version?: string): { client: Whop; asked: Asked[] } => {
  const asked: Asked[] = []
  const client = new Whop({
    apiKey: 'apik_mock_full',
    version,
    baseURL: 'http://localhost/whop/api/v1',
    fetch: async (input, init) => {
      const { pathname, search, searchParams: query } = new URL(String(input))
      const method = (init?.method ?? 'GET') as 'GET'
      const headers = Object.fromEntries(new Headers(init?.headers))
      const payload = typeof init?.body === 'string' ? init.body : undefined
      const answer = await app.inject({
        method,
        url: pathname + search,
        headers,
        ...(payload ? { payload } : {}),
      })
      const of = (name: string) => answer.headers[name] as string | undefined // none of these is a list
      asked.push({
        method: method.toUpperCase(),
        path: pathname,
        query,
        status: answer.statusCode,
        unimplemented: of('x-membermock-unimplemented'),
        shouldRetry: of('x-should-retry'),
      })
      return new Response(answer.body || null, {
        status: answer.statusCode,
        headers: Object.entries(answer.headers).map(([name, value]): [string, string] => [
          name,
          String(value),
        ]),
      })
    },
  })
  return { client, asked }
}

t.test('of the 285 operations in its code, none is answered as if Whop did not have it', async (t) => {
  const mock = createTestApp({ rateLimit: false })
  const { client, asked } = createClient(mock)
  const sources = new Map<string, string>()
  for (const [name, resource] of resourcesOf(client))
    for (const [full] of methodsOf(resource, name)) {
      const parts = full.split('.')
      const owner = parts.slice(1, -1).reduce((of: object, part) => Reflect.get(of, part), resource)
      sources.set(full, String(Reflect.get(owner, parts.at(-1) ?? '')))
    }
  for (const [name, resource] of resourcesOf(client))
    for (const [full, call] of methodsOf(resource, name))
      await Promise.resolve(call(...argumentsOf(sources.get(full) ?? ''))).catch(() => {}) // what it throws is looked at below

  t.equal(new Set(asked.map(({ method, path }) => `${method} ${path}`)).size, 285)
  const served = mock.vendors.find(({ id }) => id === 'whop')?.operations ?? []
  const isServed = ({ method, path }: Asked): boolean =>
    served.some((one) => {
      const pattern = new RegExp(`^/whop/api/v1${one.path.replace(/\{\w+\}/g, '[^/]+')}$`)
      return one.method === method && pattern.test(path)
    })
  const lacking = asked.filter((one) => !isServed(one))
  for (const { method, path, ...answer } of lacking)
    t.match(answer, { status: 501, unimplemented: /^[a-z]+[A-Z]/, shouldRetry: 'false' }, `${method} ${path}`)
  t.same(
    mock.unimplemented.toSorted(),
    lacking.map(({ unimplemented }) => `whop ${unimplemented}`).sort(),
    'each is counted, and asked for once',
  )
  t.same(mock.failures, [])
})

t.test(
  'the older surfaces are known, whatever is asked of them; so is a path that is written encoded',
  async (t) => {
    const mock = createTestApp()
    const rows: [method: 'GET' | 'POST' | 'DELETE', url: string, operation: string | undefined][] = [
      ['GET', '/whop/api/v2/memberships?page=1', 'apiV2'],
      ['DELETE', '/whop/api/v2/webhooks/hook_1', 'apiV2'],
      ['GET', '/whop/api/v2', 'apiV2'],
      ['POST', '/api/v2/memberships/mem_1/cancel', 'apiV2'],
      ['GET', '/whop/api/v5/me/memberships', 'apiV5'],
      ['GET', '/api/v5/app/memberships', 'apiV5'],
      ['POST', '/whop/public-graphql', 'publicGraphql'],
      ['POST', '/public-graphql/getMember', 'publicGraphql'],
      ['GET', '/whop/api/v1/%70eople', 'listPeople'],
      ['POST', '/whop/api/v1/%61ds/ad%2F1/p%61use', 'pauseAd'],
      ['GET', '/whop/%61pi/v1/leads', 'listLeads'],
      ['GET', '/whop/api/v1/leads/', 'retrieveLeadWithoutId'],
      ['GET', '/whop/api/v1/%zz', undefined],
      ['GET', '/whop/api/v3/memberships', undefined],
      ['GET', '/whop/api/v20/memberships', undefined],
    ]
    for (const [method, url, operation] of rows) {
      const answer = await mock.app.inject({ method, url })
      t.equal(answer.statusCode, operation === undefined ? 404 : 501, url)
      t.equal(answer.headers['x-membermock-unimplemented'], operation, url)
      t.equal(
        answer.headers['api-version-date'],
        /api\/v1|%61pi\/v1/.test(url) ? '2025-01-01' : undefined,
        url,
      )
    }
  },
)

const COMPANY = 'biz_MockCoffeeClub'
const VERSIONS: Readonly<Record<Generation, string>> = { legacy: '2026-07-22', current: '2026-07-23' }
const GENERATIONS = ['legacy', 'current'] as const

/** What is in a company, and what a filter may have to look up. */
interface World {
  db: WhopDb
  members: readonly MemberRow[]
  memberships: readonly MembershipRow[]
}

/** What is asked of a list, and which rows that is by the words of the vendor's pages. */
type Filter<Row> = readonly [
  query: Readonly<Record<string, unknown>>,
  fits: (row: Row, world: World) => boolean,
]

const userOf = ({ db }: World, { user }: MemberRow): UserRow | undefined => db.users.get(user ?? '')

const hasBought =
  (is: (membership: MembershipRow) => boolean): Filter<MemberRow>[1] =>
  ({ id }, { memberships }) =>
    memberships.some((membership) => membership.member === id && is(membership))

const isLike =
  (text: string): Filter<MemberRow>[1] =>
  (member, world) => {
    const { name = '', username = '', email = '' } = userOf(world, member) ?? {}
    return [name, username, email].some((one) => one?.toLowerCase().includes(text))
  }

const USERS = ['user_GraceHopp0003', 'user_TonyHoare0013', 'user_FrancesAl0015']
const SINCE = '2025-06-01T00:00:00.000Z'

const MEMBER_FILTERS: Readonly<Record<Generation, readonly Filter<MemberRow>[]>> = {
  legacy: [
    [{ company_id: COMPANY, access_level: 'admin' }, ({ access_level }) => access_level === 'admin'],
    [{ access_level: 'no_access' }, ({ access_level }) => access_level === 'no_access'],
    [{ statuses: ['drafted', 'left'] }, ({ status }) => status !== 'joined'],
    [
      { most_recent_actions: ['churned', 'past_due'] },
      ({ most_recent_action: action }) => action === 'churned' || action === 'past_due',
    ],
    [{ plan_ids: ['plan_Yearly0000001'] }, hasBought(({ plan }) => plan === 'plan_Yearly0000001')],
    [{ product_ids: ['prod_BrewCourse001'] }, hasBought(({ product }) => product === 'prod_BrewCourse001')],
    [
      { promo_code_ids: ['promo_Guest0000001', 'promo_Welcome00001'] },
      hasBought(({ promo_code }) => /Guest|Welcome/.test(promo_code ?? '')),
    ],
    [{ user_ids: USERS }, ({ user }) => USERS.includes(user ?? '')],
    [{ query: 'ADA' }, isLike('ada')],
    [{ query: 'hopper@exam' }, isLike('hopper@exam')],
    [{ created_after: SINCE }, ({ created_at }) => created_at > SINCE],
    [{ created_before: '2024-06-01' }, ({ created_at }) => created_at < '2024-06-01'],
    [
      { statuses: ['joined'], query: 'a', created_after: SINCE, access_level: 'customer' },
      (member, world) =>
        member.status === 'joined' &&
        member.access_level === 'customer' &&
        member.created_at > SINCE &&
        isLike('a')(member, world),
    ],
  ],
  current: [
    [{ account_id: COMPANY, access_level: 'admin' }, ({ access_level }) => access_level === 'admin'],
    [{ status: 'left' }, ({ status }) => status === 'left'],
    [{ status: 'joined' }, ({ status }) => status === 'joined'],
    [{ user_ids: USERS }, ({ user }) => USERS.includes(user ?? '')],
    [{ query: 'hoar' }, isLike('hoar')],
    [{ query: 'Grace.Hopper@example.com' }, isLike('grace.hopper@example.com')],
    [{ query: 'hopper@exam' }, () => false],
    // Both are about joining there.
    [{ created_after: SINCE }, ({ joined_at }) => joined_at > SINCE],
    [{ created_before: '2024-06-01' }, ({ joined_at }) => joined_at < '2024-06-01'],
  ],
}

const isCanceling = ({ status, cancel_at_period_end }: MembershipRow): boolean =>
  status === 'active' && cancel_at_period_end

const STATES = ['trialing', 'active', 'past_due', 'completed', 'canceled', 'expired'] as const

const byStatus = (name: string, asked: (one: string) => unknown): Filter<MembershipRow>[] =>
  STATES.map((one) => [{ [name]: asked(one) }, ({ status }) => status === one])

const SEASON = 'plan_SeasonPass001'
const COURSE = 'prod_BrewCourse001'

const MEMBERSHIP_FILTERS: Readonly<Record<Generation, readonly Filter<MembershipRow>[]>> = {
  legacy: [
    ...byStatus('statuses', (one) => [one]),
    [{ statuses: ['expired', 'past_due'] }, ({ status }) => status === 'expired' || status === 'past_due'],
    [{ statuses: ['canceling'] }, isCanceling],
    [
      { company_id: COMPANY, cancel_options: ['too_expensive'] },
      (row) => row.cancel_option === 'too_expensive',
    ],
    [{ plan_ids: [SEASON, 'plan_Trial00000001'] }, ({ plan }) => /Season|Trial/.test(plan)],
    [{ product_ids: [COURSE] }, ({ product }) => product === COURSE],
    [{ promo_code_ids: ['promo_Almost000001'] }, ({ promo_code }) => promo_code === 'promo_Almost000001'],
    [{ user_ids: USERS }, ({ user }) => USERS.includes(user ?? '')],
    [{ created_after: SINCE }, ({ created_at }) => created_at > SINCE],
    [{ created_before: '2024-06-01' }, ({ created_at }) => created_at < '2024-06-01'],
  ],
  current: [
    ...byStatus('status', (one) => one),
    [{ status: 'canceling' }, isCanceling],
    [{ status: 'paused' }, ({ payment_collection_paused }) => payment_collection_paused],
    [{ account_id: COMPANY, user_id: 'user_GraceHopp0003' }, ({ user }) => user === 'user_GraceHopp0003'],
    [{ plan_id: SEASON }, ({ plan }) => plan === SEASON],
    [{ plan_ids: [SEASON, 'plan_Trial00000001'] }, ({ plan }) => /Season|Trial/.test(plan)],
    [{ product_id: COURSE }, ({ product }) => product === COURSE],
    [{ product_ids: [COURSE] }, ({ product }) => product === COURSE],
    [{ created_after: SINCE }, ({ created_at }) => created_at > SINCE],
    [{ created_before: '2024-06-01' }, ({ created_at }) => created_at < '2024-06-01'],
  ],
}

const worldOf = ({ sandboxes }: TestApp): World => {
  const db = openTables(sandboxes.default.store('whop').db)
  const isHere = ({ company }: { company: string }): boolean => company === COMPANY
  const members = db.members.list(0, 10_000).filter(isHere)
  return { db, members, memberships: db.memberships.list(0, 10_000).filter(isHere) }
}

interface Item {
  id: string
}

/** All that a list has, page by page. */
const idsIn = async (pages: AsyncIterable<Item>): Promise<string[]> => {
  const ids: string[] = []
  for await (const { id } of pages) ids.push(id)
  return ids
}

const newestFirst = <Row extends Item & { created_at: string }>(rows: readonly Row[]): string[] =>
  rows.toSorted((a, b) => (a.created_at < b.created_at ? 1 : -1)).map(({ id }) => id)

/** Names that a list of that generation is asked with, but for those of pages and orders. */
const filtersIn = (query: { properties: object }, generation: Generation): string[] => {
  const others = [
    ...ignoredIn(generation, { query }),
    'first',
    'after',
    'last',
    'before',
    'order',
    'direction',
  ]
  return Object.keys(query.properties).filter((name) => !others.includes(name))
}

interface Listed<Row> {
  list(client: Whop, query: object): AsyncIterable<Item>
  rows(world: World, generation: Generation): readonly Row[]
  query: { properties: object }
  filters: Readonly<Record<Generation, readonly Filter<Row>[]>>
}

const isDraft = ({ status }: { status: string }): boolean => status === 'drafted'

const MEMBERS: Listed<MemberRow> = {
  list: (client, query) => client.members.list(query),
  rows: ({ members }, generation) =>
    generation === 'legacy' ? members : members.filter((member) => !isDraft(member)),
  query: MembersQuery,
  filters: MEMBER_FILTERS,
}
const MEMBERSHIPS: Listed<MembershipRow> = {
  list: (client, query) => client.memberships.list(query),
  rows: ({ memberships }, generation) =>
    generation === 'legacy' ? memberships : memberships.filter((membership) => !isDraft(membership)),
  query: MembershipsQuery,
  filters: MEMBERSHIP_FILTERS,
}

const checkFilters = async <Row extends MemberRow | MembershipRow>(
  t: Test,
  { list, rows, query, filters }: Listed<Row>,
): Promise<void> => {
  const mock = createTestApp({ rateLimit: false, members: 150 })
  const world = worldOf(mock)
  for (const generation of GENERATIONS) {
    const { client } = createClient(mock, VERSIONS[generation])
    const all = rows(world, generation)
    for (const [asked, fits] of filters[generation]) {
      const wanted = newestFirst(all.filter((row) => fits(row, world)))
      const found = await idsIn(list(client, { first: 100, ...asked }))
      t.same(found, wanted, `${generation} ${JSON.stringify(asked)}`)
      t.ok(wanted.length < all.length, 'it narrows')
    }
    const asked = filters[generation].flatMap(([one]) => Object.keys(one))
    t.same([...new Set(asked)].sort(), filtersIn(query, generation).sort(), `${generation}: every filter`)
  }
}

t.test('members: every filter of either generation gives the members that fit', (t) =>
  checkFilters(t, MEMBERS),
)

t.test('memberships: every filter of either generation gives those that fit', (t) =>
  checkFilters(t, MEMBERSHIPS),
)

type Value = string | number | null

/** By which values a list is ordered; those that have none come last. */
const checkOrders = async <Row extends MemberRow | MembershipRow>(
  t: Test,
  { list, rows }: Listed<Row>,
  orders: Readonly<Record<Generation, Readonly<Record<string, (row: Row) => Value>>>>,
): Promise<void> => {
  const mock = createTestApp({ rateLimit: false })
  const world = worldOf(mock)
  for (const generation of GENERATIONS) {
    const { client } = createClient(mock, VERSIONS[generation])
    const all = new Map(rows(world, generation).map((row) => [row.id, row]))
    for (const [order, valueIn] of Object.entries(orders[generation]))
      for (const direction of ['asc', 'desc'] as const) {
        const ids = await idsIn(list(client, { first: 100, order, direction }))
        t.same(ids.toSorted(), [...all.keys()].sort(), `${generation} ${order}: all of them`)
        const values = ids.flatMap((id) => {
          const row = all.get(id)
          return row === undefined ? [] : [valueIn(row)]
        })
        const known = values.filter((value) => value !== null)
        const sign = direction === 'asc' ? 1 : -1
        t.same(
          values,
          [
            ...known.toSorted((a, b) => sign * (a < b ? -1 : Number(a > b))),
            ...values.filter((one) => one === null),
          ],
          `${generation} ${order} ${direction}`,
        )
      }
  }
}

t.test('members: every order, in both directions', async (t) => {
  const { created_at, joined_at, usd_total_spent } = {
    created_at: (row: MemberRow) => row.created_at,
    joined_at: (row: MemberRow) => row.joined_at,
    usd_total_spent: (row: MemberRow) => row.usd_total_spent,
  }
  await checkOrders(t, MEMBERS, {
    legacy: {
      id: ({ id }) => id,
      most_recent_action: ({ most_recent_action }) => most_recent_action,
      ...{ created_at, joined_at, usd_total_spent },
    },
    current: {
      last_accessed_at: (row) => row.last_accessed_at ?? row.joined_at,
      ...{ created_at, joined_at, usd_total_spent },
    },
  })
})

t.test('memberships: every order, in both directions', async (t) => {
  await checkOrders(t, MEMBERSHIPS, {
    legacy: {
      id: ({ id }) => id,
      created_at: ({ created_at }) => created_at,
      status: ({ status }) => status,
      canceled_at: ({ canceled_at }) => canceled_at,
      date_joined: ({ joined_at }) => joined_at,
      total_spend: ({ spent }) => spent,
    },
    current: { created_at: ({ created_at }) => created_at },
  })
})

t.test('auto-paging goes over three pages, and then it is over', async (t) => {
  const mock = createTestApp({ rateLimit: false })
  const world = worldOf(mock)
  const check = async <Row extends MemberRow | MembershipRow>({ list, rows }: Listed<Row>): Promise<void> => {
    for (const generation of GENERATIONS) {
      const { client, asked } = createClient(mock, VERSIONS[generation])
      const wanted = newestFirst(rows(world, generation))
      const first = Math.ceil(wanted.length / 3)
      t.same(await idsIn(list(client, { first })), wanted, `${generation}: each of them once`)
      t.equal(asked.length, 3, 'three requests, and none for a page that is empty')
      t.equal(new Set(asked.map(({ query }) => query.get('after'))).size, 3)
      t.same(
        asked.map(({ query }) => query.get('first')),
        Array(3).fill(String(first)),
      )
    }
  }
  await check(MEMBERS)
  await check(MEMBERSHIPS)
})
