/** The table at the head of README.md: how many behaviours of each vendor are known, and how. */
import type { FidelityRow } from '../src/contract/fidelity.ts'
import type { Vendor } from '../src/contract/vendor.ts'

const HOWS = ['documented', 'source', 'observed', 'assumed'] as const

const BEGIN = '<!-- the table: written by npm run generate -->\n'
const END = '<!-- the end of the table -->\n'

const line = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |\n`

const countsOf = (rows: readonly FidelityRow[]): number[] =>
  HOWS.map((how) => rows.filter(({ provenance }) => provenance.how === how).length)

const tableOf = (rows: readonly FidelityRow[], vendors: readonly Vendor[]): string => {
  const named = vendors.map(({ id, title, base, operations }) => [
    title,
    operations.length,
    `\`http://127.0.0.1:4820/${id}${base}\``,
    ...countsOf(rows.filter(({ vendor }) => vendor === id)),
  ])
  const ids = vendors.map(({ id }) => id)
  const others = rows.filter(({ vendor }) => !ids.includes(vendor))
  const operations = vendors.flatMap((vendor) => vendor.operations).length
  return [
    line(['vendor', 'operations', 'base URL here', ...HOWS]),
    line(Array(3 + HOWS.length).fill('---')),
    ...named.map(line),
    line(['any vendor', '', '', ...countsOf(others)]),
    line(['**all**', operations, '', ...countsOf(rows)]),
  ].join('')
}

/** `text` with its table made anew. Throws when it has no place for one. */
export const withKnownTable = (
  text: string,
  rows: readonly FidelityRow[],
  vendors: readonly Vendor[],
): string => {
  const [before = '', rest] = text.split(BEGIN)
  const after = rest?.split(END).at(-1)
  if (after === undefined || rest === after) throw new Error(`there is no ${BEGIN.trim()} with its end`)
  return before + BEGIN + tableOf(rows, vendors) + END + after
}
