/** Planned and preferred faults: whom they befall, and every byte of what they do. */
import { type AddressInfo, connect, type Socket } from 'node:net'
import { mock as timers } from 'node:test'
import t, { type Test } from 'tap'
import { createControl } from '../src/control/control.ts'
import type { FaultRule } from '../src/sandbox/faults.ts'
import { SocketFaultError } from '../src/server/socket-faults.ts'
import { createTestApp, type TestApp, type TestAppOptions } from './support/app.ts'
import { parseRaw, sendRaw } from './support/raw.ts'

const NOON = Date.parse('2026-03-01T12:00:00.250Z')
const DATE = 'date: Sun, 01 Mar 2026 12:00:00 GMT\r\n'
const SPACE = '/aitable/fusion/v1/spaces/spcjXzqVrjaP3/members'
const GOOD = {
  whop: { path: '/whop/api/v1/members/mber_Joined0000001', key: 'apik_mock_full' },
  aitable: { path: `${SPACE}/kD8tPcZ3fYxSjV9qWvL5X2TmQbN1nR6`, key: 'uskYtInkHozfsMikhh0yfoS' },
  sotion: { path: '/sotion/api/v1/members/11111111-1111-4111-8111-111111111111', key: 'so_mock_site_a' },
} as const
type Name = keyof typeof GOOD
const NAMES = Object.keys(GOOD) as Name[]

interface Ask {
  path?: string
  key?: string
  method?: string
  headers?: Record<string, string>
}

const create = (options: TestAppOptions = {}): TestApp => {
  const mock = createTestApp({ members: 0, ...options })
  mock.sandboxes.default.clock.freeze(NOON)
  return mock
}

const plan = ({ sandboxes }: TestApp, ...rules: FaultRule[]): void => {
  for (const rule of rules) sandboxes.default.faults.add(rule)
}

const inject = ({ app }: TestApp, name: Name, { path, key, method, headers }: Ask = {}) =>
  app.inject({
    method: (method ?? 'GET') as 'GET', // or HEAD
    url: path ?? GOOD[name].path,
    headers: { authorization: `Bearer ${key ?? GOOD[name].key}`, ...headers },
  })

const text = (name: Name, { path, key, method = 'GET', headers = {} }: Ask = {}): string => {
  const more = Object.entries(headers).map(([header, value]) => `${header}: ${value}\r\n`)
  return `${method} ${path ?? GOOD[name].path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer ${key ?? GOOD[name].key}\r\n${more.join('')}\r\n`
}

const listen = async (t: Test, mock: TestApp): Promise<number> => {
  await mock.app.listen({ port: 0, host: '127.0.0.1' })
  t.teardown(() => mock.app.close())
  return (mock.app.server.address() as AddressInfo).port // it listens on TCP
}

/** All bytes of one answer by a server of its own; how long AITable took is made equal. */
const bytes = async (t: Test, name: Name, ask: Ask, prepare: (mock: TestApp) => void): Promise<string> => {
  const mock = create()
  prepare(mock)
  const answer = await sendRaw(await listen(t, mock), text(name, ask))
  t.same(mock.failures, [])
  return answer.replace(/dur=\d+/, 'dur=0')
}

const rateLeft = ({ sandboxes }: TestApp, name: Name): number => {
  const { limiter } = sandboxes.default.store(name)
  const counters = {
    whop: `retrieveMember ${GOOD.whop.key}`,
    aitable: `spcjXzqVrjaP3:${GOOD.aitable.key}`,
    sotion: GOOD.sotion.key,
  }
  return limiter.remaining(limiter.peek(counters[name]))
}

t.test('a forced answer is in the vendor’s words, whole', async (t) => {
  const answer = { status: 429, retryAfter: 12 }
  t.equal(
    await bytes(t, 'whop', {}, (mock) => plan(mock, { vendor: 'whop', answer })),
    `HTTP/1.1 429 Too Many Requests\r\n${DATE}api-version-date: 2025-01-01\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: 77\r\nConnection: close\r\n\r\n{"error":{"type":"rate_limit_exceeded","message":"Try again in 12 seconds."}}`,
  )
  const sotion = parseRaw(await bytes(t, 'sotion', {}, (mock) => plan(mock, { vendor: 'sotion', answer })))
  t.match(sotion, {
    status: 429,
    body: '{"error":"Rate limit exceeded"}',
    headers: {
      'retry-after': '12',
      'x-ratelimit-limit': '100',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': '1772366412',
      'x-request-id': /^[0-9a-f-]{36}$/,
    },
  })
})

t.test('a planned 429 of Sotion’s agrees with itself, and counts nothing', async (t) => {
  const mock = create()
  const { limiter } = mock.sandboxes.default.store('sotion')
  const limits = async (): Promise<unknown[]> => {
    const { headers } = await inject(mock, 'sotion')
    return ['retry-after', 'x-ratelimit-remaining', 'x-ratelimit-reset'].map((name) => headers[name])
  }
  const noon = 1772366400 // and 250 ms more
  t.same(await limits(), [undefined, '99', `${noon + 60}`])
  for (const answer of [{ status: 429 }, { kind: 'rateLimited' }, { status: 429, retryAfter: 0 }])
    plan(mock, { vendor: 'sotion', answer })
  t.same(await limits(), ['60', '0', `${noon + 60}`], 'as if the window were used up')
  t.same(await limits(), ['60', '0', `${noon + 60}`])
  t.same(await limits(), ['0', '0', `${noon}`])
  plan(mock, { vendor: 'sotion', answer: { status: 429, retryAfter: 7 } })
  mock.sandboxes.default.clock.advance(20_000)
  limiter.change({ windowSeconds: 10 })
  t.same(await limits(), ['7', '0', `${noon + 27}`])
  t.same(
    await limits(),
    [undefined, '99', `${noon + 30}`],
    'the next one is served, from a window of its own',
  )
})

