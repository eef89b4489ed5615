/** All contestants in turn: start-ups, and rounds of load; forwards and backwards, so that a drift falls on all alike. */
import { startContestant } from './first-answer.js'
import { measure, warmUp } from './load.js'

export const LEVELS = [1, 32, 256]
const WARM_CONNECTIONS = 32
const WARM_SECONDS = 6

const inTurn = (list, round) => (round % 2 === 0 ? list : list.toReversed())

/** `{ [name]: [{ milliseconds, idle }] }` */
export const compareStarts = async (pin, contestants, subject, { starts }) => {
  const samples = Object.fromEntries(contestants.map(({ name }) => [name, []]))
  for (let round = 0; round < starts; round++) {
    for (const contestant of inTurn(contestants, round)) {
      const { milliseconds, idle, stop } = await startContestant(pin, contestant, subject)
      await stop()
      samples[contestant.name].push({ milliseconds, idle })
    }
  }
  return samples
}

/** Warm, and held still until its turn comes: whoever idles takes nothing from the one that is measured. */
const prepare = async (pin, contestant, subject) => {
  const server = await startContestant(pin, contestant, subject)
  await warmUp(server, server.body, { connections: WARM_CONNECTIONS, longest: WARM_SECONDS })
  server.pause()
  return server
}

const measureInTurn = async (server, options) => {
  server.resume()
  const figures = await measure(server, server.body, options)
  server.pause()
  return figures
}

/** One round, with processes of its own: `{ [name]: { [connections]: figures } }` */
const compareOnce = async (pin, contestants, subject, round, { seconds }) => {
  const servers = new Map()
  for (const contestant of inTurn(contestants, round))
    servers.set(contestant.name, await prepare(pin, contestant, subject))
  const figures = Object.fromEntries(contestants.map(({ name }) => [name, {}]))
  for (const [i, connections] of LEVELS.entries())
    for (const { name } of inTurn(contestants, round + i))
      figures[name][connections] = await measureInTurn(servers.get(name), { seconds, connections })
  for (const server of servers.values()) await server.stop()
  return figures
}

export const compareLoads = async (pin, contestants, subject, options) => {
  const rounds = []
  for (let round = 0; round < options.rounds; round++) {
    process.stderr.write(`load, round ${round + 1} of ${options.rounds} ...\n`)
    rounds.push(await compareOnce(pin, contestants, subject, round, options))
  }
  return rounds
}
