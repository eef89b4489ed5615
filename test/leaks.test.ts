/** Fuzzing: whatever is sent, the answer is one that a vendor has, or bare; no crash, and no hang. */
import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
import { setTimeout as after } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import fc from 'fast-check'
import t from 'tap'
import { createTestApp } from './support/app.ts'
import { BAD_URL, createContract } from './support/contract.ts'
import { parseRaw } from './support/raw.ts'

/** `npm run fuzz -- --cases 1000000` runs longer; another `--seed` sends other requests. */
const { values } = parseArgs({ options: { cases: { type: 'string' }, seed: { type: 'string' } } })
const isByHand = values.cases !== undefined
const DEFAULTS = { cases: '10000', seed: '1' }

const wholeNumber = (flag: keyof typeof values): number => {
  const text = values[flag] ?? DEFAULTS[flag]
  const number = Number(text)
  if (!Number.isSafeInteger(number) || number < 1)
    throw new TypeError(`--${flag} ${text}: a whole number from 1 is accepted`)
  return number
}

const CASES = wholeNumber('cases')
const SEED = wholeNumber('seed')
const BATCH = 50
const HANG_MS = 30_000
/** What a machine that has run out of ports or descriptors says: no answer of the server's, and it passes. */
const PASSING = ['EADDRNOTAVAIL', 'EMFILE', 'EAGAIN']

const BASES = {
  whop: '/whop/api/v1/',
  aitable: '/aitable/fusion/v1/spaces/spcjXzqVrjaP3/',
  sotion: '/sotion/api/v1/',
} as const
type Name = keyof typeof BASES

const TOKENS = [
  'apik_mock_full',
  'uskYtInkHozfsMikhh0yfoS',
  'so_mock_site_a',
  'uskMockSubAdmin00000001',
  'nobody',
]
/** Bodies that some operation takes, and such as only just do not fit. */
const BODIES = [
  '{"name":"x"}',
  '{"name":null,"teams":["0"],"roles":[]}',
  '{"name":"","sequence":1e300}',
  '{"parentUnitId":"VS1SejiywaMWbiGMEHAohh62T9EPmmlh","name":"x","roles":[1]}',
  '{"__proto__":{"name":"x"}}',
  '{"cancellation_mode":"immediate"}',
  '{"metadata":{"a":null},"cancel_at_period_end":true}',
  '{"days":1095}',
  '{"free_days":1e300}',
  '{"plan_id":"plan_Yearly0000001","email":"a@b.c"}',
  '{"url":"http://127.0.0.1:1/","events":["member.updated"]}',
  '[]',
  'null',
  '{"name":',
]
const IDS = [
  'mber_Joined0000001',
  'mem_Active00000001',
  'mem_Expired0000001',
  'kD8tPcZ3fYxSjV9qWvL5X2TmQbN1nR6',
  '11111111-1111-4111-8111-111111111111',
]
/** What paths of Sotion's and Whop's are made of. */
const PIECES = [
  'members',
  'members/',
  'members/bulk',
  'access-groups',
  'access-groups/',
  'a0000000-0000-4000-8000-000000000001',
  'a0000000-0000-4000-8000-000000000005/members/',
  'webhooks',
  'webhooks/',
  '?limit=1',
  '?sort=email&order=asc&q=a',
  '&after=',
  '/cancel',
  '/pause',
  '/extend',
  '/add_free_days',
  '/logs',
  '/access/biz_MockCoffeeClub',
  '?first=1&statuses[]=active&user_ids=a,b&created_after=2026-01-01',
]
/** Below the base of a vendor; each has some of them. */
const AREAS = [
  'members/',
  'members/',
  'teams/',
  'roles/',
  'teams',
  'roles',
  'memberships/',
  'memberships/',
  'memberships',
  'webhooks',
  'users/',
  'companies',
  'products',
  'plans',
]
const METHODS = [
  'GET',
  'GET',
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'TRACE',
  'PROPFIND',
  'QUERY',
  'MKCOL',
]

