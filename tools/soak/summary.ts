/** What a soak has found, as text, and whether it is good. */
import type { Holding } from './program.ts'
import type { Row, Tally } from './tally.ts'
import type { Termination } from './terminate.ts'

export interface Findings {
  tally: Pick<Tally, 'rows' | 'reasons' | 'unsettled'>
  /** With no connection open: after the first load of this kind, and after the second. */
  before: Holding
  after: Holding
  /** Milliseconds that the clients took to end when the load did. */
  endingMs: number
  termination: Termination
  /** Of a second program, which has few descriptors and whose log nobody reads. */
  starved: Termination
  stderr: string
}

/** A leak of a few bytes a request is far more than this after a minute. */
const MEMORY_GROWTH = 1.1
const EXIT_MS = 2000

/** Without the time that others had. */
const took = ({ ms, waited }: Termination): number => ms - waited

/** Why it has failed; nothing when it has passed. */
export const reasonsIn = ({
  tally,
  before,
  after,
  termination,
  starved,
  stderr,
}: Findings): readonly string[] => {
  const wrong = tally.rows.reduce((sum, row) => sum + row.wrong, 0)
  const { exitCode } = termination
  const claims: [isBroken: boolean, reason: string][] = [
    [wrong > 0, `${wrong} wrong: ${tally.reasons.join('\n  ')}`],
    [tally.unsettled > 0, `${tally.unsettled} requests came to no end`],
    [before.sockets + after.sockets > 0, `${before.sockets} and ${after.sockets} connections left open`],
    [after.held > before.held * MEMORY_GROWTH, 'memory is not back within 10 %'],
    [exitCode !== 0, `exit code ${exitCode} after SIGTERM`],
    [took(termination) >= EXIT_MS, `${took(termination).toFixed(0)} ms from SIGTERM to the end`],
    [starved.exitCode !== 0, `exit code ${starved.exitCode} after SIGTERM, when nobody reads its log`],
    [
      took(starved) >= EXIT_MS,
      `${took(starved).toFixed(0)} ms from SIGTERM to the end, when nobody reads its log`,
    ],
    [stderr !== '', `standard error: ${stderr}`],
  ]
  return claims.flatMap(([isBroken, reason]) => (isBroken ? [reason] : []))
}

const HEADINGS = ['kind', 'sent', 'answered', 'closed as it says', 'wrong']

const cells = ({ kind, sent, answered, closed, wrong }: Row): string[] => [
  kind,
  ...[sent, answered, closed, wrong].map(String),
]

const tableOf = (rows: readonly Row[]): string => {
  const all = [HEADINGS, ...rows.map(cells)]
  const widths = HEADINGS.map((_, i) => Math.max(...all.map((row) => row[i]?.length ?? 0)))
  const line = (row: readonly string[]): string =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  ')
  return all.map(line).join('\n')
}

const megabytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MB`

const sum = (rows: readonly Row[]): Row =>
  rows.reduce(
    (all, row) => ({
      kind: 'all',
      sent: all.sent + row.sent,
      answered: all.answered + row.answered,
      closed: all.closed + row.closed,
      wrong: all.wrong + row.wrong,
    }),
    { kind: 'all', sent: 0, answered: 0, closed: 0, wrong: 0 },
  )

export const summaryText = (findings: Findings): string => {
  const { tally, before, after, endingMs, termination, starved } = findings
  const rows = tally.rows.toSorted((a, b) => Number(a.kind > b.kind) - Number(a.kind < b.kind))
  const growth = ((after.held / before.held - 1) * 100).toFixed(1)
  const reasons = reasonsIn(findings)
  return [
    tableOf([...rows, sum(rows)]),
    '',
    `memory   ${megabytes(before.held)} after the warm-up, ${megabytes(after.held)} after the load: ${growth} % (heap and`,
    `         what hangs on it, after garbage collection); resident ${megabytes(before.rss)}, then ${megabytes(after.rss)}`,
    `open     ${before.sockets} connections after the warm-up, ${after.sockets} after the load; its clients ended in ${endingMs.toFixed(0)} ms`,
    `SIGTERM  exit code ${termination.exitCode} after ${termination.ms.toFixed(0)} ms; with 64 descriptors and its log not read, ${starved.exitCode} after ${starved.ms.toFixed(0)} ms;`,
    `         others had ${termination.waited.toFixed(0)} and ${starved.waited.toFixed(0)} ms of that time`,
    '',
    reasons.length === 0 ? 'PASS' : `FAIL: ${reasons.join('\nFAIL: ')}`,
  ].join('\n')
}
