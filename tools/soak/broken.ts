/** Clients that close half, vanish, say nothing, say too much, or speak no HTTP. */
import { Line } from './line.ts'
import type { Expected } from './outcome.ts'
import { type Client, pause, type Round, type Stage, targetAt } from './stage.ts'

const bare = (status: number): Expected => ({ status, body: '', headers: { connection: 'close' } })

/** Sends it and expects the answer, and then that the server closes by itself. */
const sayAndExpect =
  (kind: string, text: string, expected: Expected, isEnding = false): Round =>
  async ({ port, tally }) => {
    const line = new Line(port)
    tally.send(kind)
    if (isEnding) line.socket.end(text)
    else line.socket.write(text)
    tally.settle(kind, expected, await line.next())
    line.close()
  }

const LARGE_HEADER = `GET / HTTP/1.1\r\nHost: localhost\r\nX-Large: ${'x'.repeat(80_000)}\r\n\r\n`

const halfClosing: Round = async (stage, turn) => {
  const kind = 'half-open: FIN after the request'
  const { text, isHead, expected } = targetAt(stage, turn)
  const line = new Line(stage.port)
  stage.tally.send(kind)
  line.socket.end(text)
  stage.tally.settle(kind, expected, await line.next({ isHead }))
  line.close()
}

/** `share` of a request, then nothing for ever. */
const vanishing =
  (kind: string, share: number): Round =>
  async (stage, turn) => {
    const { text } = targetAt(stage, turn)
    const line = new Line(stage.port)
    await line.opened()
    stage.tally.send(kind)
    line.socket.write(text.slice(0, Math.floor(text.length * share)))
    await pause(share === 1 ? 0 : 50)
    line.vanish()
    stage.tally.leave(kind)
  }

/** The server waits longer for a first byte than a soak may: nothing comes of it, until the client closes. */
const silent: Round = async ({ port, tally }) => {
  const kind = 'half-open: nothing sent'
  const line = new Line(port)
  tally.send(kind)
  tally.settle(kind, { end: 'silent', rest: '' }, await line.next({ patience: 1000 }))
  line.close()
}

const ROUNDS: readonly Round[] = [
  halfClosing,
  sayAndExpect('half-open: FIN within the head', 'GET /whop/api/v1 HTTP/1.1\r\nHo', bare(400), true),
  vanishing('half-open: vanished within the head', 0.5),
  vanishing('half-open: vanished before the answer', 1),
  silent,
  sayAndExpect('header over 64 KiB', LARGE_HEADER, bare(431)),
  sayAndExpect('not HTTP', 'garbage\r\n\r\n', bare(400)),
  sayAndExpect('no Host', 'GET /whop/api/v1 HTTP/1.1\r\n\r\n', bare(400)),
]

const repeating =
  (round: Round): Client =>
  async (stage: Stage, isOver, index) => {
    for (let turn = index; !isOver(); turn++) {
      await round(stage, turn)
      await pause(25)
    }
  }

export const broken: readonly Client[] = [...ROUNDS, ...ROUNDS].map(repeating)
