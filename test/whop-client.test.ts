/** @whop/sdk 0.0.42, unmodified, over a real socket: its resources, their lists, filters, refusals and retries. */
import type { AddressInfo } from 'node:net'
import Whop, {
  AuthenticationError,
  BadRequestError,
  ConflictError,
  InternalServerError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitError,
  UnprocessableEntityError,
} from '@whop/sdk'
import t, { type Test } from 'tap'
import { readInvocation } from '../src/config/config.ts'
import { vendorDefinitions } from '../src/routes/index.ts'
import { openTables } from '../src/routes/whop/model.ts'
import { SCOPES } from '../src/routes/whop/scopes.ts'
import { tell } from './support/admin.ts'
import { createTestApp, type TestApp, type TestAppOptions } from './support/app.ts'
import { misfits, type Typed } from './support/sdk-types.ts'

interface Open {
  mock: TestApp
  client: Whop
  /** One with another key or version, or with other retries. */
  clientOf(options: { apiKey?: string; maxRetries?: number; version?: string }): Whop
}

const open = async (t: Test, options: TestAppOptions = {}): Promise<Open> => {
  const mock = createTestApp({ rateLimit: false, ...options })
  await mock.app.listen({ port: 0, host: '127.0.0.1' })
  t.teardown(() => mock.app.close())
  const { port } = mock.app.server.address() as AddressInfo // it listens on TCP
  const baseURL = `http://127.0.0.1:${port}/whop/api/v1`
  const clientOf: Open['clientOf'] = (given) =>
    new Whop({ apiKey: 'apik_mock_full', maxRetries: 0, ...given, baseURL })
  return { mock, client: clientOf({}), clientOf }
}

const tablesOf = ({ sandboxes }: TestApp) => openTables(sandboxes.default.store('whop').db)

const COMPANY = 'biz_MockCoffeeClub'

const EXAMPLES = 'biz_xxxxxxxxxxxxxx'
const HOOK = 'hook_xxxxxxxxxxxxx'

/** What the examples of the SDK ask for, as a user writes it down; two of them ask for another company than the rest. */
const CONFIG = `
whop:
  keys:
    - { token: apik_examples, company: ${EXAMPLES}, scopes: [${SCOPES.map((scope) => `'${scope}'`).join(', ')}] }
    - { token: apik_account, company: account_id, scopes: ['access_pass:basic:read', 'plan:basic:read'] }
  users:
    - { id: id, username: username }
  companies:
    - { id: ${EXAMPLES}, title: Examples }
    - { id: account_id }
  products:
    - { id: resource_id, company: ${EXAMPLES} }
    - { id: id, company: account_id }
  plans:
    - { id: plan_xxxxxxxxxxxxx, company: ${EXAMPLES}, product: resource_id, billing_period: 30 }
    - { id: id, company: account_id, product: id }
  members:
    - { id: id, company: { id: ${EXAMPLES}, title: Examples }, user: { id: id }, most_recent_action: joined }
  memberships:
    - { id: mem_xxxxxxxxxxxxxx, company: ${EXAMPLES}, plan: plan_xxxxxxxxxxxxx, user: id }
  webhooks:
    - { id: ${HOOK}, company: ${EXAMPLES}, url: 'https://example.com/path' }
`

const openExamples = async (t: Test): Promise<Open> => {
  const directory = t.testdir({ 'membermock.config.yaml': CONFIG })
  const { config } = await readInvocation(vendorDefinitions, { args: [], environment: {}, directory })
  if (config === undefined) throw new TypeError('the file was not read')
  return open(t, { settings: { whop: { ...config.vendors.whop } } })
}

