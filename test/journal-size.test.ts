/** What the journal holds is bounded in bytes, whatever is sent: one by one, and all together. */
import { type AddressInfo, connect } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import t from 'tap'
import { CAPTURED_BYTES, CapturedBody, Journal } from '../src/sandbox/journal.ts'
import { createTestApp } from './support/app.ts'
import { sendRaw } from './support/raw.ts'

const MIB = 1024 * 1024

setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')

/** Bytes in use once what is garbage has gone. */
const used = (): number => {
  collect()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

t.test('a body of many pieces takes no more than one of few', async (t) => {
  const before = used()
  const bodies = Array.from({ length: 20 }, () => new CapturedBody())
  for (const body of bodies) for (let i = 0; i < 70_000; i++) body.add(Buffer.of(97))
  t.ok(used() - before < 4 * MIB, `${used() - before} bytes`)
  for (const body of bodies) {
    t.equal(body.text, 'a'.repeat(CAPTURED_BYTES))
    t.equal(body.heldBytes, CAPTURED_BYTES)
  }
})

t.test('a body is what has come of it, and what is forgotten comes no more', async (t) => {
  const body = new CapturedBody()
  t.equal(body.text, '')
  const grown: number[] = []
  body.add('é')
  body.watch((bytes) => grown.push(bytes))
  body.add(Buffer.from('bcd'))
  body.add('e')
  t.equal(body.text, 'ébcde')
  t.strictSame(grown, [3, 5], 'five for what has come, ten when that is too few')
  body.forget()
  body.add('f')
  t.equal(body.text, '')
  t.equal(body.heldBytes, 0)
})

/** Notes a request whose answer is a text of so many characters. */
const note = (journal: Journal, characters: number, requestBody?: CapturedBody): void => {
  const slot = journal.take()
  slot.url = '/'
  slot.rawHeaders = ['Host', 'x']
  slot.requestBody = requestBody
  slot.responseBody = 'x'.repeat(characters)
  journal.announce(slot)
}

const numbers = (journal: Journal): number[] => journal.entries().map(({ number }) => number)

t.test('the oldest are dropped for the newest, and counted', async (t) => {
  const journal = new Journal(20)
  t.equal(journal.mostBytes, 20 * 64 * 1024)
  for (let i = 0; i < 8; i++) note(journal, 100_000)
  t.strictSame(numbers(journal), [3, 4, 5, 6, 7, 8])
  t.equal(journal.dropped, 2)
  t.equal(journal.get(2), undefined)
  t.equal(journal.get(3)?.number, 3)
  for (let i = 0; i < 20; i++) note(journal, 1)
  t.equal(journal.dropped, 8, 'now it is the number of them that counts')
  t.equal(numbers(journal).length, 20)
  const held = journal.heldBytes
  note(journal, 1)
  t.equal(journal.heldBytes, held, 'what takes the place of an equal one adds nothing')

  note(journal, 10 * MIB)
  t.strictSame(numbers(journal), [30], 'the newest is held, whatever its size')
  t.notOk(journal.isCleared(29))
  journal.clear()
  t.strictSame([numbers(journal), journal.dropped, journal.heldBytes], [[], 0, 0])
  t.ok(journal.isCleared(30))
  note(journal, 1)
  t.strictSame([numbers(journal), journal.dropped], [[31], 0])
  journal.reset()
  t.strictSame([numbers(journal), journal.dropped, journal.heldBytes], [[], 0, 0])
  note(journal, 1)
  t.strictSame(numbers(journal), [1])
})

t.test('what comes of a body after its answer counts too', async (t) => {
  const journal = new Journal(1)
  const open = Array.from({ length: 20 }, () => new CapturedBody())
  const ring = new Journal(20)
  for (const body of open) note(ring, 0, body)
  for (const body of open) for (let i = 0; i < 64; i++) body.add(Buffer.alloc(1024))
  t.ok(ring.heldBytes <= ring.mostBytes)
  t.strictSame(numbers(ring).length, 19)
  const [first] = open
  t.equal(first?.heldBytes, 0, 'of one that is no longer held, nothing is')

  const replaced = new CapturedBody()
  note(journal, 0, replaced)
  note(journal, 0)
  const held = journal.heldBytes
  replaced.add('late')
  t.equal(journal.heldBytes, held)
})

t.test('a thousand of the largest requests that get in', { timeout: 110_000 }, async (t) => {
  const { app, sandboxes } = createTestApp({ rateLimit: false, members: 0 })
  await app.listen({ port: 0, host: '127.0.0.1' })
  t.teardown(() => app.close())
  const { port } = app.server.address() as AddressInfo // it listens on a port, not on a pipe
  const long = 'x'.repeat(28_000)
  const chunks = '1\r\na\r\n'.repeat(2000)
  const head = `POST /whop/${long} HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nX-Long: ${long}\r\n`
  const { journal } = sandboxes.default
  const one = `${head}\r\n${'10000\r\n'}${'b'.repeat(65_536)}\r\n`
  const sockets = []
  for (let i = 0; i < 700; i++) {
    const whole = i % 50 === 0 ? `${head}\r\n${chunks}0\r\n\r\n` : `${one}0\r\n\r\n`
    if (i % 100 === 0)
      sockets.push(
        connect(port, '127.0.0.1')
          .on('error', () => {})
          .end(whole.slice(0, -5)),
      )
    else await sendRaw(port, whole.replace('Host', 'Connection: close\r\nHost'))
  }
  for (const socket of sockets) socket.destroy()
  const { requests, dropped } = (await app.inject('/__admin/requests?limit=1')).json()
  t.equal(requests.length, 1)
  t.ok(dropped > 100, `${dropped} are no longer held`)
  t.ok(journal.heldBytes <= 64 * MIB, `${journal.heldBytes} bytes`)
})
