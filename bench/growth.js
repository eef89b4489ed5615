/** Whether membermock's memory grows with the requests that it has answered. */
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { startContestant } from './first-answer.js'
import { load } from './load.js'

const PROBE = fileURLToPath(new URL('./heap-probe.js', import.meta.url))
const CONNECTIONS = 32

/** V8 doubles and halves the room for young objects as it likes, 10 MB at a time; it has all of it from the start. */
const NODE_FLAGS = ['--expose-gc', '--min-semi-space-size=16', '--max-semi-space-size=16', '--import', PROBE]
const BOUND = 1.1

/** Shares of all requests; what grew is told from the second to the last. */
const MARKS = [0.125, 0.25, 0.5, 0.75, 1]
const FROM = 1

const sample = async (server, requests) => {
  const resident = server.memory()
  const answer = once(server.child, 'message')
  server.child.send('heap')
  const [{ heap }] = await answer
  return { requests, resident, heap }
}

const verdictOf = (samples, key) => {
  const ratio = samples.at(-1)[key] / samples[FROM][key]
  return { key, ratio, bound: BOUND, verdict: ratio <= BOUND ? 'PASS' : 'FAIL' }
}

/** Megabytes resident, as they are, and of heap alive after a collection, at each mark. */
export const measureGrowth = async (pin, contestant, subject, { requests }) => {
  const watched = {
    ...contestant,
    args: (...given) => [...NODE_FLAGS, ...contestant.args(...given)],
    ipc: true,
  }
  const server = await startContestant(pin, watched, subject)
  const samples = []
  let asked = 0
  for (const mark of MARKS) {
    const until = Math.round(requests * mark)
    process.stderr.write(`growth, to ${until} requests ...\n`)
    await load(server, server.body, { connections: CONNECTIONS, amount: until - asked })
    asked = until
    samples.push(await sample(server, until))
  }
  await server.stop()
  return { samples, verdicts: ['resident', 'heap'].map((key) => verdictOf(samples, key)) }
}
