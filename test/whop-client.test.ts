/** @whop/sdk 0.0.42, unmodified, over a real socket: its resources, their lists, filters, refusals and retries. */
import type { AddressInfo } from 'node:net'
import Whop, { BadRequestError, NotFoundError, PermissionDeniedError } from '@whop/sdk'
import t, { type Test } from 'tap'
import { openTables } from '../src/routes/whop/model.ts'
import { createTestApp, type TestApp, type TestAppOptions } from './support/app.ts'
import { misfits, type Typed } from './support/sdk-types.ts'

interface Open {
  mock: TestApp
  client: Whop
  /** One with another key, or with other retries. */
  clientOf(options: { apiKey?: string; maxRetries?: number }): Whop
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

const first = <Row>(rows: Iterable<Row>): Row => {
  for (const row of rows) return row
  throw new TypeError('there is none')
}

const COMPANY = 'biz_MockCoffeeClub'

/** What the examples of the SDK ask for, all of it of one company. */
const addExamples = (mock: TestApp): void => {
  const db = tablesOf(mock)
  const company = first(db.companies.rows('', 'asc'))
  for (const id of ['biz_xxxxxxxxxxxxxx', 'account_id']) db.companies.put({ ...company, id })
  const [user] = db.users.find('username', 'adalovelace')
  const product = db.products.get('prod_CoffeeClub001')
  const plan = db.plans.get('plan_Monthly000001')
  const member = db.members.get('mber_Joined0000001')
  const membership = first(db.memberships.find('member', 'mber_Joined0000001'))
  if (!(user && product && plan && member)) throw new TypeError('what is shipped has changed')
  const place = { company: 'biz_xxxxxxxxxxxxxx' }
  db.users.put({ ...user, id: 'id', username: 'username' })
  db.products.put({ ...product, ...place, id: 'id' })
  db.products.put({ ...product, ...place, id: 'resource_id' })
  db.plans.put({ ...plan, ...place, id: 'id', product: 'id' })
  db.members.put({ ...member, ...place, id: 'id', user: 'id' })
  const held = { member: 'id', user: 'id', product: 'resource_id', plan: 'id' }
  db.memberships.put({ ...membership, ...place, ...held, id: 'mem_xxxxxxxxxxxxxx', status: 'active' })
}

const KEY = { token: 'apik_examples', company: 'biz_xxxxxxxxxxxxxx' }
const HOOK = 'hook_xxxxxxxxxxxxx'

t.test('every method of these resources, as the examples call it, gives what its type says', async (t) => {
  t.setTimeout(180_000) // a compiler reads the types of the SDK, twice

  const db = createTestApp().sandboxes.default.store('whop').db
  const scopes = openTables(db).keys.get('apik_mock_full')?.scopes
  const { mock, clientOf } = await open(t, { settings: { whop: { keys: [{ ...KEY, scopes }] } } })
  addExamples(mock)
  const client = clientOf({ apiKey: KEY.token })
  const made = await client.webhooks.create({ url: 'https://example.com/path' })
  const { webhooks } = tablesOf(mock)
  const row = webhooks.get(made.id)
  if (row === undefined) throw new TypeError('nothing was made')
  webhooks.put({ ...row, id: HOOK })

  const id = 'mem_xxxxxxxxxxxxxx'
  const item = "['data'][number]"
  const company_id = KEY.company
  const calls: [method: string, operation: string, call: () => Promise<unknown>, of?: string][] = [
    ['users.retrieve', 'retrieveUser', () => client.users.retrieve('id')],
    ['users.checkAccess', 'checkAccessUser', () => client.users.checkAccess('resource_id', { id: 'id' })],
    ['companies.retrieve', 'retrieveCompany', () => client.companies.retrieve('biz_xxxxxxxxxxxxxx')],
    ['companies.list', 'listCompanies', () => client.companies.list(), item],
    ['products.retrieve', 'retrieveProduct', () => client.products.retrieve('id')],
    ['products.list', 'listProducts', () => client.products.list({ account_id: company_id }), item],
    ['plans.retrieve', 'retrievePlan', () => client.plans.retrieve('id')],
    ['plans.list', 'listPlans', () => client.plans.list({ account_id: company_id }), item],
    ['members.retrieve', 'retrieveMember', () => client.members.retrieve('id')],
    ['members.list', 'listMembers', () => client.members.list({ company_id }), item],
    ['memberships.retrieve', 'retrieveMembership', () => client.memberships.retrieve(id)],
    ['memberships.list', 'listMemberships', () => client.memberships.list({ company_id }), item],
    ['memberships.update', 'updateMembership', () => client.memberships.update(id)],
    [
      'memberships.addFreeDays',
      'addFreeDaysMembership',
      () => client.memberships.addFreeDays(id, { free_days: 42 }),
    ],
    ['memberships.pause', 'pauseMembership', () => client.memberships.pause(id)],
    ['memberships.resume', 'resumeMembership', () => client.memberships.resume(id)],
    ['memberships.resyncAccess', 'resyncAccessMembership', () => client.memberships.resyncAccess(id)],
    ['memberships.cancel', 'cancelMembership', () => client.memberships.cancel(id)],
    ['memberships.uncancel', 'uncancelMembership', () => client.memberships.uncancel(id)],
    ['webhooks.create', 'createWebhook', () => client.webhooks.create({ url: 'https://example.com/path' })],
    ['webhooks.list', 'listWebhooks', () => client.webhooks.list({ company_id }), item],
    ['webhooks.retrieve', 'retrieveWebhook', () => client.webhooks.retrieve(HOOK)],
    ['webhooks.update', 'updateWebhook', () => client.webhooks.update(HOOK)],
    ['webhooks.delete', 'deleteWebhook', () => client.webhooks.delete(HOOK)],
  ]
  const served = new Set(mock.vendors.find((one) => one.id === 'whop')?.operations.map((one) => one.id))
  const typed: Typed[] = []
  for (const [method, operation, call, of] of calls) {
    const answer = await call().catch((error: unknown) => error)
    if (!served.has(operation)) t.match(answer, { status: 501 }, `${method} is known to be lacking`)
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
  wanted: typeof BadRequestError | typeof NotFoundError | typeof PermissionDeniedError,
): Promise<void> => {
  const error = await call.catch((thrown: unknown) => thrown)
  t.ok(error instanceof wanted, wanted.name)
}

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
  const plan = (fault: object) =>
    mock.app.inject({
      method: 'POST',
      url: '/__admin/faults',
      payload: fault,
      headers: { host: 'localhost' },
    })
  const times = { operation: 'createWebhook', vendor: 'whop', times: 1 }
  // The answer is lost on its way; what was asked for is done.
  t.equal((await plan({ ...times, socket: { truncate: 10 } })).statusCode, 201)
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
  t.equal((await plan({ vendor: 'whop', answer: { status: 500 }, times: 2 })).statusCode, 201)
  t.equal((await clientOf({ maxRetries: 2 }).webhooks.retrieve(made.id)).id, made.id, 'the third try works')
})
