/** How a provenance is written: `documented 2026-11-22: https://...`. */
import type { Provenance } from './format.ts'
import type { Line, Refuse } from './lines.ts'

const HOWS: readonly Provenance['how'][] = ['documented', 'source', 'observed', 'assumed']
const DATE = /^\d{4}-\d\d-\d\d$/
const FORM = /^(\w+)(?: (\S+))?: (.+)$/

export const isDate = (text: string): boolean => DATE.test(text)

/** `date` is the file's own, for a provenance that has none. */
export const parseProvenance = (
  line: Line,
  text: string,
  date: string | undefined,
  refuse: Refuse,
): Provenance => {
  const [, word, own = date, source = ''] = FORM.exec(text) ?? []
  const how = HOWS.find((one) => one === word)
  if (how === undefined)
    return refuse(
      line,
      `${JSON.stringify(text)} is no provenance; accepted: ${HOWS.join(', ')}, then : and what says so`,
    )
  if (own === undefined)
    return refuse(
      line,
      'when was it read? Accepted: "# read YYYY-MM-DD" at the head of the file, or a date before the colon',
    )
  if (!isDate(own)) return refuse(line, `${own} is no date; accepted: YYYY-MM-DD`)
  return { how, source, date: own }
}

export const provenanceText = ({ how, source, date }: Provenance): string => `${how} ${date}: ${source}`
