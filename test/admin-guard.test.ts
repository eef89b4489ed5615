/** Who may use /__admin: by which name, from which page, with which token, and from which machine. */
import Fastify, { type FastifyInstance } from 'fastify'
import t, { type Test } from 'tap'
import { createApp } from '../src/app.ts'
import { startMembermock } from '../src/index.ts'
import type { AdminAccess } from '../src/routes/admin/guard.ts'
import { mountLate } from '../src/routes/admin/late.ts'
import type { Reporter } from '../src/server/errors.ts'
import { createTestApp, type TestAppOptions } from './support/app.ts'
import { parseRaw, sendRaw } from './support/raw.ts'

const KEYS = '/__admin/whop/keys'
const NAMES = ['localhost', '127.0.0.1', '[::1]']

const appFor = (
  test: Test,
  admin: Partial<AdminAccess> | false,
  options?: TestAppOptions,
): FastifyInstance => {
  const { vendors, sandboxes } = createTestApp({ members: 0, ...options })
  const reporter: Reporter = {
    unimplemented: (vendor, operation) => test.fail(`${vendor} ${operation}`),
    failed: (error) => test.fail(String(error)),
  }
  const app = createApp({
    vendors,
    sandboxes,
    admin,
    reporter,
  })
  test.teardown(() => app.close())
  return app
}

const statusOf = async (
  app: FastifyInstance,
  headers: Record<string, string>,
  url = KEYS,
  method: 'GET' | 'HEAD' | 'POST' | 'OPTIONS' = 'GET',
): Promise<number> => (await app.inject({ method, url, headers })).statusCode

t.test('by its loopback names, and by no other', async (t) => {
  const app = appFor(t, {})
  const own = [
    'localhost',
    'LOCALHOST:4820',
    '127.0.0.1:1',
    '127.0.0.2',
    '127.1:4820',
    '[::1]',
    '[0:0::1]:4820',
  ]
  for (const host of own) t.equal(await statusOf(app, { host }), 200, host)
  const foreign = [
    ...[
      'evil.example',
      'localhost.evil.example:4820',
      '127.0.0.1.evil.example',
      'a.localhost',
      '127.evil.example',
    ],
    ...['evil.example@localhost', 'localhost/x', 'localhost, evil.example', '%6cocalhost', 'localhost:x'],
    ...['0.0.0.0:4820', '[::]', '[::2]', '::1', '192.168.0.1', 'localhost.'],
  ]
  for (const host of foreign) t.equal(await statusOf(app, { host }), 403, host)
})

t.test('DNS rebinding: a foreign name that leads here', async (t) => {
  const app = appFor(t, {})
  const answer = await app.inject({ url: KEYS, headers: { host: 'evil.example:4820' } })
  t.equal(answer.statusCode, 403)
  t.strictSame(answer.json(), {
    error: {
      path: 'header:Host',
      message:
        '"evil.example:4820" is no name of this server that it knows; if it is one, start membermock with --admin-host NAME',
      accepted: NAMES,
    },
  })
  const origin = 'http://evil.example:4820'
  for (const url of [
    '/__admin/docs',
    '/__admin/openapi/whop.json',
    '/__admin/nothing',
    '/%5F%5Fadmin/whop/keys',
  ])
    t.equal(await statusOf(app, { host: 'evil.example:4820', origin }, url), 403, url)
  t.equal(await statusOf(app, { host: 'localhost' }, '/%5F%5Fadmin/whop/keys'), 200, 'spelled as it may be')
})

