/** Clock, limits, members and keys in any state, by admin call. */
import Module from 'node:module'
import t from 'tap'
import { millisecondsIn } from '../src/control/clock/duration.ts'
import { mergePatch, withNulls } from '../src/control/records/merge-patch.ts'
import { call, tell } from './support/admin.ts'
import { createTestApp, type TestApp } from './support/app.ts'

const FULL = 'apik_mock_full'
const SITE_A = 'so_mock_site_a'
const JOINED = 'mber_Joined0000001'
const UUID = '11111111-1111-4111-8111-111111111111'
const SPACE = 'spcjXzqVrjaP3'
const WHOP = (id: string): string => `/whop/api/v1/members/${id}`
const SOTION = (id: string): string => `/sotion/api/v1/members/${id}`
const AITABLE = (id: string, space = SPACE): string => `/aitable/fusion/v1/spaces/${space}/members/${id}`
const AITABLE_KEY = 'uskYtInkHozfsMikhh0yfoS'

const get = (mock: TestApp, url: string, key: string) => call(mock, { url, key })

/** An admin call that is refused, and with what. */
const refused = async (mock: TestApp, method: string, path: string, body?: unknown) => {
  const { status, body: told } = await tell(mock, method, path, body)
  return { status, ...Object(told).error }
}

t.test('durations are of fixed length', async (t) => {
  const known: [string, number][] = [
    ['PT61S', 61_000],
    ['PT0.25S', 250],
    ['PT0,5S', 500],
    ['PT0S', 0],
    ['PT1H30M', 5_400_000],
    ['P1D', 86_400_000],
    ['P1DT12H0M1.001S', 129_601_001],
    ['PT1.5H', 5_400_000],
  ]
  for (const [text, ms] of known) t.equal(millisecondsIn(text), ms, text)
  for (const text of [
    '',
    'P',
    'PT',
    'P1DT',
    'P1M',
    'P1Y',
    'P1W',
    '-PT1S',
    'PT-1S',
    '61',
    'PT1S ',
    'pt1s',
    'P1H',
  ])
    t.equal(millisecondsIn(text), undefined, text)
})

t.test('the clock is stopped, moved on in both modes, and let go', async (t) => {
  const mock = createTestApp()
  const put = (body: unknown) => tell(mock, 'PUT', '/clock', body)
  const frozen = (now: string) => ({ status: 200, body: { now, mode: 'frozen' } })
  t.match(await tell(mock, 'GET', '/clock'), { body: { mode: 'following' } })
  t.strictSame(await put({ freeze: '2026-03-01T13:00:00+01:00' }), frozen('2026-03-01T12:00:00.000Z'))
  t.strictSame(await put({ advance: 'PT61.5S' }), frozen('2026-03-01T12:01:01.500Z'))
  t.strictSame(await tell(mock, 'GET', '/clock'), frozen('2026-03-01T12:01:01.500Z'))
  t.equal((await get(mock, WHOP(JOINED), FULL)).headers.date, 'Sun, 01 Mar 2026 12:01:01 GMT')
  t.match(await put({ follow: true }), { body: { mode: 'following' } })
  const machine = await tell(mock, 'GET', '/clock')
  const later = await put({ advance: 'P1D' })
  const hours = (Date.parse(Object(later.body).now) - Date.parse(Object(machine.body).now)) / 3_600_000
  t.ok(hours >= 24 && hours < 24.1)
  t.match(later, { body: { mode: 'following' } })

  const names = ['freeze', 'advance', 'follow']
  const durations = ['PT61S', 'PT0.25S', 'PT1H30M', 'P1DT12H']
  const bad: [unknown, object][] = [
    [undefined, { path: '', message: 'the body is empty', accepted: names }],
    [{}, { path: '', message: 'it has to be exactly one of freeze, advance, follow', accepted: names }],
    [
      { follow: true, advance: 'PT1S' },
      { path: '', accepted: names },
    ],
    [{ frezee: '2026' }, { path: '/frezee', accepted: names }],
    [{ follow: false }, { path: '/follow', accepted: [true] }],
    [{ freeze: '2026-02-30T00:00:00Z' }, { path: '/freeze', accepted: [/ISO date-time/] }],
    [
      { advance: 'P1M' },
      { path: '/advance', message: /"P1M" is no duration.*months, years/, accepted: durations },
    ],
    [{ advance: '-PT1S' }, { path: '/advance', message: /negatives/ }],
    [{ advance: 'P9999999D' }, { path: '/advance', message: /past the year 9999/ }],
    [{ advance: 61 }, { path: '/advance', accepted: ['text'] }],
  ]
  for (const [body, error] of bad)
    t.match(await refused(mock, 'PUT', '/clock', body), { status: 400, ...error }, JSON.stringify(body))
  t.match(await refused(mock, 'GET', '/clock?sandbox=sb_9'), { status: 404, accepted: ['default'] })
  t.match(await refused(mock, 'GET', '/clock?sandbx=a'), {
    status: 400,
    path: '?/sandbx',
    accepted: ['sandbox'],
  })
})