/** Visible ASCII without what would end the request line. */
const visible = fc.string({
  unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
  maxLength: 40,
})
const encoded = fc.string({ unit: 'binary', maxLength: 20 }).map((text) => encodeURIComponent(text))
const percent = fc.constantFrom(
  '%',
  '%zz',
  '%2F',
  '%00',
  '%C3',
  '%C3%A9',
  '%FF%FE',
  '..',
  '//',
  '/',
  '?',
  '#',
  ';',
  '*',
  '%25',
)
const segment = fc.oneof(visible, encoded, percent, fc.constantFrom(...IDS), fc.constantFrom(...PIECES))
const path = fc.array(segment, { maxLength: 4 }).map((parts) => parts.join(''))
const headerValue = fc.string({
  unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code)),
  maxLength: 60,
})
const headerName = fc.constantFrom(
  'api-version-date',
  'accept',
  'content-type',
  'accept-encoding',
  'range',
  'if-none-match',
  'origin',
  'x-request-id',
  'cookie',
  'expect',
  'prefer',
  'te',
  'x-http-method-override',
)
const header = fc.oneof(
  fc.constantFrom('2025-01-01', '2026-07-23', '2026-09-02-2').map((date) => `api-version-date: ${date}\r\n`),
  fc.constantFrom('a', 'b', 'x'.repeat(256)).map((key) => `idempotency-key: ${key}\r\n`),
  fc.tuple(headerName, headerValue).map(([name, value]) => `${name}: ${value}\r\n`),
  fc.constant('content-type: application/json\r\n'),
)
const authorization = fc.oneof(
  fc.constantFrom(...TOKENS).map((token) => `Authorization: Bearer ${token}\r\n`),
  headerValue.map((value) => `Authorization: ${value}\r\n`),
  fc.constant(''),
)
const NAMES = [
  'email',
  'displayName',
  'paid',
  'status',
  'name',
  'memberId',
  'members',
  'url',
  'events',
  'metadata',
  'days',
  'until',
  'reason',
  'cancel_at_period_end',
  '__proto__',
]
/** What writes read, and what they do not. */
const written = fc
  .dictionary(
    fc.constantFrom(...NAMES, 'description', 'accessGroupIds'),
    fc.oneof(
      fc.jsonValue({ maxDepth: 3 }),
      fc.emailAddress(),
      fc.constantFrom(...IDS, 'active', 'https://example.com/', 'member.created'),
      fc.array(fc.constantFrom<unknown>({ email: 'a@b.c' }, { email: 7 }, 'member.created', ...IDS), {
        maxLength: 3,
      }),
    ),
  )
  .map((value) => JSON.stringify(value))
const body = fc.option(fc.oneof(fc.string({ maxLength: 200 }), written, fc.constantFrom(...BODIES)), {
  nil: undefined,
})
/** Most bodies say that they are JSON. */
const bodyType = fc.constantFrom(
  '',
  'Content-Type: application/json\r\n',
  'Content-Type: application/json\r\n',
)

const wellFormed = fc
  .record({
    name: fc.constantFrom<Name>('whop', 'aitable', 'sotion'),
    method: fc.constantFrom(...METHODS),
    area: fc.constantFrom(...AREAS),
    path,
    authorization,
    headers: fc.array(header, { maxLength: 3 }),
    body,
    type: bodyType,
  })
  .map(({ name, method, area, path: rest, authorization: key, headers, body: text, type }) => {
    const length = text === undefined ? '' : `Content-Length: ${Buffer.byteLength(text)}\r\n`
    const head = `${method} ${BASES[name]}${area}${rest} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n`
    return {
      name,
      method,
      bytes: `${head}${key}${headers.join('')}${text === undefined ? '' : type}${length}\r\n${text ?? ''}`,
      isWhole: true,
    }
  })

/** A good request with some of its bytes changed: the parser's turn. */
const broken = fc
  .record({
    name: fc.constantFrom<Name>('whop', 'aitable', 'sotion'),
    at: fc.nat(),
    garbage: fc.uint8Array({ minLength: 1, maxLength: 12 }),
  })
  .map(({ name, at, garbage }) => {
    const good = `GET ${BASES[name]}members/x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer x\r\n\r\n`
    const place = at % good.length
    const bytes =
      good.slice(0, place) + Buffer.from(garbage).toString('latin1') + good.slice(place + garbage.length)
    return { name, method: 'GET', bytes: `${bytes}\r\n\r\n`, isWhole: false }
  })

const BARE =
  /^HTTP\/1\.1 (400 Bad Request|431 Request Header Fields Too Large)\r\nConnection: close\r\nContent-Length: 0\r\n\r\n$/
