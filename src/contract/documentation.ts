/** What a vendor says of its routes in its OpenAPI document, and its error table as documented responses. */
import { STATUS_CODES } from 'node:http'
import type { Provenance } from '../exchange/format.ts'
import { alternativesOf } from './alternatives.ts'
import { caseOf, type FidelityRow } from './fidelity.ts'
import type { JsonSchema } from './json-schema.ts'
import type { Operation } from './operation.ts'
import type { Facts } from './refusal.ts'
import type { Vendor } from './vendor.ts'

/** A call whose real answer is an example in the document. */
export interface Sample {
  summary: string
  /** Below the base URL. */
  path: string
  /** The name of one of the vendor's credentials. */
  credential: string
  /** GET unless told. */
  method?: string
  /** Sent as JSON. */
  body?: unknown
  headers?: Readonly<Record<string, string>>
}

/** What a number counts: requests of a window, those left in it, when it ends, the seconds until then. */
export type CountedAs = 'limit' | 'remaining' | 'reset' | 'seconds'

interface Header {
  description: string
  schema: JsonSchema
  counts?: CountedAs
  /** The statuses that carry it; absent: every one. */
  statuses?: readonly number[]
}

/** What the document says of an operation beyond what the operation says of itself. */
interface OperationDocumentation {
  /** Parameter objects beside those of path and query. */
  parameters?: readonly JsonSchema[]
  samples: Readonly<Record<string, Sample>>
}

/** What `verify --write` makes of one kind, and how it is found and taken away again. Paths are below the base URL. */
export interface Made {
  /** What it is, for people. */
  what: string
  /** A list of such things; `{place}` and `{name}` stand for the target's place and what all of it is called. */
  list: string
  /** Where the list goes on: a path into its answer and the parameter for it, or the parameter that counts pages. */
  cursor?: { at: string; parameter: string }
  page?: string
  /** Path into the answer, and the keys of an item. */
  items: string
  id: string
  name: string
  /** A list of what is in the one with `{id}`, which has to go first. */
  within?: string
  remove: string
}

export interface Documentation {
  /** Of the vendor's API. */
  version: string
  description: string
  /** What to send as a credential. */
  credential: string
  /** By the name they have in the document; `Failure` is the envelope of every refusal. */
  schemas: Readonly<Record<string, JsonSchema>> & { readonly Failure: JsonSchema }
  headers: Readonly<Record<string, Header>>
  /** Facts under which every refusal has words of its own, one for each language; absent: it has one wording. */
  wordings?: readonly Facts[]
  operations: Readonly<Record<string, OperationDocumentation>>
  /** In the order in which it can go. */
  made?: readonly Made[]
}

const HOW: Readonly<Record<Provenance['how'], string>> = {
  documented: 'The vendor documents it',
  source: "Read in the vendor's open source",
  observed: 'Observed by third parties',
  assumed: 'Our assumption',
}

const COMMON_HEADERS: Documentation['headers'] = {
  'x-membermock-unimplemented': {
    description: 'The operation that membermock lacks. No vendor sends it.',
    schema: { type: 'string' },
    statuses: [501],
  },
}

const allHeaders = ({ headers }: Documentation): Documentation['headers'] => ({
  ...headers,
  ...COMMON_HEADERS,
})

export const headerComponents = (documentation: Documentation): Record<string, JsonSchema> =>
  Object.fromEntries(
    Object.entries(allHeaders(documentation)).map(([name, { description, schema }]) => [
      name,
      { description, schema },
    ]),
  )

const headersAt = (status: number, documentation: Documentation): JsonSchema =>
  Object.fromEntries(
    Object.entries(allHeaders(documentation))
      .filter(([, { statuses }]) => statuses === undefined || statuses.includes(status))
      .map(([name]) => [name, { $ref: `#/components/headers/${name}` }]),
  )

/** From the row that is named for the kind: when it is answered, how that is known, and the body of its exchange. */
const failureExample = (vendor: Vendor, rows: readonly FidelityRow[], kind: string): JsonSchema => {
  const row = rows.find((one) => one.kind === kind && one.case === caseOf(kind))
  if (row === undefined) throw new TypeError(`no exchange of ${vendor.title} shows the case ${caseOf(kind)}`)
  const { how, source } = row.provenance
  return { summary: row.what, description: `${HOW[how]}: ${source}.`, value: row.body }
}

/** A schema that the document names, by its name. */
const refTo = (schema: JsonSchema, names: ReadonlyMap<JsonSchema, string>): JsonSchema => {
  const name = names.get(schema)
  return name === undefined ? schema : { $ref: `#/components/schemas/${name}` }
}

interface Documented {
  vendor: Vendor
  rows: readonly FidelityRow[]
  documentation: Documentation
}

/** `BadRequest` for 400. */
const nameOf = (status: number): string => (STATUS_CODES[status] ?? '').replace(/\W/g, '')

/** What an operation answers of its own with a status. */
interface Own {
  schema?: JsonSchema | null | undefined
  samples?: JsonSchema
}

const response = (
  status: number,
  { vendor, rows, documentation }: Documented,
  { schema: own, samples = {} }: Own,
): JsonSchema => {
  const names = new Map(Object.entries(documentation.schemas).map(([name, schema]) => [schema, name]))
  const kinds = Object.entries(vendor.errors).filter(([, spec]) => spec.status === status)
  const examples = kinds.map(([kind]) => [kind, failureExample(vendor, rows, kind)])
  const schemas = [
    ...(own ? alternativesOf(own).map((one) => refTo(one, names)) : []),
    ...(kinds.length > 0 ? [refTo(documentation.schemas.Failure, names)] : []),
  ]
  const headers = headersAt(status, documentation)
  const description = STATUS_CODES[status]
  if (schemas.length === 0) return { description, headers }
  const keyword = own && 'anyOf' in own ? 'anyOf' : 'oneOf'
  const schema = schemas.length === 1 ? schemas[0] : { [keyword]: schemas }
  const all = { ...samples, ...Object.fromEntries(examples) }
  return { description, headers, content: { 'application/json': { schema, examples: all } } }
}

const failureStatuses = ({ errors }: Vendor): readonly number[] => [
  ...new Set(Object.values(errors).map(({ status }) => status)),
]

/** The refusals of each status, for the operations that answer nothing else with it. */
export const responseComponents = (of: Documented): JsonSchema =>
  Object.fromEntries(failureStatuses(of.vendor).map((status) => [nameOf(status), response(status, of, {})]))

/** Every answer of one operation by status: its own with `samples`, and the whole error table. */
export const responsesOf = (of: Documented, { answers }: Operation, samples: JsonSchema): JsonSchema => {
  const own = Object.keys(answers).map(Number)
  const statuses = new Set([...own, ...failureStatuses(of.vendor)])
  const responses = [...statuses].map((status) => {
    if (!own.includes(status)) return [status, { $ref: `#/components/responses/${nameOf(status)}` }]
    const ofFirst = status === own[0] ? { samples } : {}
    return [status, response(status, of, { schema: answers[status], ...ofFirst })]
  })
  return Object.fromEntries(responses)
}