t.test('a test crosses a rate window without sleeping', async (t) => {
  const mock = createTestApp()
  const status = async () => (await get(mock, SOTION(UUID), SITE_A)).statusCode
  await tell(mock, 'PUT', '/clock', { freeze: '2026-03-01T12:00:00Z' })
  await tell(mock, 'PUT', '/limits', { sotion: { remaining: 1 } })
  t.same([await status(), await status()], [200, 429])
  await tell(mock, 'PUT', '/clock', { advance: 'PT59S' })
  t.equal(await status(), 429)
  await tell(mock, 'PUT', '/clock', { advance: 'PT2S' })
  t.equal(await status(), 200)
})

t.test('limits are merged, lowered, lifted and brought back', async (t) => {
  const mock = createTestApp()
  const put = (body: unknown) => tell(mock, 'PUT', '/limits', body)
  const status = async (key = SITE_A) => (await get(mock, SOTION(UUID), key)).statusCode
  const initial = {
    whop: { limit: 600, windowSeconds: 60, remaining: 600 },
    aitable: { limit: 20, windowSeconds: 1, remaining: 20 },
    sotion: { limit: 100, windowSeconds: 60, remaining: 100 },
  }
  t.strictSame(await tell(mock, 'GET', '/limits'), { status: 200, body: initial })
  t.same([await status(), await status()], [200, 200])
  const lowered = { ...initial, sotion: { limit: 2, windowSeconds: 60, remaining: 0 } }
  t.strictSame(await put({ sotion: { limit: 2 } }), { status: 200, body: lowered })
  t.equal(await status(), 429, 'what is used counts')
  await put({ sotion: { windowSeconds: 30 } })
  t.equal(await status(), 429, 'still the same window')
  t.match(await put({ sotion: { limit: null } }), {
    body: { sotion: { limit: null, windowSeconds: 30, remaining: null } },
  })
  t.same([await status(), await status(), await status()], [200, 200, 200])
  t.strictSame(await put({ sotion: null, whop: {} }), { status: 200, body: initial })
  const { headers } = await get(mock, SOTION(UUID), SITE_A)
  t.equal(headers['x-ratelimit-remaining'], '99', 'with nothing used')
  t.strictSame(await put({ sotion: { limit: 5, remaining: 0 } }), {
    status: 200,
    body: { ...initial, sotion: { limit: 5, windowSeconds: 60, remaining: 0 } },
  })
  t.same([await status(), await status('so_mock_site_b')], [429, 429], 'keys not yet seen included')

  const bad: [unknown, object][] = [
    [{ sotion: { remaining: 6 } }, { path: '/sotion/remaining', accepted: ['a whole number from 0 to 5'] }],
    [{ sotion: { limit: 9 }, whop: { remaining: 601 } }, { path: '/whop/remaining' }],
    [{ sotion: { limit: null, remaining: 1 } }, { path: '/sotion/remaining', message: /off/ }],
    [{ sotion: { limit: 0 } }, { path: '/sotion/limit', accepted: ['a whole number or null from 1'] }],
    [
      { sotion: { limits: 1 } },
      { path: '/sotion/limits', accepted: ['limit', 'windowSeconds', 'remaining'] },
    ],
    [{ vendr: {} }, { path: '/vendr', accepted: ['whop', 'aitable', 'sotion'] }],
  ]
  for (const [body, error] of bad)
    t.match(await refused(mock, 'PUT', '/limits', body), { status: 400, ...error }, JSON.stringify(body))
  t.match(await tell(mock, 'GET', '/limits'), { body: { sotion: { limit: 5 } } }, 'all or nothing')
})

