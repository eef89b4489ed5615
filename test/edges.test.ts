/** The edges, over a raw socket: no byte of the framework's or Node's own text reaches a vendor's client. */
import type { AddressInfo } from 'node:net'
import t, { type Test } from 'tap'
import { createTestApp } from './support/app.ts'
import { parseRaw, type RawAnswer, sendRaw } from './support/raw.ts'

const VENDORS = {
  whop: { base: '/whop/api/v1', good: 'mber_Joined0000001', key: 'apik_mock_full' },
  aitable: {
    base: '/aitable/fusion/v1/spaces/spcjXzqVrjaP3',
    good: 'kD8tPcZ3fYxSjV9qWvL5X2TmQbN1nR6',
    key: 'uskYtInkHozfsMikhh0yfoS',
  },
  sotion: { base: '/sotion/api/v1', good: '11111111-1111-4111-8111-111111111111', key: 'so_mock_site_a' },
} as const
type Name = keyof typeof VENDORS

const WHOP_404 = '{"error":{"type":"not_found","message":"Resource not found"}}'
const AITABLE_404 = '{"success":false,"code":404,"message":"The API does not exist"}'
const NO_UNIT = '{"success":false,"code":400,"message":"The unit specified by the unit ID does not exist"}'
const whop501 = (operation: string): string =>
  `{"error":{"type":"not_implemented","message":"membermock does not emulate ${operation}."}}`
const aitable501 = (operation: string): string =>
  `{"success":false,"code":501,"message":"membermock does not emulate ${operation}."}`
const sotion501 = (operation: string): string => `{"error":"membermock does not emulate ${operation}."}`
const sotion = (message: string): string => `{"error":"${message}"}`

type Expected = readonly [status: number, body: string]

/** What each vendor answers to one edge; `null`: its good member. */
interface Edge {
  name: string
  method?: string
  /** Below the vendor's base; `GOOD` stands for the good member's id. */
  path: string
  headers?: string
  body?: string
  expected: Readonly<Record<Name, Expected | null>>
}

const all404: Edge['expected'] = {
  whop: [404, WHOP_404],
  aitable: [404, AITABLE_404],
  sotion: [404, sotion('Not found')],
}
const lookUp: Edge['expected'] = {
  whop: [404, WHOP_404],
  aitable: [200, NO_UNIT],
  sotion: [400, sotion('Invalid member ID')],
}
const served: Edge['expected'] = { whop: null, aitable: null, sotion: null }
const wrongMethod: Edge['expected'] = { ...all404, sotion: [405, sotion('Method not allowed')] }
const update: Edge['expected'] = {
  whop: [404, WHOP_404],
  aitable: [404, AITABLE_404],
  sotion: [501, sotion501('updateMember')],
}
const JSON_BODY = 'Content-Type: application/json\r\n'
const sized = (body: string): string => `Content-Length: ${Buffer.byteLength(body)}\r\n`

