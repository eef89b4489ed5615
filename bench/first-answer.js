/** Starts one contestant and waits for its first answer, which has to be the member. */
import { createServer } from 'node:net'
import { isDeepStrictEqual } from 'node:util'
import { ask, assertSame } from './ask.js'
import { spawnPinned, untilDead } from './servers.js'

const PATIENCE = 60_000
const BETWEEN = 5

const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))

const NOT_YET = new Set(['ECONNREFUSED', 'ECONNRESET'])

/** Asks every five milliseconds, since not every program says when it is ready. */
const askUntilAnswered = async (url, credential) => {
  const end = performance.now() + PATIENCE
  while (performance.now() < end) {
    try {
      return await ask(url, credential)
    } catch (error) {
      if (!NOT_YET.has(error.code)) throw error
      await pause(BETWEEN)
    }
  }
  throw new Error(`${url}: no answer within ${PATIENCE} ms`)
}

/** The bare servers say what membermock says to the byte; the others the same member in their own words. */
const assertMember = ({ title, same }, answer, expected) => {
  if (same) assertSame(answer, expected)
  else if (answer.status !== 200 || !isDeepStrictEqual(JSON.parse(answer.body), JSON.parse(expected.body)))
    throw new Error(`${title} answers another member: ${answer.status}\n${answer.body}`)
}

/** Nothing is fetched or told, and what a program writes into the home folder goes to one of ours. */
const environmentIn = (folder) => ({
  HOME: folder,
  NO_COLOR: '1',
  NO_UPDATE_NOTIFIER: '1',
  DENO_NO_UPDATE_CHECK: '1',
  SCARF_ANALYTICS: 'false',
})

/** Resolves with the server, the milliseconds from spawn to the first answer read, its body, and the megabytes then. */
export const startContestant = async (pin, contestant, subject) => {
  const { answer, target, folder } = subject
  const port = await freePort()
  const args = contestant.args(subject, port)
  const before = performance.now()
  const server = spawnPinned(
    pin,
    args,
    ['ignore', 'ignore', 'inherit', ...(contestant.ipc ? ['ipc'] : [])],
    environmentIn(folder),
  )
  const path = contestant.root ? target.path : new URL(answer.url).pathname
  const url = `http://127.0.0.1:${port}${path}`
  const died = untilDead(server.child, contestant.title)
  const first = await Promise.race([askUntilAnswered(url, answer.credential), died])
  const milliseconds = performance.now() - before
  died.catch(() => {}) // it ends some time
  assertMember(contestant, first, answer)
  return {
    ...server,
    url,
    credential: answer.credential,
    milliseconds,
    body: first.body,
    idle: server.memory(),
  }
}