t.test('what remains is what the one has who has the least', async (t) => {
  const mock = createTestApp()
  const left = async (): Promise<unknown> => (await tell(mock, 'GET', '/limits')).body
  await tell(mock, 'PUT', '/clock', { freeze: '2026-01-01T00:00:00.000Z' })
  for (const key of [SITE_A, SITE_A, 'so_mock_site_b']) await get(mock, SOTION(UUID), key)
  t.match(await left(), { whop: { remaining: 600 }, sotion: { remaining: 98 } })
  await tell(mock, 'PUT', '/limits', { sotion: { remaining: 7 } })
  t.match(await left(), { sotion: { limit: 100, remaining: 7 } })
  await get(mock, SOTION(UUID), 'so_mock_site_b')
  t.match(await left(), { sotion: { remaining: 6 } })
  await tell(mock, 'PUT', '/clock', { advance: 'PT60S' })
  t.match(await left(), { sotion: { remaining: 100 } }, 'in a new window all of it')
})

t.test('a server without limits can be given one', async (t) => {
  const mock = createTestApp({ rateLimit: false })
  t.match(await tell(mock, 'GET', '/limits'), {
    body: { whop: { limit: null, windowSeconds: 60, remaining: null } },
  })
  t.match(await refused(mock, 'PUT', '/limits', { whop: { remaining: 1 } }), { status: 400 })
  await tell(mock, 'PUT', '/limits', { whop: { limit: 1 } })
  await get(mock, WHOP(JOINED), FULL)
  t.equal((await get(mock, WHOP(JOINED), FULL)).statusCode, 429)
})

t.test('lists: pages, sandboxes, and what is wrong with a query', async (t) => {
  const mock = createTestApp()
  t.match(await tell(mock, 'GET', '/whop/members?limit=2&offset=20'), {
    body: { total: 121, members: [{ id: String }, { id: String }] },
  })
  mock.sandboxes.create()
  await tell(mock, 'DELETE', `/whop/members/${JOINED}?sandbox=sb_1`)
  t.match(await tell(mock, 'GET', '/whop/members?sandbox=sb_1'), { body: { total: 120 } })
  t.match(await tell(mock, 'GET', '/whop/keys?sandbox=sb_1'), {
    body: { total: 5, keys: [{ token: 'apik_sb1_full', scopes: Array }, {}, {}, {}, {}] },
  })
  t.match(await tell(mock, 'GET', '/sotion/members?limit=1'), {
    body: { members: [{ site: 'site_a', id: String }] },
  })
  const bad: [string, object][] = [
    ['limit=0', { path: '?/limit', accepted: ['a whole number from 1 to 1000'] }],
    ['limit=1001', { path: '?/limit' }],
    ['limit=x', { path: '?/limit' }],
    ['offset=-1', { path: '?/offset', accepted: ['a whole number from 0'] }],
    ['limt=1', { path: '?/limt', accepted: ['sandbox', 'limit', 'offset'] }],
  ]
  for (const [query, error] of bad)
    t.match(await refused(mock, 'GET', `/whop/members?${query}`), { status: 400, ...error }, query)
})

t.test('whop: a member is made, replaced, patched and deleted, and the next answer shows it', async (t) => {
  const mock = createTestApp()
  const at = '/whop/members/mber_mine'
  const seen = async () => {
    const { statusCode, body } = await get(mock, WHOP('mber_mine'), FULL)
    return { status: statusCode, body: JSON.parse(body) }
  }
  t.match(await refused(mock, 'GET', at), { status: 404, path: `/__admin${at}` })
  const made = await tell(mock, 'PUT', at, { status: 'left', user: { name: 'Ada' } })
  t.match(made, {
    status: 201,
    body: { id: 'mber_mine', status: 'left', user: { name: 'Ada', email: String } },
  })
  t.strictSame(await seen(), { ...made, status: 200 })
  t.strictSame(await tell(mock, 'GET', at), { ...made, status: 200 })
  t.strictSame(await tell(mock, 'PUT', at, { status: 'left', user: { name: 'Ada' } }), {
    ...made,
    status: 200,
  })
  const list = await tell(mock, 'GET', '/whop/members?offset=121')
  t.strictSame(list.body, { total: 122, members: [made.body] })

  const patched = await tell(mock, 'PATCH', at, {
    phone: null,
    user: { name: 'Bo', email: null },
    status: 'joined',
  })
  const body = Object(made.body)
  const expected = { ...body, phone: null, status: 'joined', user: { ...body.user, name: 'Bo', email: null } }
  t.strictSame(patched, { status: 200, body: expected })
  t.equal(JSON.stringify(patched.body), JSON.stringify(expected), 'in the same order')
  t.strictSame(await seen(), patched)
  t.match(await tell(mock, 'PATCH', at, { user: null }), { status: 200, body: { user: null } })

  t.equal((await tell(mock, 'DELETE', at)).status, 204)
  t.equal((await seen()).status, 404)
  for (const method of ['GET', 'DELETE', 'PATCH'])
    t.match(await refused(mock, method, at, method === 'PATCH' ? {} : undefined), { status: 404 }, method)
  t.equal((await tell(mock, 'DELETE', `/whop/members/${JOINED}`)).status, 204, 'a shipped one')
  t.equal((await get(mock, WHOP(JOINED), FULL)).statusCode, 404)
  t.same(mock.failures, [])
})

