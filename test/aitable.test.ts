/** AITable's member endpoint: every answer, whole, in its two regimes of headers. */
import t from 'tap'
import { createTestApp, type TestApp } from './support/app.ts'

const SPACE = 'spcjXzqVrjaP3'
const JOHN = 'kD8tPcZ3fYxSjV9qWvL5X2TmQbN1nR6'
const ADMIN = 'uskYtInkHozfsMikhh0yfoS'
const CHINESE = 'uskMockSubAdmin00000001'

const JOHN_IN_FULL = {
  unitId: JOHN,
  name: 'John',
  mobile: { number: '13000111000', areaCode: '+86' },
  email: 'John@aitable.ai',
  avatar: 'https://s1.aitable.ai/public/2023/05/16/00a91wbb47fd0594fbc975d2d764a45q',
  status: 1,
  type: 'Member',
  teams: [
    {
      unitId: 'VS1SejiywaMWbiGMEHAohh62T9EPmmlh',
      name: 'team A',
      sequence: 1,
      parentUnitId: '0',
      roles: [{ unitId: 'zJ6TuQvH2RtNfSx9eY7XKgD1oWcE5pV', name: 'role A', sequence: 1 }],
    },
  ],
  roles: [{ unitId: 'c9EQqwN1pOEgjXqKJznPF6xF8t5TYTf0', name: 'role B', sequence: 2 }],
}

const success = (member: object): string =>
  JSON.stringify({ code: 200, message: 'SUCCESS', success: true, data: { member } })
const failure = (code: number, message: string): string => JSON.stringify({ success: false, code, message })
/** As the middleware that counts writes it. */
const counted = (code: number, message: string): string => JSON.stringify({ code, message, success: false })

const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-credentials': 'true',
  'access-control-allow-methods': 'GET, POST, OPTIONS, DELETE, PATCH',
  'access-control-allow-headers':
    'Authorization,DNT,X-CustomHeader,Keep-Alive,User-Agent,X-Requested-With,If-Modified-Since,Cache-Control,Content-Type,Content-Range,Range,X-APITable-User-Agent,X-Vika-User-Agent',
}
const HELMET = {
  'content-security-policy':
    "default-src 'self';base-uri 'self';block-all-mixed-content;font-src 'self' https: data:;frame-ancestors 'self';img-src 'self' data:;object-src 'none';script-src 'self' 'unsafe-inline';script-src-attr 'none';style-src 'self' https: 'unsafe-inline';upgrade-insecure-requests",
  'x-dns-prefetch-control': 'off',
  'expect-ct': 'max-age=0',
  'x-frame-options': 'SAMEORIGIN',
  'strict-transport-security': 'max-age=15552000; includeSubDomains',
  'x-download-options': 'noopen',
  'x-content-type-options': 'nosniff',
  'x-permitted-cross-domain-policies': 'none',
  'referrer-policy': 'no-referrer',
  'x-xss-protection': '0',
}
const FRAME = { date: 'Sun, 01 Mar 2026 12:00:00 GMT', connection: 'keep-alive' }
const MIDDLEWARE = {
  ...FRAME,
  ...CORS,
  ...HELMET,
  'content-type': 'application/json',
  'transfer-encoding': 'chunked',
}
const CONTROLLER = { ...FRAME, ...CORS, ...HELMET, 'content-type': 'application/json; charset=utf-8' }
const SUCCESS = { ...CONTROLLER, 'cache-control': 'no-cache,no-store,must-revalidate' }

const createFrozen = (options: Parameters<typeof createTestApp>[0] = {}): TestApp => {
  const mock = createTestApp(options)
  mock.sandboxes.default.clock.freeze(Date.parse('2026-03-01T12:00:00Z'))
  return mock
}

interface Ask {
  space?: string
  unit?: string
  query?: string
  token?: string | undefined
}

const ask = async ({ app }: TestApp, { space = SPACE, unit = JOHN, query = '', token }: Ask) => {
  const url = `/aitable/fusion/v1/spaces/${space}/members/${unit}${query}`
  const answer = await app.inject({ url, headers: token === undefined ? {} : { authorization: token } })
  const { 'content-length': _length, 'request-id': id, 'server-timing': timing, ...headers } = answer.headers
  const isBehindMiddleware = id !== undefined && timing !== undefined
  return { status: answer.statusCode, body: answer.body, headers, isBehindMiddleware, id, timing }
}

