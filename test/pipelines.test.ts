/** Several requests on one connection, and what comes behind them: garbage, the client's end, or a broken socket. */
import { once } from 'node:events'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { setImmediate as untilNextTurn } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { tell } from './support/admin.ts'
import { createTestApp, type TestApp } from './support/app.ts'
import { buildPackage } from './support/build.ts'
import { runNode } from './support/program.ts'

const BARE = 'HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'
const MEMBER = '/whop/api/v1/members/mber_Joined0000001'

const listen = async (test: Test): Promise<TestApp & { port: number }> => {
  const mock = createTestApp({ rateLimit: false, members: 0 })
  await mock.app.listen({ port: 0, host: '127.0.0.1' })
  test.teardown(() => mock.app.close())
  const { port } = mock.app.server.address() as AddressInfo // it listens on a port, not on a pipe
  return { ...mock, port }
}

const open = (port: number): Socket =>
  connect({ port, host: '127.0.0.1', allowHalfOpen: true }).on('error', () => {})

const asking = (path = MEMBER, more = ''): string =>
  `GET ${path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer apik_mock_full\r\n${more}\r\n`

/** All that comes back; `isEnding` closes the client's side behind the bytes. */
const talk = async (port: number, bytes: string, isEnding = false): Promise<string> => {
  const socket = open(port)
  if (isEnding) socket.end(bytes)
  else socket.write(bytes)
  return (await buffer(socket)).toString()
}

const plan = (mock: TestApp, ...rules: object[]) =>
  tell(mock, 'PUT', '/faults', { faults: rules.map((rule) => ({ vendor: 'whop', times: 1, ...rule })) })

const count = (text: string, part: string): number => text.split(part).length - 1

t.test('garbage behind requests is refused behind their answers', async (t) => {
  const mock = await listen(t)
  for (const garbage of ['garbage\r\n\r\n', 'GET / HTTP/1.1\r\n\r\n', 'GET / HTTP/9.9\r\nHost: x\r\n\r\n']) {
    await plan(mock, { delay: 60 }, { socket: { dribble: 60 } })
    const answer = await talk(mock.port, asking() + asking() + asking() + garbage)
    t.equal(count(answer, 'HTTP/1.1 200 OK'), 3, garbage)
    t.equal(count(answer, 'Ada Lovelace'), 3, 'each whole')
    t.ok(answer.endsWith(`}${BARE}`), answer.slice(-200))
    t.equal(count(answer, '400 Bad Request'), 1)
  }
  t.same(mock.failures, [])
})

t.test('what is asked behind a refusal is not answered', async (t) => {
  const { port } = await listen(t)
  const answer = await talk(port, `${asking('/__admin/ready')}GET / HTTP/1.1\r\n\r\n${asking()}${asking()}`)
  t.match(answer, /^HTTP\/1.1 200 OK\r\n.*\{"status":"ready"\}HTTP\/1.1 400 /s)
  t.ok(answer.endsWith(`}${BARE}`))
})

t.test('garbage while an answer is on its way is not written into it', async (t) => {
  const mock = await listen(t)
  await plan(mock, { socket: { dribble: 100 } })
  const socket = open(mock.port)
  socket.write(asking())
  await once(socket, 'readable')
  socket.write('garbage\r\n\r\n')
  const answer = (await buffer(socket)).toString()
  t.match(answer, /Ada Lovelace/)
  t.ok(answer.endsWith(`}${BARE}`))
})

t.test('a request whose body is garbage has one answer at most', async (t) => {
  const { port } = await listen(t)
  const chunked = (path: string) =>
    `POST ${path} HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n\r\n`
  const vendors = await talk(port, chunked('/whop/nowhere'))
  t.equal(count(vendors, 'HTTP/1.1 '), 1, vendors)
  t.match(vendors, /^HTTP\/1.1 404 /, 'the vendor did not need it')
  const admins = await talk(port, asking() + chunked('/__admin/reset'))
  t.equal(count(admins, 'HTTP/1.1 '), 2)
  t.match(admins, /^HTTP\/1.1 200 OK/)
  t.ok(admins.endsWith(BARE), 'the admin waited for it')
})