/** Of each resource, the methods that its examples call, and the type of an item where it is a page. */
const callsOf = (
  client: Whop,
  ofAccount: Whop,
): [method: string, call: () => Promise<unknown>, of?: string][] => {
  const id = 'mem_xxxxxxxxxxxxxx'
  const item = "['data'][number]"
  const url = 'https://example.com/path'
  return [
    ['users.retrieve', () => client.users.retrieve('id')],
    ['users.checkAccess', () => client.users.checkAccess('resource_id', { id: 'id' })],
    ['users.update', () => client.users.update('id', {})],
    ['users.updateMe', () => client.users.updateMe({})],
    ['users.list', () => client.users.list()],
    ['users.recommendActions', () => client.users.recommendActions('id')],
    ['companies.retrieve', () => client.companies.retrieve(EXAMPLES)],
    ['companies.list', () => client.companies.list(), item],
    ['companies.create', () => client.companies.create({ title: 'title' })],
    ['companies.update', () => client.companies.update(EXAMPLES)],
    ['companies.createAPIKey', () => client.companies.createAPIKey('parent_company_id', {} as never)],
    ['products.retrieve', () => ofAccount.products.retrieve('id')],
    ['products.list', () => ofAccount.products.list({ account_id: 'account_id' }), item],
    ['products.create', () => ofAccount.products.create({} as never)],
    ['products.update', () => ofAccount.products.update('id', {})],
    ['products.delete', () => ofAccount.products.delete('id')],
    ['plans.retrieve', () => ofAccount.plans.retrieve('id')],
    ['plans.list', () => ofAccount.plans.list({ account_id: 'account_id' }), item],
    ['plans.create', () => ofAccount.plans.create({} as never)],
    ['plans.update', () => ofAccount.plans.update('id', {})],
    ['plans.delete', () => ofAccount.plans.delete('id')],
    ['plans.calculateTax', () => ofAccount.plans.calculateTax('id', {} as never)],
    ['members.retrieve', () => client.members.retrieve('id')],
    ['members.list', () => client.members.list(), item],
    ['memberships.retrieve', () => client.memberships.retrieve(id)],
    ['memberships.list', () => client.memberships.list(), item],
    ['memberships.update', () => client.memberships.update(id)],
    ['memberships.addFreeDays', () => client.memberships.addFreeDays(id, { free_days: 42 })],
    ['memberships.pause', () => client.memberships.pause(id)],
    ['memberships.resume', () => client.memberships.resume(id)],
    ['memberships.resyncAccess', () => client.memberships.resyncAccess(id)],
    ['memberships.cancel', () => client.memberships.cancel(id)],
    ['memberships.uncancel', () => client.memberships.uncancel(id)],
    ['webhooks.create', () => client.webhooks.create({ url })],
    ['webhooks.list', () => client.webhooks.list({ company_id: EXAMPLES }), item],
    ['webhooks.retrieve', () => client.webhooks.retrieve(HOOK)],
    ['webhooks.update', () => client.webhooks.update(HOOK)],
    ['webhooks.delete', () => client.webhooks.delete(HOOK)],
  ]
}

/** Answered 501, and the SDK asks once. */
const LACKING: readonly string[] = [
  ...['update', 'updateMe', 'list', 'recommendActions'].map((name) => `users.${name}`),
  ...['create', 'update', 'createAPIKey'].map((name) => `companies.${name}`),
  ...['create', 'update', 'delete'].map((name) => `products.${name}`),
  ...['create', 'update', 'delete', 'calculateTax'].map((name) => `plans.${name}`),
]

/** Every method of the resources; `unwrap` makes no call, and is shown where there are deliveries. */
const methodsOf = (client: Whop): string[] =>
  (['users', 'companies', 'products', 'plans', 'members', 'memberships', 'webhooks'] as const).flatMap(
    (name) =>
      Object.getOwnPropertyNames(Object.getPrototypeOf(client[name]))
        .filter((method) => method !== 'constructor' && method !== 'unwrap')
        .map((method) => `${name}.${method}`),
  )

