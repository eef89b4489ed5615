/** Sandboxes by their keys: made whole or not at all, strangers to each other, gone when deleted. */
import t from 'tap'
import { call, type Told, tell } from './support/admin.ts'
import { createTestApp, type TestApp } from './support/app.ts'

const WHOP = '/whop/api/v1/members/mber_Joined0000001'
const SPACE = 'spcjXzqVrjaP3'
const AITABLE = `/aitable/fusion/v1/spaces/${SPACE}/members/kD8tPcZ3fYxSjV9qWvL5X2TmQbN1nR6`
const SOTION = '/sotion/api/v1/members/11111111-1111-4111-8111-111111111111'

const FIRST = {
  id: 'sb_1',
  name: null,
  seed: 1,
  credentials: {
    whop: {
      full: 'apik_sb1_full',
      basic: 'apik_sb1_basic',
      noscope: 'apik_sb1_noscope',
      revoked: 'apik_sb1_revoked',
      otherCompany: 'apik_sb1_otherCompany',
    },
    aitable: {
      admin: 'uskAdmin000000000000001',
      subAdmin: 'uskSubAdmin000000000001',
      teamAdmin: 'uskTeamAdmin00000000001',
      idleAdmin: 'uskIdleAdmin00000000001',
      plainMember: 'uskPlainMember000000001',
      outsider: 'uskOutsider000000000001',
      quotaSpent: 'uskQuotaSpent0000000001',
      revoked: 'uskRevoked0000000000001',
    },
    sotion: { siteA: 'so_sb1_siteA', siteB: 'so_sb1_siteB', revoked: 'so_sb1_revoked' },
  },
}

const make = (mock: TestApp, body?: object): Promise<Told> => tell(mock, 'POST', '/sandboxes', body)
const get = (mock: TestApp, url: string, key: string) => call(mock, { url, key })

t.test('made of nothing, named or not, listed, shown, deleted', async (t) => {
  const mock = createTestApp()
  t.strictSame(await make(mock), { status: 201, body: FIRST })
  const named = await make(mock, { name: 'checkout', seed: -7 })
  t.match(named, { status: 201, body: { id: 'sb_2', name: 'checkout', seed: -7 } })
  const { body: list } = await tell(mock, 'GET', '/sandboxes')
  t.strictSame(
    Object(list).sandboxes.map((one: { id: string }) => one.id),
    ['default', 'sb_1', 'sb_2'],
  )
  t.strictSame(Object(list).sandboxes[2], named.body)
  t.match(Object(list).sandboxes[0], { name: null, credentials: { whop: { full: 'apik_mock_full' } } })
  t.strictSame(await tell(mock, 'GET', '/sandboxes/sb_1'), { status: 200, body: FIRST })
  t.strictSame(await tell(mock, 'DELETE', '/sandboxes/sb_1'), { status: 204, body: undefined })
  const gone = {
    path: '/__admin/sandboxes/sb_1',
    message: 'there is no sandbox "sb_1"',
    accepted: ['default', 'sb_2'],
  }
  for (const method of ['GET', 'DELETE'])
    t.strictSame(await tell(mock, method, '/sandboxes/sb_1'), { status: 404, body: { error: gone } })
  t.match(await make(mock, {}), { body: { id: 'sb_3' } }, 'no number comes back')
  t.strictSame(await tell(mock, 'DELETE', '/sandboxes/default'), {
    status: 409,
    body: {
      error: { path: '/__admin/sandboxes/default', message: 'the default sandbox stays; reset it instead' },
    },
  })
  t.same(mock.failures, [])
})

t.test('every credential is good for the same as the default one of that name', async (t) => {
  const mock = createTestApp()
  const { credentials } = FIRST
  await make(mock)
  const answers = (url: string, keys: object): Promise<object[]> =>
    Promise.all(
      Object.values(keys).map(async (key) => {
        const { statusCode, body } = await get(mock, url, key)
        return { statusCode, body }
      }),
    )
  const shipped = mock.sandboxes.default.credentials
  for (const [url, id] of [
    [WHOP, 'whop'],
    [AITABLE, 'aitable'],
    [SOTION, 'sotion'],
  ] as const)
    t.strictSame(await answers(url, credentials[id]), await answers(url, shipped[id] ?? {}), id)
  t.equal((await get(mock, SOTION, credentials.sotion.revoked)).statusCode, 401)
  const own = await tell(mock, 'GET', '/requests?sandbox=sb_1&status=401')
  t.match(own.body, { requests: [{}, {}, {}, {}] }, 'refused in its own sandbox')
})

