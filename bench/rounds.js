/** The comparison of one vendor with the bare route: start-ups and rounds of load, always side by side. */
import { ask, assertSame } from './ask.js'
import { measure, warmUp } from './load.js'
import { startBare, startMembermock } from './servers.js'

/** Asks both sides in the order A B B A A B B A, so that a drift of the machine falls on both alike. */
const inPairs = async (count, membermock, bare) => {
  const pairs = []
  for (let i = 0; i < count; i++) {
    if (i % 2 === 0) pairs.push({ membermock: await membermock(), bare: await bare() })
    else {
      const second = await bare()
      pairs.push({ membermock: await membermock(), bare: second })
    }
  }
  return pairs
}

/** Milliseconds from spawn to the first answer read, and megabytes then. */
const firstAnswer = async (start, expected) => {
  const before = performance.now()
  const server = await start()
  const answer = await ask(server.url, server.credential)
  const milliseconds = performance.now() - before
  assertSame(answer, expected)
  const memory = server.memory()
  await server.stop()
  return { milliseconds, memory }
}

export const compareStarts = (pin, target, answer, { starts }) =>
  inPairs(
    starts,
    () => firstAnswer(() => startMembermock(pin, target), answer),
    () => firstAnswer(() => startBare(pin, answer), answer),
  )

const meanOf = (measurements) =>
  Object.fromEntries(
    Object.keys(measurements[0]).map((key) => [
      key,
      measurements.reduce((sum, measurement) => sum + measurement[key] / measurements.length, 0),
    ]),
  )

/** A warm-up, then A B B A. */
const compareOnce = async (pin, target, answer, options) => {
  const membermock = await startMembermock(pin, target)
  const bare = await startBare(pin, answer)
  const measured = (server) => () => measure(server, answer.body, options)
  for (const server of [membermock, bare]) await warmUp(server, answer.body, options)
  const pairs = await inPairs(2, measured(membermock), measured(bare))
  await Promise.all([membermock.stop(), bare.stop()])
  return {
    membermock: meanOf(pairs.map((pair) => pair.membermock)),
    bare: meanOf(pairs.map((pair) => pair.bare)),
  }
}

/** Every round has processes of its own: what V8 makes of the same code differs by a tenth from one to the next. */
export const compareLoads = async (pin, target, answer, options) => {
  const pairs = []
  for (let i = 0; i < options.rounds; i++) pairs.push(await compareOnce(pin, target, answer, options))
  return pairs
}
