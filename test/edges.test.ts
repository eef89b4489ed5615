/** The edges, over a raw socket: no byte of the framework's or Node's own text reaches a vendor's client. */
import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import t, { type Test } from 'tap'
import { leakMatrixText } from '../tools/leak-matrix.ts'
import { createTestApp } from './support/app.ts'
import { type Edge, edges, type Name, served, sized, sotion, VENDORS, WHOP_404 } from './support/edges.ts'
import { parseRaw, type RawAnswer, sendRaw } from './support/raw.ts'

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

t.test('the published matrix is current', async (t) => {
  const published = readFileSync(new URL('../docs/leak-matrix.md', import.meta.url), 'utf8')
  t.equal(published, leakMatrixText(), 'run `npm run generate` and commit what it writes')
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
    t.match(await head(name, '/members'), { status: 200, body: '' })
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