t.test('two clients with different keys never see each other', async (t) => {
  const mock = createTestApp()
  await make(mock)
  await make(mock)
  const [one, two] = ['so_sb1_siteA', 'so_sb2_siteA']
  const id = '11111111-1111-4111-8111-111111111111'
  await tell(mock, 'PUT', '/clock?sandbox=sb_1', { freeze: '2030-05-05T00:00:00Z' })
  await tell(mock, 'PUT', '/limits?sandbox=sb_1', { sotion: { limit: 2 } })
  await tell(mock, 'PATCH', `/sotion/members/${id}?sandbox=sb_1`, { displayName: 'Only here' })
  const first = await get(mock, SOTION, one)
  t.match(first.json(), { data: { displayName: 'Only here' } })
  t.match(first.headers, {
    'x-ratelimit-limit': '2',
    'x-ratelimit-remaining': '1',
    date: 'Sun, 05 May 2030 00:00:00 GMT',
  })
  await get(mock, SOTION, one)
  t.equal((await get(mock, SOTION, one)).statusCode, 429)
  const other = await get(mock, SOTION, two)
  t.match(other.headers, { 'x-ratelimit-limit': '100', 'x-ratelimit-remaining': '99' })
  t.notMatch(other.body, 'Only here')
  t.notMatch(other.headers.date, '2030')
  t.notMatch((await get(mock, SOTION, 'so_mock_site_a')).body, 'Only here')
})

t.test('a deleted sandbox takes its credentials with it', async (t) => {
  const mock = createTestApp()
  await make(mock)
  await tell(mock, 'PUT', '/whop/keys/given?sandbox=sb_1', { scopes: [], company: 'biz_x' })
  await tell(mock, 'DELETE', '/sandboxes/sb_1')
  for (const key of ['apik_sb1_full', 'given']) {
    t.equal(mock.sandboxes.find('whop', key), mock.sandboxes.default)
    t.equal((await get(mock, WHOP, key)).statusCode, 401)
  }
})

t.test('what it starts with: clock, limits, keys and members, and after a reset again', async (t) => {
  const mock = createTestApp()
  const member = { id: 'mber_mine', status: 'left' }
  const key = { token: 'my key', scopes: [], company: 'biz_MockCoffeeClub' }
  const made = await make(mock, {
    clock: { freeze: '2031-01-01T00:00:00.000Z' },
    limits: { whop: { limit: 3, windowSeconds: 9 }, sotion: { remaining: 1 }, aitable: null },
    fixtures: {
      whop: { keys: [key], members: [member] },
      aitable: { members: [{ id: 'u1', space: 'spcFreePlan01' }] },
      sotion: {},
    },
  })
  t.equal(made.status, 201)
  const look = async (): Promise<unknown[]> => [
    await tell(mock, 'GET', '/clock?sandbox=sb_1'),
    await tell(mock, 'GET', '/limits?sandbox=sb_1'),
    await tell(mock, 'GET', '/whop/members/mber_mine?sandbox=sb_1'),
    await tell(mock, 'GET', '/whop/keys/my%20key?sandbox=sb_1'),
    await tell(mock, 'GET', '/aitable/members/u1?sandbox=sb_1&space=spcFreePlan01'),
    (await get(mock, SOTION, 'so_sb1_siteA')).headers['x-ratelimit-remaining'],
  ]
  const before = await look()
  t.match(before, [
    { body: { now: '2031-01-01T00:00:00.000Z', mode: 'frozen' } },
    {
      body: {
        whop: { limit: 3, windowSeconds: 9 },
        aitable: { limit: 20, windowSeconds: 1 },
        sotion: { limit: 100, windowSeconds: 60 },
      },
    },
    { body: { id: 'mber_mine', status: 'left', access_level: 'no_access' } },
    { body: key },
    { body: { space: 'spcFreePlan01', unitId: 'u1', name: String } },
    '0',
  ])
  await tell(mock, 'PUT', '/clock?sandbox=sb_1', { follow: true })
  await tell(mock, 'PUT', '/limits?sandbox=sb_1', { whop: { limit: null }, sotion: { limit: 5 } })
  await tell(mock, 'DELETE', '/whop/members/mber_mine?sandbox=sb_1')
  await tell(mock, 'DELETE', '/whop/keys/my%20key?sandbox=sb_1')
  await tell(mock, 'DELETE', '/aitable/members/u1?sandbox=sb_1&space=spcFreePlan01')
  t.equal(mock.sandboxes.find('whop', 'my key').id, 'sb_1', 'a key it started with stays its own')
  t.equal((await tell(mock, 'POST', '/reset?sandbox=sb_1')).status, 204)
  t.strictSame(await look(), before)
})

