/** Clients that send much in the dearest way, and one that follows a journal while they do. */
import { connect } from 'node:net'
import { requestText } from './answer.ts'
import { Line } from './line.ts'
import { askMemberOf, memberBodies } from './members.ts'
import { type Client, exchange, makeSandbox, pause, type Round, steer } from './stage.ts'
import { Watch } from './watch.ts'

const CHUNKS = 20_000
const LETTERS = 60_000

const KEY = ['Authorization', 'Bearer apik_mock_full'] as const

const MANY_CHUNKS =
  requestText({ method: 'POST', path: '/whop/nowhere', headers: [KEY, ['Transfer-Encoding', 'chunked']] }) +
  '1\r\nx\r\n'.repeat(CHUNKS) +
  '0\r\n\r\n'

const LONG_ID = requestText({ path: `/whop/api/v1/members/${'x'.repeat(LETTERS)}`, headers: [KEY] })

const sending =
  (kind: string, text: string): Round =>
  async (stage) => {
    const line = new Line(stage.port)
    await exchange(stage, kind, line, { text, isHead: false, expected: { status: 404 } })
    line.close()
  }

/** What the hostile send stands in there. */
const readingTheJournal: Round = async (stage) => {
  const line = new Line(stage.port)
  const text = requestText({ path: '/__admin/requests' })
  await exchange(stage, 'a reader of the journal', line, { text, isHead: false, expected: { status: 200 } })
  line.close()
}

const ROUNDS = [
  readingTheJournal,
  sending(`a body of ${CHUNKS} chunks`, MANY_CHUNKS),
  sending(`an id of ${LETTERS} letters`, LONG_ID),
]

const repeating =
  (round: Round): Client =>
  async (stage, isOver, index) => {
    for (let turn = index; !isOver(); turn++) {
      await round(stage, turn)
      await pause(25)
    }
  }

const TIMED = 'while its journal is read'

/** Longer than the server gathers what it tells of, on a busy machine. */
const PATIENCE_MS = 30_000

/** Follows a sandbox of its own, and is told of each request in it. */
const following: Client = async (stage, isOver) => {
  const kind = 'followed by a reader of events'
  const { whop: body } = memberBodies()
  const sandbox = await makeSandbox(stage)
  const reader = connect(stage.port, '127.0.0.1')
  let told = ''
  reader
    .on('error', () => {})
    .on('data', (piece) => {
      told += piece
    })
  reader.write(requestText({ path: `/__admin/events?sandbox=${sandbox.id}` }))
  const watch = new Watch(stage.port, stage.programWaitedMs)
  for (let number = 1; !isOver(); number++) {
    stage.tally.send(TIMED)
    const timed = await watch.ask(askMemberOf('whop', sandbox))
    stage.tally.settle(TIMED, { status: 200, body, within: stage.within }, timed)
    stage.tally.send(kind)
    const start = performance.now()
    const isTold = (): boolean => told.includes(`\nid: r_${number}\n`)
    while (!isTold() && performance.now() - start < PATIENCE_MS) await pause(10)
    const ms = performance.now() - start
    const answer = { status: 200, head: '', body: '' }
    const outcome = isTold()
      ? ({ end: 'answered', answer, rest: '', ms } as const)
      : ({ end: 'silent', rest: told.slice(-100), ms } as const)
    stage.tally.settle(kind, { status: 200 }, outcome)
    told = told.slice(told.lastIndexOf('\nid: '))
  }
  reader.destroy()
  watch.close()
  await steer(stage, 'DELETE', `/sandboxes/${sandbox.id}`)
}

export const hostile: readonly Client[] = [...ROUNDS.map(repeating), following]