t.test('a page of another site', async (t) => {
  const app = appFor(t, {})
  const post = (headers: Record<string, string>) =>
    app.inject({
      method: 'POST',
      url: '/__admin/faults',
      headers: { host: 'localhost:4820', 'content-type': 'text/plain', ...headers },
      payload: '{"vendor":"whop","delay":1}',
    })
  const refused = await post({ origin: 'https://evil.example' })
  t.equal(refused.statusCode, 403)
  t.strictSame(refused.json(), {
    error: {
      path: 'header:Origin',
      message: '"https://evil.example" is not this server: pages of other sites may not use /__admin',
      accepted: ['http://localhost:4820'],
    },
  })
  const others = [
    'null',
    'http://localhost',
    'http://localhost:3000',
    'https://localhost:4820',
    'http://127.0.0.1:4820',
  ]
  for (const origin of others) t.equal((await post({ origin })).statusCode, 403, origin)
  t.equal((await post({ 'sec-fetch-site': 'cross-site' })).statusCode, 403)
  t.strictSame((await app.inject('/__admin/faults')).json(), { faults: [] }, 'nothing came of it')
  t.equal((await post({ origin: 'http://localhost:4820', 'sec-fetch-site': 'same-origin' })).statusCode, 201)
  t.equal((await post({})).statusCode, 201, 'a program says no origin')
})

t.test('a browser is never told that another site may read', async (t) => {
  const app = appFor(t, {})
  const origins = ['https://evil.example', 'http://localhost:80']
  for (const origin of origins)
    for (const method of ['GET', 'OPTIONS'] as const) {
      const headers = { host: 'localhost:80', origin, 'access-control-request-method': 'PUT' }
      const answer = await app.inject({ method, url: KEYS, headers })
      t.notMatch(Object.keys(answer.headers).join(), /access-control/, `${method} ${origin}`)
    }
})

t.test('a link to the page may stand anywhere', async (t) => {
  const app = appFor(t, {})
  const link = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }
  t.equal(await statusOf(app, link, '/__admin/docs'), 200)
  t.equal(await statusOf(app, link), 403, 'but not to data')
  t.equal(await statusOf(app, { ...link, 'sec-fetch-dest': 'iframe' }, '/__admin/docs'), 403)
  t.equal(await statusOf(app, { 'sec-fetch-site': 'cross-site' }, '/__admin/docs/start.js'), 403)
})

t.test('health and readiness need nothing', async (t) => {
  const headers = { host: 'evil.example', origin: 'null', 'sec-fetch-site': 'cross-site' }
  for (const admin of [{}, { token: 'secret' }, { host: '0.0.0.0' }, false] as const) {
    const app = appFor(t, admin)
    for (const [path, status] of Object.entries({ health: 'ok', ready: 'ready' })) {
      const answer = await app.inject({ url: `/__admin/${path}`, headers })
      t.equal(answer.statusCode, 200)
      t.strictSame(answer.json(), { status })
      t.equal(await statusOf(app, headers, `/__admin/${path}`, 'HEAD'), 200)
    }
  }
})

t.test('with a token', async (t) => {
  const app = appFor(t, { token: 'sécret token' })
  const answer = await app.inject(KEYS)
  t.equal(answer.statusCode, 401)
  t.equal(answer.headers['www-authenticate'], 'Bearer')
  t.strictSame(answer.json(), {
    error: {
      path: 'header:Authorization',
      message: 'the admin token is missing or wrong; send what --admin-token was given',
      accepted: ['Bearer <admin token>'],
    },
  })
  const sent = Buffer.from('sécret token').toString('latin1')
  const wrong = [
    'Bearer',
    'Bearer ',
    'Bearer sécret token',
    `Bearer ${sent}x`,
    `Basic ${sent}`,
    sent,
    'Bearer apik_mock_full',
  ]
  for (const authorization of wrong) t.equal(await statusOf(app, { authorization }), 401, authorization)
  const authorization = `bearer ${sent}`
  t.equal(await statusOf(app, { authorization }), 200)
  t.equal(await statusOf(app, { authorization, host: 'evil.example' }), 200, 'then any name will do')
  t.equal(await statusOf(app, { authorization, host: 'x:1', origin: 'http://x:1' }), 200)
  t.equal(await statusOf(app, { authorization, host: 'x:1', origin: 'http://x:2' }), 403, 'but not any page')
  t.equal(await statusOf(app, { authorization }, '/__admin/nothing'), 404)
  t.equal(await statusOf(app, {}, '/__admin/nothing'), 401)
  t.equal(await statusOf(app, {}, '/__admin/requests'), 401)
})

