/** What a request brought that its operation does not read: how a typo in a client shows. */

import type { Operation } from '../../contract/operation.ts'
import { namesIn, plainQuery } from '../../contract/query-form.ts'
import type { Vendor } from '../../contract/vendor.ts'
import type { Slot } from '../../sandbox/journal.ts'
import { fieldNamesIn } from './field-names.ts'

export interface Unread {
  query: string[]
  headers: string[]
  body: string[]
}

/** Of each kind, as many are looked at: a stranger may send tens of thousands. */
const MOST_NAMES = 100

const queryNames = (url: string): string[] => {
  const start = url.indexOf('?')
  if (start === -1) return []
  let end = start
  for (let count = 0; count < MOST_NAMES && end !== -1; count++) end = url.indexOf('&', end + 1)
  return [...new URLSearchParams(url.slice(start + 1, end === -1 ? undefined : end)).keys()]
}

/** As the client spelt them; only those that begin like the vendor's own. */
const headerNames = (rawHeaders: readonly string[], prefixes: readonly string[]): string[] =>
  rawHeaders
    .slice(0, 2 * MOST_NAMES)
    .filter((name, i) => i % 2 === 0 && prefixes.some((prefix) => name.toLowerCase().startsWith(prefix)))

/** One value of each of these, by its name in lower case. In the process, a header that is not there has no value. */
const headersOf = (
  rawHeaders: readonly (string | undefined)[],
  names: readonly string[],
): Record<string, string> =>
  Object.fromEntries(
    rawHeaders.flatMap((name = '', i): [string, string][] => {
      const [lower, value] = [name.toLowerCase(), rawHeaders[i + 1]]
      return i % 2 === 0 && value !== undefined && names.includes(lower) ? [[lower, value]] : []
    }),
  )

const ignoredIn = ({ rawHeaders }: Slot, operation: Operation | undefined): readonly string[] =>
  operation?.ignores?.(headersOf(rawHeaders.slice(0, 2 * MOST_NAMES), operation.headers ?? [])) ?? []

const without = (names: readonly string[], ...read: readonly (readonly string[] | undefined)[]): string[] =>
  [...new Set(names)].filter((name) => !read.some((list) => list?.includes(name)))

/** As the client spelt them; a list may be written in several ways. */
const unreadQuery = (
  url: string,
  operation: Operation | undefined,
  { ignored, habitual = [] }: { ignored: readonly string[]; habitual: readonly string[] | undefined },
): string[] => {
  const { nameOf } = operation?.queryForm ?? plainQuery
  const read = without(namesIn(operation?.query), ignored)
  return without(queryNames(url), habitual).filter((name) => !read.includes(nameOf(name)))
}

/** All that was sent, when no operation of ours was there to read it; `vendor` is `undefined` for nobody's request. */
export const unreadOf = (slot: Slot, vendor: Vendor | undefined): Unread => {
  const operation = vendor?.operations.find(({ id }) => id === slot.operation)
  const habits = vendor?.habits
  const sent = headerNames(slot.rawHeaders, habits?.headerPrefixes ?? [])
  const known = [...(operation?.headers ?? []), ...(habits?.headers ?? [])]
  const ignored = ignoredIn(slot, operation)
  const fields = fieldNamesIn(slot.requestBody?.text ?? '', MOST_NAMES)
  return {
    query: unreadQuery(slot.url, operation, { ignored, habitual: habits?.query }),
    headers: without(sent).filter((name) => !known.includes(name.toLowerCase())),
    body: without(fields, without(namesIn(operation?.body), ignored)),
  }
}