t.test('a made member can be patched, and stays when it is asked for at the same time', async (t) => {
  const mock = createTestApp({ members: 1 })
  const { body } = await tell(mock, 'GET', '/sotion/members?offset=11')
  const [{ id, site }] = Object(body).members
  const fresh = createTestApp({ members: 1 })
  const [patched, other] = await Promise.all([
    tell(fresh, 'PATCH', `/sotion/members/${id}?site=${site}`, { paid: null }),
    tell(fresh, 'PATCH', `/sotion/members/${id}?site=${site}`, { displayName: 'Cy' }),
  ])
  t.same([patched.status, other.status], [200, 200])
  const { body: both } = await tell(fresh, 'GET', `/sotion/members/${id}?site=${site}`)
  t.match(both, { paid: null, displayName: 'Cy' }, 'neither is lost')
})

t.test('what the schema or the path refuses of a member', async (t) => {
  const mock = createTestApp()
  const whop = `/whop/members/${JOINED}`
  const bad: [string, string, unknown, object][] = [
    ['PUT', whop, undefined, { path: '', message: 'the body is empty' }],
    [
      'PUT',
      '/whop/members/',
      {},
      { path: '/__admin/whop/members/', message: 'the id at the end of the path is empty' },
    ],
    ['PUT', whop, { stauts: 'left' }, { path: '/stauts', accepted: Array }],
    ['PUT', whop, { status: 'gone' }, { path: '/status', accepted: ['drafted', 'joined', 'left'] }],
    ['PUT', whop, { created_at: 'yesterday' }, { path: '/created_at', accepted: [/ISO date-time/] }],
    ['PUT', whop, { id: 'mber_other' }, { path: '/id', accepted: [JOINED] }],
    ['PUT', `${whop}?space=x`, {}, { path: '?/space', accepted: ['sandbox'] }],
    ['PATCH', whop, { status: null }, { path: '/status', message: 'status is missing' }],
    [
      'PATCH',
      whop,
      { user: { nick: 'x' } },
      { path: '/user/nick', accepted: ['id', 'email', 'name', 'username'] },
    ],
    ['PATCH', whop, { id: 'mber_other' }, { path: '/id' }],
    ['PATCH', whop, { 'a/b': 1 }, { path: '/a~1b' }],
    ['PATCH', whop, [], { path: '' }],
    ['PUT', '/aitable/members/u?space=nowhere', {}, { path: '?/space', accepted: [SPACE, /./, /./] }],
    ['PUT', '/aitable/members/u', { space: 'nowhere' }, { path: '/space' }],
    [
      'PUT',
      `/aitable/members/u?space=${SPACE}`,
      { space: 'spcFreePlan01' },
      { path: '/space', accepted: [SPACE] },
    ],
    ['PUT', '/aitable/members/u', { unitId: 'u', id: 'v' }, { path: '/id', accepted: ['u'] }],
    ['PATCH', `/sotion/members/${UUID}`, { site: 'site_b' }, { path: '/site', accepted: ['site_a'] }],
    ['PATCH', `/sotion/members/${UUID}`, { email: 'x' }, { path: '/email', accepted: ['an e-mail address'] }],
  ]
  for (const [method, path, body, error] of bad)
    t.match(await refused(mock, method, path, body), { status: 400, ...error }, `${method} ${path}`)
  t.match(await refused(mock, 'PATCH', `/sotion/members/${UUID}?site=site_b`, {}), { status: 404 })
  t.same(mock.failures, [])
})

