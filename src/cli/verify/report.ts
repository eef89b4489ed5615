/** What `verify` prints: a line a case, or JSON. */
import { type Difference, printable } from './difference.ts'
import type { Result } from './result.ts'

export interface Report {
  vendor: string
  target: string
  results: readonly Result[]
}

const LONGEST = 300

const shorten = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}...` : text)

/** Takes out the key first, so that no half of it is left, then what a terminal would act on. */
export const cleaned = ({ target, vendor, results }: Report, redact: (text: string) => string): Report => {
  const clean = (text: string): string => shorten(printable(redact(text)))
  const cleanDifference = (difference: Difference): Difference => ({
    ...difference,
    where: clean(difference.where),
    expected: clean(difference.expected),
    found: clean(difference.found),
  })
  return {
    vendor,
    target: clean(target),
    results: results.map((result) => ({
      ...result,
      request: clean(result.request),
      differences: result.differences.map(cleanDifference),
    })),
  }
}

export interface Counts {
  same: number
  /** What differs, and does not count. */
  warns: number
  differs: number
  /** Of those that differ, the ones where no difference is in anything known. */
  assumed: number
  skipped: number
}

const isAssumed = ({ provenance }: Difference): boolean => provenance.how === 'assumed'

export const countOf = (results: readonly Result[]): Counts => {
  const count = (outcome: Result['outcome']): number =>
    results.filter((result) => result.outcome === outcome).length
  const differing = results.filter(({ outcome }) => outcome === 'differs')
  const assumed = differing.filter(({ differences }) => differences.every(isAssumed)).length
  return {
    same: count('same'),
    warns: count('warns'),
    differs: differing.length,
    assumed,
    skipped: count('skipped'),
  }
}

export const sayDifference = (difference: Difference): string => {
  const { where, expected, found, provenance } = difference
  return `${where}: expected ${expected}, found ${found} (${provenance.how})`
}

const sayResult = ({ case: { case: name }, outcome, reason, differences }: Result, width: number): string => {
  const lines = reason === undefined ? differences.map(sayDifference) : [reason]
  const head = `${outcome.padEnd(7)}  ${name.padEnd(width)}`
  const rest = lines.slice(1).map((line) => `${' '.repeat(head.length)}  ${line}`)
  return [`${head}  ${lines[0] ?? ''}`.trimEnd(), ...rest].join('\n')
}

export const sayCounts = ({ vendor, target, results }: Report): string => {
  const { same, warns, differs, assumed, skipped } = countOf(results)
  const warned = warns === 0 ? '' : `, ${warns} with a warning`
  const ours = assumed === 0 ? '' : ` (${assumed} only in what is assumed)`
  return `${vendor} at ${target}: ${same} the same${warned}, ${differs} different${ours}, ${skipped} skipped`
}

export const tableText = (report: Report): string => {
  const width = Math.max(...report.results.map(({ case: { case: name } }) => name.length))
  return [...report.results.map((result) => sayResult(result, width)), sayCounts(report)].join('\n')
}

export const jsonText = ({ vendor, target, results }: Report): string =>
  JSON.stringify(
    {
      vendor,
      target,
      counts: countOf(results),
      cases: results.map(
        ({ case: { case: name, row, provenance }, request, outcome, reason, differences }) => ({
          case: name,
          what: row.what,
          request,
          outcome,
          reason,
          provenance,
          differences,
        }),
      ),
    },
    null,
    2,
  )