const bearer = (token: string): string => `Bearer ${token}`

t.test('200: the vendor’s own example, byte for byte', async (t) => {
  const mock = createFrozen()
  const answer = await ask(mock, { query: '?sensitiveData=true', token: bearer(ADMIN) })
  t.equal(answer.status, 200)
  t.equal(answer.body, success(JOHN_IN_FULL))
  t.same(answer.headers, SUCCESS)
  t.match(answer.id, /^[0-9A-Za-z]{20}$/)
  t.match(answer.timing, /^total;dur=\d+$/)
  t.same(mock.failures, [])
})

t.test('server-timing tells how long the answer took', async (t) => {
  const mock = createFrozen()
  mock.sandboxes.default.faults.add({ vendor: 'aitable', delay: 25 })
  const { timing } = await ask(mock, { token: bearer(ADMIN) })
  t.ok(Number(String(timing).replace('total;dur=', '')) >= 20, String(timing))
})

t.test('sensitiveData: true in any case; anything else leaves the two out', async (t) => {
  const mock = createFrozen({ rateLimit: false })
  const { mobile: _mobile, email: _email, ...bare } = JOHN_IN_FULL
  const token = bearer(ADMIN)
  for (const query of ['?sensitiveData=TRUE', '?fieldKey=name&sensitiveData=True'])
    t.equal((await ask(mock, { query, token })).body, success(JOHN_IN_FULL), query)
  const others = ['', '?sensitiveData=', '?sensitiveData=1', '?sensitiveData=yes', '?sensitivedata=true']
  for (const query of [...others, '?sensitiveData=true&sensitiveData=true'])
    t.equal((await ask(mock, { query, token })).body, success(bare), query)
})

t.test('absentSensitive empty: "" and {} instead', async (t) => {
  const mock = createFrozen({ settings: { aitable: { absentSensitive: 'empty' } } })
  const token = bearer(ADMIN)
  t.equal((await ask(mock, { token })).body, success({ ...JOHN_IN_FULL, mobile: {}, email: '' }))
  t.equal((await ask(mock, { query: '?sensitiveData=true', token })).body, success(JOHN_IN_FULL))
})

const EN = {
  unauthorized: 'Unauthorized',
  unknownSpace: "Space doesn't exist, please adjust the spaceId and try again",
  outsider:
    'The API token user does not belong to the space, please adjust spaceId or API token and try again',
  quota: 'Access forbidden because your API usage exceeds the monthly rate',
  plan: 'This API is only available for the Enterprise plan',
  admin: 'This API is only available for the primary admin and sub-admins who can manage members',
  unit: 'The unit specified by the unit ID does not exist',
}
const ZH = {
  unauthorized: '身份认证失败',
  unknownSpace: '指定的空间站不存在，请调整 spaceId 后再试',
  outsider: 'API Token 所属用户不是该空间站的成员，请调整 spaceId 或 API Token 后再试',
  quota: 'API 用量超过限制，禁止访问',
  plan: '此 API 仅适用于企业级空间站',
  admin: '抱歉，此API只允许主管理员或者拥有成员管理权限的子管理员调用',
  unit: 'unit ID 指定的组织单元不存在',
}

interface Case extends Ask {
  name: string
  status: number
  code: number
  text: string
  isBehindMiddleware: boolean
}

