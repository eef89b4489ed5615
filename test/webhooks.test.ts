/** Webhooks delivered: what a change comes to, how it is signed, how often it is tried, and where it may never go. */
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import t, { type Test } from 'tap'
import { netChanges } from '../src/contract/net-changes.ts'
import { startMembermock } from '../src/index.ts'
import { deliveryHeaders, signatureOf } from '../src/routes/sotion/webhook-signature.ts'
import type { Delivery } from '../src/sandbox/delivery.ts'
import { DeliveryRecords, MOST_DONE } from '../src/sandbox/delivery-records.ts'
import { Lines } from '../src/sandbox/lines.ts'
import { Random } from '../src/sandbox/random.ts'
import { DeliveryCarrier } from '../src/server/deliveries/carrier.ts'
import { post } from '../src/server/deliveries/post.ts'
import { reachable } from '../src/server/deliveries/reach.ts'
import { createTestApp, type TestApp } from './support/app.ts'
import { openReceiver, settled, type TestReceiver } from './support/receiver.ts'

const NOON = Date.parse('2026-03-01T12:00:00.000Z')
const ADA = '11111111-1111-4111-8111-111111111111'
const HOOK = 'c0000000-0000-4000-8000-000000000000'
const SECRET = 'whsec_0123456789abcdef0123456789abcdef0123456789abcdef'
const KEY = { authorization: 'Bearer so_mock_site_a' }
const EMAIL = 'new@example.com'

interface Bench extends TestApp {
  receiver: TestReceiver
  /** A call of Sotion's on site A; its JSON, or undefined for an empty answer. */
  ask(method: string, path: string, body?: object): Promise<Record<string, Record<string, unknown>>>
  admin(method: string, path: string, body?: object): Promise<number>
  types(): string[]
}

/** A server whose clock stands, and an endpoint of site A for all events. */
const open = async (t: Test, hook: object = {}): Promise<Bench> => {
  const made = createTestApp({ vendors: ['sotion'], members: 0 })
  t.teardown(() => made.app.close())
  const receiver = await openReceiver(t)
  const { app, sandboxes } = made
  sandboxes.default.clock.freeze(NOON)
  const bench: Bench = {
    ...made,
    receiver,
    async ask(method, path, body) {
      const url = `/sotion/api/v1${path}`
      const answer = await app.inject({
        method: method as 'GET',
        url,
        headers: KEY,
        ...(body && { payload: body }),
      })
      t.ok(answer.statusCode < 300, `${method} ${path}: ${answer.statusCode} ${answer.body}`)
      return answer.body === '' ? {} : answer.json()
    },
    async admin(method, path, body) {
      const url = `/__admin/${path}`
      const answer = await app.inject({ method: method as 'GET', url, ...(body && { payload: body }) })
      return answer.statusCode
    },
    types: () => receiver.received.map(({ headers }) => String(headers['x-webhook-event'])),
  }
  await bench.admin('PUT', `sotion/webhooks/${HOOK}`, {
    url: `${receiver.url}/hook`,
    secret: SECRET,
    ...hook,
  })
  return bench
}

const deliveriesOf = ({ sandboxes }: TestApp): readonly Delivery[] => sandboxes.default.outbox.records.list()

t.test('Sotion’s signature is that of the test vector', async (t) => {
  const id = 'a1b2c3d4-e5f6-4890-abcd-ef1234567890'
  const body =
    `{"id":"${id}","type":"member.created","timestamp":"2026-03-28T12:00:00.000Z","version":"1",` +
    '"siteId":"5157e000-0000-4000-8000-000000000001","data":{}}'
  const signature = 'sha256=ded1615fed71e0e33a60a8290bb31fe3ca7a027d4bdc8b5319e8d33a3f0a4f2d'
  t.equal(signatureOf(body, SECRET), signature)
  const letter = { event: 'member.created', eventId: id, member: null, body }
  t.strictSame(deliveryHeaders({ letter, secret: SECRET, seconds: 0, random: new Random('x') }), {
    'Content-Type': 'application/json',
    'User-Agent': 'Sotion-Webhooks/1.0',
    'X-Webhook-Event': 'member.created',
    'X-Webhook-Delivery': new Random('x').uuid(),
    'X-Webhook-Id': id,
    'X-Webhook-Signature': signature,
  })
})