t.test('with a token, a browser still gets the page, in which nothing is secret', async (t) => {
  const app = appFor(t, { token: 'secret', host: '0.0.0.0' })
  const page = ['/docs', '/docs/', '/docs/start.js', '/docs/swagger-ui.css', '/openapi/whop.json']
  for (const path of page) {
    t.equal(await statusOf(app, { host: 'mock.test' }, `/__admin${path}`), 200, path)
    t.equal(await statusOf(app, { origin: 'null' }, `/__admin${path}`), 403, path)
  }
  t.equal(await statusOf(app, {}, '/__admin/docs', 'POST'), 401)
})

t.test('where other machines reach it, it is closed', async (t) => {
  for (const host of ['0.0.0.0', '::', '192.168.0.1', 'mock.test', 'fe80::1%eth0']) {
    const app = appFor(t, { host, hosts: ['localhost'] })
    const answer = await app.inject(KEYS)
    t.equal(answer.statusCode, 403)
    t.strictSame(answer.json(), {
      error: {
        path: '',
        message: `other machines reach ${host}, so /__admin is closed; start membermock with --admin-token TOKEN to ask for one, or with --admin-open to let anyone in`,
        accepted: ['--admin-token', '--admin-open'],
      },
    })
    t.equal(await statusOf(app, {}, '/__admin/docs'), 403)
    t.equal(await statusOf(appFor(t, { host, token: 'x' }), { authorization: 'Bearer x' }), 200)
    t.equal(await statusOf(appFor(t, { host, isOpen: true }), {}), 200)
  }
  for (const host of ['127.0.0.1', '127.9.9.9', 'LocalHost', '::1'])
    t.equal(await statusOf(appFor(t, { host }), {}), 200, `${host} is this machine alone`)
})

t.test('open, it still asks to be called by a name of its own', async (t) => {
  const app = appFor(t, { host: 'Mock.test', isOpen: true })
  t.equal(await statusOf(app, { host: 'mock.test:4820' }), 200)
  t.equal(await statusOf(app, { host: 'evil.example' }), 403)
  const six = appFor(t, { host: '2001:DB8::1', isOpen: true })
  t.equal(await statusOf(six, { host: '[2001:db8:0::1]:4820' }), 200)
  t.equal(await statusOf(six, { host: '[2001:db8::2]:4820' }), 403)
})

t.test('an admin host, with and without a port', async (t) => {
  const app = appFor(t, { hosts: ['Mock.test', 'ported.test:4820', 'plain.test:80', '2001:db8::5'] })
  const own = [
    'mock.test',
    'MOCK.test:1',
    'ported.test:4820',
    'plain.test',
    'plain.test:80',
    '[2001:db8::5]:4820',
  ]
  for (const host of own) t.equal(await statusOf(app, { host }), 200, host)
  for (const host of [
    'ported.test',
    'ported.test:4821',
    'plain.test:81',
    'x.mock.test',
    'mock.test.evil.example',
  ])
    t.equal(await statusOf(app, { host }), 403, host)
  const behind = { host: '127.0.0.1:4820', origin: 'https://mock.test' }
  t.equal(await statusOf(app, behind), 200, 'its origin too, as when something in front speaks TLS')
  t.equal(await statusOf(app, { ...behind, origin: 'https://ported.test:4820' }), 200)
  for (const origin of ['https://mock.test:8443', 'https://ported.test', 'http://evil.example'])
    t.equal(await statusOf(app, { ...behind, origin }), 403, origin)
})

t.test('left out', async (t) => {
  for (const vendors of [undefined, ['whop']]) {
    const app = appFor(t, false, { vendors })
    for (const path of ['/__admin', '/__admin/', '/__admin/docs', KEYS, '/__admin/requests']) {
      const answer = await app.inject(path)
      t.equal(answer.statusCode, 404)
      t.match(
        answer.json().error.message,
        /^membermock: GET .* is no vendor's path here/,
        'and not a vendor’s',
      )
      t.notOk('admin' in answer.json().error)
    }
  }
})

t.test('the vendors come first: their hosts have no /__admin', async (t) => {
  const answer = await appFor(t, {}).inject({ url: KEYS, headers: { host: 'api.whop.com' } })
  t.equal(answer.statusCode, 404)
  t.notMatch(answer.body, /membermock|accepted/)
})

