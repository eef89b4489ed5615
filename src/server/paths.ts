/** What no route serves: the vendor's 404, its answer to a wrong method, or our 501 for what we lack. */
import type { KnownOperation } from '../contract/operation.ts'
import { ApiError } from '../contract/refusal.ts'
import type { Vendor } from '../contract/vendor.ts'
import type { Exchange } from './exchange.ts'
import type { Stage } from './stage.ts'

interface Pattern {
  operation: KnownOperation
  parts: readonly string[]
}

/** Stands for the length of a path that goes on below a pattern. */
const OPEN = -1

/** By how many parts a path has: a vendor may have hundreds of operations. */
type Patterns = ReadonlyMap<number, readonly Pattern[]>

const patterns = new WeakMap<Vendor, Patterns>()

/** Those we serve, with their whole native path, then those we do not. */
const knownOf = ({ operations, notEmulated, base }: Vendor): readonly KnownOperation[] => [
  ...operations.map(({ id, method, path }) => ({ id, method, path: base + path })),
  ...notEmulated,
]

const patternsOf = (vendor: Vendor): Patterns => {
  const made = patterns.get(vendor)
  if (made !== undefined) return made
  const all = new Map<number, Pattern[]>()
  for (const operation of knownOf(vendor)) {
    const isOpen = operation.path.endsWith('/**')
    const parts = operation.path.split('/').slice(0, isOpen ? -1 : undefined)
    const length = isOpen ? OPEN : parts.length
    const same = all.get(length)
    if (same === undefined) all.set(length, [{ operation, parts }])
    else same.push({ operation, parts })
  }
  patterns.set(vendor, all)
  return all
}

const fits = ({ parts }: Pattern, segments: readonly string[]): boolean =>
  parts.every((part, i) => (part.startsWith('{') ? segments[i] !== '' : part === segments[i]))

/** `path` is native, without its query. */
export const refusalFor = (vendor: Vendor, method: string, path: string): ApiError => {
  const { operations } = vendor
  const segments = path.split('/')
  const patterns = patternsOf(vendor)
  const known = [segments.length, OPEN]
    .flatMap((length) => patterns.get(length) ?? [])
    .filter((pattern) => fits(pattern, segments))
  if (known.length === 0) return new ApiError('unknownPath')
  const asked = method === 'HEAD' && vendor.answersHead ? 'GET' : method
  const found = known.find(({ operation }) => [asked, '*'].includes(operation.method))
  if (found === undefined) return new ApiError('wrongMethod')
  // One of ours has had a look at it already: an id of the path does not fit.
  if (operations.some(({ id }) => id === found.operation.id)) return new ApiError('unknownPath')
  return new ApiError('notImplemented', { operation: found.operation.id })
}

const hasLongPart = (path: string, longest: number): boolean => {
  for (let start = 0; path.length - start > longest; ) {
    const end = path.indexOf('/', start)
    if (end === -1 || end - start > longest) return true
    start = end + 1
  }
  return false
}

/** A trailing slash makes the router fill the last parameter with nothing: an id only to some. */
const hasIds = (
  { params, asked }: Exchange,
  { takesEmptyId = false, longestId = Infinity }: Vendor,
): boolean => {
  let last: string | undefined
  let empty = 0
  for (const name in params) {
    last = params[name]
    if (last === '') empty += 1
  }
  // Nearly always: nothing is empty, and all of it is too short to have a part that is too long.
  if (empty === 0 && asked.length <= longestId) return true
  const end = asked.indexOf('?')
  const path = end === -1 ? asked : asked.slice(0, end)
  if (empty > 0 && takesEmptyId && last === '' && path.endsWith('/')) empty -= 1
  return empty === 0 && !hasLongPart(path, longestId)
}

/** What the vendor asks of every request, whatever its path. */
const askOffPath = (exchange: Exchange, { offPath = [] }: Vendor, kind: string): void => {
  for (const check of offPath) {
    if (check.before?.includes(kind) === false) continue
    exchange.refusedBy = check.name
    check.run(exchange)
  }
}

export const findPath: Stage = {
  name: 'path',
  run(exchange) {
    const { served, vendor } = exchange
    if (vendor === undefined || (served !== undefined && hasIds(exchange, vendor))) return undefined
    exchange.served = undefined
    const [path = ''] = exchange.target.split('?', 1)
    const refusal = refusalFor(vendor, exchange.method, path)
    const isOurs = refusal.kind === 'notImplemented'
    if (!isOurs) askOffPath(exchange, vendor, refusal.kind)
    exchange.refusedBy = isOurs ? 'emulated' : 'path'
    throw refusal
  },
}
