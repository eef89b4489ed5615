/** What becomes of connections when the server closes them, or itself: nothing that was asked goes unanswered. */
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { mock as timers } from 'node:test'
import { setImmediate as untilNextTurn } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { type Membermock, startMembermock } from '../src/index.ts'

const start = async (test: Test): Promise<{ mock: Membermock; port: number }> => {
  const mock = await startMembermock({ members: 0 })
  test.teardown(() => mock.close())
  return { mock, port: Number(new URL(mock.url).port) }
}

const open = (port: number): Socket => connect({ port, host: '127.0.0.1', allowHalfOpen: true })

const asking = (path: string): string => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`

const READY = '/__admin/ready'

/** From here on, timers go when they are told to. */
const holdTimers = (test: Test): void => {
  timers.timers.enable({ apis: ['setTimeout'] })
  test.teardown(() => timers.timers.reset())
}

/** Has the kernel opened `count` connections to `port`? Only Linux tells; elsewhere it is taken to have. */
const isOpened = (port: number, count: number): boolean => {
  if (!existsSync('/proc/net/tcp')) return true
  const local = `0100007F:${port.toString(16).toUpperCase().padStart(4, '0')}`
  const lines = readFileSync('/proc/net/tcp', 'utf8').split('\n')
  const open = lines
    .map((line) => line.trim().split(/\s+/))
    .filter(([, own, , state]) => own === local && state === '01')
  return open.length >= count
}

/** Without a turn in which Node could take one of them. A client is told of its connection before the server's side has it. */
const waitUntilOpened = (port: number, count: number): void => {
  const clock = new Int32Array(new SharedArrayBuffer(4))
  for (let waited = 0; waited < 10_000 && !isOpened(port, count); waited += 5) Atomics.wait(clock, 0, 0, 5)
}

t.test('connections that nobody has taken yet are answered before the server closes', async (t) => {
  const { mock, port } = await start(t)
  const sockets = Array.from({ length: 100 }, () => open(port))
  // The kernel opens all of them at once; Node takes one in each turn.
  await Promise.all(sockets.map((socket) => once(socket, 'connect')))
  waitUntilOpened(port, sockets.length)
  for (const socket of sockets) socket.write(asking(READY))
  const answers = sockets.map(async (socket) => (await buffer(socket)).toString())
  holdTimers(t) // all of them are waited for, however slow the machine is
  await mock.close()
  const good = /^HTTP\/1\.1 200 OK\r\n.*connection: close.*\{"status":"ready"\}$/is
  t.strictSame(
    (await Promise.all(answers)).filter((answer) => !good.test(answer)),
    [],
  )
})

t.test('an answer that its client reads slowly is sent whole before the server closes', async (t) => {
  const { mock, port } = await start(t)
  const path = '/__admin/docs/swagger-ui-bundle.js'
  const body = Buffer.from(await (await fetch(mock.url + path)).arrayBuffer())
  const socket = open(port)
  socket.write(asking(path).repeat(8)) // more than the kernel takes on its way
  await once(socket, 'readable')
  await fetch(mock.url + READY)
  holdTimers(t)
  const closed = mock.close()
  const bytes = await buffer(socket)
  await closed
  t.equal(bytes.toString().split('HTTP/1.1 200 OK').length - 1, 8)
  t.ok(bytes.subarray(-body.length).equals(body), 'the last one too')
})

t.test('a refused client cannot keep its connection by not closing it', async (t) => {
  const { mock, port } = await start(t)
  for (const bytes of ['GET / HTTP/1.1\r\n\r\n', 'garbage\r\n\r\n']) {
    const socket = open(port)
    socket.write(bytes)
    t.equal(
      (await buffer(socket)).toString(),
      'HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n',
    )
  }
  holdTimers(t)
  await t.resolves(mock.close(), 'there is nothing to wait for, or it would wait for ever')
})

t.test('a client that hangs is waited for, and not for long', async (t) => {
  const { mock, port } = await start(t)
  const socket = open(port)
  socket.on('error', () => {}).write(asking(READY).slice(0, -2))
  await fetch(mock.url + READY)
  holdTimers(t)
  let isClosed = false
  const closed = mock.close().then(() => {
    isClosed = true
  })
  timers.timers.tick(1249)
  for (let turn = 0; turn < 20; turn++) await untilNextTurn()
  t.equal(isClosed, false)
  timers.timers.tick(1)
  await closed
  socket.destroy()
})
