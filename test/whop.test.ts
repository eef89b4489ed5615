/** Whop's member endpoint: every answer, whole. */
import { readFileSync } from 'node:fs'
import t from 'tap'
import { KNOWN_VERSIONS } from '../src/routes/whop/versions.ts'
import { tell } from './support/admin.ts'
import { createTestApp, type TestApp } from './support/app.ts'

const URL_OF = (id: string): string => `/whop/api/v1/members/${id}`
const JOINED = 'mber_Joined0000001'
const JSON_TYPE = 'application/json; charset=utf-8'

const UNAUTHORIZED = { error: { type: 'unauthorized', message: 'Invalid or missing API key' } }
const FORBIDDEN = {
  error: { type: 'forbidden', message: 'You do not have permission to access this resource' },
}
const NOT_FOUND = { error: { type: 'not_found', message: 'Resource not found' } }

const fixtures: { id: string; user: object | null; phone: string | null }[] = JSON.parse(
  readFileSync(new URL('../fixtures/whop/members.json', import.meta.url), 'utf8'),
)
const named = (id: string) => {
  const member = fixtures.find((one) => one.id === id)
  if (member === undefined) throw new Error(`no fixture ${id}`)
  return member
}

interface Ask {
  key?: string
  version?: string
  authorization?: string
}

const ask = async ({ app }: TestApp, id: string, { key, version, authorization }: Ask = {}) => {
  const headers: Record<string, string> = {}
  if (key !== undefined) headers.authorization = `Bearer ${key}`
  if (authorization !== undefined) headers.authorization = authorization
  if (version !== undefined) headers['api-version-date'] = version
  const answer = await app.inject({ url: URL_OF(id), headers })
  return {
    status: answer.statusCode,
    type: answer.headers['content-type'],
    body: answer.body,
    headers: answer.headers,
  }
}

t.test('all scopes: the 13 keys in the order of the page', async (t) => {
  const mock = createTestApp()
  const answer = await ask(mock, JOINED, { key: 'apik_mock_full' })
  t.equal(answer.status, 200)
  t.equal(answer.type, JSON_TYPE)
  t.equal(answer.body, JSON.stringify(named(JOINED)))
  t.same(Object.keys(JSON.parse(answer.body)), [
    'id',
    'created_at',
    'updated_at',
    'joined_at',
    'access_level',
    'status',
    'most_recent_action',
    'most_recent_action_at',
    'user',
    'phone',
    'usd_total_spent',
    'company_token_balance',
    'company',
  ])
  t.same(Object.keys(answer.headers).sort(), [
    'api-version-date',
    'connection',
    'content-length',
    'content-type',
    'date',
  ])
  t.same(mock.failures, [])
})

t.test('scopes that a key lacks turn fields to null, or refuse', async (t) => {
  const mock = createTestApp({
    settings: {
      whop: {
        keys: [
          {
            token: 'with phone',
            scopes: ['member:basic:read', 'member:phone:read'],
            company: 'biz_MockCoffeeClub',
          },
          { token: 'mail only', scopes: ['member:email:read'], company: 'biz_MockCoffeeClub' },
        ],
      },
    },
  })
  const member = named(JOINED)
  const withoutMail = { ...member, user: { ...member.user, email: null } }

  t.equal(
    (await ask(mock, JOINED, { key: 'apik_mock_basic' })).body,
    JSON.stringify({ ...withoutMail, phone: null }),
  )
  t.equal((await ask(mock, JOINED, { key: 'with phone' })).body, JSON.stringify(withoutMail))
  for (const key of ['apik_mock_noscope', 'mail only']) {
    const answer = await ask(mock, JOINED, { key })
    t.equal(answer.status, 403)
    t.equal(answer.body, JSON.stringify(FORBIDDEN))
  }
  const noUser = await ask(mock, 'mber_NoUser0000001', { key: 'apik_mock_basic' })
  t.equal(noUser.body, JSON.stringify(named('mber_NoUser0000001')))
  t.match(JSON.parse(noUser.body), { user: null, phone: null, most_recent_action: null })
})

t.test('strictScopes: any of the three missing is a 403', async (t) => {
  const mock = createTestApp({ settings: { whop: { strictScopes: true } } })
  t.equal((await ask(mock, JOINED, { key: 'apik_mock_full' })).status, 200)
  const answer = await ask(mock, JOINED, { key: 'apik_mock_basic' })
  t.equal(answer.status, 403)
  t.equal(answer.body, JSON.stringify(FORBIDDEN))
})