/** Where a body is waited for. */
const CONTINUE = /^HTTP\/1\.1 100 Continue\r\n\r\n/
const LEAK = /FST_|fastify|statusCode|node:|\bat .*\.[jt]s:\d|Internal Server Error"/i

/** All that comes back until the server, or we after its answer, end it. Rejects when there is no connection. */
const exchangeOnce = (port: number, bytes: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let isConnected = false
    const socket = connect(port, '127.0.0.1', () => {
      isConnected = true
      socket.end(Buffer.from(bytes, 'latin1'))
    })
    const answer = () => resolve(Buffer.concat(chunks).toString('utf8'))
    socket.setTimeout(HANG_MS, () => {
      reject(new Error(`no end to the answer within ${HANG_MS} ms`))
      socket.destroy()
    })
    socket.on('data', (chunk) => chunks.push(chunk))
    socket.on('error', (error) => (isConnected ? answer() : reject(error))) // a reset is an end as well
    socket.on('close', answer)
  })

const exchange = async (port: number, bytes: string): Promise<string> => {
  for (;;) {
    try {
      return await exchangeOnce(port, bytes)
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : ''
      if (!PASSING.includes(code)) throw error
      await after(1000)
    }
  }
}

// Run by hand there is nobody else to say how long it may take.
if (isByHand) t.setTimeout(0)

t.test(`${CASES} cases`, isByHand ? { timeout: 0 } : {}, async (t) => {
  const { app, vendors, failures } = createTestApp({ rateLimit: false })
  await app.listen({ port: 0, host: '127.0.0.1' })
  t.teardown(() => app.close())
  const { port } = app.server.address() as AddressInfo // it listens on TCP
  const contracts = new Map(vendors.map((vendor) => [vendor.id, createContract(vendor)]))

  const judge = async ({
    name,
    method,
    bytes,
    isWhole,
  }: {
    name: Name
    method: string
    bytes: string
    isWhole: boolean
  }) => {
    const answer = (await exchange(port, bytes)).replace(CONTINUE, '')
    const fail = (why: string): never => {
      throw new Error(`${why}\nsent ${JSON.stringify(bytes)}\ngot ${JSON.stringify(answer.slice(0, 600))}`)
    }
    if (LEAK.test(answer.replace(BAD_URL, ''))) fail("the framework's own words")
    if (BARE.test(answer)) return
    if (!isWhole) return // what is left of it may be nobody's, or unfinished: no leak is all that can be asked
    const why = contracts.get(name)?.(parseRaw(answer), method)
    if (why !== undefined) fail(why)
  }

  const requests = fc.array(
    fc.oneof({ weight: 4, arbitrary: wellFormed }, { weight: 1, arbitrary: broken }),
    {
      minLength: BATCH,
      maxLength: BATCH,
    },
  )
  await fc.assert(
    fc.asyncProperty(requests, async (batch) => {
      await Promise.all(batch.map(judge))
    }),
    { numRuns: Math.ceil(CASES / BATCH), seed: SEED },
  )
  t.same(failures, [], 'nothing failed inside')
  t.equal((await app.inject('/__admin/health')).statusCode, 200, 'the server lives on')
})

t.test('the judge can say no', async (t) => {
  const { vendors } = createTestApp({ members: 0 })
  for (const vendor of vendors) {
    const judge = createContract(vendor)
    const foreign = {
      status: 404,
      headers: {},
      body: '{"message":"Route GET:/x not found","error":"Not Found","statusCode":404}',
    }
    t.match(judge(foreign, 'GET'), /no answer of/)
    t.match(judge({ ...foreign, body: '' }, 'GET'), /no answer of/)
    t.match(judge({ status: 200, headers: {}, body: '{}' }, 'GET'), /no answer of/)
    t.match(judge(foreign, 'HEAD'), /a body where there is none/)
    const unknownPath = {
      status: 404,
      headers: {},
      body: JSON.stringify(vendor.errors.unknownPath?.body({})),
    }
    t.equal(judge(unknownPath, 'GET')?.length, vendor.errors.unknownPath?.status === 404 ? undefined : 0)
  }
})

t.test('a refused connection is no answer', async (t) => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // it listens on a port, not on a pipe
  server.close()
  await once(server, 'close')
  await t.rejects(exchange(port, 'GET / HTTP/1.1\r\n\r\n'), { code: 'ECONNREFUSED' })
})