t.test('an answer that is given whole is sent as it is, with none of the vendor’s headers', async (t) => {
  const given: [FaultRule['answer'], string][] = [
    [
      { status: 503, body: '<h1>Down</h1>' },
      '503 Service Unavailable\r\ncontent-type: text/html; charset=utf-8\r\ncontent-length: 13\r\n|<h1>Down</h1>',
    ],
    [
      { status: 418, body: { short: ['and', 'stout'] } },
      '418 I\'m a Teapot\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: 25\r\n|{"short":["and","stout"]}',
    ],
    [
      { status: 504, body: 'später' },
      '504 Gateway Timeout\r\ncontent-type: text/plain; charset=utf-8\r\ncontent-length: 7\r\n|später',
    ],
    [
      { status: 200, headers: { 'Content-Type': 'text/csv', 'Set-Cookie': ['a=1', 'b=2'] }, body: '' },
      '200 OK\r\ncontent-type: text/csv\r\nset-cookie: a=1\r\nset-cookie: b=2\r\ncontent-length: 0\r\n|',
    ],
    [
      { status: 429, headers: { 'retry-after': '3' } },
      '429 Too Many Requests\r\nretry-after: 3\r\ncontent-length: 0\r\n|',
    ],
    [{ status: 204, headers: { 'x-by': 'gateway' } }, '204 No Content\r\nx-by: gateway\r\n|'],
    [
      { status: 599, body: null },
      '599 \r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: 4\r\n|null',
    ],
  ]
  for (const name of NAMES)
    for (const [answer, expected] of given) {
      const [head, body] = expected.split('|')
      const came = await bytes(t, name, {}, (mock) =>
        plan(mock, { vendor: name, answer: answer ?? { code: 0 } }),
      )
      const date = head?.replace('\r\n', `\r\n${DATE}`)
      t.equal(came, `HTTP/1.1 ${date}Connection: close\r\n\r\n${body}`, `${name} ${expected}`)
    }
  const mock = create()
  plan(mock, { vendor: 'whop', times: 2, answer: { status: 418, body: { a: 1 } } })
  t.match(await inject(mock, 'whop'), { statusCode: 418, body: '{"a":1}' }, 'and in process')
  t.match(await inject(mock, 'whop', { method: 'HEAD' }), { statusCode: 418, body: '' })
  t.match(mock.sandboxes.default.journal.entries(), [
    { status: 418, fault: 'f_1', responseBody: '{"a":1}' },
    {},
  ])
  t.equal(rateLeft(mock, 'whop'), 600, 'it uses no limit point')
})

/** What is forced on a good request, and the honest request that meets the same. */
const alike: readonly [Name, FaultRule['answer'], Ask, { spent?: boolean }?][] = [
  ['whop', { status: 401 }, { key: 'nobody' }],
  ['whop', { kind: 'revokedCredential' }, { key: 'apik_mock_revoked' }],
  ['whop', { status: 403 }, { key: 'apik_mock_noscope' }],
  ['whop', { status: 404 }, { path: '/whop/api/v1/members/mber_nobody' }],
  ['whop', { kind: 'unknownPath' }, { path: '/whop/api/v1/nowhere' }],
  ['whop', { status: 429 }, {}, { spent: true }],
  ['aitable', { status: 401 }, { key: 'uskNobody' }],
  ['aitable', { code: 401 }, { key: 'uskMockRegenerated00001' }],
  ['aitable', { kind: 'unknownSpace' }, { path: SPACE.replace('jX', 'XX') + GOOD.aitable.path.slice(-32) }],
  ['aitable', { kind: 'outsider' }, { key: 'uskMockOutsider00000001' }],
  ['aitable', { kind: 'quotaSpent' }, { key: 'uskMockQuotaSpent000001' }],
  ['aitable', { code: 1503 }, { path: GOOD.aitable.path.replace('spcjXzqVrjaP3', 'spcFreePlan01') }],
  ['aitable', { code: 1505 }, { key: 'uskMockPlainMember00001' }],
  ['aitable', { code: 400 }, { path: `${SPACE}/nobody` }],
  ['aitable', { status: 404 }, { path: '/aitable/nowhere' }],
  ['aitable', { status: 429 }, {}, { spent: true }],
  ['sotion', { status: 401 }, { key: 'so_nobody' }],
  ['sotion', { status: 400 }, { path: '/sotion/api/v1/members/no-uuid' }],
  ['sotion', { status: 404 }, { path: GOOD.sotion.path.replaceAll('1111-', '9999-') }],
  ['sotion', { status: 429 }, {}, { spent: true }],
]

