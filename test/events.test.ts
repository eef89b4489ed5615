/** The events of a journal, over a real socket and as a stream: told, gathered, left out, ended. */
import { once } from 'node:events'
import { get, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mock } from 'node:test'
import { setImmediate as untilNextTurn } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import t, { type Test } from 'tap'
import type { Entry } from '../src/control/journal/entry-schemas.ts'
import { Feed } from '../src/routes/admin/feed.ts'
import { Journal, type Slot } from '../src/sandbox/journal.ts'
import { createTestApp } from './support/app.ts'

const listen = async (app: FastifyInstance): Promise<string> => {
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as AddressInfo // it listens on a port
  return `http://127.0.0.1:${port}`
}

interface Reader {
  headers: IncomingHttpHeaders
  /** Resolves with all that came so far, once `pattern` is in it. */
  until(pattern: RegExp): Promise<string>
  close(): void
}

const follow = async (url: string): Promise<Reader> => {
  const [answer]: IncomingMessage[] = await once(get(url), 'response')
  if (answer === undefined) throw new Error('no answer')
  let text = ''
  answer.setEncoding('utf8').on('data', (piece) => {
    text += piece
  })
  return {
    headers: answer.headers,
    close: () => answer.destroy(),
    async until(pattern) {
      while (!pattern.test(text)) await once(answer, 'data')
      return text
    },
  }
}

const KEY = { authorization: 'Bearer apik_mock_full' }
const MEMBER = '/whop/api/v1/members/mber_Joined0000001'

t.test('a request is told of as the list has it, and only to those who follow its sandbox', async (t) => {
  const { app, sandboxes } = createTestApp({ members: 0 })
  t.teardown(() => app.close())
  const other = sandboxes.create()
  const origin = await listen(app)
  const reader = await follow(`${origin}/__admin/events`)
  t.equal(reader.headers['content-type'], 'text/event-stream; charset=utf-8')
  t.equal(reader.headers['cache-control'], 'no-store')
  t.equal(await reader.until(/\n\n/), ': membermock\n\n')

  await fetch(origin + MEMBER, { headers: { authorization: `Bearer ${other.credentials.whop?.full}` } })
  await fetch(origin + MEMBER, { headers: KEY })
  const [entry] = (await app.inject('/__admin/requests')).json().requests
  t.equal(
    await reader.until(/data/),
    `: membermock\n\nevent: request\nid: r_1\ndata: ${JSON.stringify(entry)}\n\n`,
  )
  t.notMatch(JSON.stringify(entry), 'apik_mock_full')
  reader.close()
})

t.test('a sandbox that is not there, and a journal that is off', async (t) => {
  const { app, sandboxes } = createTestApp({ members: 0 })
  t.teardown(() => app.close())
  const unknown = await app.inject('/__admin/events?sandbox=sb_9')
  t.same([unknown.statusCode, unknown.json().error.path], [404, '?/sandbox'])
  Object.defineProperty(sandboxes.default, 'journal', { value: new Journal(0) })
  const off = await app.inject('/__admin/events')
  t.same([off.statusCode, off.json().error.message.slice(0, 18)], [409, 'the journal is off'])
})

t.test('nobody listens any more once the reader has gone', async (t) => {
  const { app, sandboxes } = createTestApp({ members: 0 })
  t.teardown(() => app.close())
  const { journal } = sandboxes.default
  const listening = journal.listen.bind(journal)
  const stopped = new Promise<void>((resolve) => {
    journal.listen = (listener) => {
      const stop = listening(listener)
      return () => resolve(stop())
    }
  })
  const reader = await follow(`${await listen(app)}/__admin/events`)
  await reader.until(/\n\n/)
  reader.close()
  await t.resolves(stopped)
})

t.test('open streams do not hold up a close', { timeout: 5000 }, async () => {
  const { app } = createTestApp({ members: 0 })
  const origin = await listen(app)
  const readers = await Promise.all([1, 2, 3].map(() => follow(`${origin}/__admin/events`)))
  await Promise.all(readers.map((reader) => reader.until(/\n\n/)))
  const ended = readers.map((reader) => reader.until(/never/).catch(() => 'ended'))
  await app.close()
  await Promise.all(ended)
})

