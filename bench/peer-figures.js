/** From the samples of all contestants to medians, and to membermock's ratios with their bounds. */
import { LEVELS } from './alternate.js'
import { median } from './figures.js'

/** What was asked of membermock; `least` and `most` bound its figure divided by the peer's, at 32 connections. */
const BOUNDS = [
  { peer: 'steady', key: 'throughput', least: 3 },
  { peer: 'prism', key: 'throughput', least: 4 },
  { peer: 'fastify', key: 'cpu', most: 1.33 },
]
const BOUND_LEVEL = 32

const WORDS = { throughput: 'throughput', cpu: 'CPU a request' }
const KEYS = ['throughput', 'cpu', 'p50', 'p99', 'serverBusy', 'loadBusy']

const ratiosIn = (rounds, connections, key, name) =>
  rounds.map((round) => round.membermock[connections][key] / round[name][connections][key])

const mediansOf = (rounds, name, connections) =>
  Object.fromEntries(KEYS.map((key) => [key, median(rounds.map((round) => round[name][connections][key]))]))

/** `lead` is how many times its throughput membermock has. */
const levelsOf = (rounds, name) =>
  Object.fromEntries(
    LEVELS.map((connections) => {
      const lead = median(ratiosIn(rounds, connections, 'throughput', name))
      return [connections, { ...mediansOf(rounds, name, connections), lead }]
    }),
  )

/** After the last measurement of each round, which is the one with the most connections. */
const loadedOf = (rounds, name) => median(rounds.map((round) => round[name][LEVELS.at(-1)].memory))

/** One row a contestant; what was not measured is absent. */
export const rowsOf = (contestants, { sizes, starts, rounds }) =>
  contestants.map(({ name, title, version, looksAt }) => ({
    name,
    title,
    version: version(),
    looksAt,
    ...sizes?.[name],
    ...(starts && {
      start: median(starts[name].map(({ milliseconds }) => milliseconds)),
      idle: median(starts[name].map(({ idle }) => idle)),
    }),
    ...(rounds && { levels: levelsOf(rounds, name), loaded: loadedOf(rounds, name) }),
  }))

const isWithin = (ratio, { least = 0, most = Number.POSITIVE_INFINITY }) => ratio >= least && ratio <= most

const compare = (rounds, connections, { peer, key, least, most }) => {
  const ratios = ratiosIn(rounds, connections, key, peer)
  const ratio = median(ratios)
  const bounded = connections === BOUND_LEVEL
  return {
    peer,
    connections,
    words: WORDS[key],
    ratio,
    lowest: Math.min(...ratios),
    highest: Math.max(...ratios),
    bound: !bounded ? '' : least === undefined ? `<= ${most}` : `>= ${least}`,
    verdict: !bounded ? '' : isWithin(ratio, { least, most }) ? 'PASS' : 'FAIL',
  }
}

/** At every level, with a verdict at one; the median of the rounds' ratios, each within one round. */
export const ratiosOf = (rounds, peers) =>
  BOUNDS.filter(({ peer }) => peers.includes(peer)).flatMap((bound) =>
    LEVELS.map((connections) => compare(rounds, connections, bound)),
  )

/** Of the machine, that other programs took; the median of all measurements. */
export const othersIn = (rounds) =>
  median(
    rounds.flatMap((round) =>
      Object.values(round).flatMap((levels) => Object.values(levels).map(({ others }) => others)),
    ),
  )