t.test(
  'errors: observed words what the vendor really said, and a forced answer is as it is named',
  async (t) => {
    const mock = createTestApp({ settings: { whop: { errors: 'observed', strictScopes: true } } })
    const error = async (id: string, ask: Record<string, string>) => {
      const { statusCode, body } = await mock.app.inject({ url: URL_OF(id), headers: ask })
      return [statusCode, JSON.parse(body)]
    }
    const bad = (message: string) => [400, { error: { type: 'bad_request', message } }]
    const basic = { authorization: 'Bearer apik_mock_basic' }
    t.same(
      await error(JOINED, basic),
      bad('Unauthorized: Actor is missing all required permissions: member:email:read, member:phone:read'),
    )
    const full = { authorization: 'Bearer apik_mock_full' }
    const missing = { error: { type: 'not_found', message: 'This Member was not found' } }
    t.same(await error('mber_nobody', full), [404, missing])
    t.same(await error(JOINED, { ...full, prefer: 'code=404' }), [404, NOT_FOUND])
    t.same(await error(JOINED, { ...full, prefer: 'kind=missingScope' }), [403, FORBIDDEN])
    t.same(await error(JOINED, { ...full, prefer: 'kind=observedMemberNotFound' }), [404, missing])
    t.same((await error('x', {}))[1], UNAUTHORIZED)
  },
)

t.test('401 for what is no working key', async (t) => {
  const mock = createTestApp()
  const cases: Ask[] = [
    {},
    { authorization: 'apik_mock_full' },
    { authorization: 'Basic apik_mock_full' },
    { authorization: 'bearer apik_mock_full' },
    { authorization: 'Bearer' },
    { authorization: 'Bearer  apik_mock_full' },
    { key: 'apik_nobody' },
    { key: 'apik_mock_revoked' },
    { key: 'so_mock_site_a' },
  ]
  for (const one of cases) {
    const answer = await ask(mock, JOINED, one)
    t.equal(answer.status, 401, JSON.stringify(one))
    t.equal(answer.type, JSON_TYPE)
    t.equal(answer.body, JSON.stringify(UNAUTHORIZED))
  }
})

t.test('a key with spaces inside works', async (t) => {
  const token = 'a key, with spaces: any visible string'
  const key = { token, scopes: ['member:basic:read'], company: 'biz_MockCoffeeClub' }
  const mock = createTestApp({ settings: { whop: { keys: [key] } } })
  t.equal((await ask(mock, JOINED, { key: token })).status, 200)
})

t.test('404 for a member of another company, and for none', async (t) => {
  const mock = createTestApp()
  const elsewhere = fixtures.find((one) => !JSON.stringify(one).includes('biz_MockCoffeeClub'))
  t.ok(elsewhere)
  for (const id of [elsewhere?.id ?? '', 'mber_Nobody00000001', 'mem_x', 'a%2Fb', '%00', '%zz']) {
    const answer = await ask(mock, id, { key: 'apik_mock_full' })
    t.equal(answer.status, 404, id)
    t.equal(answer.body, JSON.stringify(NOT_FOUND))
  }
})

t.test('versions: any date from the first on is taken, by its generation', async (t) => {
  const mock = createTestApp()
  const key = 'apik_mock_full'
  const legacy = [
    '2025-01-01',
    '2025-12-31',
    '2026-06-08',
    '2026-07-08-1',
    '2026-07-20',
    '2026-07-22',
    '2026-07-22-3',
  ]
  for (const version of legacy) {
    const answer = await ask(mock, JOINED, { key, version })
    t.equal(answer.status, 200, version)
    t.equal(answer.headers['api-version-date'], version)
  }
  const current =
    '2026-07-23 2026-08-13 2026-08-21-1 2026-08-25-2 2026-08-31 2026-09-02 2026-09-02-1 2026-09-02-2 2026-09-09 2026-09-11'
  for (const version of [...current.split(' '), '2026-10-07-2', '2028-02-29', '2099-12-31-99']) {
    const answer = await ask(mock, JOINED, { key, version })
    t.equal(answer.status, 200, version)
    t.equal(JSON.parse(answer.body).account_id, 'biz_MockCoffeeClub')
    t.equal(answer.headers['api-version-date'], version)
  }
  t.same(mock.unimplemented, [])
})

