/** Every behaviour of a vendor and how it is known, as rows: what its exchanges say of themselves. */
import { readExchangesOf } from '../exchange/files.ts'
import {
  askedOf,
  type Case,
  type Exchange,
  type ExchangeFile,
  type Provenance,
  statusOf,
} from '../exchange/format.ts'
import { type Described, operationOf, requestOf } from './described.ts'
import { observedRows } from './observed-rows.ts'

/** One behaviour of a vendor and how it is known: a row of FIDELITY.md. */
export interface FidelityRow {
  vendor: string
  /** The operation it is seen on. */
  operation: string
  /** Stable, in kebab-case, unique within the vendor. */
  case: string
  /** In our words. */
  what: string
  /** The HTTP status; null where the socket is cut instead. */
  status: number | null
  /** The body of the exchange that shows it; absent where it has none, or one that is no JSON. */
  body?: unknown
  /** The kind of refusal it is a case of. */
  kind?: string
  /** Only for requests of this method. */
  method?: string
  /** How to bring it about. */
  provoke: string
  provenance: Provenance
  /** The test that shows it, where no exchange of texts can. */
  test?: string
}

/** A case with what shows it: an exchange of the file, or neither where a test does. */
export interface Shown {
  file: ExchangeFile
  case: Case
  exchange: Exchange | undefined
}

/** What is the same for every vendor, because it is below HTTP or before a vendor can be told. */
export const ANY: Described = {
  id: 'any',
  base: '',
  operations: [{ id: 'any', method: 'GET', path: '' }],
  errors: {},
}

/** The case of a kind: `rateLimited` is `rate-limited`. */
export const caseOf = (kind: string): string => kind.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** Methods that are no operations of their own: what is said of them holds for them alone. */
const ASIDE: readonly string[] = ['HEAD', 'OPTIONS']

/** Where a number stands that is never twice the same. */
const ANY_NUMBER = /(?<=[:[,])\{\{ms\}\}/g

const bodyOf = (exchange: Exchange | undefined): { body?: unknown } => {
  try {
    return exchange === undefined ? {} : { body: JSON.parse(exchange.answer.body.replace(ANY_NUMBER, '0')) }
  } catch {
    return {} // an empty body, or a text
  }
}

const rowOf = (vendor: Described, { case: one, exchange }: Shown): FidelityRow => {
  const method = exchange && askedOf(exchange).method
  return {
    vendor: vendor.id,
    operation: one.operation ?? operationOf(vendor, exchange),
    case: one.name,
    what: one.what,
    status: exchange === undefined ? null : statusOf(exchange),
    ...bodyOf(exchange),
    ...(one.refusal === undefined ? {} : { kind: one.refusal }),
    ...(method === undefined || !ASIDE.includes(method) ? {} : { method }),
    provoke: one.provoke ?? requestOf(vendor, exchange),
    provenance: one.known,
    ...(one.test === undefined ? {} : { test: one.test }),
  }
}

/** Every case in `files` with its exchange. */
export const shownIn = (files: readonly ExchangeFile[]): readonly Shown[] =>
  files.flatMap((file) => [
    ...file.exchanges.flatMap((exchange) => exchange.cases.map((one) => ({ file, case: one, exchange }))),
    ...file.cases.map((one) => ({ file, case: one, exchange: undefined })),
  ])

/** 0 and more: the cases that are named for a kind of refusal, then the ordinary successes, then the rest. */
const rankOf = (kinds: readonly string[], { refusal, name, isSuccess }: Case): number => {
  const isKind = refusal !== undefined && caseOf(refusal) === name
  if (isKind) return kinds.includes(refusal) ? kinds.indexOf(refusal) : kinds.length
  return kinds.length + (isSuccess ? 1 : 2)
}

/** The ordinary first, so that the first row that fits an answer is the one to explain it by. */
export const rowsOf = (vendor: Described, files: readonly ExchangeFile[]): readonly FidelityRow[] => {
  const kinds = Object.keys(vendor.errors)
  const shown = [...shownIn(files)].sort((a, b) => rankOf(kinds, a.case) - rankOf(kinds, b.case))
  const places = new Map<string, string>()
  for (const { file, case: one } of shown) {
    const place = `${file.name}:${one.line}`
    const before = places.get(one.name)
    if (before !== undefined) throw new TypeError(`${place}: the case ${one.name} is at ${before} too`)
    places.set(one.name, place)
  }
  return shown.map((one) => rowOf(vendor, one))
}

/** Reads the exchanges of the vendor: when somebody asks, never at start. */
export const readRows = (vendor: Described): readonly FidelityRow[] =>
  observedRows(rowsOf(vendor, readExchangesOf(vendor.id)), vendor.observations)

/** Of these vendors, then what they share. */
export const readAllRows = (vendors: readonly Described[]): readonly FidelityRow[] =>
  [...vendors, ANY].flatMap(readRows)