const cases: readonly Case[] = [
  { name: 'no token', status: 401, code: 401, text: EN.unauthorized, isBehindMiddleware: false },
  {
    name: 'other scheme',
    token: `Basic ${ADMIN}`,
    status: 401,
    code: 401,
    text: EN.unauthorized,
    isBehindMiddleware: false,
  },
  {
    name: 'lower case',
    token: `bearer ${ADMIN}`,
    status: 401,
    code: 401,
    text: EN.unauthorized,
    isBehindMiddleware: false,
  },
  {
    name: 'two spaces',
    token: `Bearer  ${ADMIN}`,
    status: 401,
    code: 401,
    text: EN.unauthorized,
    isBehindMiddleware: true,
  },
  {
    name: 'unknown token',
    token: 'Bearer uskNobody',
    status: 401,
    code: 401,
    text: EN.unauthorized,
    isBehindMiddleware: false,
  },
  {
    name: 'no usk',
    token: 'Bearer so_mock_site_a',
    status: 401,
    code: 401,
    text: EN.unauthorized,
    isBehindMiddleware: false,
  },
  {
    name: 'replaced token',
    token: bearer('uskMockRegenerated00001'),
    status: 401,
    code: 401,
    text: EN.unauthorized,
    isBehindMiddleware: false,
  },
  {
    name: 'unknown token, unchecked space',
    space: 'abc',
    token: 'Bearer uskNobody',
    status: 401,
    code: 401,
    text: EN.unauthorized,
    isBehindMiddleware: true,
  },
  {
    name: 'unknown space',
    space: 'spcNobody00001',
    token: bearer(ADMIN),
    status: 200,
    code: 400,
    text: EN.unknownSpace,
    isBehindMiddleware: false,
  },
  {
    name: 'unknown space, zh',
    space: 'spcNobody00001',
    token: bearer(CHINESE),
    status: 200,
    code: 400,
    text: ZH.unknownSpace,
    isBehindMiddleware: false,
  },
  {
    name: 'unknown space, not spc',
    space: 'abc',
    token: bearer(ADMIN),
    status: 200,
    code: 400,
    text: EN.unknownSpace,
    isBehindMiddleware: true,
  },
  {
    name: 'outsider',
    token: bearer('uskMockOutsider00000001'),
    status: 403,
    code: 403,
    text: EN.outsider,
    isBehindMiddleware: false,
  },
  {
    name: 'outsider, zh',
    space: 'spcFreePlan01',
    token: bearer(CHINESE),
    status: 403,
    code: 403,
    text: ZH.outsider,
    isBehindMiddleware: false,
  },
  {
    name: 'quota',
    token: bearer('uskMockQuotaSpent000001'),
    status: 403,
    code: 403,
    text: EN.quota,
    isBehindMiddleware: true,
  },
  {
    name: 'free plan',
    space: 'spcFreePlan01',
    token: bearer(ADMIN),
    status: 200,
    code: 1503,
    text: EN.plan,
    isBehindMiddleware: true,
  },
  {
    name: 'ordinary member',
    token: bearer('uskMockPlainMember00001'),
    status: 200,
    code: 1505,
    text: EN.admin,
    isBehindMiddleware: true,
  },
  {
    name: 'nobody',
    unit: 'nobody',
    token: bearer(ADMIN),
    status: 200,
    code: 400,
    text: EN.unit,
    isBehindMiddleware: true,
  },
  {
    name: 'nobody, zh',
    unit: 'nobody',
    token: bearer(CHINESE),
    status: 200,
    code: 400,
    text: ZH.unit,
    isBehindMiddleware: true,
  },
  {
    name: 'a team',
    unit: 'VS1SejiywaMWbiGMEHAohh62T9EPmmlh',
    token: bearer(ADMIN),
    status: 200,
    code: 400,
    text: EN.unit,
    isBehindMiddleware: true,
  },
]

t.test('every refusal that an honest request reaches', async (t) => {
  const mock = createFrozen({ rateLimit: false })
  for (const { name, status, code, text, isBehindMiddleware, ...asked } of cases) {
    const answer = await ask(mock, asked)
    t.equal(answer.status, status, name)
    const isCounted = !isBehindMiddleware && asked.token?.startsWith('Bearer ')
    t.equal(answer.body, (isCounted ? counted : failure)(code, text), name)
    // The gateway compresses what comes in chunks, whatever its length, but for 401 and 429.
    const isCompressible = !isBehindMiddleware && status !== 401
    t.same(
      answer.headers,
      isBehindMiddleware ? CONTROLLER : { ...MIDDLEWARE, ...(isCompressible && { vary: 'Accept-Encoding' }) },
      name,
    )
    t.equal(answer.isBehindMiddleware, isBehindMiddleware, name)
  }
  t.same(mock.failures, [])
})

t.test('the other sentences in Chinese', async (t) => {
  const zh = (token: string, place: string, more: object = {}): object => ({
    token,
    locale: 'zh-CN',
    spaces: { [SPACE]: place, spcFreePlan01: place },
    ...more,
  })
  const keys = [
    zh('uskZhAdmin', 'primaryAdmin'),
    zh('uskZhMember', 'member'),
    zh('uskZhQuota', 'member', { quotaSpent: true }),
    zh('uskZhOld', 'member', { revoked: true }),
  ]
  const mock = createFrozen({ rateLimit: false, settings: { aitable: { keys } } })
  const textOf = async (one: Ask): Promise<unknown> => JSON.parse((await ask(mock, one)).body).message
  t.equal(await textOf({ space: 'spcFreePlan01', token: 'Bearer uskZhAdmin' }), ZH.plan)
  t.equal(await textOf({ token: 'Bearer uskZhMember' }), ZH.admin)
  t.equal(await textOf({ token: 'Bearer uskZhQuota' }), ZH.quota)
  t.equal(await textOf({ token: 'Bearer uskZhOld' }), EN.unauthorized, 'a replaced token has no owner')
})