t.test('a forced answer is an honest one, byte for byte; but it uses no limit point', async (t) => {
  for (const [name, answer, ask, { spent = false } = {}] of alike) {
    const prepare = (mock: TestApp): void => {
      if (spent) mock.sandboxes.default.store(name).limiter.change({ remaining: 0 })
    }
    const honest = await bytes(t, name, ask, prepare)
    const forced = await bytes(t, name, {}, (mock) => {
      prepare(mock)
      plan(mock, { vendor: name, answer: answer ?? { status: 500 } })
    })
    const counted = honest.replace('x-ratelimit-remaining: 99', 'x-ratelimit-remaining: 100')
    t.equal(forced, counted, `${name} ${JSON.stringify(answer)}`)
  }
})

t.test('what no honest request can provoke', async (t) => {
  const forced: [Name, FaultRule['answer'], number, string][] = [
    [
      'whop',
      { status: 500 },
      500,
      '{"error":{"type":"internal_server_error","message":"An unexpected error occurred"}}',
    ],
    ['whop', { status: 409 }, 409, '{"error":{"type":"conflict","message":"membership cannot be canceled"}}'],
    ['whop', { status: 422 }, 422, '{"error":null}'],
    ['aitable', { status: 500 }, 500, '{"success":false,"code":500,"message":"SERVER_ERROR (1)"}'],
    ['aitable', { kind: 'backendDown' }, 200, '{"code":500,"message":"Server Error","success":false}'],
    ['aitable', { status: 403 }, 403, '{"success":false,"code":403,"message":"Access forbidden"}'],
    ['sotion', { status: 500 }, 500, '{"error":"Internal server error"}'],
    ['sotion', { status: 405 }, 405, '{"error":"Method not allowed"}'],
  ]
  for (const [name, answer, status, body] of forced) {
    const mock = create()
    plan(mock, { vendor: name, answer: answer ?? { status: 500 } })
    const { statusCode, body: text } = await inject(mock, name)
    t.same([statusCode, text], [status, body], `${name} ${JSON.stringify(answer)}`)
    t.same([mock.failures, mock.unimplemented], [[], []])
  }
})

t.test('every kind that the admin takes has words, with nothing left open in them', async (t) => {
  for (const name of NAMES) {
    const mock = create()
    const errors = Object.entries(mock.vendors.find(({ id }) => id === name)?.errors ?? {})
    for (const [kind, spec] of errors.filter(([one]) => one !== 'notImplemented')) {
      plan(mock, { vendor: name, answer: { kind } })
      const { statusCode, body } = await inject(mock, name)
      t.equal(statusCode, spec.status, `${name} ${kind}`)
      t.notMatch(body, /undefined|NaN|\{value\}/)
    }
    t.same(mock.failures, [])
  }
})

