/** Which requests of a journal are asked for: one function for listing, counting, verifying and waiting. */
import { METHODS } from 'node:http'
import type { Vendor } from '../../contract/vendor.ts'
import type { Slot } from '../../sandbox/journal.ts'
import { ControlError } from '../control-error.ts'
import { isUnmatched } from './entry.ts'
import type { Filters } from './entry-schemas.ts'

const ENTRY_ID = /^r_(\d+)$/
const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d/

/** The number in `r_12`; `undefined` for what is no id. */
export const numberIn = (id: string): number | undefined => {
  const [, digits] = ENTRY_ID.exec(id) ?? []
  return digits === undefined ? undefined : Number(digits)
}

const isSince = (text: string): boolean =>
  ENTRY_ID.test(text) || (DATE_TIME.test(text) && !Number.isNaN(Date.parse(text)))

const isAfter = (slot: Slot, since: string): boolean => {
  const number = numberIn(since)
  return number === undefined ? slot.time >= Date.parse(since) : slot.number > number
}

/** As the client sent it, without the query. */
export const pathOf = ({ url }: Slot): string => url.split('?', 1)[0] ?? ''

/** Of a long URL no more is looked at than the path that is asked for is long. */
const hasPath = ({ url }: Slot, path: string): boolean => {
  const start = path.endsWith('*') ? path.slice(0, -1) : path
  if (start.includes('?') || !url.startsWith(start)) return false
  return start !== path || url.length === path.length || url.charAt(path.length) === '?'
}

type Test<Value> = (slot: Slot, value: Value) => boolean

/** The names of what a request can be asked for. */
export type Field = Exclude<keyof Filters, 'limit'>

const TESTS: { readonly [Name in Field]: Test<NonNullable<Filters[Name]>> } = {
  vendor: (slot, vendor) => slot.vendor === vendor,
  operation: (slot, operation) => slot.operation === operation,
  method: (slot, method) => slot.method === method.toUpperCase(),
  path: hasPath,
  status: (slot, status) => slot.status === status,
  since: isAfter,
  unimplemented: (slot, unimplemented) => slot.isUnimplemented === unimplemented,
  unmatched: (slot, unmatched) => isUnmatched(slot) === unmatched,
}

interface NamedTest {
  field: Field
  passes(slot: Slot): boolean
}

const testsOf = ({ limit: _, ...filters }: Filters): readonly NamedTest[] =>
  Object.entries(filters).map(([name, value]) => {
    const field = name as Field // the schema has been asked
    const test = TESTS[field] as Test<unknown> // of the same name as the value
    return { field, passes: (slot) => test(slot, value) }
  })

/** For each slot, which of the filters it does not pass. */
export const createFailing = (filters: Filters): ((slot: Slot) => readonly Field[]) => {
  const tests = testsOf(filters)
  return (slot) => tests.filter(({ passes }) => !passes(slot)).map(({ field }) => field)
}

/** Those that pass all the filters, in their order; of these, as many of the last as the limit says. */
export const select = (slots: readonly Slot[], filters: Filters): readonly Slot[] => {
  const { limit } = filters
  const tests = testsOf(filters)
  const selected = slots.filter((slot) => tests.every(({ passes }) => passes(slot)))
  return limit === undefined ? selected : selected.slice(-limit)
}

/** Throws for a filter that no request could ever pass; `place` is what stands in front of its name in a path. */
export const checkFilters = (filters: Filters, vendors: readonly Vendor[], place: string): void => {
  const demand = (name: keyof Filters, isKnown: (value: string) => boolean, accepted: string[]): void => {
    const value = filters[name]
    if (value === undefined || isKnown(String(value))) return
    throw new ControlError('refused', `${place}/${name}`, `no request has the ${name} "${value}"`, accepted)
  }
  const oneOf = (accepted: readonly string[]) => (value: string) => accepted.includes(value)
  const ids = vendors.map(({ id }) => id)
  demand('vendor', oneOf(ids), ids)
  const asked = vendors.filter(({ id }) => filters.vendor === undefined || filters.vendor === id)
  const known = asked.flatMap(({ operations, notEmulated }) => [...operations, ...notEmulated])
  const operations = known.map(({ id }) => id)
  demand('operation', oneOf(operations), [...new Set(operations)])
  demand('method', (method) => METHODS.includes(method.toUpperCase()), METHODS)
  demand('since', isSince, ['2026-01-01T00:00:00Z', 'r_12'])
}