const edges: readonly Edge[] = [
  { name: 'unknown path', path: '/nowhere', expected: all404 },
  { name: 'double slash', path: '//members/GOOD', expected: all404 },
  { name: 'double slash within', path: '/members//GOOD', expected: all404 },
  { name: 'trailing slash', path: '/members/GOOD/', expected: all404 },
  {
    name: 'the list, with a slash',
    path: '/members/',
    expected: {
      whop: [501, whop501('listMembers')],
      aitable: [404, AITABLE_404],
      sotion: [501, sotion501('listMembers')],
    },
  },
  {
    name: 'the list',
    path: '/members?first=1',
    expected: {
      whop: [501, whop501('listMembers')],
      aitable: [404, AITABLE_404],
      sotion: [501, sotion501('listMembers')],
    },
  },
  {
    name: 'a sibling’s method',
    method: 'DELETE',
    path: '/members/GOOD',
    expected: {
      whop: [404, WHOP_404],
      aitable: [501, aitable501('deleteMember')],
      sotion: [501, sotion501('deleteMember')],
    },
  },
  {
    name: 'another method',
    method: 'POST',
    path: '/members/GOOD',
    body: '{}',
    headers: JSON_BODY,
    expected: wrongMethod,
  },
  { name: 'a rare method', method: 'PROPFIND', path: '/members/GOOD', expected: wrongMethod },
  { name: 'QUERY', method: 'QUERY', path: '/members/GOOD', expected: wrongMethod },
  { name: 'TRACE', method: 'TRACE', path: '/members/GOOD', expected: wrongMethod },
  {
    name: 'malformed JSON',
    method: 'PATCH',
    path: '/members/GOOD',
    body: '{"a":',
    headers: JSON_BODY,
    expected: update,
  },
  {
    name: 'empty JSON',
    method: 'PATCH',
    path: '/members/GOOD',
    body: '',
    headers: JSON_BODY,
    expected: update,
  },
  {
    name: 'wrong content type',
    method: 'PATCH',
    path: '/members/GOOD',
    body: '<a/>',
    headers: 'Content-Type: text/xml\r\n',
    expected: update,
  },
  {
    name: 'too large',
    method: 'PATCH',
    path: '/members/GOOD',
    body: 'x'.repeat(2 ** 21),
    headers: JSON_BODY,
    expected: update,
  },
  { name: 'a body on GET', path: '/members/GOOD', body: '{"a":', headers: JSON_BODY, expected: served },
  {
    name: 'a large body on GET',
    path: '/members/GOOD',
    body: 'x'.repeat(2 ** 21),
    headers: JSON_BODY,
    expected: served,
  },
  { name: 'Expect', path: '/members/GOOD', headers: 'Expect: 100-continue\r\n', expected: served },
  { name: 'another Expect', path: '/members/GOOD', headers: 'Expect: the unexpected\r\n', expected: served },
  {
    name: 'a second Authorization',
    path: '/members/GOOD',
    headers: 'Authorization: Bearer other\r\n',
    expected: served,
  },
  { name: 'an upgrade', path: '/members/GOOD', headers: 'Upgrade: websocket\r\n', expected: served },
  { name: 'a long id', path: `/members/${'x'.repeat(4096)}`, expected: lookUp },
  { name: 'a long encoded id', path: `/members/${'%C3%A9'.repeat(4096)}`, expected: lookUp },
  { name: '%2F', path: '/members/a%2Fb', expected: lookUp },
  { name: '%00', path: '/members/a%00', expected: lookUp },
  { name: '%C3%A9', path: '/members/%C3%A9', expected: lookUp },
  { name: '%zz', path: '/members/%zz', expected: lookUp },
  { name: '%FF', path: '/members/%FF', expected: lookUp },
  { name: '%', path: '/members/%', expected: lookUp },
  { name: '%zz elsewhere', path: '/%zz', expected: all404 },
]

const listen = async (t: Test): Promise<{ port: number; mock: ReturnType<typeof createTestApp> }> => {
  const mock = createTestApp({ rateLimit: false })
  await mock.app.listen({ port: 0, host: '127.0.0.1' })
  t.teardown(() => mock.app.close())
  return { port: (mock.app.server.address() as AddressInfo).port, mock } // it listens on TCP
}

const request = (name: Name, { method = 'GET', path, headers = '', body }: Edge): string => {
  const { base, good, key } = VENDORS[name]
  const length = body === undefined ? '' : sized(body)
  const target = base + path.replace('GOOD', good)
  return `${method} ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer ${key}\r\n${headers}${length}\r\n${body ?? ''}`
}

const goodBody = async (port: number, name: Name): Promise<string> => {
  const edge: Edge = { name: 'good', path: '/members/GOOD', expected: served }
  return parseRaw(await sendRaw(port, request(name, edge))).body
}

t.test('every edge, for every vendor', async (t) => {
  const { port, mock } = await listen(t)
  for (const name of Object.keys(VENDORS) as Name[]) {
    const good = await goodBody(port, name)
    t.match(good, VENDORS[name].good)
    for (const edge of edges) {
      const answer = parseRaw(await sendRaw(port, request(name, edge)))
      const [status, body] = edge.expected[name] ?? [200, good]
      t.equal(answer.status, status, `${name}: ${edge.name}`)
      t.equal(answer.body, body, `${name}: ${edge.name}`)
      if (status === 501) t.match(answer.headers['x-membermock-unimplemented'], /^[a-z]+[A-Z]/)
    }
  }
  t.same(mock.failures, [])
})