t.test('a change is delivered, signed, in the vendor’s words', async (t) => {
  const bench = await open(t)
  const { data } = await bench.ask('POST', '/members', { email: EMAIL, displayName: 'New' })
  await settled(bench.sandboxes.default)
  const [delivery] = deliveriesOf(bench)
  const { eventId = '' } = delivery ?? {}
  t.match(eventId, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  const body = JSON.stringify({
    id: eventId,
    type: 'member.created',
    timestamp: '2026-03-01T12:00:00.000Z',
    version: '1',
    siteId: '5157e000-0000-4000-8000-000000000001',
    data: { member: data },
  })
  const [received] = bench.receiver.received
  t.match(received, { method: 'POST', url: '/hook', body })
  t.match(received?.headers, {
    'content-type': 'application/json',
    'user-agent': 'Sotion-Webhooks/1.0',
    'x-webhook-event': 'member.created',
    'x-webhook-id': eventId,
    'x-webhook-signature': `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`,
    'content-length': String(Buffer.byteLength(body)),
    host: `127.0.0.1:${bench.receiver.port}`,
  })
  t.match(delivery, {
    number: 1,
    state: 'delivered',
    due: null,
    attempts: [{ time: NOON, status: 200, body: 'ok' }],
  })
  t.strictSame(bench.failures, [])
})

t.test('which call fires what, in the order of the changes', async (t) => {
  const bench = await open(t)
  const told = async (method: string, path: string, body?: object): Promise<string[]> => {
    const before = bench.receiver.received.length
    await bench.ask(method, path, body)
    await settled(bench.sandboxes.default)
    return bench.types().slice(before)
  }
  const { data: group = {} } = await bench.ask('POST', '/access-groups', { name: 'Early Birds' })
  await settled(bench.sandboxes.default)
  t.same(bench.types(), ['access-group.created'])
  const accessGroupIds = [group.id]
  t.same(await told('POST', '/members', { email: EMAIL, accessGroupIds }), [
    'member.created',
    'access-group.member.added',
  ])
  t.match(JSON.parse(bench.receiver.received.at(-2)?.body ?? ''), {
    data: { member: { email: EMAIL, accessGroups: [{ id: group.id, name: 'Early Birds' }] } },
  })
  const bulk = { members: [{ email: 'a@b.c' }, { email: EMAIL }, { email: 'no' }], accessGroupIds }
  t.same(await told('POST', '/members/bulk', bulk), ['member.created', 'access-group.member.added'])
  t.same(await told('PATCH', `/members/${ADA}`, { status: 'blocked' }), ['member.updated'])
  t.same(await told('PATCH', `/members/${ADA}`, { status: 'blocked' }), [], 'nothing differs')
  t.same(await told('PATCH', `/access-groups/${group.id}`, { description: 'x' }), ['access-group.updated'])
  t.same(await told('PATCH', `/access-groups/${group.id}`, { description: 'x' }), [])
  t.same(await told('POST', `/access-groups/${group.id}/members`, { memberId: ADA }), [
    'access-group.member.added',
  ])
  const [joined] = bench.receiver.received.slice(-1)
  t.match(JSON.parse(joined?.body ?? ''), {
    data: { accessGroup: { id: group.id, name: 'Early Birds' }, member: { id: ADA, status: 'blocked' } },
  })
  t.same(await told('DELETE', `/access-groups/${group.id}/members/${ADA}`), ['access-group.member.removed'])
  await told('POST', `/access-groups/${group.id}/members`, { memberId: ADA })
  t.same(await told('DELETE', `/members/${ADA}`), ['member.deleted'])
  t.match(JSON.parse(bench.receiver.received.at(-1)?.body ?? ''), {
    data: { member: { id: ADA, accessGroups: [{}, {}, { id: group.id, name: 'Early Birds' }] } },
  })
  t.same(await told('DELETE', `/access-groups/${group.id}`), ['access-group.deleted'])
  t.match(JSON.parse(bench.receiver.received.at(-1)?.body ?? ''), {
    data: { accessGroup: { id: group.id, memberCount: 2 } },
  })
})

t.test('the admin’s changes are told of as well, and only to those who asked', async (t) => {
  const bench = await open(t, { events: ['member.updated', 'member.deleted'] })
  const other = await openReceiver(t)
  await bench.ask('POST', '/webhooks', { url: `${other.url}/x`, events: ['member.deleted'] })
  t.equal(await bench.admin('PATCH', `sotion/members/${ADA}`, { displayName: 'Ada' }), 200)
  t.equal(await bench.admin('PATCH', `sotion/members/${ADA}`, { accessGroups: [] }), 200)
  t.equal(await bench.admin('DELETE', `sotion/members/${ADA}`), 204)
  t.equal(
    await bench.admin('PUT', `sotion/members/${ADA}?site=site_b`, { email: EMAIL }),
    201,
    'another site',
  )
  await settled(bench.sandboxes.default)
  t.same(bench.types(), ['member.updated', 'member.deleted'])
  t.same(
    other.received.map(({ body }) => JSON.parse(body).type),
    ['member.deleted'],
  )
  const [ours, theirs] = [bench.receiver.received.at(-1), other.received[0]]
  t.equal(ours?.body, theirs?.body, 'one event has one id')
  t.not(ours?.headers['x-webhook-signature'], theirs?.headers['x-webhook-signature'])
})

t.test('what fails is tried again at the vendor’s times, with the same id, and then given up', async (t) => {
  const bench = await open(t)
  const { clock } = bench.sandboxes.default
  const codes = [500, 301, 404, 204]
  bench.receiver.answer = (response, _request, nth) => {
    response.writeHead(codes[nth - 1] ?? 500, { location: '/elsewhere' }).end()
  }
  await bench.ask('POST', '/members', { email: EMAIL })
  const counts: number[] = []
  for (const ms of [0, 9_999, 1, 49_999, 1, 239_999, 1]) {
    clock.advance(ms)
    await settled(bench.sandboxes.default)
    counts.push(bench.receiver.received.length)
  }
  t.same(counts, [1, 1, 2, 2, 3, 3, 4])
  t.ok(
    bench.receiver.received.every(({ url }) => url === '/hook'),
    'a redirect is not followed',
  )
  const [delivery] = deliveriesOf(bench)
  t.match(delivery, { state: 'delivered', due: null })
  t.same(
    delivery?.attempts.map(({ time, status }) => [time - NOON, status]),
    [0, 10_000, 60_000, 300_000].map((time, i) => [time, codes[i]]),
  )
  const ofEach = (name: string): unknown[] => bench.receiver.received.map(({ headers }) => headers[name])
  t.equal(new Set(ofEach('x-webhook-id')).size, 1)
  t.equal(new Set(ofEach('x-webhook-delivery')).size, 4)

  bench.receiver.answer = (response) => response.destroy()
  await bench.ask('DELETE', `/members/${ADA}`)
  await settled(bench.sandboxes.default)
  clock.advance(86_400_000)
  await settled(bench.sandboxes.default)
  t.match(deliveriesOf(bench)[1], { state: 'failed', due: null })
  t.same(
    deliveriesOf(bench)[1]?.attempts.map(({ time, status, reason }) => [status, reason, time]),
    [0, 10_000, 60_000, 300_000].map((after) => [null, 'ECONNRESET', NOON + 300_000 + after]),
    'one advance is enough for all, each at its own time',
  )
})

t.test('setting the clock sends nothing, and what is late goes with the next advance', async (t) => {
  const bench = await open(t)
  const { clock } = bench.sandboxes.default
  bench.receiver.answer = (response) => response.writeHead(500).end()
  await bench.ask('POST', '/members', { email: EMAIL })
  await settled(bench.sandboxes.default)
  clock.freeze(NOON + 20_000)
  await settled(bench.sandboxes.default)
  t.equal(bench.receiver.received.length, 1)
  clock.advance(0)
  await settled(bench.sandboxes.default)
  t.equal(bench.receiver.received.length, 2)
})

t.test('a receiver that hangs holds no answer up, and neither does one that is gone', async (t) => {
  const bench = await open(t)
  let release = (): void => {}
  const asked = new Promise<void>((resolve) => {
    bench.receiver.answer = (response) => {
      release = () => response.end()
      resolve()
    }
  })
  await bench.ask('POST', '/members', { email: EMAIL })
  await asked
  await bench.ask('PATCH', `/members/${ADA}`, { paid: false })
  await bench.ask('DELETE', `/members/${ADA}`)
  t.same(
    deliveriesOf(bench).map(({ state }) => state),
    ['due', 'due', 'due'],
  )
  t.equal(bench.receiver.received.length, 1, 'one at a time')
  bench.receiver.answer = (response) => response.end()
  release()
  await settled(bench.sandboxes.default)
  t.same(bench.types(), ['member.created', 'member.updated', 'member.deleted'])
  t.same(
    deliveriesOf(bench).map(({ state }) => state),
    ['delivered', 'delivered', 'delivered'],
  )
})

t.test('what is due is in the snapshot, and goes out where that is restored', async (t) => {
  const bench = await open(t)
  const { default: sandbox } = bench.sandboxes
  bench.receiver.answer = (response) => response.writeHead(500).end()
  await bench.ask('POST', '/members', { email: EMAIL })
  await settled(sandbox)
  const snapshot = (await bench.app.inject('/__admin/snapshot')).json()
  t.match(snapshot.outbox, {
    made: 1,
    told: 2,
    deliveries: [{ number: 1, state: 'due', due: NOON + 10_000 }],
  })

  const other = createTestApp({ vendors: ['sotion'], members: 0 })
  t.teardown(() => other.app.close())
  const put = await other.app.inject({ method: 'PUT', url: '/__admin/snapshot', payload: snapshot })
  t.equal(put.statusCode, 204, put.body)
  t.same((await other.app.inject('/__admin/snapshot')).json().outbox, snapshot.outbox)
  bench.receiver.answer = (response) => response.end()
  other.sandboxes.default.clock.advance(10_000)
  await settled(other.sandboxes.default)
  t.match(deliveriesOf(other), [
    { number: 1, state: 'delivered', attempts: [{ status: 500 }, { status: 200 }] },
  ])

  sandbox.reset()
  t.same(deliveriesOf(bench), [])
  t.same(sandbox.clock.due, [])
})

t.test('a webhook that has gone meanwhile gets nothing', async (t) => {
  const bench = await open(t)
  const { default: sandbox } = bench.sandboxes
  bench.receiver.answer = (response) => response.writeHead(500).end()
  await bench.ask('POST', '/members', { email: EMAIL })
  await settled(sandbox)
  await bench.ask('DELETE', `/webhooks/${HOOK}`)
  sandbox.clock.advance(10_000)
  await settled(sandbox)
  t.match(deliveriesOf(bench), [{ state: 'notSent', reason: 'endpoint', attempts: [{ status: 500 }] }])
})

t.test('nowhere but this machine, whatever the vendor’s API is given', async (t) => {
  const bench = await open(t, { active: false })
  const urls = [
    'https://example.com/hook',
    'https://10.0.0.1/',
    'https://169.254.169.254/latest',
    'https://0.0.0.0/',
  ]
  for (const url of urls) await bench.ask('POST', '/webhooks', { url, events: ['member.deleted'] })
  await bench.ask('DELETE', `/members/${ADA}`)
  await settled(bench.sandboxes.default)
  t.same(
    deliveriesOf(bench)
      .map(({ url, state, reason, attempts }) => [url, state, reason, attempts])
      .sort(),
    urls.toSorted().map((url) => [url, 'notSent', 'host', []]),
  )
})

t.test('where deliveries may go', async (t) => {
  const may = async (url: string, ...hosts: string[]): Promise<unknown> =>
    (await reachable(new URL(url), hosts))?.map(({ address }) => address)
  t.same(await may('http://127.0.0.1:1'), ['127.0.0.1'])
  t.same(await may('http://[::1]:1'), ['::1'])
  t.same(await may('http://2130706433/'), ['127.0.0.1'], 'as a URL reads it')
  for (const url of [
    'http://0x7f.1',
    'http://0177.0.0.1',
    'http://127.1',
    'http://①②⑦.0.0.1',
    'http://127.0.0.1.',
  ])
    t.same(await may(url), ['127.0.0.1'], url)
  t.same(await may('http://[::ffff:127.0.0.1]'), ['::ffff:7f00:1'])
  t.same(await may('http://x.localhost:1'), ['127.0.0.1'])
  t.same(await may('http://user:pass@X.LOCALHOST'), ['127.0.0.1'])
  t.ok((await may('https://localhost')) !== undefined)
  for (const url of [
    'http://10.0.0.1',
    'http://[::ffff:10.0.0.1]',
    'http://[fe80::1]',
    'http://[::]',
    'http://[::ffff:0:127.0.0.1]',
    'http://[64:ff9b::127.0.0.1]',
    'http://0.0.0.0',
    'http://0',
    'http://0x0a000001',
    'http://012.0.0.1',
    'http://10.1',
    'http://127.0.0.1@10.0.0.1',
    'http://localhost@example.com',
    'http://example.com#@localhost',
    'http://example.com\\\\@localhost',
    'http://localhost。example.com',
    'http://localhost.',
    'ftp://localhost',
  ])
    t.equal(await may(url), undefined, url)
  t.equal(await may('http://localhost.example.com'), undefined, 'and no resolver is asked')
  t.same(await may('http://10.0.0.1', '10.0.0.1'), ['10.0.0.1'])
  t.same(await may('http://10.0.0.1:81', '10.0.0.1:81'), ['10.0.0.1'])
  t.equal(await may('http://10.0.0.1:82', '10.0.0.1:81'), undefined)
  await t.rejects(may('http://nobody.invalid', 'nobody.invalid'), { code: /ENOTFOUND|EAI_AGAIN/ })
})

t.test('a name is looked up once: the connection goes to the address that was checked', async (t) => {
  const receiver = await openReceiver(t)
  // Nobody has this name (RFC 6761): whoever asked for it again would not get there.
  const parcel = {
    url: `http://receiver.invalid:${receiver.port}/`,
    headers: {},
    body: '{}',
    timeoutMs: 1000,
  }
  const { signal } = new AbortController()
  t.match(await post(parcel, [{ address: '127.0.0.1', family: 4 }], signal), { status: 200, body: 'ok' })
  t.equal(receiver.received[0]?.headers.host, `receiver.invalid:${receiver.port}`)
})

t.test('no webhook leads to the admin of the server itself', async (t) => {
  const receiver = await openReceiver(t)
  const port = Number(new URL(receiver.url).port)
  const carrier = new DeliveryCarrier({
    hosts: [],
    port: () => port,
    failed: (error) => t.fail(String(error)),
  })
  const send = (path: string) =>
    carrier.send({ url: receiver.url + path, headers: {}, body: '{}', timeoutMs: 60_000 })
  receiver.answer = (response) => response.end('ok')
  for (const path of [
    '/__admin/reset',
    '/__admin',
    '/x/../__admin/reset',
    '/%5F_%61dmin/reset?x',
    '/./__admin%zz',
  ])
    t.strictSame(await send(path), { unsent: 'host' }, path)
  t.match(await send('/hook/__admin'), { status: 200 })

  const mock = await startMembermock({ port: 0 })
  t.teardown(() => mock.close())
  const ask = async (method: string, path: string, body?: object): Promise<number> => {
    const headers = { 'content-type': 'application/json', ...KEY }
    const init = { method, headers, ...(body && { body: JSON.stringify(body) }) }
    const answer = await fetch(mock.url + path, init)
    await answer.arrayBuffer()
    return answer.status
  }
  const url = `${mock.url}/__admin/reset`
  t.equal(await ask('POST', '/sotion/api/v1/webhooks', { url, events: ['member.created'] }), 201)
  t.equal(await ask('POST', '/sotion/api/v1/members', { email: EMAIL }), 201)
  const [delivery] = await mock.deliveries()
  t.match(delivery, { url })
  t.equal(await ask('POST', '/__admin/deliveries/wait', { count: 1 }), 200)
  t.equal(await ask('POST', '/sotion/api/v1/members', { email: EMAIL }), 409, 'nothing has been reset')
})

t.test('what comes back is bounded: in time, in bytes, in number', async (t) => {
  const receiver = await openReceiver(t)
  const carrier = new DeliveryCarrier({ hosts: [], failed: (error) => t.fail(String(error)) })
  const send = (timeoutMs = 60_000) =>
    carrier.send({ url: receiver.url, headers: { 'x-a': 'b' }, body: '{}', timeoutMs })
  receiver.answer = () => {}
  t.match(await send(1), { failure: 'timeout' })
  receiver.answer = (response) => response.end('x'.repeat(1_000_000))
  const long = await send()
  t.equal('body' in long && long.body.length, 16 * 1024)
  receiver.answer = (response) => response.writeHead(200, { 'x-long': 'x'.repeat(20_000) }).end()
  t.match(await send(), { failure: 'HPE_HEADER_OVERFLOW' })
  t.match(await carrier.send({ url: 'https://127.0.0.1:1', headers: {}, body: '', timeoutMs: 60_000 }), {
    failure: 'ECONNREFUSED',
  })

  let most = 0
  const open = new Set<() => void>()
  const enough = new Promise<void>((resolve) => {
    receiver.answer = (response) => {
      open.add(() => response.end())
      most = Math.max(most, open.size)
      if (open.size === 32) resolve()
    }
  })
  const sent = Array.from({ length: 40 }, () => send())
  await enough
  receiver.answer = (response) => response.end()
  for (const end of open) end()
  t.equal((await Promise.all(sent)).filter((outcome) => 'status' in outcome).length, 40)
  t.equal(most, 32)
  receiver.answer = () => {}
  const late = send()
  await carrier.close(1)
  t.match(await late, { unsent: 'stopped' })
  t.match(await send(), { unsent: 'stopped' })
})

/** What a receiver says once it has heard anything, and what comes of it within a second. */
const ODD_ANSWERS: Readonly<Record<string, [say: (socket: Socket) => void, outcome: object]>> = {
  'another protocol': [
    (socket) => socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n'),
    { status: 101, body: '' },
  ],
  'another protocol, of no name': [
    (socket) => socket.write('HTTP/1.1 101 Switching Protocols\r\n\r\n'),
    { status: 101 },
  ],
  'early hints': [
    (socket) => socket.write('HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'),
    { status: 200 },
  ],
  'nothing, and goes': [(socket) => socket.end(), { failure: 'ECONNRESET' }],
  'no HTTP': [(socket) => socket.write('hello\r\n\r\n'), { failure: 'HPE_INVALID_CONSTANT' }],
  'half a body': [
    (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc'),
    { status: 200, body: 'abc' },
  ],
  'a head that goes on': [
    (socket) => void socket.write(`HTTP/1.1 200 OK\r\n${'X: y\r\n'.repeat(9000)}`),
    { failure: 'HPE_HEADER_OVERFLOW' },
  ],
  'trailers that go on': [
    (socket) =>
      socket.write(
        `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n${'X: y\r\n'.repeat(9000)}`,
      ),
    { failure: 'HPE_HEADER_OVERFLOW' },
  ],
  'a body that never ends': [
    (socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc'),
    { failure: 'timeout' },
  ],
  'only that it goes on': [
    (socket) => socket.write('HTTP/1.1 100 Continue\r\n\r\n'.repeat(1000)),
    { failure: 'timeout' },
  ],
}

for (const [name, [say, outcome]] of Object.entries(ODD_ANSWERS))
  t.test(`a receiver that answers with ${name}`, async (t) => {
    const server = createServer((socket) => {
      socket.on('error', () => {}).once('data', () => say(socket))
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    t.teardown(() => server.close())
    const { port } = server.address() as AddressInfo // it listens on TCP
    const carrier = new DeliveryCarrier({ hosts: [], failed: (error) => t.fail(String(error)) })
    const parcel = { url: `http://127.0.0.1:${port}/`, headers: {}, body: '{}' }
    const timeoutMs = 'failure' in outcome && outcome.failure === 'timeout' ? 100 : 20_000
    t.match(await carrier.send({ ...parcel, timeoutMs }), outcome)
    await carrier.close(0)
  })

t.test('those that are done are remembered up to a bound, those that are due always', async (t) => {
  const records = new DeliveryRecords()
  const made = (number: number, state: Delivery['state']): Delivery => ({
    number,
    vendor: 'sotion',
    endpoint: 'x',
    url: 'http://localhost',
    event: 'member.created',
    eventId: 'x',
    member: null,
    body: 'x',
    time: 0,
    state,
    reason: null,
    due: state === 'due' ? 0 : null,
    isRetried: true,
    repeats: null,
    held: null,
    attempts: [],
  })
  records.put(made(1, 'due'))
  for (let number = 2; number < MOST_DONE + 10; number++) records.put(made(number, 'delivered'))
  t.equal(records.list().length, MOST_DONE + 1)
  t.match(records.get(1), { state: 'due' })
  t.equal(records.get(2), undefined)
  records.put({ ...made(5000, 'due'), body: 'x'.repeat(32 * 1024 * 1024) })
  t.notOk(records.hasRoom)
  records.put({ ...made(5000, 'failed'), body: 'x'.repeat(32 * 1024 * 1024) })
  t.ok(records.hasRoom)
  t.same(
    records.list().map(({ number }) => number),
    [1],
    'a large one leaves no room for others',
  )
})

t.test('a line goes by what is due first', async (t) => {
  const done: number[] = []
  const lines = new Lines(async (number) => {
    done.push(number)
  })
  for (const [number, due] of [
    [3, 20],
    [2, 10],
    [4, 20],
    [2, 5],
    [1, 20],
  ] as const)
    lines.add('a', number, due)
  await new Promise<void>((resolve) => lines.whenIdle(resolve))
  t.same(done, [2, 1, 3, 4])
})

t.test('a row that came and went has not changed', async (t) => {
  const undo = (): void => {}
  const [a, b] = [{ n: 1 }, { n: 2 }]
  const changes = [
    { table: 'x', key: '1', before: undefined, after: a, undo },
    { table: 'x', key: '2', before: a, after: undefined, undo },
    { table: 'x', key: '2', before: undefined, after: b, undo },
    { table: 'x', key: '1', before: a, after: undefined, undo },
  ]
  t.same(netChanges(changes), [{ table: 'x', key: '2', before: a, after: b }])
})
