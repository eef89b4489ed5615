/** Of a count that is not as it should be: which requests came nearest, and in what they differ. */
import type { Slot } from '../../sandbox/journal.ts'
import type { Redactor } from '../../sandbox/redactor.ts'
import { isUnmatched } from './entry.ts'
import type { Filters } from './entry-schemas.ts'
import { createFailing, type Field, numberIn, pathOf } from './filters.ts'
import type { Nearest } from './schemas.ts'

/** As many are shown. */
const MOST = 3

const foundIn = (slot: Slot, field: Field, filters: Filters): unknown => {
  const fields: Record<Field, unknown> = {
    vendor: slot.vendor,
    operation: slot.operation,
    method: slot.method,
    path: pathOf(slot),
    status: slot.status === 0 ? undefined : slot.status,
    since:
      numberIn(filters.since ?? '') === undefined ? new Date(slot.time).toISOString() : `r_${slot.number}`,
    unimplemented: slot.isUnimplemented,
    unmatched: isUnmatched(slot),
  }
  return fields[field] ?? null
}

/** Those that fail the fewest of the filters, and of these the latest, are first. */
export const nearestTo = (slots: readonly Slot[], filters: Filters, redactor: Redactor): Nearest[] => {
  const failing = createFailing(filters)
  const rated = slots.map((slot) => ({ slot, fields: failing(slot) }))
  rated.sort((a, b) => a.fields.length - b.fields.length || b.slot.number - a.slot.number)
  return rated.slice(0, MOST).map(({ slot, fields }) => ({
    id: `r_${slot.number}`,
    method: slot.method,
    url: redactor.redactUrl(slot.url),
    status: slot.status === 0 ? null : slot.status,
    differs: fields.map((field) => {
      const found = foundIn(slot, field, filters)
      const text = typeof found === 'string' ? redactor.redact(found) : found
      return { field, expected: filters[field], found: text }
    }),
  }))
}

const line = ({ id, method, url, status, differs }: Nearest): string => {
  const answer = status === null ? 'was cut' : `was answered ${status}`
  const fields = differs.map(
    ({ field, expected, found }) => `${field} is ${JSON.stringify(found)}, not ${JSON.stringify(expected)}`,
  )
  return [`  ${id} ${method} ${url} ${answer}`, ...fields].join('; ')
}

/** For people: `wanted` is how many there should be. */
export const sayNearest = (
  count: number,
  wanted: string,
  filters: Filters,
  nearest: readonly Nearest[],
): string => {
  const what = Object.keys(filters).length === 0 ? '' : ` fit ${JSON.stringify(filters)}`
  const head = `${count === 1 ? '1 request' : `${count} requests`}${what}, expected ${wanted}`
  if (nearest.length === 0) return `${head}; the journal holds none`
  return [`${head}; nearest:`, ...nearest.map(line)].join('\n')
}
