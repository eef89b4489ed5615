/** What a vendor has and is not emulated is answered by who was named at the start, or refused. */
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import { gzipSync } from 'node:zlib'
import Whop from '@whop/sdk'
import { Ajv } from 'ajv'
import t, { type Test } from 'tap'
import { ConfigError, type Membermock, type MembermockOptions, startMembermock } from '../src/index.ts'
import { operations } from '../src/routes/whop/operations.ts'
import { type SdkMethod, sdkDocument } from './support/sdk-document.ts'
import { argumentsOf, methodsOf, resourcesOf } from './support/sdk-methods.ts'

const start = async (test: Test, options: MembermockOptions): Promise<Membermock> => {
  const mock = await startMembermock(options)
  test.teardown(() => mock.close())
  return mock
}

const refused = async (options: MembermockOptions): Promise<string> => {
  try {
    await (await startMembermock(options)).close()
    return 'it starts'
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
}

const KEY = 'apik_my_real_key_1234'
const BODY = '{"amount":  5}'

interface Asked {
  line: string
  headers: IncomingHttpHeaders
  body: string
}

/** Somebody else's fake of the vendor. */
const startFake = async (test: Test) => {
  const asked: Asked[] = []
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = []
    for await (const piece of request) pieces.push(piece)
    asked.push({
      line: `${request.method} ${request.url}`,
      headers: request.headers,
      body: Buffer.concat(pieces).toString(),
    })
    if (request.url?.startsWith('/fake/invoices')) {
      response.writeHead(302, { location: 'http://other.test/', 'set-cookie': ['a=1', 'b=2'] }).end()
      return
    }
    const headers = {
      'content-type': 'application/json',
      'content-encoding': 'gzip',
      'x-own': 'yes',
      constructor: 'header',
      connection: 'x-hop',
      'x-hop': '1',
    }
    response.writeHead(418, headers).end(gzipSync('{"from":"the fake"}'))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  test.teardown(() => server.close())
  const { port } = server.address() as AddressInfo // it listens on TCP
  return { origin: `http://127.0.0.1:${port}`, asked }
}

t.test('it is sent on as it came, and what comes back is passed on as it came', async (t) => {
  const fake = await startFake(t)
  const mock = await start(t, { whop: { elsewhere: `${fake.origin}/fake/` } })
  const answer = await fetch(`${mock.baseUrl.whop}/payments?first=2&x=%2F`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${KEY}`,
      'x-own': 'a',
      'x-membermock-explain': '1',
      'content-type': 'application/json',
    },
    body: BODY,
  })
  t.strictSame(
    [
      answer.status,
      answer.headers.get('x-own'),
      answer.headers.get('constructor'),
      answer.headers.get('x-hop'),
      answer.headers.get('x-membermock-case'),
      await answer.json(),
    ],
    [418, 'yes', 'header', null, null, { from: 'the fake' }],
  )
  const [sent] = fake.asked
  t.strictSame([sent?.line, sent?.body], ['POST /fake/payments?first=2&x=%2F', BODY])
  t.match(sent?.headers, {
    authorization: `Bearer ${KEY}`,
    'x-own': 'a',
    host: new URL(fake.origin).host,
    via: /^1\.1 membermock-/,
  })
  t.notOk('x-membermock-explain' in (sent?.headers ?? {}))

  const moved = await fetch(`${mock.baseUrl.whop}/invoices`, { redirect: 'manual' })
  t.strictSame(
    [moved.status, moved.headers.get('location'), moved.headers.getSetCookie()],
    [302, 'http://other.test/', ['a=1', 'b=2']],
    'no redirect is followed',
  )
  await fetch(`${mock.url}/whop/api/v2/members`, { redirect: 'manual' })
  t.equal(fake.asked.at(-1)?.line, 'GET /api/v2/members', 'what is beside the base is at the root there')
  // `fetch` would tidy it up, as the URL of a request would.
  const plain = request(mock.url, { path: '/whop/api/v1/payments/%2e%2E?a=%2F..' }).end()
  const [answered] = (await once(plain, 'response')) as [IncomingMessage]
  answered.resume()
  t.equal(fake.asked.at(-1)?.line, 'GET /fake/payments/..?a=%2F..', 'no path leads out of the base')

  t.equal(mock.unimplemented, 0)
  t.match(await mock.requests(), [
    {
      vendor: 'whop',
      operation: 'createPayment',
      answeredBy: fake.origin,
      unimplemented: false,
      refusedBy: null,
      request: { body: BODY },
      response: { status: 418 },
    },
    { operation: 'listInvoices', answeredBy: fake.origin, response: { status: 302 } },
    { answeredBy: fake.origin },
    { answeredBy: fake.origin },
  ])
})

t.test('nothing else goes there', async (t) => {
  const fake = await startFake(t)
  const mock = await start(t, { whop: { elsewhere: fake.origin } })
  const headers = { authorization: 'Bearer apik_mock_full' }
  const get = async (path: string): Promise<number> => (await fetch(mock.url + path, { headers })).status
  t.equal(await get('/whop/api/v1/members/mber_Joined0000001'), 200, 'what is emulated')
  t.equal(await get('/whop/api/v1/members/nobody'), 404)
  t.equal(await get('/whop/api/v1/nothing/of/the/kind'), 404, 'what the vendor has not')
  t.equal(await get('/sotion/api/v1/members/'), 501, 'another vendor')
  t.equal(await get('/__admin/payments'), 404, 'the admin')
  t.equal(await get('/whop//other.test/api/v1/payments'), 404, 'nor is another host named by a path')
  t.strictSame(fake.asked, [])
  await mock.fault({ vendor: 'whop', answer: { status: 503, body: 'down' }, times: 1 })
  t.equal(await get('/whop/api/v1/payments'), 503, 'a planned fault stands before it')
  t.strictSame(fake.asked, [])
  t.equal(await get('/whop/api/v1/payments'), 418)
  const large = await fetch(`${mock.baseUrl.whop}/payments`, {
    method: 'POST',
    headers,
    body: 'x'.repeat(1024 * 1024 + 1),
  })
  t.equal(large.status, 413, 'a body that the vendor takes from nobody')
  t.equal(fake.asked.length, 1)
})

t.test('a server that does not answer, and one that sends back, are told of', async (t) => {
  const last = await start(t, { whop: { elsewhere: 'http://127.0.0.1:9/api/v1' } })
  const mock = await start(t, { whop: { elsewhere: last.baseUrl.whop } })
  const message = 'membermock elsewhere: 127.0.0.1:9 has not answered: ECONNREFUSED'
  for (const { baseUrl } of [last, mock]) {
    const answer = await fetch(`${baseUrl.whop}/payments`)
    t.strictSame(
      [answer.status, answer.headers.get('x-membermock-error'), await answer.json()],
      [502, message, { error: { message } }],
    )
  }

  for (const [line, status] of [
    ['101 Other', 101],
    ['099 Odd', 99],
  ]) {
    const odd = createTcpServer((socket) => {
      socket.once('data', () => socket.end(`HTTP/1.1 ${line}\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n`))
    }).listen(0, '127.0.0.1')
    await once(odd, 'listening')
    t.teardown(() => odd.close())
    const { port } = odd.address() as AddressInfo // it listens on TCP
    const asking = await start(t, { whop: { elsewhere: `http://127.0.0.1:${port}` } })
    t.match(await (await fetch(`${asking.baseUrl.whop}/payments`)).json(), {
      error: { message: `membermock elsewhere: 127.0.0.1:${port} has not answered: the status ${status}` },
    })
  }

  let back = ''
  const mirror = createServer(async (request, response) => {
    const answer = await fetch(`${back}${request.url}`, { headers: { via: String(request.headers.via) } })
    response.writeHead(answer.status).end(await answer.text())
  }).listen(0, '127.0.0.1')
  await once(mirror, 'listening')
  t.teardown(() => mirror.close())
  const { port } = mirror.address() as AddressInfo // it listens on TCP
  const circling = await start(t, { whop: { elsewhere: `http://127.0.0.1:${port}` } })
  back = circling.baseUrl.whop
  t.match(await (await fetch(`${back}/payments`)).json(), {
    error: {
      message: `membermock elsewhere: 127.0.0.1:${port} has not answered: it sends requests on to here`,
    },
  })
})

const DOCUMENT = `
openapi: 3.1.0
servers: [{ url: https://api.whop.com/api/v1 }]
paths:
  /payments:
    parameters: [{ $ref: '#/components/parameters/Company' }, { name: X-Kind, in: header, required: true }]
    get:
      operationId: listPayments
      responses:
        default: { description: refusals }
        '200':
          content:
            application/json:
              schema:
                type: object
                properties:
                  data: { type: array, items: { $ref: '#/components/schemas/Payment' } }
                  page: { type: [object, 'null'], properties: { next: { type: [string, 'null'], example: null } } }
    post:
      requestBody:
        required: true
        content: { application/json: { schema: { $ref: '#/components/schemas/NewPayment' } } }
      responses: { '201': { $ref: '#/components/responses/Made' } }
  /payments/{id}:
    get:
      responses: { 2XX: { content: { application/json: { examples: { one: { value: { id: pay_example } } } } } } }
  /novelties/{id}/archive:
    post: { responses: { '204': { description: nothing } } }
components:
  parameters: { Company: { name: company_id, in: query, required: true } }
  responses:
    Made: { content: { application/vnd.whop+json: { example: { id: pay_made } } } }
  schemas:
    NewPayment: { type: object, required: [plan_id], properties: { plan_id: { type: string } } }
    Payment:
      type: object
      properties:
        id: { type: string, examples: [pay_xxxxxxxxxxxxxx] }
        status: { enum: [paid, open] }
        secret: { type: string, writeOnly: true }
        parent: { oneOf: [{ $ref: '#/components/schemas/Payment' }, { type: 'null' }] }
`

const save = (test: Test, text: string): string => {
  const file = `${test.testdir({})}/api.yaml`
  writeFileSync(file, text)
  return file
}

t.test('a document answers with its examples, and with samples of its schemas', async (t) => {
  const file = save(t, DOCUMENT)
  const mock = await start(t, { whop: { elsewhere: file } })
  const ask = async (path: string, init: RequestInit = {}) => {
    const answer = await mock.fetch(mock.baseUrl.whop + path, init)
    const text = await answer.text()
    return [
      answer.status,
      answer.headers.get('x-membermock-elsewhere')?.replace(file, 'FILE'),
      text === '' ? text : JSON.parse(text),
    ]
  }
  const headers = { 'x-kind': 'a', 'content-type': 'application/json' }
  const list = await ask('/payments?company_id=biz_1', { headers })
  t.match(list, [
    200,
    'FILE#listPayments',
    {
      data: [{ id: 'pay_xxxxxxxxxxxxxx', status: 'paid', parent: {} }],
      page: { next: null },
    },
  ])
  t.notMatch(JSON.stringify(list), 'secret')
  t.strictSame(await ask('/payments/pay_1'), [200, 'FILE#GET /payments/{id}', { id: 'pay_example' }])
  t.strictSame(
    await ask('/novelties/x/archive', { method: 'POST' }),
    [204, 'FILE#POST /novelties/{id}/archive', ''],
    'what only the document knows',
  )
  const post = { method: 'POST', headers, body: '{"plan_id":"plan_1"}' }
  t.strictSame(await ask('/payments?company_id=biz_1', post), [
    201,
    'FILE#POST /payments',
    { id: 'pay_made' },
  ])

  const refusal = (await ask('/members?first=x', { headers: { authorization: 'Bearer apik_mock_full' } }))[2]
  t.ok(refusal.error, 'what a refusal of the vendor looks like')
  for (const [path, init, needs] of [
    ['/payments', { headers }, 'FILE#listPayments needs the query parameter company_id'],
    ['/payments?company_id=b', {}, 'FILE#listPayments needs the header parameter X-Kind'],
    ['/payments?company_id=b', { method: 'POST', headers }, 'FILE#POST /payments needs a body'],
    [
      '/payments?company_id=b',
      { ...post, body: '{"plan":1}' },
      'FILE#POST /payments needs plan_id in the body',
    ],
  ] as const)
    t.match(await ask(path, init), [400, needs, { error: { type: String, message: String } }], needs)
  t.strictSame((await ask('/courses'))[0], 501, 'what it has not is not emulated')
  t.strictSame((await ask('/nothing'))[0], 404)
  t.strictSame(
    (await ask('/members/nobody', { headers: { authorization: 'Bearer apik_mock_full' } }))[0],
    404,
  )
  t.equal(mock.unimplemented, 1)
  const [first] = await mock.requests()
  t.match(first, { operation: 'listPayments', answeredBy: file, unimplemented: false, refusedBy: null })
})

/** What a method gives: a promise that also has the answer as it came. */
interface Called extends Promise<unknown> {
  asResponse(): Promise<Response>
}

/** Every method of the SDK that asks something, with what it asks, and how it is called on a client. */
const sdkMethods = async (): Promise<(SdkMethod & { call(client: Whop): Called })[]> => {
  let asked: Pick<SdkMethod, 'method' | 'path'> | undefined
  const client = new Whop({
    apiKey: 'apik_mock_full',
    baseURL: 'http://x.test',
    fetch: async (input, init) => {
      const parts = new URL(String(input)).pathname.split('/')
      const path = parts.map((part, i) => (/^x_(?:1|other)$/.test(part) ? `{p${i}}` : part)).join('/')
      asked = { method: (init?.method ?? 'GET').toUpperCase(), path }
      return new Response('{}', { headers: { 'content-type': 'application/json' } })
    },
  })
  const found: (SdkMethod & { call(client: Whop): Called })[] = []
  for (const [resource, value] of resourcesOf(client))
    for (const [name] of methodsOf(value, resource)) {
      const ofClient = (of: object): unknown =>
        name.split('.').reduce((at: object, part) => Reflect.get(at, part), of)
      const args = argumentsOf(String(ofClient(client)))
      const call = (of: Whop): Called => {
        const owner = name
          .split('.')
          .slice(0, -1)
          .reduce((at: object, part) => Reflect.get(at, part), of)
        return Reflect.apply(Reflect.get(owner, name.split('.').at(-1) ?? ''), owner, args)
      }
      asked = undefined
      await call(client).catch(() => {}) // only what it asks is of interest
      if (asked !== undefined) found.push({ name, ...(asked as Pick<SdkMethod, 'method' | 'path'>), call })
    }
  return found
}

const isServed = ({ method, path }: SdkMethod): boolean =>
  operations.some(
    (one) => one.method === method && one.path.replace(/\{\w+\}/g, '{}') === path.replace(/\{\w+\}/g, '{}'),
  )

t.test(
  'the whole of the SDK runs against one address: what is not emulated has the types that it says',
  async (t) => {
    t.setTimeout(180_000) // a compiler reads the types of the SDK
    const methods = (await sdkMethods()).filter((method) => !isServed(method))
    t.ok(methods.length > 240, `${methods.length} methods`)
    const document = sdkDocument(methods)
    const file = save(t, JSON.stringify(document))
    const mock = await start(t, {
      vendors: ['whop'],
      rateLimit: 'off',
      journalSize: 0,
      whop: { elsewhere: file },
    })
    const client = new Whop({
      apiKey: 'apik_mock_full',
      baseURL: mock.baseUrl.whop,
      fetch: mock.fetch,
      maxRetries: 0,
    })
    const ajv = new Ajv({
      strict: false,
      validateSchema: false,
      inlineRefs: false,
      code: { optimize: false },
    })
    ajv.addSchema({ $id: 'doc', ...document })
    for (const { name, method, path, call } of methods) {
      const promise = call(client)
      const raw = await promise.asResponse()
      t.match(raw.headers.get('x-membermock-elsewhere'), `#${name}`, name)
      const value = await promise
      t.not(value, raw, `${name} is read`)
      const at = `doc#/paths/${path.replaceAll('/', '~1').replaceAll('{', '%7B').replaceAll('}', '%7D')}/${method.toLowerCase()}/responses/200/content/application~1json/schema`
      if (raw.status === 204) continue
      const check = ajv.getSchema(at)
      t.ok(check?.(value), `${name} has its type`, { errors: check?.errors?.slice(0, 3) })
    }
    t.equal(mock.unimplemented, 0)
  },
)

t.test('a schema that is none, or that stands for too much, is not sampled', async (t) => {
  const names = Array.from({ length: 12 }, (_, i) => `S${i}`)
  const $ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })
  const all = Object.fromEntries(names.map((name) => [name, $ref(name)]))
  const schemas = {
    mutual: $ref('S0'),
    long: { type: 'string', minLength: 500_000_000 },
    many: { type: 'array', minItems: 100_000_000, items: {} },
    none: { type: 'object', properties: { a: null } },
    lost: { $ref: '#/x-own/lost' },
    fine: { type: 'array', minItems: 3, items: { type: 'string', minLength: 7 } },
  }
  const spec = {
    openapi: '3.1.0',
    paths: Object.fromEntries(
      Object.entries(schemas).map(([name, schema]) => [
        `/novelties/${name}`,
        { get: { operationId: name, responses: { 200: { content: { 'application/json': { schema } } } } } },
      ]),
    ),
    components: { schemas: Object.fromEntries(names.map((name) => [name, { properties: all }])) },
    'x-own': { lost: { $ref: 'http://127.0.0.1:9/never-asked' } },
  }
  const mock = await start(t, { whop: { elsewhere: save(t, JSON.stringify(spec)) } })
  for (const name of Object.keys(schemas)) {
    const answer = await fetch(`${mock.baseUrl.whop}/novelties/${name}`)
    const mark = answer.headers.get('x-membermock-elsewhere')?.split('#')[1]
    if (name === 'fine') t.strictSame([mark, await answer.json()], ['fine', Array(3).fill('strings')])
    else t.strictSame([answer.status, mark], [501, `${name} has no schema to sample`])
  }
})