interface Rig {
  journal: Journal
  feed: Feed
  note(count: number): void
  /** What has been told so far, by event; of requests, the ids. */
  read(): string[]
  goAway(): void
}

const note = (journal: Journal, count: number): void => {
  for (let i = 0; i < count; i++) journal.announce(journal.take())
}

/** As much of an entry as a feed looks at. */
const show = ({ number }: Slot): Entry => ({ id: `r_${number}` }) as Entry

const createRig = (t: Test, size: number, heartbeatMs?: number): Rig => {
  const journal = new Journal(size)
  let isGone = false
  const feed = new Feed({
    journal,
    followDeliveries: () => () => {},
    show,
    isGone: () => isGone,
    ...(heartbeatMs && { heartbeatMs }),
  })
  t.teardown(() => feed.destroy())
  return {
    journal,
    feed,
    note: (count) => note(journal, count),
    goAway() {
      isGone = true
    },
    read: () =>
      [...String(feed.read() ?? '').matchAll(/^event: (\w+)\n(?:id: (\w+)\n)?data: (.*)$/gm)].map(
        ([, event = '', id, data]) => id ?? `${event} ${data}`,
      ),
  }
}

/** Longer than anything is gathered; time is moved, since nobody knows how long a machine takes. */
const GATHERED_MS = 2000
const HEARTBEAT_MS = 20

/** Lets what has been noted be told. */
const gather = async (): Promise<void> => {
  await untilNextTurn()
  mock.timers.tick(GATHERED_MS)
  await untilNextTurn()
}

/** The same, beat by beat. */
const beat = async (): Promise<void> => {
  for (let passed = 0; passed < GATHERED_MS; passed += HEARTBEAT_MS) {
    mock.timers.tick(HEARTBEAT_MS)
    await untilNextTurn()
  }
}

/** From here on, timers go when they are told to. */
t.test('with timers that stand still', async (t) => {
  mock.timers.enable({ apis: ['setTimeout', 'setInterval'] })
  t.teardown(() => mock.timers.reset())

  t.test('a burst is told at once, in order', async (t) => {
    const { note, read } = createRig(t, 10)
    note(3)
    t.same(read(), [], 'nothing is shown while a request is being answered')
    await gather()
    t.same(read(), ['r_1', 'r_2', 'r_3'])
  })

  t.test('who reads too slowly is told how many were left out', async (t) => {
    const { feed, note, read } = createRig(t, 4)
    feed.push(' '.repeat(feed.readableHighWaterMark))
    note(10)
    await gather()
    read()
    await gather()
    t.same(read(), ['dropped {"count":6}', 'r_7', 'r_8', 'r_9', 'r_10'])
  })

  t.test('an emptied journal and a reset one are told of', async (t) => {
    const { journal, note, read } = createRig(t, 10)
    note(2)
    await gather()
    t.same(read(), ['r_1', 'r_2'])
    journal.clear()
    note(1)
    await gather()
    t.same(read(), ['cleared {}', 'r_3'])
    journal.reset()
    note(1)
    await gather()
    t.same(read(), ['cleared {}', 'r_1'])
  })

  t.test(
    'an emptied journal is told of although nothing else happens, and so is the end of a sandbox',
    async (t) => {
      const { feed, journal, note, read, goAway } = createRig(t, 10, HEARTBEAT_MS)
      note(1)
      await beat()
      t.match(feed.read(), /: still here\n\n$/)
      journal.reset()
      await beat()
      t.same(read(), ['cleared {}'], 'once')
      goAway()
      const ended = once(feed, 'end')
      // Once: an interval that is cleared in its own turn would go on.
      mock.timers.tick(HEARTBEAT_MS)
      t.same(read(), ['gone {}'])
      feed.resume()
      await t.resolves(ended)
    },
  )
})