t.test('HEAD: as GET without a body, or AITable’s 404', async (t) => {
  const { port } = await listen(t)
  const head = async (name: Name, path: string): Promise<RawAnswer> =>
    parseRaw(await sendRaw(port, request(name, { name: 'HEAD', method: 'HEAD', path, expected: served })))
  for (const name of ['whop', 'sotion'] as const) {
    const answer = await head(name, '/members/GOOD')
    t.match(answer, { status: 200, body: '' })
    t.equal(answer.headers['content-length'], String(Buffer.byteLength(await goodBody(port, name))))
    t.match(await head(name, '/nowhere'), { status: 404, body: '' })
    t.match(await head(name, '/members'), { status: 501, body: '' })
  }
  t.match(await head('aitable', '/members/GOOD'), { status: 404, body: '' })
  t.match(await head('aitable', '/nowhere'), { status: 404, body: '' })
})

t.test('OPTIONS: AITable’s gateway answers, Whop 404, Sotion 405', async (t) => {
  const { port } = await listen(t)
  const options = async (name: Name): Promise<RawAnswer> =>
    parseRaw(
      await sendRaw(
        port,
        request(name, { name: '', method: 'OPTIONS', path: '/members/GOOD', expected: served }),
      ),
    )
  t.match(await options('whop'), { status: 404, body: WHOP_404 })
  t.match(await options('sotion'), { status: 405, body: sotion('Method not allowed') })
  const { status, headers, body } = await options('aitable')
  t.equal(status, 204)
  t.equal(body, '')
  t.same(Object.keys(headers).sort(), [
    'access-control-allow-credentials',
    'access-control-allow-headers',
    'access-control-allow-methods',
    'access-control-allow-origin',
    'connection',
    'date',
  ])
})

const BARE_400 = 'HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'
const BARE_431 =
  'HTTP/1.1 431 Request Header Fields Too Large\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'
const GOOD_LINE = `GET /whop/api/v1/members/mber_Joined0000001 HTTP/1.1\r\n`

t.test('what the parser refuses: bare 400 or 431, and the server lives on', async (t) => {
  const { port } = await listen(t)
  const host = 'Host: localhost\r\n'
  const refused: [string, string, string][] = [
    ['raw NUL', 'GET /whop/\0 HTTP/1.1\r\nHost: x\r\n\r\n', BARE_400],
    ['unknown method', `NONSENSE / HTTP/1.1\r\n${host}\r\n`, BARE_400],
    ['bad framing', `${GOOD_LINE}${host}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n`, BARE_400],
    ['bad length', `${GOOD_LINE}${host}Content-Length: one\r\n\r\n`, BARE_400],
    ['no Host', `${GOOD_LINE}\r\n`, BARE_400],
    ['no HTTP', 'hello\r\n\r\n', BARE_400],
    ['a header block over 64 KiB', `${GOOD_LINE}${host}X: ${'x'.repeat(66_000)}\r\n\r\n`, BARE_431],
    ['a URL over 64 KiB', `GET /whop/${'x'.repeat(66_000)} HTTP/1.1\r\n${host}\r\n`, BARE_431],
  ]
  for (const [name, bytes, answer] of refused) t.equal(await sendRaw(port, bytes), answer, name)
  const large = `${GOOD_LINE}${host}Connection: close\r\nAuthorization: Bearer apik_mock_full\r\nX: ${'x'.repeat(60_000)}\r\n\r\n`
  t.equal(parseRaw(await sendRaw(port, large)).status, 200, 'a header block below 64 KiB')
})

t.test('HTTP/1.0 without a Host, absolute form and OPTIONS * are answered by whose they are', async (t) => {
  const { port } = await listen(t)
  const key = 'Authorization: Bearer apik_mock_full\r\n'
  const close = 'Connection: close\r\n'
  const get = async (text: string): Promise<RawAnswer> => parseRaw(await sendRaw(port, text))
  t.equal((await get(`GET /whop/api/v1/members/mber_Joined0000001 HTTP/1.0\r\n${key}\r\n`)).status, 200)
  const absolute = 'GET http://api.whop.com/api/v1/members/mber_Joined0000001 HTTP/1.1\r\nHost: x\r\n'
  t.equal((await get(`${absolute}${close}${key}\r\n`)).status, 200)
  t.match(await get(`OPTIONS * HTTP/1.1\r\nHost: api.whop.com\r\n${close}\r\n`), {
    status: 404,
    body: WHOP_404,
  })
  t.match(await get(`OPTIONS * HTTP/1.1\r\nHost: localhost\r\n${close}\r\n`), { status: 404 })
})

t.test('a request while closing is answered, not refused in the framework’s words', async (t) => {
  const { mock } = await listen(t)
  const answer = await mock.app.inject('/whop/api/v1/nowhere')
  t.equal(answer.body, WHOP_404)
})