t.test('a bad entry refuses the whole', async (t) => {
  const mock = createTestApp()
  await make(mock)
  const member = { id: 'mber_x' }
  const whopKey = { token: 'k', scopes: [], company: 'c' }
  const places = ['spcjXzqVrjaP3', 'spcFreePlan01', 'spcElsewhere1']
  const bad: [unknown, string, unknown][] = [
    [{ nam: 'x' }, '/nam', ['name', 'seed', 'clock', 'limits', 'fixtures']],
    [{ name: '' }, '/name', ['text that is not empty']],
    [{ seed: 1.5 }, '/seed', ['a whole number']],
    [{ clock: {} }, '/clock/freeze', ['freeze']],
    [{ clock: { freeze: 'now' } }, '/clock/freeze', ['an ISO date-time, such as 2026-01-01T00:00:00.000Z']],
    [{ limits: { whopp: {} } }, '/limits/whopp', ['whop', 'aitable', 'sotion']],
    [
      { limits: { sotion: { remaining: 101 } } },
      '/limits/sotion/remaining',
      ['a whole number from 0 to 100'],
    ],
    [
      { fixtures: { whop: { key: [] } } },
      '/fixtures/whop/key',
      ['keys', 'users', 'companies', 'products', 'plans', 'members', 'memberships', 'webhooks'],
    ],
    [
      { fixtures: { whop: { keys: [{ ...whopKey, scopes: ['all'] }] } } },
      '/fixtures/whop/keys/0/scopes/0',
      Array,
    ],
    [{ fixtures: { whop: { keys: [whopKey, whopKey] } } }, '/fixtures/whop/keys/1/token', undefined],
    [{ fixtures: { whop: { members: [member, member] } } }, '/fixtures/whop/members/1', undefined],
    [{ fixtures: { whop: { members: [member, {}] } } }, '/fixtures/whop/members/1/id', ['id']],
    [
      { fixtures: { aitable: { keys: [{ token: 'usk1', locale: 'en-US', spaces: { spcX: 'member' } }] } } },
      '/fixtures/aitable/keys/0/spaces/spcX',
      places,
    ],
    [
      { fixtures: { aitable: { members: [{ unitId: 'u', space: 'a/b' }] } } },
      '/fixtures/aitable/members/0/space',
      places,
    ],
    [
      { fixtures: { sotion: { keys: [{ token: 'so_1', site: 'site_c' }] } } },
      '/fixtures/sotion/keys/0/site',
      ['site_a', 'site_b'],
    ],
    [[], '', Array],
    ['text', '', Array],
  ]
  for (const [body, path, accepted] of bad) {
    const answer = await call(mock, { method: 'POST', url: '/__admin/sandboxes', body })
    t.match(answer.json(), { error: { path, message: String, accepted } }, JSON.stringify(body))
    t.equal(answer.statusCode, 400)
  }
  const taken = { ...whopKey, token: 'apik_sb1_full' }
  const conflict = await make(mock, {
    fixtures: { whop: { keys: [whopKey, taken] }, sotion: { members: [] } },
  })
  t.strictSame(conflict, {
    status: 409,
    body: {
      error: {
        path: '/fixtures/whop/keys/1/token',
        message: 'the key [...full] belongs to the sandbox sb_1',
      },
    },
  })
  t.match(await make(mock, {}), { body: { id: 'sb_2' } }, 'nothing was counted')
  t.same(mock.failures, [])
})

t.test('no token is minted that a sandbox has been given', async (t) => {
  const mock = createTestApp()
  await tell(mock, 'PUT', '/whop/keys/apik_sb1_full', { scopes: [], company: 'biz_x' })
  t.match(await make(mock), { body: { id: 'sb_2' } })
  t.equal(mock.sandboxes.find('whop', 'apik_sb1_full').id, 'default')
})

t.test('without the shipped fixtures there are no credentials, and no place to live in', async (t) => {
  const mock = createTestApp({ settings: { aitable: { fixtures: false }, whop: { fixtures: false } } })
  const { body } = await make(mock)
  t.match(body, { credentials: { whop: {}, aitable: {}, sotion: { siteA: 'so_sb1_siteA' } } })
  t.strictSame(Object.keys(Object(body).credentials.aitable), [])
  const answer = await make(mock, { fixtures: { aitable: { members: [{ id: 'u' }] } } })
  const error = {
    path: '/fixtures/aitable/members/0/space',
    message: 'AITable has no space here',
    accepted: [],
  }
  t.strictSame(answer, { status: 400, body: { error } })
})

t.test('credentials of every sandbox are masked', async (t) => {
  const { sandboxes } = createTestApp()
  const made = sandboxes.create()
  made.store('whop').db.tables.keys?.put({ token: 'apik_sb1' })
  sandboxes.register(made, 'whop', 'apik_sb1')
  const text = 'apik_sb1 apik_sb1_full,apik_mock_full so_sb1_siteA apik_sb2_full'
  const masked = '[...] [...full],[...full] [...iteA] apik_sb2_full'
  t.equal(sandboxes.redactor.redact(text), masked)
  sandboxes.delete(made.id)
  t.equal(sandboxes.redactor.redact('apik_sb1_full apik_mock_full'), '[...full] [...full]')
})