t.test('a body of more than 1 MiB', async (t) => {
  const app = appFor(t, {})
  const post = (payload: string) => app.inject({ method: 'POST', url: '/__admin/faults', payload })
  const answer = await post('x'.repeat(1024 * 1024 + 1))
  t.equal(answer.statusCode, 413)
  t.strictSame(answer.json(), { error: { path: '', message: 'the body is over 1 MiB' } })
  t.equal((await post('x'.repeat(1024 * 1024))).statusCode, 400)
})

t.test('a body that is nested too deep: no stack runs out, and brackets in a text are none', async (t) => {
  const app = appFor(t, {})
  const put = (metadata: string) =>
    app.inject({
      method: 'PUT',
      url: '/__admin/whop/products/prod_CoffeeClub001',
      payload: `{"metadata":{"a":${metadata}}}`,
    })
  for (const levels of [499, 100_000]) {
    const answer = await put('['.repeat(levels) + ']'.repeat(levels))
    t.equal(answer.statusCode, 400)
    t.strictSame(answer.json(), {
      error: { path: '', message: 'the body is nested more than 500 levels deep' },
    })
  }
  t.equal((await put('['.repeat(498) + ']'.repeat(498))).statusCode, 200)
  t.equal((await put(JSON.stringify('[{"\\'.repeat(9999)))).statusCode, 200)
})

t.test('on every address of the machine', async (t) => {
  const get = async (port: number, host: string, more = ''): Promise<number> =>
    parseRaw(await sendRaw(port, `GET ${KEYS} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n${more}\r\n`))
      .status
  const options = { host: '0.0.0.0', members: 0, vendors: ['whop'] } as const
  await using closed = await startMembermock(options)
  t.equal(await get(Number(new URL(closed.url).port), '127.0.0.1'), 403)
  await using open = await startMembermock({ ...options, adminOpen: true, adminHosts: ['mock.test'] })
  const port = Number(new URL(open.url).port)
  t.equal(await get(port, `127.0.0.1:${port}`), 200)
  t.equal(await get(port, 'mock.test'), 200)
  t.equal(await get(port, 'evil.example'), 403)
  await using guarded = await startMembermock({ ...options, adminToken: 'secret' })
  const another = Number(new URL(guarded.url).port)
  t.equal(await get(another, 'evil.example', 'Authorization: Bearer secret\r\n'), 200)
  t.equal(await get(another, '127.0.0.1'), 401)
  const raw = await sendRaw(another, `GET ${KEYS} HTTP/1.0\r\n\r\n`)
  t.equal(parseRaw(raw).status, 401, 'with no name at all')
  await using none = await startMembermock({ members: 0, admin: false })
  t.equal((await fetch(`${none.admin}/whop/keys`)).status, 404)
})

t.test('it is put together for its first call, and again when that failed', async (t) => {
  let made = 0
  const failures: unknown[] = []
  const create = (): FastifyInstance => {
    made += 1
    if (made === 1) throw new Error('not now')
    const late = Fastify()
    late.post('/__admin/told', ({ body }) => ({ body }))
    return late
  }
  const app = Fastify()
  t.teardown(() => app.close())
  app.register(async (scope) => mountLate(scope, { create, failed: (error) => failures.push(error) }), {
    prefix: '/__admin',
  })
  await app.ready()
  t.equal(made, 0)
  const tell = async () => {
    const { statusCode, body } = await app.inject({ method: 'POST', url: '/__admin/told', payload: { a: 1 } })
    return [statusCode, JSON.parse(body)]
  }
  const failed = { error: { path: '', message: 'membermock failed; its log says why' } }
  t.strictSame(await tell(), [500, failed])
  t.match(failures, [{ message: 'not now' }])
  t.strictSame(await Promise.all([tell(), tell()]), [
    [200, { body: { a: 1 } }],
    [200, { body: { a: 1 } }],
  ])
  t.strictSame(await tell(), [200, { body: { a: 1 } }])
  t.equal(made, 2)
})