t.test('every method of these resources, as the examples call it, gives what its type says', async (t) => {
  t.setTimeout(180_000) // a compiler reads the types of the SDK, twice
  const { clientOf } = await openExamples(t)
  const client = clientOf({ apiKey: 'apik_examples' })
  const calls = callsOf(client, clientOf({ apiKey: 'apik_account' }))
  t.same(calls.map(([method]) => method).sort(), methodsOf(client).sort(), 'no method is left out')
  const typed: Typed[] = []
  for (const [method, call, of] of calls) {
    const answer = await call().catch((error: unknown) => error)
    if (LACKING.includes(method)) t.match(answer, { status: 501 }, `${method} is known to be lacking`)
    else if (answer instanceof Error) t.fail(`${method}: ${answer.message}`)
    else if (of === undefined) typed.push({ method, value: answer })
    else {
      const { data } = answer as { data: unknown[] } // it is a page
      t.not(data.length, 0, `${method} lists something`)
      typed.push(...data.map((value) => ({ method, of, value })))
    }
  }
  t.same(misfits(t.testdir(), typed), [])
  const wrong = { method: 'users.checkAccess', value: { has_access: 'true', access_level: 'customer' } }
  t.match(
    misfits(t.testdir(), [wrong]),
    [/^users.checkAccess: .*not assignable to type 'boolean'/],
    'it tells',
  )
})

t.test('what is made by an SDK is paged through by it', async (t) => {
  const { client } = await open(t)
  const made: string[] = []
  for (let i = 0; i < 5; i++)
    made.push((await client.webhooks.create({ url: `https://example.com/${i}` })).id)
  const seen: string[] = []
  for await (const { id } of client.webhooks.list({ company_id: COMPANY, first: 2 })) seen.push(id)
  t.same(seen.toSorted(), made.toSorted(), 'over three pages, each once')
  const page = await client.webhooks.list({ company_id: COMPANY, first: 2 })
  t.match(page.page_info, { has_next_page: true, has_previous_page: false, end_cursor: /^\w+$/ })
  const last = await client.webhooks.list({ company_id: COMPANY, last: 2 })
  t.same(
    last.data.map(({ id }) => id),
    seen.slice(-2),
  )
  const before: unknown = Reflect.get(last.page_info, 'start_cursor') // its types leave it out
  if (typeof before !== 'string') throw new TypeError('no cursor')
  const ahead = await client.webhooks.list({ company_id: COMPANY, last: 2, before })
  t.same(
    ahead.data.map(({ id }) => id),
    seen.slice(1, 3),
  )

  const plans: string[] = []
  for await (const { id } of client.plans.list({
    account_id: COMPANY,
    first: 3,
    order: 'id',
    direction: 'asc',
  }))
    plans.push(id)
  t.equal(plans.length, 8, 'over three pages')
  t.same(plans, plans.toSorted())
})

t.test('every filter narrows', async (t) => {
  const { client } = await open(t)
  const account_id = COMPANY
  const plans = async (query: object): Promise<string[]> =>
    (await client.plans.list({ account_id, order: 'id', direction: 'asc', ...query })).data.map(
      ({ id }) => id,
    )
  const all = await plans({})
  const renewing = await plans({ plan_types: ['renewal'] })
  t.same(renewing, ['plan_Monthly000001', 'plan_Trial00000001', 'plan_Yearly0000001'])
  t.same((await plans({ plan_types: ['renewal', 'one_time'] })).length, all.length)
  t.same(await plans({ product_ids: ['prod_RoastPlan0001', 'prod_FreeTasting01'] }), [
    'plan_FreeNotes0001',
    'plan_Licence000001',
  ])
  t.same(await plans({ release_methods: ['waitlist'] }), [])
  t.same(await plans({ created_after: '2024-09-01', created_before: '2024-09-02' }), ['plan_Licence000001'])
  t.same(await plans({ created_before: '2000-01-01T00:00:00Z' }), [])
  t.same((await plans({ order: 'active_members_count', direction: 'desc' })).toSorted(), all)

  const products = async (query: object): Promise<string[]> =>
    (await client.products.list({ account_id, ...query })).data.map(({ id }) => id)
  t.same(await products({ visibilities: ['hidden'] }), ['prod_RoastPlan0001'])
  t.same((await products({ visibilities: ['visible', 'hidden'] })).length, (await products({})).length)
  t.same((await products({ visibilities: ['not_archived'], direction: 'asc' }))[0], 'prod_CoffeeClub001')
  t.same(await products({ access_pass_types: ['app'] }), [])
  t.same((await client.companies.list({ created_after: '2099-01-01' })).data, [])
  t.same(
    (await client.companies.list({})).data.map(({ id }) => id),
    [COMPANY],
  )
})

