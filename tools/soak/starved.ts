/** A program that has few descriptors and writes a long log that nobody reads: it answers, and it ends. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { Line } from './line.ts'
import { askMember, memberBodies } from './members.ts'
import type { Expected } from './outcome.ts'
import { BUILT, environment, type Ready } from './program.ts'
import { pause } from './stage.ts'
import type { Tally } from './tally.ts'
import type { Termination } from './terminate.ts'
import { createWaiting, timed } from './waiting.ts'

const FLAGS = ['--json', '--port', '0', '--rate-limit', 'off', '--log-level', 'debug']
/** Far more than a pipe and the buffers on its two sides hold the lines of. */
const REQUESTS = 2000
/** More than it has descriptors for. */
const CROWD = 300
const DESCRIPTORS = 64

const TEXT = askMember('whop', 'apik_mock_full')

const askMany = async (port: number, tally: Tally, expected: Expected): Promise<void> => {
  const kind = 'starved: nobody reads the log'
  const line = new Line(port)
  for (let i = 0; i < REQUESTS; i++) {
    tally.send(kind)
    line.socket.write(TEXT)
    tally.settle(kind, expected, await line.next())
  }
  line.close()
}

/** All at once and all kept open: some are refused, or wait until others close; nobody gets half an answer. */
const crowd = async (port: number, tally: Tally, expected: Expected): Promise<void> => {
  const kind = 'starved: more clients than descriptors'
  const lines = Array.from({ length: CROWD }, () => new Line(port))
  const ends = (['closed', 'reset', 'silent'] as const).map((end) => ({ end, rest: '' }))
  const each = async (line: Line): Promise<void> => {
    tally.send(kind)
    line.socket.write(TEXT)
    tally.settle(kind, [expected, ends].flat() as Expected, await line.next({ patience: 2000 })) // `flat` loses the readonly array
  }
  await Promise.all(lines.map(each))
  for (const line of lines) line.close()
}

/** Until it has seen that the crowd is gone, it may still have no descriptor for a client. */
const PATIENCE_MS = 30_000

const askOnce = async (port: number, tally: Tally, expected: Expected): Promise<void> => {
  const kind = 'starved: afterwards'
  tally.send(kind)
  for (const start = performance.now(); ; await pause(50)) {
    const line = new Line(port)
    line.socket.write(TEXT)
    const outcome = await line.next()
    line.close()
    const isOver = outcome.end === 'answered' || performance.now() - start > PATIENCE_MS
    if (isOver) return tally.settle(kind, expected, outcome)
  }
}

/** Resolves with how it ended. What it answered is in `tally`. */
export const starve = async (tally: Tally, main = BUILT): Promise<Termination> => {
  const command = `ulimit -n ${DESCRIPTORS}; exec "$@"`
  const args = ['-c', command, 'sh', process.execPath, main, ...FLAGS]
  // Nothing ever reads from the third.
  const child = spawn('sh', args, { stdio: ['ignore', 'pipe', 'pipe'], env: environment })
  try {
    const ended = once(child, 'exit')
    const [text] = await Promise.race([once(createInterface({ input: child.stdout }), 'line'), ended])
    if (typeof text !== 'string') throw new Error(`the program with few descriptors ended with ${text}`)
    const { url }: Ready = JSON.parse(text)
    const port = Number(new URL(url).port)
    const expected = { status: 200, body: memberBodies().whop }
    await askMany(port, tally, expected)
    await crowd(port, tally, expected)
    await askOnce(port, tally, expected)
    const taken = await timed(createWaiting(child.pid, process.pid), () => {
      child.kill('SIGTERM')
      return ended
    })
    const [exitCode] = await ended
    return { exitCode, ...taken }
  } finally {
    child.kill('SIGKILL')
    child.stderr.destroy()
  }
}