t.test('versions: malformed and impossible ones are the 400, without a date that was applied', async (t) => {
  const mock = createTestApp()
  const refused = [
    'latest',
    '',
    '2024-12-31',
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-07-20-0',
    '2026-7-1',
  ]
  for (const version of [
    ...refused,
    '2026-07-20-',
    '2026-07-20-100',
    '2026-07-20, 2026-07-20',
    `2026-07-20${'-1'.repeat(5000)}`,
  ]) {
    const answer = await ask(mock, JOINED, { key: 'apik_mock_full', version })
    t.equal(answer.status, 400, version)
    t.notOk('api-version-date' in answer.headers)
    t.same(JSON.parse(answer.body), {
      error: {
        type: 'invalid_request_error',
        code: 'parameter_invalid',
        message: `Unsupported Api-Version-Date: ${version}. Supported versions: ${KNOWN_VERSIONS.join(', ')}.`,
        param: 'Api-Version-Date',
      },
    })
  }
})

t.test('every answer of version 1 says which date was applied, forced and refused ones too', async (t) => {
  const mock = createTestApp()
  const { app } = mock
  const authorization = 'Bearer apik_mock_full'
  const asked: [headers: Record<string, string>, path: string, status: number][] = [
    [{ authorization, prefer: 'code=403' }, `/members/${JOINED}`, 403],
    [{ authorization, prefer: 'code=404' }, `/members/${JOINED}`, 404],
    [{ authorization, prefer: 'kind=internal' }, `/members/${JOINED}`, 500],
    [{ authorization, prefer: 'code=429' }, `/members/${JOINED}`, 429],
    [{}, `/members/${JOINED}`, 401],
    [{ authorization }, '/nowhere', 404],
    [{ authorization }, '/people', 501],
  ]
  for (const [headers, path, status] of asked)
    for (const version of ['2026-07-20', '2026-09-11']) {
      const answer = await app.inject({
        url: `/whop/api/v1${path}`,
        headers: { ...headers, 'api-version-date': version },
      })
      t.equal(answer.statusCode, status, path)
      t.equal(answer.headers['api-version-date'], version, `${status} ${path}`)
    }
})

t.test('429 after 600 a minute per key, with the delay in a sentence', async (t) => {
  const mock = createTestApp()
  const { clock } = mock.sandboxes.default
  clock.freeze(Date.parse('2026-03-01T12:00:00.500Z'))
  const key = 'apik_mock_full'
  for (let i = 0; i < 599; i++) await ask(mock, i % 2 === 0 ? JOINED : 'mber_nobody', { key })
  t.equal((await ask(mock, JOINED, { key })).status, 200, 'the 600th')
  clock.advance(48_001)
  const answer = await ask(mock, JOINED, { key })
  t.equal(answer.status, 429)
  t.equal(answer.body, '{"error":{"type":"rate_limit_exceeded","message":"Try again in 12 seconds."}}')
  t.notOk('retry-after' in answer.headers)
  t.equal((await ask(mock, JOINED, { key: 'apik_mock_basic' })).status, 200, 'another key is not limited')
  clock.advance(11_998)
  t.match((await ask(mock, JOINED, { key })).body, 'Try again in 1 seconds.')
  clock.advance(1)
  t.equal((await ask(mock, JOINED, { key })).status, 200)
})

t.test('what is counted: past the token, whatever the answer; nothing before it', async (t) => {
  const mock = createTestApp({ settings: { whop: { limit: 3 } } })
  mock.sandboxes.default.clock.freeze(0)
  const key = 'apik_mock_noscope'
  const { app } = mock
  const bearer = { authorization: `Bearer ${key}` }
  await app.inject({ url: '/whop/api/v1/nowhere', headers: bearer })
  await app.inject({ url: '/whop/api/v1/members', headers: bearer })
  await app.inject({ method: 'PUT', url: URL_OF(JOINED), headers: bearer })
  const statuses = []
  for (const version of ['nonsense', '2026-09-25', '2025-01-01', '2025-01-01', 'nonsense'])
    statuses.push((await ask(mock, JOINED, { key, version })).status)
  t.same(statuses, [400, 403, 403, 429, 429])
})

t.test('--rate-limit off, and limit null: never a 429', async (t) => {
  for (const options of [
    { rateLimit: false, settings: { whop: { limit: 1 } } },
    { settings: { whop: { limit: null } } },
  ]) {
    const mock = createTestApp(options)
    for (let i = 0; i < 700; i++) t.equal((await ask(mock, JOINED, { key: 'apik_mock_full' })).status, 200)
  }
})