/** The class is the SDK's own. */
const refused = async (
  t: Test,
  call: Promise<unknown>,
  wanted: (typeof CLASSES)[number][1],
): Promise<void> => {
  const error = await call.catch((thrown: unknown) => thrown)
  t.ok(error instanceof wanted, wanted.name)
}

const CLASSES = [
  [400, BadRequestError],
  [401, AuthenticationError],
  [403, PermissionDeniedError],
  [404, NotFoundError],
  [409, ConflictError],
  [422, UnprocessableEntityError],
  [429, RateLimitError],
  [500, InternalServerError],
] as const

t.test('every status is the class that the SDK has for it, with the whole body in its message', async (t) => {
  const { mock, client } = await open(t)
  const errors = mock.vendors.find(({ id }) => id === 'whop')?.errors ?? {}
  const kinds = new Set(Object.values(errors).map(({ status }) => status))
  t.same([...kinds].filter((status) => !CLASSES.some(([one]) => one === status)).sort(), [413, 501])
  for (const [status, wanted] of CLASSES) {
    const options = { headers: { Prefer: `code=${status}` } }
    const error = await client.members
      .retrieve('mber_Joined0000001', options)
      .catch((thrown: unknown) => thrown)
    t.ok(error instanceof wanted, wanted.name)
    t.match(error, { status, message: new RegExp(`^${status} \\{"error":`) })
  }
  t.equal((await client.members.retrieve('mber_Joined0000001')).id, 'mber_Joined0000001')
})

t.test('what a membership can be asked for, and what becomes of its member', async (t) => {
  const { mock, client, clientOf } = await open(t)
  mock.sandboxes.default.clock.freeze(Date.parse('2026-01-01T00:00:00.000Z'))
  const id = 'mem_Active00000001'
  const { memberships, members } = client
  const end = (await memberships.retrieve(id)).renewal_period_end ?? ''
  t.match(await memberships.update(id, { metadata: { seat: 4 } }), { metadata: { seat: 4 } })
  t.match(await memberships.cancel(id), { status: 'active', cancel_at_period_end: true, canceled_at: String })
  t.match(await members.retrieve('mber_Joined0000001'), { most_recent_action: 'canceling', status: 'joined' })
  t.match(await memberships.uncancel(id), { cancel_at_period_end: false, canceled_at: null })
  t.match(await memberships.pause(id, { void_payments: true }), { payment_collection_paused: true })
  await refused(t, memberships.pause(id), BadRequestError)
  t.match(await memberships.resume(id), { payment_collection_paused: false })
  const later = (await memberships.addFreeDays(id, { free_days: 3 })).renewal_period_end ?? ''
  t.equal(Date.parse(later) - Date.parse(end), 3 * 86_400_000)
  await refused(t, memberships.addFreeDays(id, { free_days: 1096 }), BadRequestError)
  t.match(await memberships.resyncAccess(id), { status: 'active', renewal_period_end: later })
  t.match(await memberships.cancel(id, { cancellation_mode: 'immediate' }), { status: 'canceled' })
  t.match(await members.retrieve('mber_Joined0000001'), {
    status: 'left',
    access_level: 'no_access',
    most_recent_action: 'churned',
  })
  t.same(await client.users.checkAccess('prod_CoffeeClub001', { id: 'user_AdaLovela0001' }), {
    has_access: false,
    access_level: 'no_access',
  })
  await refused(t, memberships.cancel(id), BadRequestError)
  const current = clientOf({ version: '2026-09-25' })
  await refused(t, current.memberships.cancel(id), ConflictError)
})