t.test('members that live in places', async (t) => {
  const mock = createTestApp()
  const elsewhere = 'spcElsewhere1'
  const made = await tell(mock, 'PUT', '/aitable/members/a%2Fb', { name: 'Slash' })
  t.match(made, { status: 201, body: { space: SPACE, unitId: 'a/b', name: 'Slash' } })
  t.match((await get(mock, AITABLE('a%2Fb'), AITABLE_KEY)).json(), { data: { member: { name: 'Slash' } } })
  t.match(await tell(mock, 'PUT', '/aitable/members/A%2FB', { name: 'Same' }), { status: 200 }, 'in any case')
  t.match(await tell(mock, 'PUT', '/aitable/members/two', { space: elsewhere }), {
    status: 201,
    body: { space: elsewhere },
  })
  t.match(await refused(mock, 'GET', '/aitable/members/two'), {
    status: 404,
    message: `there is no such member in ${SPACE}`,
  })
  t.match(await tell(mock, 'GET', `/aitable/members/two?space=${elsewhere}`), { status: 200 })
  const list = await tell(mock, 'GET', '/aitable/members?limit=1000')
  t.match(
    Object(list.body).members.slice(-2),
    [
      { space: SPACE, unitId: 'A/B' },
      { space: elsewhere, unitId: 'two' },
    ],
    'the list finds the space',
  )
  const upper = UUID.toUpperCase()
  t.match(await tell(mock, 'PATCH', `/sotion/members/${upper}`, { accessGroups: [] }), { body: { id: UUID } })
  t.match((await get(mock, SOTION(UUID), SITE_A)).json(), { data: { accessGroups: [] } })
})

t.test('keys: made, patched, deleted', async (t) => {
  const mock = createTestApp()
  const token = 'apik with/odd %25 %signs'
  const at = `/whop/keys/${encodeURIComponent(token)}`
  const entry = { scopes: ['member:basic:read'], company: 'biz_MockCoffeeClub' }
  const status = async (key = token) => (await get(mock, WHOP(JOINED), key)).statusCode
  t.equal(await status(), 401)
  t.strictSame(await tell(mock, 'PUT', at, entry), { status: 201, body: { token, ...entry } })
  t.equal(await status(), 200)
  t.strictSame(await tell(mock, 'PUT', at, { token, ...entry }), { status: 200, body: { token, ...entry } })
  const revoked = { token, ...entry, revoked: true }
  t.strictSame(await tell(mock, 'PATCH', at, { revoked: true }), { status: 200, body: revoked })
  t.strictSame(await tell(mock, 'GET', at), { status: 200, body: revoked })
  t.equal(await status(), 401)
  t.strictSame(await tell(mock, 'PATCH', at, { revoked: null }), { status: 200, body: { token, ...entry } })
  t.equal(await status(), 200)
  t.equal((await tell(mock, 'DELETE', at)).status, 204)
  t.match(await refused(mock, 'DELETE', at), { status: 404 })
  t.equal(await status(), 401)
  await tell(mock, 'PATCH', `/whop/keys/${FULL}`, { scopes: [] })
  t.equal(await status(FULL), 403, 'a shipped one')

  const bad: [string, string, unknown, object][] = [
    ['PUT', at, {}, { path: '/scopes', accepted: ['scopes'] }],
    ['PUT', at, { ...entry, token: 'other' }, { path: '/token' }],
    ['PUT', '/whop/keys/%20x', entry, { path: '/token' }],
    ['PATCH', `/whop/keys/${FULL}`, { company: null }, { path: '/company' }],
    ['PATCH', `/whop/keys/${FULL}`, { token: 'other' }, { path: '/token' }],
    ['PUT', '/sotion/keys/so_new', { site: 'site_c' }, { path: '/site', accepted: ['site_a', 'site_b'] }],
    [
      'PUT',
      '/aitable/keys/uskNew',
      { locale: 'en-US', spaces: { spcNo: 'member' } },
      { path: '/spaces/spcNo' },
    ],
    ['PATCH', `/aitable/keys/${AITABLE_KEY}`, { spaces: { spcNo: 'member' } }, { path: '/spaces/spcNo' }],
  ]
  for (const [method, path, body, error] of bad)
    t.match(await refused(mock, method, path, body), { status: 400, ...error }, `${method} ${path}`)
  t.same(mock.failures, [])
})