t.test('metadata: its bounds are looked at before and after it is merged', async (t) => {
  const { app, failures } = createTestApp()
  const patch = async (payload: string, version: string) => {
    const headers = {
      authorization: 'Bearer apik_mock_full',
      'content-type': 'application/json',
      'api-version-date': version,
    }
    const url = '/whop/api/v1/memberships/mem_Active00000001'
    const { statusCode, body } = await app.inject({ method: 'PATCH', url, headers, payload })
    return statusCode === 200 ? JSON.parse(body).metadata : JSON.parse(body).error.message
  }
  const LEGACY = '2026-07-22'
  const CURRENT = '2026-07-23'
  const keys = (count: number, prefix: string) =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`${prefix}${i}`, 1]))
  const given = (metadata: object) => JSON.stringify({ metadata })
  const nested = (levels: number) => `{"metadata":{"a":${'['.repeat(levels)}${']'.repeat(levels)}}}`
  const wrong = "Invalid value for parameter 'metadata'"
  for (const version of [LEGACY, CURRENT]) {
    t.equal(await patch(given(keys(51, 'k')), version), wrong)
    t.equal(await patch(given({ ['k'.repeat(101)]: 1 }), version), wrong)
    t.equal(await patch(given({ 'a/b': 'v'.repeat(501) }), version), wrong.replace("data'", "data.a/b'"))
    for (const levels of [99, 20_000]) t.equal(await patch(nested(levels), version), wrong)
  }
  t.same(await patch(given({ ['k'.repeat(100)]: 'v'.repeat(500) }), LEGACY), {
    ['k'.repeat(100)]: 'v'.repeat(500),
  })
  t.same(await patch(given(keys(50, 'a')), LEGACY), keys(50, 'a'))
  t.equal(await patch(given({ b0: 1 }), CURRENT), wrong, 'one too many with those that are there')
  const { a0: _, ...others } = keys(50, 'a')
  t.same(await patch(given({ a0: null, b0: 1 }), CURRENT), { ...others, b0: 1 })
  t.same(Object.keys(await patch('{"metadata":{"__proto__":{"x":1}}}', LEGACY)), ['__proto__'])
  t.same(failures, [])
})

t.test('no number of days leads past the year 9999', async (t) => {
  const mock = createTestApp()
  const id = 'mem_Active00000001'
  const ask = async (path: string, method: 'POST' | 'PATCH', payload: object) => {
    const headers = { authorization: 'Bearer apik_mock_full', 'api-version-date': '2026-07-23' }
    return (
      await mock.app.inject({ method, url: `/whop/api/v1/memberships/${id}${path}`, headers, payload })
    ).json()
  }
  t.match(await ask('', 'PATCH', { billing_period_days: 1096 }), { error: { param: 'billing_period_days' } })
  t.match(await tell(mock, 'PATCH', '/whop/plans/plan_Monthly000001', { billing_period: 36_501 }), {
    status: 400,
    body: { error: { path: '/billing_period' } },
  })
  await tell(mock, 'PATCH', `/whop/memberships/${id}`, { period_end: '9999-12-01T00:00:00.000Z' })
  t.match(await ask('/extend', 'POST', { days: 1095 }), { current_period_end: '9999-12-31T23:59:59.999Z' })
  t.same(mock.failures, [])
})

t.test('times in a query: the same are taken by every list', async (t) => {
  const { app, failures } = createTestApp()
  const taken = [
    '2025-01-01',
    '2025-01-01T10:00',
    '2025-01-01T10:00:00.5Z',
    '2024-02-29T00:00:00%2B02:00',
    '',
  ]
  const refused = [
    '2025-02-29',
    '2025-13-01',
    '2025-01-01T25:00:00Z',
    '2025-01-01T00:00:60Z',
    '1',
    'then',
    '2025',
  ]
  for (const list of ['members', 'memberships', 'plans', 'companies'])
    for (const name of ['created_after', 'created_before']) {
      const status = async (text: string) => {
        const headers = { authorization: 'Bearer apik_mock_full' }
        return (await app.inject({ url: `/whop/api/v1/${list}?${name}=${text}`, headers })).statusCode
      }
      for (const text of taken) t.equal(await status(text), 200, `${list} ${name} ${text}`)
      for (const text of refused) t.equal(await status(text), 400, `${list} ${name} ${text}`)
    }
  t.same(failures, [])
})
