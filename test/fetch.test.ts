/** The fetch that answers inside the process: it is told apart from one with a socket by nothing but the socket. */
import http, { type ClientRequest, type IncomingHttpHeaders, get as namedGet } from 'node:http'
import https from 'node:https'
import { Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import Whop from '@whop/sdk'
import { APITable } from 'apitable'
import t, { type Test } from 'tap'
import { type Membermock, type MembermockOptions, startMembermock } from '../src/index.ts'

const JOINED = 'mber_Joined0000001'
const REAL = `https://api.whop.com/api/v1/members/${JOINED}`
const ORIGINAL = globalThis.fetch
const ORIGINAL_GET = https.get

const start = async (t: Test, options: MembermockOptions = {}): Promise<Membermock> => {
  const mock = await startMembermock(options)
  t.teardown(() => mock.close())
  return mock
}

const bearer = (token: string): { headers: Record<string, string> } => ({
  headers: { authorization: `Bearer ${token}` },
})

/** A header; how long the machine took for the answer is left out of the one that says so. */
const untimed = ([name, value]: readonly [string, string]): [string, string] => [
  name,
  name === 'server-timing' ? value.replace(/(?<=dur=)\d+/, '') : value,
]

/** What became of a call, its body read. */
const outcome = async (call: Promise<Response>): Promise<unknown> => {
  try {
    const response = await call
    const { status, statusText, url, headers } = response
    // What is the connection's is not compared, nor the machine's own time; that of a frozen clock is.
    const same = [...headers].filter(
      ([name, value]) =>
        !['connection', 'keep-alive'].includes(name) && (name !== 'date' || value.endsWith(' 00:00:00 GMT')),
    )
    return { status, statusText, url, headers: same.map(untimed), body: await response.text() }
  } catch (error) {
    const { name, message, cause } = error as Error & { cause?: Error & { code?: string } } // fetch throws no other
    return { name, message, cause: { code: cause?.code, message: cause?.message } }
  }
}

t.test('the same answer, and the same in the journal', async (t) => {
  const mock = await start(t)
  const { whop, aitable, sotion } = mock.credentials
  const calls: [url: string, init: RequestInit][] = [
    [`${mock.baseUrl.whop}/members/${JOINED}`, bearer(whop.full)],
    [`${mock.url}/api/v1/members/${JOINED}?x=%20y#part`, bearer(whop.basic)],
    [`${mock.url}/whop/api/v1/members`, { method: 'POST', body: '{"naem":1}', ...bearer(whop.full) }],
    [`${mock.url}/whop/api/v1/members/${JOINED}`, { method: 'DELETE' }],
    [`${mock.url}/whop/api/v1/members/${JOINED}`, { method: 'HEAD', ...bearer(whop.full) }],
    [`${mock.url}//whop/x`, { method: 'PUT', body: new URLSearchParams({ a: 'b' }) }],
    [`${mock.baseUrl.aitable}/fusion/v1/spaces/spcMock/members/%F0%9F%98%80%zz`, bearer(aitable.admin)],
    [`${mock.baseUrl.aitable}/fusion/v1/nowhere`, { method: 'POST' }],
    [`${mock.baseUrl.aitable}/fusion/v1/spaces/spcjXzqVrjaP3/roles?pageSize=1000`, bearer(aitable.admin)],
    [
      `${mock.baseUrl.aitable}/fusion/v1/spaces/spcjXzqVrjaP3/teams/0/members?pageSize=50`,
      bearer(aitable.admin),
    ],
    [
      `${mock.url}/whop/api/v1/members/x`,
      { headers: { ...bearer(whop.full).headers, prefer: 'code=429', 'user-agent': 'mine' } },
    ],
    [`${mock.baseUrl.sotion}/members/x`, bearer(sotion.siteA)],
    [`${mock.url}/nobody`, {}],
  ]
  const journalOf = async (send: typeof fetch): Promise<[unknown[], unknown[]]> => {
    await mock.reset()
    await mock.clock.freeze('2026-01-01T00:00:00Z')
    const outcomes = []
    for (const [url, init] of calls) outcomes.push(await outcome(send(url, init)))
    const entries = await mock.requests()
    return [
      outcomes,
      entries.map(({ durationMs: _, response, ...entry }) => ({
        ...entry,
        response: response && {
          ...response,
          headers: Object.entries(response.headers).map(([name, value]) => untimed([name, String(value)])),
        },
      })),
    ]
  }
  const [outcomes, entries] = await journalOf(mock.fetch)
  const [expected, expectedEntries] = await journalOf(fetch)
  t.strictSame(outcomes, expected)
  t.strictSame(entries, expectedEntries)
})

t.test('no socket is opened', async (t) => {
  const mock = await start(t)
  const connects = t.capture(Socket.prototype, 'connect')
  t.equal((await mock.fetch(REAL, bearer(mock.credentials.whop.full))).status, 200)
  t.equal((await mock.fetch(`${mock.admin}/clock`)).status, 200)
  t.strictSame(connects(), [])
})

t.test('where it leads', async (t) => {
  const mock = await start(t)
  const { port } = new URL(mock.url)
  const init = bearer(mock.credentials.whop.full)
  for (const url of [
    REAL,
    REAL.replace('https:', 'http:'),
    new URL(REAL),
    new Request(REAL),
    `http://localhost:${port}/whop/api/v1/members/${JOINED}`,
    `http://[::1]:${port}/whop/api/v1/members/${JOINED}`,
    `http://whop.localhost:${port}/api/v1/members/${JOINED}`,
  ])
    t.equal((await mock.fetch(url, init)).status, 200, String(url))
  for (const url of [
    'https://example.com/',
    'http://127.0.0.1:1/whop',
    `https://127.0.0.1:${port}/`,
    'data:,x',
  ])
    await t.rejects(mock.fetch(url), {
      name: 'TypeError',
      message: /^mock\.fetch never leaves the process, and .*api\.whop\.com/,
    })
  await t.rejects(mock.fetch('/members'), TypeError)
  const alone = await start(t, { vendors: ['sotion'] })
  await t.rejects(alone.fetch(REAL), TypeError)
})

t.test('requests as they are made', async (t) => {
  const mock = await start(t)
  const request = new Request(`${REAL}?a=1`, { method: 'POST', body: 'text', headers: { 'X-Run': '7' } })
  const response = await mock.fetch(request)
  t.equal(response.status, 404)
  t.equal(response.url, `${REAL}?a=1`)
  t.equal(response.ok, false)
  t.match(await mock.requests(), [
    { request: { method: 'POST', url: `/api/v1/members/${JOINED}?a=1`, body: 'text' } },
  ])
  t.equal((await (await mock.fetch(request.url, { method: 'HEAD' })).text()).length, 0)
  await t.rejects(mock.fetch(REAL, { body: 'x' }), TypeError, 'GET has no body')
})

t.test('faults on the socket', async (t) => {
  const mock = await start(t)
  const init = bearer(mock.credentials.whop.full)
  const faults = ['reset', 'close', 'malformed', { truncate: 0 }, { truncate: 20 }, { dribble: 20 }] as const
  for (const socket of faults) {
    await mock.fault({ vendor: 'whop', socket, times: 2 })
    const url = `${mock.baseUrl.whop}/members/${JOINED}`
    const date = await mock.clock.freeze(0)
    t.strictSame(await outcome(mock.fetch(url, init)), await outcome(fetch(url, init)), { socket, date })
  }
  const [{ response } = { response: undefined }] = await mock.requests()
  t.equal(response, null)
})

t.test('an AbortSignal', async (t) => {
  const mock = await start(t)
  const init = bearer(mock.credentials.whop.full)
  const reason = new Error('enough')
  const thrown = (call: Promise<unknown>): Promise<unknown> => call.catch((error: unknown) => error)
  t.equal(await thrown(mock.fetch(REAL, { ...init, signal: AbortSignal.abort(reason) })), reason)
  t.strictSame(await mock.requests(), [], 'it was never sent')

  await mock.fault({ vendor: 'whop', socket: 'hang', times: 2 })
  const controller = new AbortController()
  const hanging = thrown(mock.fetch(REAL, { ...init, signal: controller.signal }))
  const alike = thrown(mock.fetch(new Request(REAL, { ...init, signal: controller.signal })))
  t.match(await mock.wait({ count: 2 }), { ok: true })
  controller.abort(reason)
  t.equal(await hanging, reason)
  t.equal(await alike, reason)

  await mock.fault({ vendor: 'whop', socket: { dribble: 60_000 } })
  const later = new AbortController()
  const response = await mock.fetch(REAL, { ...init, signal: later.signal })
  later.abort(reason)
  t.equal(await thrown(response.text()), reason, 'while the body comes')

  const unread = new AbortController()
  t.equal((await mock.fetch(REAL, { ...init, signal: unread.signal })).status, 200)
  unread.abort(reason)
})

t.test('what hangs ends with the mock', async (t) => {
  const mock = await start(t)
  await mock.fault({ vendor: 'whop', socket: 'hang' })
  const hanging = outcome(mock.fetch(REAL, bearer(mock.credentials.whop.full)))
  await mock.wait()
  await mock.close()
  t.match(await hanging, { message: 'fetch failed', cause: { code: 'UND_ERR_SOCKET' } })
  t.match(await outcome(mock.fetch(REAL)), { name: 'TypeError', message: 'fetch failed' })
})

t.test('the global fetch, for the real hosts', async (t) => {
  const mock = await start(t, { vendors: ['whop'] })
  const passed: unknown[] = []
  globalThis.fetch = async (input) => {
    passed.push(input)
    return new Response('from elsewhere')
  }
  const before = globalThis.fetch
  t.teardown(() => {
    globalThis.fetch = ORIGINAL
  })
  const restore = mock.interceptFetch()
  t.equal((await fetch(REAL)).status, 401)
  const client = new Whop({ apiKey: mock.credentials.whop.full, maxRetries: 0 })
  t.match(await client.members.retrieve(JOINED), { id: JOINED })
  const others = ['https://api.sotion.so/api/v1/members/x', mock.url, 'https://example.com/', '/relative']
  for (const url of others) t.equal(await (await fetch(url)).text(), 'from elsewhere')
  t.strictSame(passed, others)
  restore()
  t.equal(globalThis.fetch, before)
  restore()
  t.equal(globalThis.fetch, before)
})

interface Heard {
  status: number | undefined
  headers: IncomingHttpHeaders
  body: string
}

/** What node:http says of one request; rejects with its error. */
const hear = (request: ClientRequest): Promise<Heard> =>
  new Promise((resolve, reject) => {
    request.on('error', reject).on('response', async (answer) => {
      const { statusCode: status, headers } = answer
      resolve({ status, headers, body: await text(answer) })
    })
  })

t.test('clients on axios and node:http need no base URL either', async (t) => {
  const mock = await start(t)
  const { whop, aitable } = mock.credentials
  const restore = mock.interceptFetch()
  const client = new APITable({ token: aitable.admin })
  t.match(
    await client.request({
      path: '/spaces/spcjXzqVrjaP3/members/kD8tPcZ3fYxSjV9qWvL5X2TmQbN1nR6',
      method: 'get',
    }),
    { code: 200, data: { member: { name: 'John' } } },
  )
  t.match(await mock.requests(), [
    { vendor: 'aitable', operation: 'getMember', request: { url: /^\/fusion\/v1\/spaces\/spcj/ } },
  ])
  await mock.journal.clear()

  const { headers } = bearer(whop.full)
  const answer = await hear(https.get(REAL, { headers }))
  t.match(answer, { status: 200, headers: { 'content-type': 'application/json; charset=utf-8' } })
  t.equal(answer.body, await (await fetch(`${mock.baseUrl.whop}/members/${JOINED}`, { headers })).text())
  t.match(await hear(namedGet(REAL.replace('https', 'http'), { headers })), { status: 200 })
  const [first] = await mock.requests()
  t.strictSame(first?.request.headers, [
    ['host', 'api.whop.com'],
    ['connection', 'close'],
    ['authorization', 'Bearer [...full]'],
  ])

  const posted = https.request('https://api.sotion.so/api/v1/access-groups', {
    method: 'POST',
    headers: { ...bearer(mock.credentials.sotion.siteA).headers, 'content-type': 'application/json' },
  })
  posted.write('{"name":')
  posted.end('"Made here"}')
  t.match(await hear(posted), { status: 201, body: /Made here/ })

  await mock.fault({ vendor: 'whop', socket: 'reset' })
  await t.rejects(hear(https.get(REAL)), { code: 'ECONNRESET', message: 'read ECONNRESET' })
  t.match(await hear(http.get(`${mock.admin}/ready`)), { status: 200 }, 'other hosts are let through')

  const other = await start(t, { vendors: ['whop'] })
  const restoreOther = other.interceptFetch()
  t.match(await hear(https.get(REAL, bearer(other.credentials.whop.full))), { status: 200 })
  t.match(await hear(https.get('https://api.sotion.so/api/v1/x')), { status: 404 })
  t.equal((await other.requests()).length, 1, 'the latest is asked first')
  restoreOther()
  t.match(await hear(https.get(REAL)), { status: 401 })
  restore()
  restore()
  t.equal(https.get, ORIGINAL_GET, 'nothing is left in front of node:https')
})

t.test('one fetch in front of another', async (t) => {
  t.teardown(() => {
    globalThis.fetch = ORIGINAL
  })
  const [outer, inner] = [await start(t, { vendors: ['sotion'] }), await start(t, { vendors: ['whop'] })]
  const restoreOuter = outer.interceptFetch()
  const ofOuter = globalThis.fetch
  const restoreInner = inner.interceptFetch()
  t.equal((await fetch(REAL)).status, 401)
  t.equal((await fetch('https://api.sotion.so/api/v1/members/x')).status, 401)
  restoreInner()
  t.equal(globalThis.fetch, ofOuter)
  restoreOuter()
  t.equal(globalThis.fetch, ORIGINAL)

  const restore = outer.interceptFetch()
  const foreign: typeof fetch = async () => new Response()
  globalThis.fetch = foreign
  restore()
  t.equal(globalThis.fetch, foreign, 'what others have put there stays')
  globalThis.fetch = ORIGINAL

  inner.interceptFetch()
  inner.interceptFetch()
  await inner.close()
  t.equal(globalThis.fetch, ORIGINAL, 'a closed one takes itself away')
})

t.test('layers are taken away in any order', async (t) => {
  t.teardown(() => {
    globalThis.fetch = ORIGINAL
  })
  const mock = await start(t, { vendors: ['whop'] })
  const orders = [
    [0, 1, 2],
    [0, 2, 1],
    [1, 0, 2],
    [1, 2, 0],
    [2, 0, 1],
    [2, 1, 0],
  ]
  for (const order of orders) {
    const restores = [0, 1, 2].map(() => mock.interceptFetch())
    for (const i of order) {
      t.not(globalThis.fetch, ORIGINAL)
      t.equal((await fetch(REAL)).status, 401)
      restores[i]?.()
    }
    t.equal(globalThis.fetch, ORIGINAL, order.join())
  }

  const restore = mock.interceptFetch()
  const ours = globalThis.fetch
  globalThis.fetch = async () => new Response()
  restore()
  globalThis.fetch = ours
  await fetch('data:,x')
  t.equal(globalThis.fetch, ORIGINAL, 'one that lay below another goes when it is called')
})

t.test('a closed one says that it is closed, in its own words', async (t) => {
  const mock = await start(t, { vendors: ['whop'] })
  await mock.close()
  for (const url of [REAL, `${mock.url}/__admin/ready`])
    await t.rejects(mock.fetch(url), {
      name: 'TypeError',
      message: 'fetch failed',
      cause: { message: 'this membermock is closed', code: undefined },
    })
})
