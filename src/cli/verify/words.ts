/** The result of `verify` in sentences: which rows of FIDELITY.md do not hold, and since when they did. */
import type { Provenance } from '../../exchange/format.ts'
import type { Difference } from './difference.ts'
import { type Report, sayCounts } from './report.ts'
import type { Result } from './result.ts'

const sayKnown = ({ how, source, date }: Provenance): string =>
  how === 'observed'
    ? `as it was seen at ${source} on ${date}`
    : how === 'assumed'
      ? `as we assumed on ${date}: ${source}`
      : `by ${source}, read on ${date}`

const sayOne = ({ where, expected, found, provenance }: Difference): string =>
  `${where} is ${found} and not ${expected}, ${sayKnown(provenance)}`

const verbFor = ({ outcome, differences }: Result): string => {
  if (outcome === 'warns') return 'holds as far as it counts'
  return differences.some(({ provenance }) => provenance.how === 'observed')
    ? 'no longer holds'
    : 'does not hold'
}

const sayRow = (result: Result): string => {
  const { case: one, differences } = result
  const { case: name, row } = one
  const verb = verbFor(result)
  return `${name} ${verb}: "${row.what}"\n${differences.map((one) => `  ${sayOne(one)}`).join('\n')}`
}

export const wordsText = (report: Report): string => {
  const rows = report.results.filter(({ differences }) => differences.length > 0)
  const head = rows.length === 0 ? ['Every row that was asked about holds.'] : rows.map(sayRow)
  return [...head, sayCounts(report)].join('\n')
}