t.test('a document that nothing can be answered from is refused at the start', async (t) => {
  const WANTED = 'an OpenAPI 3 document in JSON or YAML, whole in one file'
  const of = async (text: string): Promise<string> => {
    const elsewhere = save(t, text)
    return (await refused({ sotion: { elsewhere } })).replace(elsewhere, 'FILE')
  }
  t.equal(await of('{'), `FILE: found neither JSON nor YAML; accepted: ${WANTED}`)
  t.equal(await of('swagger: "2.0"'), `FILE: found nothing that begins with openapi: 3; accepted: ${WANTED}`)
  t.equal(await of('openapi: 3.0.0'), `FILE: found no paths; accepted: ${WANTED}`)
  t.equal(
    await of('{"openapi":"3.1.0","paths":{"/a":{"$ref":"other.yaml#/a"}}}'),
    `FILE: found a reference that leads nowhere in it: other.yaml#/a; accepted: ${WANTED}`,
  )
  const circle = `FILE: found a part that has itself in it, or is too deep; accepted: ${WANTED}`
  t.equal(await of('openapi: 3.1.0\npaths: &a { /x: *a }'), circle)
  t.equal(await of('openapi: 3.1.0\npaths: { /x: {} }\nx-own: &a { x: *a }'), circle)
  const deep = '['.repeat(100_000) + ']'.repeat(100_000)
  t.equal(await of(`{"openapi":"3.1.0","paths":{"/a":{}},"x-own":${deep}}`), circle)
  const bomb = [
    'x0: &x0 [1]',
    ...Array.from({ length: 4 }, (_, i) => `x${i + 1}: &x${i + 1} [${`*x${i},`.repeat(9)}]`),
  ]
  t.equal(
    await of(`openapi: 3.1.0\npaths: { /x: {} }\n${bomb.join('\n')}`),
    `FILE: found aliases that lead nowhere, or to too much; accepted: ${WANTED}`,
  )
  const pipe = `${t.testdir({})}/pipe`
  execFileSync('mkfifo', [pipe])
  t.equal(await refused({ sotion: { elsewhere: pipe } }), `${pipe}: found no file; accepted: ${WANTED}`)
  t.equal(
    await refused({ sotion: { elsewhere: 'nowhere.yaml' } }),
    `nowhere.yaml: found nothing that can be read (ENOENT); accepted: ${WANTED}`,
  )
})

t.test('a place that can be none is refused at the start', async (t) => {
  const ACCEPTED =
    'refuse, an http or https URL without password, query and fragment, or the name of an OpenAPI document'
  for (const elsewhere of ['http://user:secret@x.test', 'https://x.test/?a=1', 'ftp://x.test', ''])
    t.equal(
      await refused({ whop: { elsewhere } }),
      `options: whop.elsewhere: found ${elsewhere === '' ? '""' : 'text'}; accepted: ${ACCEPTED}`,
    )
})
