/** What `membermock verify` asks another server, and how it judges the answers: the exchanges that are marked for it. */
import { readExchangesOf } from '../exchange/files.ts'
import { askedOf, type Provenance } from '../exchange/format.ts'
import type { Documentation } from './documentation.ts'
import { type FidelityRow, rowsOf, type Shown, shownIn } from './fidelity.ts'
import type { JsonSchema } from './json-schema.ts'
import type { Vendor } from './vendor.ts'
import {
  expectedHeadersOf,
  type HeaderExpectation,
  type HeaderKnowledge,
  headerKnowledge,
} from './verify-headers.ts'
import { type ElsewhereRequest, headersFor, memberIds, templateOf } from './verify-request.ts'

/** One request, and how the answer to it is judged. */
export interface VerifyCase extends ElsewhereRequest {
  /** The name of the row that it is about. */
  case: string
  row: FidelityRow
  /** How status and body are known. */
  provenance: Provenance
  /** What has to be given, or it is skipped: `member`, `place`, `exhaust`. */
  needs: readonly string[]
  expectedHeaders: readonly HeaderExpectation[]
  /** Judges the body. */
  schema?: JsonSchema
  /** The bodies it may have, in which `NUMBER` stands for any number; neither this nor a schema: no body. */
  texts?: readonly string[]
}

/** Stands for digits in an exact text. */
export const NUMBER = '{{number}}'

/** What refusals are worded with: numbers that only the target knows. */
const FACTS = { limit: NUMBER, seconds: NUMBER }

/** It only reads. */
const METHODS: readonly string[] = ['GET', 'HEAD', 'OPTIONS']

const isMapping = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Without the keys that the schema leaves to choice and the exchange leaves out. */
const narrowed = (schema: JsonSchema, example: unknown): JsonSchema => {
  const { properties, required } = schema
  if (!isMapping(example) || !isMapping(properties)) return schema
  const kept = Object.entries(properties).filter(
    ([key]) => key in example || (Array.isArray(required) && required.includes(key)),
  )
  const inner = kept.map(([key, value]) => [key, isMapping(value) ? narrowed(value, example[key]) : value])
  return { ...schema, properties: Object.fromEntries(inner) }
}

const successSchema = ({ operations }: Vendor, row: FidelityRow): JsonSchema => {
  const schema = operations.find(({ id }) => id === row.operation)?.answers[row.status ?? 0]
  if (schema === undefined || schema === null)
    throw new TypeError(`${row.vendor}: the success of ${row.operation} has no schema`)
  return narrowed(schema, row.body)
}

/** In each of the vendor's languages. */
const textsOf = ({ errors }: Vendor, kind: string, { wordings = [{}] }: Documentation): readonly string[] => {
  const bodies = wordings.map((facts) => errors[kind]?.body({ ...FACTS, ...facts }))
  return [...new Set(bodies.map((body) => JSON.stringify(body)))]
}

const judgedBy = (
  vendor: Vendor,
  documentation: Documentation,
  row: FidelityRow,
  { shape }: Shown['case'],
): Pick<VerifyCase, 'schema' | 'texts'> => {
  if (row.body === undefined) return {}
  if (shape !== undefined) return { schema: documentation.schemas.Failure }
  if (row.kind === undefined) return { schema: successSchema(vendor, row) }
  return { texts: textsOf(vendor, row.kind, documentation) }
}

interface Known {
  vendor: Vendor
  documentation: Documentation
  rows: readonly FidelityRow[]
  members: ReadonlySet<unknown>
  headers: HeaderKnowledge
}

const prepareCase = (
  { vendor, documentation, rows, members, headers }: Known,
  shown: Shown,
): VerifyCase[] => {
  const { case: one, exchange } = shown
  const row = rows.find((each) => each.case === one.name)
  if (one.verify === undefined || exchange === undefined || row === undefined) return []
  const { method, path } = askedOf(exchange)
  if (!METHODS.includes(method)) throw new TypeError(`${exchange.place}: verify only reads`)
  return [
    {
      case: one.name,
      row,
      provenance: one.shape ?? one.known,
      method,
      ...templateOf(vendor, members, path),
      headers: headersFor(vendor, exchange),
      needs: one.verify,
      expectedHeaders: expectedHeadersOf(exchange, headers),
      ...judgedBy(vendor, documentation, row, one),
    },
  ]
}

/** First what a working key reads, last what uses up the limit. */
const rankOf = ({ row, needs }: VerifyCase): number => {
  if (needs.includes('exhaust')) return 2
  return row.kind === undefined && row.method === undefined ? 0 : 1
}

/** Reads the exchanges of the vendor. */
export const readVerifyCases = (vendor: Vendor, documentation: Documentation): readonly VerifyCase[] => {
  const files = readExchangesOf(vendor.id)
  const all = shownIn(files)
  const rows = rowsOf(vendor, files)
  const shown = rows.flatMap((row) => all.filter((one) => one.case.name === row.case))
  const known: Known = {
    vendor,
    documentation,
    rows,
    members: memberIds(vendor),
    headers: headerKnowledge(shown, documentation),
  }
  return shown.flatMap((one) => prepareCase(known, one)).sort((a, b) => rankOf(a) - rankOf(b))
}
