/** How `verify` judges the body of an answer: by schema and example, or by exact texts. */
import type { Provenance } from '../exchange/format.ts'
import { alternativeOf } from './alternatives.ts'
import type { Documentation } from './documentation.ts'
import type { FidelityRow, Shown } from './fidelity.ts'
import type { JsonSchema } from './json-schema.ts'
import type { Vendor } from './vendor.ts'

/** A place in a body where something stands that was asked for. */
export interface Echo {
  /** A path into the body: `$.data.id`. */
  where: string
  /** What the request had there: `member` or `place`. */
  stands: string
}

export interface BodyExpectation {
  /** Judges the body. */
  schema?: JsonSchema
  /** How the body is written: spaces, the order of keys, the form of texts. */
  example?: unknown
  /** How that is known, where it is known otherwise than the case. */
  writing?: Provenance
  /** The bytes it may have, with `{{limit}}` and `{{seconds}}`; neither this nor a schema: no body. */
  texts?: readonly string[]
  /** The language of each of them. */
  languages?: readonly string[]
  echoes: readonly Echo[]
  /** Paths at which something has to be. */
  has: readonly string[]
  /** A text that it has. */
  mentions?: string | undefined
}

/** What refusals are worded with: numbers that only the target knows. */
const FACTS = { limit: '{{limit}}', seconds: '{{seconds}}' }

const isMapping = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Of what it may be, what the example is; without the keys that the schema leaves to choice and the exchange leaves out. */
const narrowed = (whole: JsonSchema, example: unknown): JsonSchema => {
  const schema = alternativeOf(whole, example)
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

/** In each of the vendor's languages, and as each part of its service writes it. */
export const textsOf = (
  { errors }: Vendor,
  kind: string,
  { wordings = [{}] }: Documentation,
): Pick<BodyExpectation, 'texts' | 'languages'> => {
  const languages = new Map<string, string>()
  for (const facts of wordings) {
    const text = JSON.stringify(errors[kind]?.body({ ...FACTS, ...facts }))
    if (!languages.has(text)) languages.set(text, String(facts.locale ?? ''))
  }
  return { texts: [...languages.keys()], languages: [...languages.values()] }
}

/** Without its numbers, and what stands for some. */
const withoutNumbers = (text: string): string => text.replace(/\{\{\w+\}\}|\d+/g, '#')

/** Those of the kind, or the exchange's own where its words name what was asked with, such as a parameter. */
const refusalTexts = (
  vendor: Vendor,
  kind: string,
  documentation: Documentation,
  example: unknown,
): Pick<BodyExpectation, 'texts' | 'languages'> => {
  const ofKind = textsOf(vendor, kind, documentation)
  const own = JSON.stringify(example)
  const isOfKind = ofKind.texts?.some((text) => withoutNumbers(text) === withoutNumbers(own))
  return isOfKind ? ofKind : { texts: [own], languages: [''] }
}

/** Where a text of the body is one of those that the path has. */
const echoesIn = (body: unknown, stands: Readonly<Record<string, string>>, where = '$'): Echo[] => {
  if (Array.isArray(body)) return body.flatMap((one, i) => echoesIn(one, stands, `${where}[${i}]`))
  if (isMapping(body))
    return Object.entries(body).flatMap(([key, value]) => echoesIn(value, stands, `${where}.${key}`))
  const [name] = Object.entries(stands).find(([, value]) => value === body) ?? []
  return name === undefined ? [] : [{ where, stands: name }]
}

export const bodyExpectation = (
  vendor: Vendor,
  documentation: Documentation,
  row: FidelityRow,
  { case: { shape, has, mentions } }: Shown,
  stands: Readonly<Record<string, string>>,
): BodyExpectation => {
  const common = { echoes: [], has, mentions }
  const { body: example, kind } = row
  if (example === undefined) return common
  if (shape !== undefined) return { ...common, schema: documentation.schemas.Failure }
  if (kind !== undefined) return { ...common, ...refusalTexts(vendor, kind, documentation, example) }
  return { ...common, schema: successSchema(vendor, row), example, echoes: echoesIn(example, stands) }
}
