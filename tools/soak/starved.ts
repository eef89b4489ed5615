/** A program that has few descriptors and writes a long log that nobody reads: it answers, and it ends. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { Line } from './line.ts'
import { askMember, memberBodies } from './members.ts'
import type { Expected } from './outcome.ts'
import { BUILT, environment, type Ready } from './program.ts'
import type { Tally } from './tally.ts'
import type { Termination } from './terminate.ts'

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

const askOnce = async (port: number, tally: Tally, expected: Expected): Promise<void> => {
  const kind = 'starved: afterwards'
  const line = new Line(port)
  tally.send(kind)
  line.socket.write(TEXT)
  tally.settle(kind, expected, await line.next())
  line.close()
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
    const before = performance.now()
    child.kill('SIGTERM')
    const [exitCode] = await ended
    return { exitCode, ms: performance.now() - before }
  } finally {
    child.kill('SIGKILL')
    child.stderr.destroy()
  }
}