t.test('a key belongs to one sandbox', async (t) => {
  const mock = createTestApp()
  mock.sandboxes.create()
  const entry = { site: 'site_a' }
  const taken = { path: '/token', message: 'the key [...te_a] belongs to the sandbox default' }
  t.strictSame(await refused(mock, 'PUT', `/sotion/keys/${SITE_A}?sandbox=sb_1`, entry), {
    status: 409,
    ...taken,
  })
  t.equal((await tell(mock, 'PUT', '/sotion/keys/so_new?sandbox=sb_1', entry)).status, 201)
  t.match(await refused(mock, 'GET', '/sotion/keys/so_new'), { status: 404 })
  t.match(await refused(mock, 'PUT', '/sotion/keys/so_new', entry), { status: 409, message: /sb_1/ })
  await tell(mock, 'PUT', '/limits?sandbox=sb_1', { sotion: { limit: 7 } })
  t.match((await get(mock, SOTION(UUID), 'so_new')).headers, { 'x-ratelimit-limit': '7' })
  await tell(mock, 'DELETE', '/sotion/keys/so_new?sandbox=sb_1')
  t.equal((await tell(mock, 'PUT', '/sotion/keys/so_new', entry)).status, 201, 'nobody’s by now')
  await tell(mock, 'DELETE', `/sotion/keys/${SITE_A}`)
  t.match(await refused(mock, 'PUT', `/sotion/keys/${SITE_A}?sandbox=sb_1`, entry), { status: 409 })
  t.equal((await tell(mock, 'POST', '/reset')).status, 204)
  t.equal((await get(mock, SOTION(UUID), SITE_A)).statusCode, 200, 'back with the reset')
  t.equal((await get(mock, SOTION(UUID), 'so_new')).statusCode, 401)
  t.equal(mock.sandboxes.ownerOf('sotion', 'so_new'), undefined)
})

t.test('JSON Merge Patch: the table of RFC 7396, appendix A', async (t) => {
  const table: [target: unknown, patch: unknown, result: unknown][] = [
    [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
    [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
    [{ a: 'b' }, { a: null }, {}],
    [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
    [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
    [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
    [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
    [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
    [
      ['a', 'b'],
      ['c', 'd'],
      ['c', 'd'],
    ],
    [{ a: 'b' }, ['c'], ['c']],
    [{ a: 'foo' }, null, null],
    [{ a: 'foo' }, 'bar', 'bar'],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [[1, 2], { a: 'b', c: null }, { a: 'b' }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ]
  for (const [target, patch, result] of table)
    t.strictSame(mergePatch(target, patch), result, JSON.stringify([target, patch]))
  const odd = Object(mergePatch({}, JSON.parse('{"__proto__": {"polluted": 1}}')))
  t.equal(odd.polluted, undefined)
  t.strictSame(Object.keys(odd), ['__proto__'])
})

t.test('a removed field that is always there and may be null is null', async (t) => {
  const schema = {
    properties: {
      a: { type: ['string', 'null'] },
      b: { properties: { c: { type: 'null' } }, required: ['c'] },
      d: {},
    },
    required: ['a', 'b', 'd'],
  }
  t.equal(JSON.stringify(withNulls(schema, { x: 1, b: {} })), '{"a":null,"b":{"c":null},"x":1}')
  t.strictSame(withNulls(schema, 'text'), 'text')
})

/** What `require` calls: not in Node's types. */
const loader = Module as unknown as { _load(name: string, ...rest: unknown[]): unknown }

t.test('what could not be loaded once is loaded for the next who needs it', async (t) => {
  const mock = createTestApp()
  const load = loader._load
  t.teardown(() => {
    loader._load = load
  })
  loader._load = (name, ...rest) => {
    if (name === 'ajv') throw new Error('EMFILE: too many open files')
    return load.call(loader, name, ...rest)
  }
  const change = { whop: { limit: 5 } }
  t.equal((await tell(mock, 'PUT', '/limits', change)).status, 500)
  t.match(String(mock.failures.splice(0)), /EMFILE/)
  loader._load = load
  t.equal((await tell(mock, 'PUT', '/limits', change)).status, 200)
  t.strictSame(mock.failures, [])
})
