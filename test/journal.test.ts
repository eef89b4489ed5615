/** The journal: whole entries, what is hidden in them, and every way to ask for them. */
import { EventEmitter, once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'
import type { InjectOptions } from 'fastify'
import t, { type Test } from 'tap'
import { createApp } from '../src/app.ts'
import type { Entry } from '../src/control/journal/entry-schemas.ts'
import { Sandboxes } from '../src/sandbox/sandboxes.ts'
import { createTestApp, type TestApp, type TestAppOptions } from './support/app.ts'

const NOON = '2026-03-01T12:00:00.000Z'
const MEMBER = '/whop/api/v1/members/mber_Joined0000001'
const SPACE = '/aitable/fusion/v1/spaces/spcjXzqVrjaP3'
const UNIT = `${SPACE}/members/kD8tPcZ3fYxSjV9qWvL5X2TmQbN1nR6`
const SITE_MEMBER = '/sotion/api/v1/members/11111111-1111-4111-8111-111111111111'
const FULL = { authorization: 'Bearer apik_mock_full' }
const ADMIN_KEY = { authorization: 'Bearer uskYtInkHozfsMikhh0yfoS' }
const SITE_A = { authorization: 'Bearer so_mock_site_a' }
const CLIENT = [
  ['user-agent', 'lightMyRequest'],
  ['host', 'localhost:80'],
]

/** All clocks stand at noon. */
const createFrozen = (options: TestAppOptions = {}): TestApp => {
  const mock = createTestApp(options)
  mock.sandboxes.default.clock.freeze(Date.parse(NOON))
  return mock
}

/** With a ring of another size. */
const createSized = (journalSize: number): TestApp => {
  const mock = createTestApp()
  const sandboxes = new Sandboxes({ vendors: mock.vendors, seed: 1, journalSize })
  const reporter = { unimplemented: () => {}, failed: (error: unknown) => mock.failures.push(error) }
  return { ...mock, sandboxes, app: createApp({ vendors: mock.vendors, sandboxes, reporter }) }
}

const list = async ({ app }: TestApp, query = ''): Promise<{ requests: Entry[]; dropped: number }> => {
  const answer = await app.inject(`/__admin/requests${query}`)
  return answer.json()
}

const last = async (mock: TestApp): Promise<Entry> => {
  const { requests } = await list(mock, '?limit=1')
  const [entry] = requests
  if (entry === undefined) throw new Error('the journal is empty')
  return entry
}

const post = async ({ app }: TestApp, path: string, payload: object) => {
  const answer = await app.inject({ method: 'POST', url: `/__admin/requests/${path}`, payload })
  return { status: answer.statusCode, body: answer.json() }
}

const listen = async (t: Test, { app }: TestApp): Promise<number> => {
  await app.listen({ port: 0, host: '127.0.0.1' })
  t.teardown(() => app.close())
  return (app.server.address() as AddressInfo).port // it listens on TCP
}

t.test('a request that was served, whole', async (t) => {
  const mock = createFrozen()
  const answer = await mock.app.inject({ url: `${MEMBER}?x=1`, headers: FULL })
  const entry = await last(mock)
  t.type(entry.durationMs, 'number')
  t.ok(entry.durationMs >= 0)
  const { connection: _, ...sent } = answer.headers
  t.equal(
    JSON.stringify({ ...entry, durationMs: 1.2 }),
    JSON.stringify({
      id: 'r_1',
      direction: 'in',
      time: NOON,
      vendor: 'whop',
      operation: 'retrieveMember',
      request: {
        method: 'GET',
        url: `${MEMBER}?x=1`,
        headers: [['authorization', 'Bearer [...full]'], ...CLIENT],
        body: null,
      },
      response: { status: 200, headers: sent, body: answer.body },
      fault: null,
      refusedBy: null,
      reason: null,
      unimplemented: false,
      unmatched: false,
      unread: { query: ['x'], headers: [], body: [] },
      durationMs: 1.2,
    }),
  )
  t.same(sent, {
    date: 'Sun, 01 Mar 2026 12:00:00 GMT',
    'api-version-date': '2025-01-01',
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(Buffer.byteLength(answer.body)),
  })
  t.same((await mock.app.inject('/__admin/requests/r_1')).json(), entry)
  t.same(mock.failures, [])
})

t.test('which check refused, and what had no operation', async (t) => {
  const mock = createFrozen({ settings: { whop: { limit: 7 } } })
  const never = { ...FULL, 'api-version-date': '2026-02-30' }
  const rows: [InjectOptions, ...unknown[]][] = [
    [{ url: MEMBER, headers: FULL }, 'whop', 'retrieveMember', 200, null, false, false],
    [{ url: MEMBER }, 'whop', 'retrieveMember', 401, 'credential', false, false],
    [{ url: MEMBER, headers: never }, 'whop', 'retrieveMember', 400, 'version', false, false],
    [{ url: `${MEMBER}x`, headers: FULL }, 'whop', 'retrieveMember', 404, 'lookup', false, false],
    [{ url: '/whop/api/v1/users/me', method: 'PATCH' }, 'whop', 'updateMeUser', 501, 'emulated', true, false],
    [{ url: '/whop/api/v1/nowhere' }, 'whop', null, 404, 'path', false, true],
    [{ url: MEMBER, method: 'PUT' }, 'whop', null, 404, 'path', false, true],
    [{ url: UNIT }, 'aitable', 'getMember', 401, 'bearer', false, false],
    [{ url: UNIT, method: 'OPTIONS' }, 'aitable', null, 204, null, false, false],
    [{ url: `${SPACE}/members/x`, headers: ADMIN_KEY }, 'aitable', 'getMember', 200, 'lookup', false, false],
    [{ url: SITE_MEMBER, headers: SITE_A }, 'sotion', 'getMember', 200, null, false, false],
    [{ url: '/sotion/api/v1/members/x', headers: SITE_A }, 'sotion', 'getMember', 400, 'uuid', false, false],
    [{ url: '/elsewhere' }, null, null, 404, 'path', false, true],
  ]
  for (const [request] of rows) await mock.app.inject(request)
  await mock.app.inject('/__admin/health')
  const { requests } = await list(mock)
  t.same(
    requests.map((entry) => [
      entry.vendor,
      entry.operation,
      entry.response?.status,
      entry.refusedBy,
      entry.unimplemented,
      entry.unmatched,
    ]),
    rows.map(([, ...expected]) => expected),
    'and nothing of the admin',
  )
  for (let i = 0; i < 8; i++) await mock.app.inject({ url: MEMBER, headers: FULL })
  t.match(await last(mock), { refusedBy: 'limit', response: { status: 429 } })
})

t.test('why it was refused, where the answer does not say', async (t) => {
  const mock = createFrozen({ settings: { whop: { limit: 9 } } })
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
  const FREE = '/aitable/fusion/v1/spaces/spcFreePlan01/members/x'
  const ON_B = '/sotion/api/v1/members/bbbbbbbb-bbbb-4bbb-bbbb-bbbbbbbbbbbb'
  const rows: [InjectOptions, string | null][] = [
    [{ url: MEMBER, headers: FULL }, null],
    [{ url: MEMBER }, 'the vendor sees no credential in this request'],
    [{ url: MEMBER, headers: bearer('apik_nobody') }, 'no key here has this credential'],
    [{ url: MEMBER, headers: bearer('apik_mock_revoked') }, 'the key is revoked'],
    [{ url: MEMBER, headers: bearer('apik_mock_noscope') }, 'the key lacks member:basic:read'],
    [{ url: `${MEMBER}x`, headers: FULL }, 'there is no such member'],
    [
      { url: '/whop/api/v1/members/mber_OtherComp0001', headers: FULL },
      'the member exists, on biz_MockBookCircle',
    ],
    [{ url: '/whop/api/v1/nowhere' }, null],
    [
      { url: UNIT, headers: bearer('uskMockOutsider00000001') },
      'the owner of the token is not in spcjXzqVrjaP3',
    ],
    [{ url: FREE, headers: ADMIN_KEY }, 'spcFreePlan01 has the plan free, and this needs enterprise'],
    [
      { url: UNIT, headers: bearer('uskMockTeamAdmin0000001') },
      'the owner of the token is a sub-admin who may manage teams and roles, not members',
    ],
    [
      { url: UNIT, headers: bearer('uskMockPlainMember00001') },
      'the owner of the token is no admin of spcjXzqVrjaP3',
    ],
    [
      { url: `${SPACE}/members/MockFreePlan0000000000000000001`, headers: ADMIN_KEY },
      'the member exists, on spcFreePlan01',
    ],
    [{ url: ON_B, headers: SITE_A }, 'the member exists, on site_b'],
    [{ url: ON_B.replace('bbbbbbbb-', 'eeeeeeee-'), headers: SITE_A }, 'there is no such member'],
    [
      { url: '/sotion/api/v1/members', method: 'POST', headers: SITE_A, payload: { email: 1 } },
      'in the body, /email breaks the rule "type"',
    ],
  ]
  for (const [request] of rows) await mock.app.inject(request)
  const { requests } = await list(mock)
  t.strictSame(
    requests.map(({ reason }) => reason),
    rows.map(([, reason]) => reason),
  )
  for (let i = 0; i < 8; i++) await mock.app.inject({ url: MEMBER, headers: FULL })
  t.match(await last(mock), { reason: 'the limit of 9 is used up, for 60 s more' })
  t.same(mock.failures, [])
})

t.test('answers are noted as they were sent: chunks, nothing at all, only headers', async (t) => {
  const mock = createFrozen()
  const chunked = await mock.app.inject(UNIT)
  const { response } = await last(mock)
  t.equal(response?.body, chunked.body)
  t.match(response?.headers, { 'content-type': 'application/json', 'transfer-encoding': 'chunked' })
  t.notOk('content-length' in Object(response?.headers))

  await mock.app.inject({ url: UNIT, method: 'OPTIONS' })
  t.match((await last(mock)).response, { status: 204, body: '' })

  const head = await mock.app.inject({ url: MEMBER, method: 'HEAD', headers: FULL })
  const noted = (await last(mock)).response
  t.equal(noted?.body, '')
  t.equal(noted?.headers['content-length'], head.headers['content-length'])
})

t.test('credentials are hidden wherever they are', async (t) => {
  const awkward = 'a/long "key" & more'
  const mock = createFrozen({
    settings: {
      whop: {
        keys: [awkward, 'pw', 'apik_'].map((token) => ({
          token,
          scopes: ['member:basic:read'],
          company: 'biz_MockCoffeeClub',
        })),
      },
    },
  })
  const headersOf = async (headers: Record<string, string>): Promise<unknown> => {
    await mock.app.inject({ url: MEMBER, headers })
    return (await last(mock)).request.headers[0]
  }
  for (const [sent, shown] of [
    ['Bearer apik_mock_basic', 'Bearer [...asic]'],
    ['bearer  nobody_knows_this_one', 'bearer  [..._one]'],
    ['Bearer elevenchars', 'Bearer [...]'],
    ['apik_mock_full', '[...full]'],
    ['Bearer', 'Bearer'],
    ['', ''],
  ] as const)
    t.same(await headersOf({ authorization: sent }), ['authorization', shown])
  t.same(await headersOf({ cookie: 'a=1; session=0123456789abcdef; x' }), [
    'cookie',
    'a=[...]; session=[...cdef]; [...]',
  ])
  t.same(await headersOf({ 'x-note': `pw apik_apik_mock_full so_mock_site_b ${awkward}` }), [
    'x-note',
    'pw apik_[...full] [...te_b] [...more]',
  ])

  const { default: sandbox } = mock.sandboxes
  const minted = mock.sandboxes.create().credentials.whop?.full ?? ''
  await mock.app.inject({
    method: 'POST',
    url: `/whop/api/v1/leads?key=apik%5Fmock_full&q=a%2Fb&b=${encodeURIComponent(awkward)}&m=${minted}&%zz`,
    payload: { token: awkward, other: minted, harmless: 'full' },
  })
  const { request } = await last(mock)
  t.equal(request.url, '/whop/api/v1/leads?key=[...full]&q=a%2Fb&b=[...more]&m=[...full]&%zz')
  t.equal(request.body, '{"token":"[...more]","other":"[...full]","harmless":"full"}')
  t.equal(sandbox.journal.entries().at(-1)?.url.includes(minted), true, 'only the reader is kept from it')

  await mock.app.inject('/nobody?apik_mock_full=1')
  const { response, unread } = await last(mock)
  t.match(response?.body, '/nobody?[...full]=1 is no vendor')
  t.same(unread.query, ['[...full]'])
})

t.test('unread: what was sent in vain, less what the vendor’s own clients send', async (t) => {
  const mock = createFrozen()
  const asked = async (request: InjectOptions): Promise<unknown> => {
    await mock.app.inject(request)
    return (await last(mock)).unread
  }
  const NOTHING = { query: [], headers: [], body: [] }
  const own = { 'api-version-date': '2026-07-20', 'x-whop-app-id': 'app_1', 'x-stainless-lang': 'js' }
  t.same(await asked({ url: MEMBER, headers: { ...FULL, ...own } }), NOTHING)
  const typos = { 'api-version': '2026-07-20', 'x-whop-app': 'app_1', 'x-sotion-x': '1' }
  t.same(await asked({ url: `${MEMBER}?expand=user&expand=x&a%20b`, headers: { ...FULL, ...typos } }), {
    query: ['expand', 'a b'],
    headers: ['api-version', 'x-whop-app'],
    body: [],
  })
  t.same(
    await asked({
      url: '/whop/api/v1/leads?a=1',
      method: 'POST',
      headers: own,
      payload: { b: 1, c: { d: 2 } },
    }),
    { query: ['a'], headers: [], body: ['b', 'c'] },
  )
  for (const payload of ['["a"]', '{"a":', 'a=1'])
    t.same(await asked({ url: '/whop/api/v1/leads', method: 'POST', payload }), NOTHING, payload)

  const current = { ...FULL, 'api-version-date': '2026-07-23' }
  const url = '/whop/api/v1/memberships?statuses[]=active&user_ids[0]=a&plan_ids=b&status=x&user_id=c'
  t.same(await asked({ url, headers: FULL }), { ...NOTHING, query: ['status', 'user_id'] })
  t.same(await asked({ url, headers: current }), { ...NOTHING, query: ['statuses[]', 'user_ids[0]'] })
  const cancel = {
    url: '/whop/api/v1/memberships/mem_Active00000001/cancel',
    method: 'POST' as const,
    payload: { cancellation_mode: 'at_period_end', cancel_at_period_end: true, reason: 'moving' },
  }
  t.same(await asked({ ...cancel, headers: FULL }), { ...NOTHING, body: ['cancel_at_period_end', 'reason'] })
  t.same(await asked({ ...cancel, headers: current }), { ...NOTHING, body: ['cancellation_mode'] })

  const agents = { 'x-apitable-user-agent': 'a', 'x-vika-user-agent': 'b', 'x-vika-x': 'c' }
  t.same(await asked({ url: `${UNIT}?sensitiveData=1&sensitivedata=1&fieldKey=id`, headers: agents }), {
    query: ['sensitivedata'],
    headers: ['x-vika-x'],
    body: [],
  })
  t.same(await asked({ url: `${SPACE}/nodes?sensitiveData=1&fieldKey=id`, headers: agents }), {
    query: ['sensitiveData'],
    headers: ['x-vika-x'],
    body: [],
  })
  t.same(await asked({ url: SITE_MEMBER, headers: { ...SITE_A, 'x-sotion-site': '1' } }), {
    ...NOTHING,
    headers: ['x-sotion-site'],
  })
  t.same(await asked({ url: '/nobody?a=1', headers: typos }), { ...NOTHING, query: ['a'] })
})

t.test(
  'a body that comes after the answer is kept to 64 KiB; one that is not announced is none',
  async (t) => {
    const mock = createTestApp()
    const socket = connect(await listen(t, mock), '127.0.0.1')
    const text = `{"text":"${'x'.repeat(100_000)}"}`
    socket.write(
      `POST /whop/api/v1/leads HTTP/1.1\r\nHost: localhost\r\nX-Whop-Case: Kept\r\nContent-Length: ${text.length}\r\n\r\n`,
    )
    t.match(String((await once(socket, 'data'))[0]), /^HTTP\/1\.1 501 /)
    t.equal((await last(mock)).request.body, '')
    socket.write(text.slice(0, 30_000))
    socket.write(text.slice(30_000))
    socket.write('GET /whop/api/v1/leads HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')
    await once(socket, 'close')
    const { requests } = await list(mock)
    t.equal(requests[0]?.request.body, text.slice(0, 65_536))
    t.same(requests[0]?.request.headers.slice(0, 2), [
      ['Host', 'localhost'],
      ['X-Whop-Case', 'Kept'],
    ])
    t.same(requests[0]?.unread, { query: [], headers: ['X-Whop-Case'], body: [] })
    t.equal(requests[1]?.request.body, null)
  },
)

t.test('a long answer is kept to 64 KiB and shows its whole length', async (t) => {
  const member = { id: '11111111-1111-4111-8111-111111111111', displayName: 'é'.repeat(50_000) }
  const mock = createTestApp({ settings: { sotion: { members: [member] } } })
  const answer = await mock.app.inject({ url: SITE_MEMBER, headers: SITE_A })
  t.equal(answer.statusCode, 200)
  t.ok(answer.rawPayload.length > 65_536)
  const { response } = await last(mock)
  t.equal(response?.body, answer.rawPayload.subarray(0, 65_536).toString())
  t.equal(response?.headers['content-length'], String(answer.rawPayload.length))
})

t.test('the ring: the oldest give way, and are counted', async (t) => {
  const mock = createSized(3)
  for (let i = 1; i <= 5; i++) await mock.app.inject(`/whop/${i}`)
  const { requests, dropped } = await list(mock)
  t.same(
    requests.map(({ id, request }) => [id, request.url]),
    [
      ['r_3', '/whop/3'],
      ['r_4', '/whop/4'],
      ['r_5', '/whop/5'],
    ],
  )
  t.equal(dropped, 2)
  t.equal((await mock.app.inject('/__admin/requests/r_5')).json().request.url, '/whop/5')
  for (const id of ['r_2', 'r_6', 'r_0', '5', 'x']) {
    const answer = await mock.app.inject(`/__admin/requests/${id}`)
    t.equal(answer.statusCode, 404, id)
    t.same(answer.json(), {
      error: { path: `/__admin/requests/${id}`, message: `the journal holds no request "${id}"` },
    })
  }
  const emptied = await mock.app.inject({ method: 'DELETE', url: '/__admin/requests' })
  t.same([emptied.statusCode, emptied.body], [204, ''])
  t.same(await list(mock), { requests: [], dropped: 0 })
  await mock.app.inject('/whop/6')
  t.equal((await last(mock)).id, 'r_6', 'numbers go on')
  mock.sandboxes.reset(mock.sandboxes.default)
  t.same(await list(mock), { requests: [], dropped: 0 })
  await mock.app.inject('/whop/1')
  t.equal((await last(mock)).id, 'r_1', 'a reset is a start')
})

t.test('a journal that is off says so where silence would mislead', async (t) => {
  const mock = createSized(0)
  await mock.app.inject({ url: '/whop/api/v1/leads', method: 'POST', payload: { a: 1 } })
  await mock.app.inject('/nobody')
  t.same(await list(mock), { requests: [], dropped: 0 })
  t.equal((await mock.app.inject('/__admin/requests/r_1')).statusCode, 404)
  for (const path of ['count', 'verify', 'wait'])
    t.same(await post(mock, path, {}), {
      status: 409,
      body: {
        error: {
          path: '',
          message: 'the journal is off: membermock was started with a journal size of 0',
        },
      },
    })
})

t.test('each sandbox has a journal of its own', async (t) => {
  const mock = createTestApp()
  const { id, credentials } = mock.sandboxes.create()
  await mock.app.inject({ url: MEMBER, headers: { authorization: `Bearer ${credentials.whop?.full}` } })
  t.same(await list(mock), { requests: [], dropped: 0 })
  t.equal((await list(mock, `?sandbox=${id}`)).requests.length, 1)
  t.equal((await mock.app.inject('/__admin/requests?sandbox=sb_9')).statusCode, 404)
})

/** Seven requests, one a second. */
const createFilled = async (): Promise<TestApp> => {
  const mock = createFrozen()
  for (const request of [
    { url: MEMBER, headers: FULL },
    { url: `${MEMBER}?x=1` },
    { url: MEMBER, method: 'HEAD', headers: FULL },
    { url: '/whop/api/v1/leads', method: 'POST', headers: FULL },
    { url: UNIT, headers: ADMIN_KEY },
    { url: '/nobody/at/all' },
    { url: SITE_MEMBER, headers: SITE_A },
  ] satisfies InjectOptions[]) {
    await mock.app.inject(request)
    mock.sandboxes.default.clock.advance(1000)
  }
  return mock
}

t.test('filters: in a list, and as a match', async (t) => {
  const mock = await createFilled()
  const rows: [Record<string, unknown>, number[]][] = [
    [{}, [1, 2, 3, 4, 5, 6, 7]],
    [{ vendor: 'whop' }, [1, 2, 3, 4]],
    [{ operation: 'getMember' }, [5, 7]],
    [{ vendor: 'sotion', operation: 'getMember' }, [7]],
    [{ operation: 'createLead' }, [4]],
    [{ method: 'head' }, [3]],
    [{ path: MEMBER }, [1, 2, 3]],
    [{ path: '/whop/*' }, [1, 2, 3, 4]],
    [{ path: '/whop' }, []],
    [{ path: '*' }, [1, 2, 3, 4, 5, 6, 7]],
    [{ status: 200 }, [1, 3, 5, 7]],
    [{ since: 'r_5' }, [6, 7]],
    [{ since: '2026-03-01T12:00:05Z' }, [6, 7]],
    [{ since: '2026-03-01T13:00:05.001+01:00' }, [7]],
    [{ unimplemented: true }, [4]],
    [{ unimplemented: false, status: 404 }, [6]],
    [{ unmatched: true }, [6]],
    [{ unmatched: false, limit: 2 }, [5, 7]],
    [{ limit: 100 }, [1, 2, 3, 4, 5, 6, 7]],
  ]
  for (const [filters, numbers] of rows) {
    const query = new URLSearchParams(
      Object.entries(filters).map(([name, value]): [string, string] => [name, String(value)]),
    )
    const { requests } = await list(mock, `?${query}`)
    t.same(
      requests.map(({ id }) => id),
      numbers.map((number) => `r_${number}`),
      `${query}`,
    )
    t.same(await post(mock, 'count', { match: filters }), { status: 200, body: { count: numbers.length } })
  }
})

t.test('filters that nothing could pass are refused by name', async (t) => {
  const mock = createTestApp({ vendors: ['whop', 'sotion'] })
  const refusals: [string, unknown, string, unknown][] = [
    ['vendor', 'aitable', 'no request has the vendor "aitable"', ['whop', 'sotion']],
    ['since', 'yesterday', 'no request has the since "yesterday"', ['2026-01-01T00:00:00Z', 'r_12']],
  ]
  for (const [name, value, message, accepted] of refusals) {
    const answer = await mock.app.inject(`/__admin/requests?${name}=${value}`)
    t.equal(answer.statusCode, 400)
    t.same(answer.json(), { error: { path: `?/${name}`, message, accepted } })
    t.same(await post(mock, 'count', { match: { [name]: value } }), {
      status: 400,
      body: { error: { path: `/match/${name}`, message, accepted } },
    })
  }
  for (const [path, body, where] of [
    ['count', { match: { operation: 'getMembr' } }, '/match/operation'],
    ['count', { match: { vendor: 'sotion', operation: 'retrieveMember' } }, '/match/operation'],
    ['count', { match: { method: 'FETCH' } }, '/match/method'],
    ['count', { match: { vendr: 'whop' } }, '/match/vendr'],
    ['count', { match: { status: '200' } }, '/match/status'],
    ['count', { filter: {} }, '/filter'],
    ['verify', { match: {}, atLeast: -1 }, '/atLeast'],
    ['verify', { atLeast: 1, exactly: 1 }, '/exactly'],
    ['wait', { timeoutMs: 60_001 }, '/timeoutMs'],
    ['wait', { count: 0 }, '/count'],
    ['wait', { match: { unmatched: 'yes' } }, '/match/unmatched'],
  ] as const) {
    const answer = await post(mock, path, body)
    t.equal(answer.status, 400)
    t.equal(answer.body.error.path, where)
  }
  for (const query of ['vendr=whop', 'limit=0', 'status=ok', 'unmatched=maybe'])
    t.equal((await mock.app.inject(`/__admin/requests?${query}`)).statusCode, 400, query)
})

t.test('verify: one bound, at least one without', async (t) => {
  const mock = await createFilled()
  const match = { vendor: 'whop' }
  for (const [bound, ok] of [
    [{}, true],
    [{ atLeast: 4 }, true],
    [{ atLeast: 5 }, false],
    [{ atMost: 4 }, true],
    [{ atMost: 3 }, false],
    [{ exactly: 4 }, true],
    [{ exactly: 5 }, false],
  ] as const) {
    const { status, body } = await post(mock, 'verify', { match, ...bound })
    t.same([status, body.ok, body.count], [200, ok, 4])
    t.same(Object.keys(body), ok ? ['ok', 'count'] : ['ok', 'count', 'message', 'nearest'])
  }
})

t.test('verify: what came instead, and which field differed', async (t) => {
  const mock = createFrozen()
  const ask = (url: string, headers = FULL) => mock.app.inject({ url, headers })
  const missing = `${MEMBER.replace('Joined', 'apik_mock_full')}?expand=user`
  const verify = async (body: object) => (await post(mock, 'verify', body)).body
  t.same(await verify({}), {
    ok: false,
    count: 0,
    message: '0 requests, expected at least 1; the journal holds none',
    nearest: [],
  })
  await ask(MEMBER)
  await ask(missing)
  await ask(SITE_MEMBER, SITE_A)
  await ask(SITE_MEMBER)
  mock.sandboxes.default.faults.add({ vendor: 'whop', socket: 'reset' })
  await ask(MEMBER).catch(() => {})

  const { message, nearest, ...verdict } = await verify({
    match: { vendor: 'whop', path: MEMBER, status: 404 },
    exactly: 2,
  })
  t.same(verdict, { ok: false, count: 0 })
  const url = missing.replace('apik_mock_full', '[...full]')
  t.same(nearest, [
    {
      id: 'r_5',
      method: 'GET',
      url: MEMBER,
      status: null,
      differs: [{ field: 'status', expected: 404, found: null }],
    },
    {
      id: 'r_2',
      method: 'GET',
      url,
      status: 404,
      differs: [{ field: 'path', expected: MEMBER, found: url.split('?')[0] }],
    },
    {
      id: 'r_1',
      method: 'GET',
      url: MEMBER,
      status: 200,
      differs: [{ field: 'status', expected: 404, found: 200 }],
    },
  ])
  t.equal(
    message,
    `0 requests fit {"vendor":"whop","path":"${MEMBER}","status":404}, expected exactly 2; nearest:
  r_5 GET ${MEMBER} was cut; status is null, not 404
  r_2 GET ${url} was answered 404; path is "${url.split('?')[0]}", not "${MEMBER}"
  r_1 GET ${MEMBER} was answered 200; status is 200, not 404`,
  )
  t.match(await verify({ match: { operation: 'getMember', method: 'get', since: 'r_4' } }), {
    nearest: [
      { id: 'r_5', differs: [{ field: 'operation', expected: 'getMember', found: 'retrieveMember' }] },
      { id: 'r_4', differs: [{ field: 'since', expected: 'r_4', found: 'r_4' }] },
      {},
    ],
  })
})

/** Emits `begun` and `ended` with each wait that takes time. */
const watchWaits = ({ sandboxes }: TestApp): EventEmitter => {
  const waits = new EventEmitter()
  const { journal } = sandboxes.default
  const { listen } = journal
  journal.listen = (listener) => {
    const stop = listen.call(journal, listener)
    waits.emit('begun')
    return () => {
      stop()
      waits.emit('ended')
    }
  }
  return waits
}

t.test('wait: at once, on arrival, or until the time is over', async (t) => {
  const mock = createTestApp()
  await mock.app.inject('/whop/1')
  t.same((await post(mock, 'wait', {})).body, { ok: true, count: 1 })
  t.same((await post(mock, 'wait', { count: 2, timeoutMs: 1 })).body, { ok: false, count: 1 })

  const match = { vendor: 'sotion', status: 200 }
  const waits = watchWaits(mock)
  const begun = once(waits, 'begun')
  const waiting = post(mock, 'wait', { match, count: 3, timeoutMs: 60_000 })
  await begun
  const asks = [SITE_A, {}, SITE_A, SITE_A].map((headers) => mock.app.inject({ url: SITE_MEMBER, headers }))
  await Promise.all([...asks, mock.app.inject('/whop/2')])
  t.same((await waiting).body, { ok: true, count: 3 })
})

t.test('wait: ends with its client, and with the server', async (t) => {
  const mock = createTestApp()
  const port = await listen(t, mock)
  const waits = watchWaits(mock)
  let [begun, ended] = [once(waits, 'begun'), once(waits, 'ended')]
  const body = '{"timeoutMs":60000}'
  const socket = connect(port, '127.0.0.1')
  socket.write(
    `POST /__admin/requests/wait HTTP/1.1\r\nHost: localhost:${port}\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  )
  await begun
  socket.destroy()
  await ended

  ;[begun, ended] = [once(waits, 'begun'), once(waits, 'ended')]
  const answer = fetch(`http://127.0.0.1:${port}/__admin/requests/wait`, { method: 'POST', body })
  await begun
  await mock.app.close()
  t.same(await (await answer).json(), { ok: false, count: 0 })
  await ended
})