t.test('the page of a proxy in front: none of the application’s headers', async (t) => {
  const page = (status: string): string =>
    `<html>\n<head><title>${status}</title></head>\n<body>\n<h1>${status}</h1>\n</body>\n</html>\n`
  const pages = { 502: '502 Bad Gateway', 503: '503 Service Unavailable', 522: '522 Connection Timed Out' }
  for (const name of NAMES)
    for (const html of [502, 503, 522] as const) {
      const body = page(pages[html])
      t.equal(
        await bytes(t, name, {}, (mock) => plan(mock, { vendor: name, answer: { html } })),
        `HTTP/1.1 ${pages[html]}\r\n${DATE}content-type: text/html\r\ncontent-length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
      )
      const mock = create()
      plan(mock, { vendor: name, answer: { html } })
      t.match(await inject(mock, name), { statusCode: html, body })
    }
})

t.test('a socket that is cut: reset, close, malformed', async (t) => {
  for (const name of NAMES) {
    const cutBy = (socket: FaultRule['socket'] & string): Promise<string> =>
      bytes(t, name, {}, (mock) => plan(mock, { vendor: name, socket }))
    await t.rejects(cutBy('reset'), { code: 'ECONNRESET' })
    t.equal(await cutBy('close'), '')
    t.equal(await cutBy('malformed'), 'These bytes are not HTTP.\r\n\r\n')
  }
})

t.test('truncate: the whole head, then so much of the body', async (t) => {
  for (const name of NAMES) {
    const whole = await bytes(t, name, {}, () => {})
    const head = whole.indexOf('\r\n\r\n') + 4
    for (const truncate of [0, 20, 100_000]) {
      const answer = await bytes(t, name, {}, (mock) => plan(mock, { vendor: name, socket: { truncate } }))
      t.equal(answer.replace('remaining: 100', 'remaining: 99'), whole.slice(0, head + truncate))
    }
  }
  const chunked = await bytes(t, 'aitable', { key: 'nobody' }, (mock) =>
    plan(mock, { vendor: 'aitable', socket: { truncate: 10 } }),
  )
  t.match(chunked, /\r\n\r\na\r\n\{"code":40\r\n$/, 'an answer without a length loses its last chunk')
})

/** The bytes of one answer in the pieces in which they came; `next` is called once one is here. */
const pieces = (port: number, request: string, next: () => void): Promise<string[]> =>
  new Promise((resolve, reject) => {
    const chunks: string[] = []
    const socket = connect(port, '127.0.0.1', () => socket.write(request))
    socket.on('data', (chunk) => {
      chunks.push(chunk.toString())
      // What follows it in the same turn has been done by then, such as to wait for the next.
      setImmediate(next)
    })
    socket.on('error', reject)
    socket.on('close', () => resolve(chunks))
  })

t.test('dribble: the real answer, in pieces', async (t) => {
  for (const name of NAMES) {
    const whole = await bytes(t, name, {}, () => {})
    const mock = create()
    plan(mock, { vendor: name, times: 2, socket: { dribble: 50 } })
    const port = await listen(t, mock)
    timers.timers.enable({ apis: ['setTimeout'] })
    // Some piece is a little longer than the rest, and its pause as well.
    const came = await pieces(port, text(name), () => timers.timers.tick(6))
    timers.timers.reset()
    t.equal(came.length, 11, 'the head and ten pieces')
    t.equal(came[0]?.endsWith('\r\n\r\n'), true, 'the head comes first')
    t.equal(
      came
        .join('')
        .replace(/dur=\d+/, 'dur=0')
        .replace('remaining: 100', 'remaining: 99'),
      whole,
    )
    t.equal((await inject(mock, name)).body, parseRaw(whole).body, 'and in process')
  }
})

t.test('HEAD meets the same faults, without a body', async (t) => {
  const mock = create()
  const port = await listen(t, mock)
  plan(mock, { vendor: 'whop', answer: { html: 502 } }, { vendor: 'whop', socket: { truncate: 3 } })
  plan(mock, { vendor: 'whop', socket: { dribble: 5 } }, { vendor: 'whop', answer: { status: 404 } })
  for (const status of [502, 200, 200, 404])
    t.match(parseRaw(await sendRaw(port, text('whop', { method: 'HEAD' }))), { status, body: '' })
})

const open = (port: number, request: string): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(request, () => resolve(socket)))
    socket.on('error', reject)
  })

const closed = (socket: Socket): Promise<void> =>
  new Promise((resolve) => socket.on('close', () => resolve()))

/** Resolves when the server has seen `count` requests on their way to a fault. */
const befallen = async ({ sandboxes }: TestApp, count: number): Promise<void> => {
  const { faults } = sandboxes.default
  while (faults.list().reduce((sum, { applied }) => sum + applied, 0) < count)
    await new Promise((resolve) => setImmediate(resolve))
}

t.test('hang: nothing comes, until the client goes or the server closes', async (t) => {
  const mock = create()
  const port = await listen(t, mock)
  plan(mock, { vendor: 'whop', times: null, socket: 'hang' })
  const gone = await open(port, text('whop'))
  await befallen(mock, 1)
  gone.destroy()
  await closed(gone)
  const stays = await open(port, text('whop'))
  await befallen(mock, 2)
  const [, inProcess] = await Promise.allSettled([
    Promise.all([mock.app.close(), closed(stays)]),
    inject(mock, 'whop'),
  ])
  t.match(inProcess, { status: 'rejected', reason: { name: 'SocketFaultError', fault: 'hang' } })
  t.equal(stays.bytesRead, 0)
})

/** The code that this Node's fetch gives to an answer that is not HTTP: its versions differ. */
const codeOfMalformed = async (t: Test): Promise<string | undefined> => {
  const mock = create()
  plan(mock, { vendor: 'whop', socket: 'malformed' })
  const port = await listen(t, mock)
  const error = await fetch(`http://127.0.0.1:${port}${GOOD.whop.path}`).catch((reason: unknown) => reason)
  t.type(error, TypeError)
  return (error as { cause: { code?: string } }).cause.code // fetch throws no other
}

t.test('in process, a cut socket rejects, and a hang waits for the signal', async (t) => {
  const codes = {
    reset: 'ECONNRESET',
    close: 'UND_ERR_SOCKET',
    malformed: await codeOfMalformed(t),
    truncate: 'UND_ERR_SOCKET',
  } as const
  for (const name of NAMES)
    for (const [fault, code] of Object.entries(codes)) {
      const mock = create()
      plan(mock, { vendor: name, socket: fault === 'truncate' ? { truncate: 5 } : (fault as 'reset') }) // or alike
      const error = await inject(mock, name).catch((reason: unknown) => reason)
      t.type(error, SocketFaultError)
      t.match(error, { fault, message: String })
      t.equal((error as SocketFaultError).code, code)
      t.equal((await inject(mock, name)).statusCode, 200, 'the next one is answered')
    }
  const mock = create()
  plan(mock, { vendor: 'whop', socket: 'hang' })
  const controller = new AbortController()
  const answer = mock.app.inject({ url: GOOD.whop.path, signal: controller.signal })
  setImmediate(() => controller.abort())
  await t.rejects(Promise.resolve(answer), { name: 'AbortError' })
})

t.test('a delay lets others pass, counts, and ends when the server closes', async (t) => {
  const mock = create()
  plan(mock, { vendor: 'sotion', match: { headers: { 'X-Run': '7' } }, delay: { uniform: [20, 25] } })
  plan(mock, { vendor: 'whop', times: null, delay: 3_600_000, answer: { status: 500 } })
  const order: string[] = []
  const ask = async (run: string): Promise<void> => {
    const { headers } = await inject(mock, 'sotion', { headers: { 'x-run': run } })
    order.push(`${run} ${headers['x-ratelimit-remaining']}`)
  }
  await Promise.all([ask('7'), ask('8')])
  t.same(order, ['8 99', '7 98'])
  const port = await listen(t, mock)
  const gone = await open(port, text('whop'))
  await befallen(mock, 2)
  gone.destroy()
  const waiting = inject(mock, 'whop')
  await befallen(mock, 3)
  await mock.app.close()
  t.equal((await waiting).statusCode, 500)
  t.same(mock.failures, [])
})

t.test('a delay does not keep a body from being read', async (t) => {
  const mock = create()
  plan(mock, { vendor: 'sotion', operation: 'createMember', delay: 1 })
  const port = await listen(t, mock)
  const answer = await fetch(`http://127.0.0.1:${port}/sotion/api/v1/members`, {
    method: 'POST',
    headers: { authorization: 'Bearer so_mock_site_a', 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'late@example.com' }),
  })
  t.equal(answer.status, 201)
  t.match(await answer.json(), { data: { email: 'late@example.com', status: 'active' } })
  await befallen(mock, 1)
  t.same(mock.failures, [])
})

/** Resolves when the server knows that a client has closed its side, or all of the connection. */
const untilEnded = ({ app }: TestApp): Promise<void> =>
  new Promise((resolve) => {
    app.server.once('connection', (socket) => socket.once('end', resolve).once('close', resolve))
  })

t.test('a request that its client gave up is noted as cut, whatever its answer', async (t) => {
  const mock = create()
  const { faults, journal } = mock.sandboxes.default
  const port = await listen(t, mock)
  const long = 3_600_000 // until the server closes
  const answers: FaultRule['answer'][] = [undefined, { status: 500 }, { html: 502 }]
  for (const answer of answers) plan(mock, { vendor: 'whop', delay: long, ...(answer && { answer }) })
  plan(mock, { vendor: 'whop', socket: { dribble: long } }, { vendor: 'whop', delay: long })
  for (let count = 1; count <= 4; count++) {
    const ended = untilEnded(mock)
    const gone = await open(port, text('whop'))
    await befallen(mock, count)
    gone.destroy()
    await ended
  }
  const ended = untilEnded(mock)
  const reads = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
  reads.end(text('whop'))
  const [, answer] = await Promise.all([
    ended.then(() => mock.app.close()),
    new Promise<string>((resolve) => {
      let came = ''
      reads.on('data', (chunk) => {
        came += chunk
      })
      reads.on('end', () => resolve(came))
    }),
  ])
  t.match(answer, /^HTTP\/1.1 200 OK.*mber_Joined0000001/s, 'who only closes its side still reads')
  const noted = journal.entries().map(({ fault, status }) => `${fault} ${status}`)
  t.same(noted.sort(), ['f_1 0', 'f_2 0', 'f_3 0', 'f_4 0', 'f_5 200'])
  t.ok(faults.list().every(({ applied }) => applied === 1))
  const { perform, useCases } = createControl(mock)
  const counted = (match: object) => perform(useCases.countRequests, { at: '', body: { match } })
  t.same(await counted({ status: 200 }), { count: 1 })
  t.same(await counted({ status: 500 }), { count: 0 })
})

const statuses = async (
  mock: TestApp,
  count: number,
  ask: Ask = {},
  name: Name = 'whop',
): Promise<number[]> => {
  const seen: number[] = []
  for (let i = 0; i < count; i++) seen.push((await inject(mock, name, ask)).statusCode)
  return seen
}

t.test('times, after, always; the first rule that fits', async (t) => {
  const answer = { status: 500 }
  const after = create()
  plan(after, { vendor: 'whop', after: 1, times: 2, answer }, { vendor: 'sotion', answer: { status: 404 } })
  t.same(await statuses(after, 5), [200, 500, 500, 200, 200])
  t.match(after.sandboxes.default.faults.list(), [
    { matched: 3, applied: 2 },
    { matched: 0, applied: 0 },
  ])
  const once = create()
  plan(once, { vendor: 'whop', answer }, { vendor: 'whop', times: null, answer: { status: 404 } })
  t.same(await statuses(once, 4), [500, 404, 404, 404])
})

t.test('match by key, member, header and operation', async (t) => {
  const mock = create()
  const fault = (match: FaultRule['match'], rest: Partial<FaultRule> = {}): void => {
    mock.sandboxes.default.faults.clear()
    plan(mock, { vendor: 'whop', times: null, match: match ?? {}, answer: { status: 500 }, ...rest })
  }
  const status = async (ask: Ask, name: Name = 'whop'): Promise<number | undefined> =>
    (await statuses(mock, 1, ask, name))[0]
  fault({ key: 'apik_mock_basic' })
  t.equal(await status({}), 200)
  t.equal(await status({ key: 'apik_mock_basic' }), 500)
  fault({ member: 'mber_Other' })
  t.equal(await status({}), 200)
  t.equal(await status({ path: '/whop/api/v1/members/mber_Other' }), 500)
  fault({ headers: { 'X-Run': '7', accept: 'a' } })
  t.equal(await status({ headers: { 'x-run': '7' } }), 200)
  t.equal(await status({ headers: { 'x-run': '7', accept: 'a' } }), 500)
  fault({}, { operation: 'listPeople' })
  t.equal(await status({}), 200)
  fault({}, { operation: 'retrieveMember' })
  t.equal(await status({}), 500)
  t.equal(await status({ path: '/whop/api/v1/people' }), 501, 'only operations that are served')
  t.equal(await status({}, 'sotion'), 200)
  for (const [name, member] of [
    ['aitable', 'kD8tPcZ3fYxSjV9qWvL5X2TmQbN1nR6'],
    ['sotion', '11111111-1111-4111-8111-111111111111'],
  ] as const) {
    plan(mock, { vendor: name, match: { member }, answer: { status: 500 } })
    t.equal(await status({}, name), 500)
  }
})

t.test('a key’s own sandbox has faults of its own', async (t) => {
  const mock = create()
  const sandbox = mock.sandboxes.create()
  sandbox.faults.add({ vendor: 'whop', times: null, answer: { status: 500 } })
  t.same(await statuses(mock, 1), [200])
  t.same(await statuses(mock, 1, { key: sandbox.credentials.whop?.full ?? '' }), [500])
})

t.test('chance comes from the seed', async (t) => {
  const run = (): Promise<number[]> => {
    const mock = create()
    plan(mock, { vendor: 'whop', times: null, probability: 0.5, answer: { status: 500 } })
    return statuses(mock, 40)
  }
  const first = await run()
  t.same(await run(), first)
  const befell = first.filter((status) => status === 500).length
  t.ok(befell > 10 && befell < 30, `${befell} of 40`)
})

t.test('no faulted request uses a limit point, but for one that is only delayed', async (t) => {
  const faults: [Partial<FaultRule>, number][] = [
    [{ answer: { status: 500 } }, 0],
    [{ answer: { html: 502 } }, 0],
    [{ socket: 'reset' }, 0],
    [{ socket: { truncate: 3 } }, 0],
    [{ socket: { dribble: 1 } }, 0],
    [{ delay: 1 }, 1],
    [{ delay: 1, answer: { status: 429 } }, 0],
  ]
  for (const name of NAMES)
    for (const [rule, used] of faults) {
      const mock = create()
      const before = rateLeft(mock, name)
      plan(mock, { vendor: name, ...rule })
      await inject(mock, name).catch(() => {})
      t.equal(before - rateLeft(mock, name), used, `${name} ${JSON.stringify(rule)}`)
    }
  const spent = create()
  spent.sandboxes.default.store('sotion').limiter.change({ remaining: 0 })
  plan(spent, { vendor: 'sotion', socket: { dribble: 1 } })
  t.equal((await inject(spent, 'sotion')).statusCode, 429, 'the real answer may be the limit’s')
})

t.test('Prefer forces one answer', async (t) => {
  const preferred: [Name, string, number, RegExp][] = [
    ['whop', 'code=404', 404, /not_found/],
    ['whop', 'respond-async, Code="429"; x=1, kind=internal', 429, /Try again in 60 seconds/],
    ['whop', 'kind=verificationRequired', 422, /null/],
    ['whop', 'kind=stateConflict', 409, /"conflict"/],
    ['whop', 'kind=idempotencyInProgress', 409, /in progress/],
    ['whop', 'return=minimal', 200, /mber_Joined/],
    ['aitable', 'code=1503', 200, /"code":1503/],
    ['aitable', 'code=400', 200, /unit ID does not exist/],
    ['aitable', 'kind=outsider', 403, /belong to the space/],
    ['sotion', 'code=500', 500, /Internal/],
  ]
  for (const [name, prefer, status, body] of preferred) {
    const mock = create()
    const answer = await inject(mock, name, { headers: { prefer } })
    t.equal(answer.statusCode, status, `${name} ${prefer}`)
    t.match(answer.body, body)
    const fault = status === 200 && body.source.includes('mber') ? undefined : 'prefer'
    t.match(mock.sandboxes.default.journal.entries(), [{ fault, operation: /^(get|retrieve)Member$/ }])
  }
  const mock = create()
  plan(mock, { vendor: 'whop', answer: { status: 500 } })
  t.same(await statuses(mock, 1, { headers: { prefer: 'code=404' } }), [404], 'it wins over what is planned')
  t.same(await statuses(mock, 1), [500], 'which is not counted')
  const sibling = { path: '/whop/api/v1/people', headers: { prefer: 'code=404' } }
  t.same(await statuses(mock, 1, sibling), [501], 'only operations that are served')
})

t.test('a preference that the vendor lacks is refused in our words', async (t) => {
  const head = (length: number): string =>
    `HTTP/1.1 400 Bad Request\r\n${DATE}content-type: application/json; charset=utf-8\r\nx-membermock-error: Prefer: code is none that Sotion answers with; accepted: 400, 401, 403, 404, 405, 409, 413, 429, 500\r\ncontent-length: ${length}\r\nConnection: close\r\n\r\n`
  for (const value of ['418', 'teapot', '']) {
    const body = `{"error":{"path":"Prefer/code","message":"\\"${value}\\" is no code that Sotion answers with","accepted":[400,401,403,404,405,409,413,429,500]}}`
    const answer = await bytes(t, 'sotion', { headers: { prefer: `code=${value}` } }, () => {})
    t.equal(answer, head(body.length) + body)
  }
  const { headers, body } = await inject(create(), 'whop', { headers: { prefer: 'kind=notImplemented' } })
  t.match(
    headers['x-membermock-error'],
    /^Prefer: kind is none that Whop answers with; accepted: unknownPath, /,
  )
  t.notMatch(JSON.parse(body).error.accepted.join(), 'notImplemented')
})

t.test('the journal knows what befell whom', async (t) => {
  const mock = create()
  const { journal } = mock.sandboxes.default
  plan(mock, { vendor: 'whop', socket: 'reset' }, { vendor: 'whop', answer: { html: 502 } })
  plan(mock, { vendor: 'whop', answer: { status: 429 } }, { vendor: 'whop', socket: { truncate: 2 } })
  for (let i = 0; i < 5; i++) await inject(mock, 'whop').catch(() => {})
  const operation = 'retrieveMember'
  t.match(journal.entries(), [
    { fault: 'f_1', status: 0, operation, responseBody: undefined },
    { fault: 'f_2', status: 502, operation, responseBody: /^<html>/ },
    { fault: 'f_3', status: 429, operation, refusedBy: undefined },
    { fault: 'f_4', status: 200, operation },
    { fault: undefined, status: 200, operation },
  ])
})

const admin = async (
  { app }: TestApp,
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path = '',
  body?: unknown,
) => {
  const { statusCode, body: text } = await app.inject({
    method,
    url: `/__admin/faults${path}`,
    ...(body !== undefined && { payload: JSON.stringify(body) }),
  })
  return { status: statusCode, body: text === '' ? '' : JSON.parse(text) }
}

t.test('the admin plans, lists, replaces and drops, for one sandbox', async (t) => {
  const mock = create()
  const sandbox = mock.sandboxes.create()
  const rule = { vendor: 'whop', times: 2, answer: { status: 429, retryAfter: 3 } }
  const planned = { id: 'f_1', ...rule, matched: 0, applied: 0 }
  t.same(await admin(mock, 'POST', '', rule), { status: 201, body: planned })
  t.same(await statuses(mock, 1), [429])
  const list = { faults: [{ ...planned, matched: 1, applied: 1 }] }
  t.same(await admin(mock, 'GET'), { status: 200, body: list })
  t.same(await admin(mock, 'GET', `?sandbox=${sandbox.id}`), { status: 200, body: { faults: [] } })

  const bad = {
    faults: [
      { vendor: 'sotion', delay: 1 },
      { vendor: 'sotion', answer: { status: 418 } },
    ],
  }
  t.match(await admin(mock, 'PUT', '', bad), {
    status: 400,
    body: { error: { path: '/faults/1/answer/status' } },
  })
  t.same((await admin(mock, 'GET')).body, list, 'nothing is half applied')
  const two = {
    faults: [
      { vendor: 'sotion', delay: 1 },
      { vendor: 'aitable', socket: 'hang' },
    ],
  }
  const replaced = {
    faults: two.faults.map((one, i) => ({ id: `f_${i + 2}`, ...one, matched: 0, applied: 0 })),
  }
  t.same(await admin(mock, 'PUT', '', two), { status: 200, body: replaced })

  const gone = {
    error: { path: '/__admin/faults/f_1', message: 'there is no fault "f_1"', accepted: ['f_2', 'f_3'] },
  }
  t.same(await admin(mock, 'DELETE', '/f_1?sandbox=default'), { status: 404, body: gone })
  t.same(await admin(mock, 'DELETE', '/f_2'), { status: 204, body: '' })
  t.match((await admin(mock, 'GET')).body, { faults: [{ id: 'f_3' }] })
  t.same(await admin(mock, 'POST', `?sandbox=${sandbox.id}`, rule), { status: 201, body: planned })
  t.same(await admin(mock, 'DELETE'), { status: 204, body: '' })
  t.same(await admin(mock, 'GET'), { status: 200, body: { faults: [] } })
  t.equal(sandbox.faults.list().length, 1)
})

/** A rule, and below it the error that it gets. */
const BAD_RULES = String.raw`
[]
{"path":"","message":"[] must be object","accepted":["vendor","delivery","event","operation","match","times","after","probability","delay","answer","socket"]}
{"vendr":"whop","delay":1}
{"path":"/vendr","message":"vendr is no name that is known here","accepted":["vendor","delivery","event","operation","match","times","after","probability","delay","answer","socket"]}
{"delay":1}
{"path":"/vendor","message":"vendor is missing","accepted":["vendor"]}
{"vendor":"sotion","delay":1}
{"path":"/vendor","message":"there is no vendor \"sotion\" here","accepted":["whop","aitable"]}
{"vendor":"whop"}
{"path":"","message":"one of delay, answer, socket, delivery is missing","accepted":["delay","answer","socket","delivery"]}
{"vendor":"whop","answer":{"status":500},"socket":"hang"}
{"path":"","message":"answer and socket do not go together","accepted":["answer","socket"]}
{"vendor":"whop","operation":"getMember","delay":1}
{"path":"/operation","message":"Whop has no operation \"getMember\" here","accepted":{{operations}}}
{"vendor":"whop","delay":1,"match":{"kye":""}}
{"path":"/match/kye","message":"kye is no name that is known here","accepted":["key","member","headers"]}
{"vendor":"whop","delay":1,"match":{"headers":{"x-run":7}}}
{"path":"/match/headers/x-run","message":"7 must be string","accepted":["text"]}
{"vendor":"whop","delay":1,"times":0}
{"path":"/times","message":"0 must be >= 1","accepted":["a whole number or null from 1"]}
{"vendor":"whop","delay":1,"probability":2}
{"path":"/probability","message":"2 must be <= 1","accepted":["a number from 0 to 1"]}
{"vendor":"whop","delay":"250"}
{"path":"/delay","message":"\"250\" must be integer","accepted":["a whole number from 0 to 3600000",{"uniform":[100,300]}]}
{"vendor":"whop","delay":{"uniform":[3,1]}}
{"path":"/delay/uniform","message":"the range ends at 1, before 3","accepted":[{"uniform":[1,3]}]}
{"vendor":"whop","socket":"rest"}
{"path":"/socket","message":"\"rest\" must be equal to one of the allowed values","accepted":["reset","close","hang","malformed",{"truncate":20},{"dribble":1000}]}
{"vendor":"whop","socket":{"truncat":1}}
{"path":"/socket/truncat","message":"truncat is no name that is known here","accepted":["truncate","dribble"]}
{"vendor":"whop","socket":{"truncate":1,"dribble":1}}
{"path":"/socket/dribble","message":"dribble does not go with truncate","accepted":["truncate","dribble"]}
{"vendor":"whop","answer":{}}
{"path":"/answer","message":"one of status, code, kind, html is missing","accepted":["status","code","kind","html"]}
{"vendor":"whop","answer":{"stauts":500}}
{"path":"/answer/stauts","message":"stauts is no name that is known here","accepted":["status","retryAfter","headers","body","code","kind","html"]}
{"vendor":"whop","answer":{"status":500,"kind":"internal"}}
{"path":"/answer/kind","message":"kind does not go with status","accepted":["status","retryAfter","headers","body","code","kind","html"]}
{"vendor":"whop","answer":{"status":"500"}}
{"path":"/answer/status","message":"\"500\" must be integer","accepted":["a whole number"]}
{"vendor":"whop","answer":{"status":418}}
{"path":"/answer/status","message":"Whop refuses with no 418; with a body, {\"status\":418,\"body\":\"...\"}, any is answered as given","accepted":[400,401,403,404,409,413,422,429,500]}
{"vendor":"whop","answer":{"status":199,"body":""}}
{"path":"/answer/status","message":"199 is no status of an answer","accepted":["a whole number from 200 to 599"]}
{"vendor":"whop","answer":{"status":600,"headers":{}}}
{"path":"/answer/status","message":"600 is no status of an answer","accepted":["a whole number from 200 to 599"]}
{"vendor":"whop","answer":{"status":204,"body":""}}
{"path":"/answer/body","message":"an answer with 204 has no body","accepted":[]}
{"vendor":"whop","answer":{"status":429,"retryAfter":3,"body":""}}
{"path":"/answer/retryAfter","message":"retryAfter goes with the vendor’s own 429","accepted":[{"headers":{"retry-after":"3"}}]}
{"vendor":"whop","answer":{"status":500,"headers":{"a b":"x"}}}
{"path":"/answer/headers/a b","message":"\"a b\" is no name of a header","accepted":["retry-after"]}
{"vendor":"whop","answer":{"status":500,"headers":{"x-a":"1\r\nx-b: 2"}}}
{"path":"/answer/headers/x-a","message":"x-a has a value that no header can have","accepted":["text of one line"]}
{"vendor":"whop","answer":{"status":500,"headers":{"Content-Length":"1"}}}
{"path":"/answer/headers/Content-Length","message":"Content-Length is said by the server itself","accepted":[]}
{"vendor":"whop","answer":{"status":500,"headers":{"x-a":1}}}
{"path":"/answer/headers/x-a","message":"1 must be string","accepted":["text","a list"]}
{"vendor":"whop","answer":{"status":500,"retryAfter":1}}
{"path":"/answer/status","message":"retryAfter goes with 429, not with 500","accepted":[429]}
{"vendor":"whop","answer":{"code":404}}
{"path":"/answer/code","message":"Whop has no codes in its bodies","accepted":["status","kind","html"]}
{"vendor":"whop","answer":{"kind":"notImplemented"}}
{"path":"/answer/kind","message":"Whop has no kind \"notImplemented\"","accepted":{{kinds}}}
{"vendor":"aitable","answer":{"code":1599}}
{"path":"/answer/code","message":"AITable has no code 1599","accepted":[400,401,403,404,429,500,1503,1504,1505,1506,1507,1508,1509,1520,1521,1522,1523,1524]}
{"vendor":"aitable","answer":{"status":400}}
{"path":"/answer/status","message":"AITable refuses with no 400; with a body, {\"status\":400,\"body\":\"...\"}, any is answered as given","accepted":[401,403,404,429,500]}
{"vendor":"whop","answer":{"html":500}}
{"path":"/answer/html","message":"500 must be equal to one of the allowed values","accepted":[502,503,522]}
`

t.test('a rule that cannot be planned says what is wrong where, and what would do', async (t) => {
  const mock = create({ vendors: ['whop', 'aitable'] })
  const [whop] = mock.vendors
  const listed = (names: readonly string[]): string => JSON.stringify(names)
  const kinds = Object.keys(whop?.errors ?? {}).filter((kind) => kind !== 'notImplemented')
  const lines = BAD_RULES.replace('{{operations}}', listed((whop?.operations ?? []).map(({ id }) => id)))
    .replace('{{kinds}}', listed(kinds))
    .trim()
    .split('\n')
  for (let i = 0; i < lines.length; i += 2) {
    const { status, body } = await admin(mock, 'POST', '', JSON.parse(lines[i] ?? ''))
    t.same([status, JSON.stringify(body.error)], [400, lines[i + 1]])
  }
  t.same(mock.sandboxes.default.faults.list(), [])
})