t.test('404 with the framework out of sight, token or not', async (t) => {
  const mock = createFrozen()
  for (const [url, token, message] of [
    ['/aitable/fusion/v1/nowhere', undefined, 'The API does not exist'],
    ['/aitable', bearer(ADMIN), 'The API does not exist'],
    [`/aitable/fusion/v1/spaces/${SPACE}/members/${JOHN}/`, bearer(ADMIN), 'The API does not exist'],
    [`/aitable/fusion/v1/spaces//members/${JOHN}`, bearer(ADMIN), 'The API does not exist'],
    ['/aitable/fusion/v1/nowhere', bearer(CHINESE), '接口不存在'],
  ] as const) {
    const answer = await mock.app.inject({
      url,
      headers: token === undefined ? {} : { authorization: token },
    })
    t.equal(answer.statusCode, 404, url)
    t.equal(answer.body, failure(404, message), url)
    t.ok(answer.headers['request-id'])
  }
})

t.test('429 after 20 in a second per token and space; {value} is that number', async (t) => {
  const mock = createFrozen()
  const { clock } = mock.sandboxes.default
  const token = bearer(ADMIN)
  for (let i = 0; i < 20; i++) await ask(mock, { unit: i % 2 === 0 ? JOHN : 'nobody', token })
  const answer = await ask(mock, { token })
  t.equal(answer.status, 429)
  t.equal(
    answer.body,
    counted(
      429,
      'The API request rate for the current space is 20 queries per second (QPS). Upgrading the space allows for a higher call frequency. Contact us: sales@aitable.ai.',
    ),
  )
  t.same(answer.headers, MIDDLEWARE)
  t.match(
    JSON.parse((await ask(mock, { space: 'spcFreePlan01', token })).body),
    { code: 1503 },
    'another space',
  )
  t.equal((await ask(mock, { token: bearer(CHINESE) })).status, 200, 'another token')
  clock.advance(1000)
  t.equal((await ask(mock, { token })).status, 200)

  for (let i = 0; i < 20; i++) await ask(mock, { token: bearer(CHINESE) })
  t.equal(
    JSON.parse((await ask(mock, { token: bearer(CHINESE) })).body).message,
    '当前空间站等级的API调用频率为每秒20次（QPS），你可以升级空间站等级以获得更高的调用频率，请联系：sales@aitable.ai。',
  )
})

t.test('what is counted: past the second step, whatever the answer', async (t) => {
  const mock = createFrozen({ settings: { aitable: { limit: 2 } } })
  const token = bearer('uskMockQuotaSpent000001')
  const codes = []
  for (const one of [
    { space: 'spcNobody00001', token },
    { token: 'Bearer uskNobody' },
    { token },
    { token },
    { token },
  ])
    codes.push(JSON.parse((await ask(mock, one)).body).code)
  t.same(codes, [400, 401, 403, 403, 429])
})

t.test('the user’s own spaces', async (t) => {
  const mock = createFrozen({
    settings: {
      aitable: {
        fixtures: false,
        spaces: [{ id: 'spcMine', plan: 'enterprise' }],
        keys: [{ token: 'uskMine', locale: 'en-US', spaces: { spcMine: 'subAdmin' } }],
        members: [{ unitId: 'me', name: 'Me', status: 0 }],
      },
    },
  })
  const answer = await ask(mock, {
    space: 'spcMine',
    unit: 'ME',
    query: '?sensitiveData=true',
    token: 'Bearer uskMine',
  })
  t.match(JSON.parse(answer.body), { code: 200, data: { member: { unitId: 'me', name: 'Me', status: 0 } } })
  t.notOk('email' in JSON.parse(answer.body).data.member)
  t.equal(JSON.parse((await ask(mock, { token: bearer(ADMIN) })).body).code, 401)
})