t.test('an SDK asks again where that helps: three times, and says so', async (t) => {
  const { mock } = await open(t)
  const { port } = mock.app.server.address() as AddressInfo // it listens on TCP
  const counts: (string | null)[] = []
  const client = new Whop({
    apiKey: 'apik_mock_full',
    baseURL: `http://127.0.0.1:${port}/whop/api/v1`,
    fetch: (input, init) => {
      counts.push(new Headers(init?.headers).get('x-stainless-retry-count'))
      return fetch(input, init)
    },
  })
  const asked = async (call: () => Promise<unknown>): Promise<readonly (string | null)[]> => {
    counts.length = 0
    await call().catch(() => {}) // how often is what counts
    return [...counts]
  }
  const ask = async (answer: object): Promise<readonly (string | null)[]> => {
    const rule = { vendor: 'whop', times: 2, answer }
    t.equal((await tell(mock, 'POST', '/faults', rule)).status, 201)
    const counted = await asked(() => client.members.retrieve('mber_Joined0000001'))
    await tell(mock, 'DELETE', '/faults')
    return counted
  }
  const now = { 'retry-after-ms': '0' }
  for (const status of [408, 409, 429, 500, 503])
    t.same(await ask({ status, headers: now }), ['0', '1', '2'], `${status}: the third try works`)
  for (const status of [400, 401, 403, 404, 422])
    t.same(await ask({ status, headers: now }), ['0'], `${status}: at once`)
  t.same(await asked(() => client.users.list()), ['0'], '501, with x-should-retry: false')
})

t.test('who may use what, by the same memberships as everywhere', async (t) => {
  const { mock, client } = await open(t)
  const db = tablesOf(mock)
  const ask = (user: string, resource: string) => client.users.checkAccess(resource, { id: user })
  const customer = { has_access: true, access_level: 'customer' }
  const nothing = { has_access: false, access_level: 'no_access' }
  t.same(await ask('adalovelace', 'prod_CoffeeClub001'), customer)
  t.same(await ask('user_AdaLovela0001', 'exp_CoffeeForum001'), customer)
  t.same(await ask('user_AdaLovela0001', 'exp_BrewLessons001'), nothing)
  t.same(await ask('user_AdaLovela0001', COMPANY), customer)
  t.same(await ask('me', 'prod_BrewCourse001'), { has_access: true, access_level: 'admin' })
  for (const membership of db.memberships.find('user', 'user_AdaLovela0001'))
    db.memberships.put({ ...membership, status: 'canceled' })
  t.same(await ask('user_AdaLovela0001', 'prod_CoffeeClub001'), nothing)
  t.same(await ask('user_AdaLovela0001', COMPANY), nothing)
  t.same(await ask('user_AdaLovela0001', 'exp_CoffeeWelcome1'), customer, 'it is public')
  for (const [user, resource] of [
    ['user_nobody', COMPANY],
    ['adalovelace', 'prod_nothing'],
    ['adalovelace', 'biz_MockBookCircle'],
  ] as const)
    await refused(t, ask(user, resource), NotFoundError)
})

t.test('refusals have their classes, and a retry makes nothing twice', async (t) => {
  const { mock, client, clientOf } = await open(t)
  await refused(t, client.webhooks.list({ company_id: 'biz_MockBookCircle' }), PermissionDeniedError)
  await refused(t, client.webhooks.retrieve('hook_nobody'), NotFoundError)
  await refused(t, client.webhooks.create({ url: 'ftp://example.com' }), BadRequestError)
  await refused(t, clientOf({ apiKey: 'apik_mock_basic' }).companies.retrieve(COMPANY), PermissionDeniedError)
  const times = { operation: 'createWebhook', vendor: 'whop', times: 1 }
  // The answer is lost on its way; what was asked for is done.
  t.equal((await tell(mock, 'POST', '/faults', { ...times, socket: { truncate: 10 } })).status, 201)
  const create = () =>
    client.webhooks.create({ url: 'https://example.com/once' }, { headers: { 'Idempotency-Key': 'order-1' } })
  t.match(await create().catch((error: unknown) => error), { message: 'terminated' })
  const made = await create()
  const { data } = await client.webhooks.list({ company_id: COMPANY })
  t.same(
    data.map(({ id }) => id),
    [made.id],
    'one endpoint, by two requests',
  )
})