t.test('a body that is garbage behind an upgrade is refused when its client ends', async (t) => {
  const { port } = await listen(t)
  const upgrade = 'Connection: upgrade\r\nUpgrade: h2c\r\nTransfer-Encoding: chunked\r\n'
  const post = `POST /__admin/faults HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n${upgrade}\r\nZZ\r\n`
  t.equal(await talk(port, post, true), BARE)
})

t.test('a client that closes its side gets all it has asked for', async (t) => {
  const mock = await listen(t)
  await plan(mock, { delay: 80 }, { socket: { dribble: 80 } })
  const answer = await talk(mock.port, asking() + asking() + asking(), true)
  t.equal(count(answer, 'Ada Lovelace'), 3)
  const body = JSON.stringify({ freeze: '2026-03-01T12:00:00.000Z' })
  const clock = `PUT /__admin/clock HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`
  t.match(await talk(mock.port, clock, true), /^HTTP\/1.1 200 OK.*"mode":"frozen"/s)
  t.match(await talk(mock.port, asking('/__admin/docs/swagger-ui-bundle.js'), true), /^HTTP\/1.1 200 OK/)
})

t.test('who hangs is let go of when the client has closed its side', async (t) => {
  const mock = await listen(t)
  await plan(mock, { socket: 'hang' }, { delay: 20, socket: 'hang' })
  t.equal(await talk(mock.port, asking(), true), '')
  t.equal(await talk(mock.port, asking(), true), '')
})

t.test('an answer that waits for its turn learns that its client has gone', async (t) => {
  const mock = await listen(t)
  await plan(mock, { delay: 600_000 }, { delay: 600_000 })
  const { faults, journal } = mock.sandboxes.default
  const socket = open(mock.port)
  socket.write(asking() + asking())
  while (faults.list().some(({ applied }) => applied === 0)) await untilNextTurn()
  socket.resetAndDestroy()
  while (journal.entries().length < 2) await untilNextTurn()
  t.pass('neither waits for ten minutes')
})

t.test('no cut on a connection that another has cut leaves it open', async (t) => {
  const mock = await listen(t)
  const cuts = ['close', 'malformed', { truncate: 5 }, 'reset', 'hang']
  for (const first of cuts)
    for (const second of cuts.slice(0, 4)) {
      await plan(mock, { socket: first }, { socket: second })
      const closed = new Promise((resolve) => {
        mock.app.server.once('connection', (socket) => socket.once('close', resolve))
      })
      const socket = open(mock.port)
      socket.write(asking() + asking())
      socket.resume()
      await closed
      socket.destroy()
      t.pass(JSON.stringify([first, second]))
    }
  t.same(mock.failures, [])
})

const SCRIPT = `
import { once } from 'node:events'
import { connect } from 'node:net'
import { startMembermock } from './dist/index.js'
const mock = await startMembermock({ members: 0 })
const request = 'GET ${MEMBER} HTTP/1.1\\r\\nHost: localhost\\r\\nAuthorization: Bearer apik_mock_full\\r\\n\\r\\n'
for (const first of ['close', 'malformed', { truncate: 5 }]) {
  const faults = [first, 'reset'].map((socket) => ({ vendor: 'whop', times: 1, socket }))
  await fetch(mock.admin + '/faults', { method: 'PUT', body: JSON.stringify({ faults }) })
  const socket = connect(Number(new URL(mock.url).port), '127.0.0.1')
  socket.on('error', () => {}).resume().write(request + request)
  await once(socket, 'close')
}
await mock.close()
process.stdout.write('closed')
`

t.test('after such cuts a process that uses the library ends', async (t) => {
  const home = buildPackage(t, { 'use.mjs': SCRIPT })
  const outcome = await runNode([`${home}/use.mjs`], { cwd: home })
  t.strictSame(outcome, { code: 0, stdout: 'closed', stderr: '' })
})
