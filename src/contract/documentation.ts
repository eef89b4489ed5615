/** What a vendor says of its routes in its OpenAPI document, and its error table as documented responses. */
import { STATUS_CODES } from 'node:http'
import type { JsonSchema } from './json-schema.ts'
import type { Operation } from './operation.ts'
import type { Provenance } from './provenance.ts'
import type { CommonKind, ErrorSpec, Facts } from './refusal.ts'
import type { Vendor } from './vendor.ts'

/** A call whose real answer is an example in the document. */
export interface Sample {
  summary: string
  /** Below the base URL. */
  path: string
  /** The name of one of the vendor's credentials. */
  credential: string
}

interface Header {
  description: string
  schema: JsonSchema
  /** The statuses that carry it; absent: every one. */
  statuses?: readonly number[]
}

/** What the document says of an operation beyond what the operation says of itself. */
interface OperationDocumentation {
  /** Parameter objects beside those of path and query. */
  parameters?: readonly JsonSchema[]
  samples: Readonly<Record<string, Sample>>
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
  /** When each of the vendor's own error kinds is answered. */
  kinds: Readonly<Record<string, string>>
  /** Facts for the example of a kind, where the shared ones do not fit it. */
  facts?: Readonly<Record<string, Facts>>
  operations: Readonly<Record<string, OperationDocumentation>>
}

/** When each of the shared kinds is answered. */
export const COMMON_KINDS: Readonly<Record<CommonKind, string>> = {
  unknownPath: 'A path that does not exist.',
  wrongMethod: 'A method that the path does not have.',
  notImplemented: 'Something that the vendor has and membermock does not emulate.',
  missingCredential: 'No credential in the Authorization header, or not in the form the vendor reads.',
  unknownCredential: 'A credential that nobody has.',
  revokedCredential: 'A credential that no longer works.',
  rateLimited: 'Too many requests in the current window.',
  memberNotFound: 'No such member where this credential may look.',
  badRequest: 'A request that cannot be read.',
  notJson: 'A body that is no JSON.',
  wrongContentType: 'A body of a content type that is not read.',
  bodyTooLarge: 'A body of more bytes than are taken.',
  doesNotFit: 'A query or a body that does not have what it should, or has it in another form.',
  internal: 'A fault inside the server.',
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

/** The facts an example is made with. */
export const exampleFacts = (vendor: Vendor, documentation: Documentation, kind: string): Facts => ({
  operation: vendor.notEmulated[0]?.id,
  seconds: 12,
  limit: vendor.limit.limit,
  ...documentation.facts?.[kind],
})

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

const failureExample = (
  vendor: Vendor,
  documentation: Documentation,
  [kind, spec]: [string, ErrorSpec],
): JsonSchema => {
  const summary = { ...COMMON_KINDS, ...documentation.kinds }[kind]
  if (summary === undefined) throw new TypeError(`${vendor.title} does not say when it answers ${kind}`)
  const { how, source } = spec.provenance
  return {
    summary,
    description: `${HOW[how]}: ${source}.`,
    value: spec.body(exampleFacts(vendor, documentation, kind)),
  }
}

/** A schema that the document names, by its name. */
const refTo = (schema: JsonSchema, names: ReadonlyMap<JsonSchema, string>): JsonSchema => {
  const name = names.get(schema)
  return name === undefined ? schema : { $ref: `#/components/schemas/${name}` }
}

/** Every answer of one operation by status: its own with `samples`, and the whole error table. */
export const responsesOf = (
  vendor: Vendor,
  documentation: Documentation,
  { answers }: Operation,
  samples: JsonSchema,
): JsonSchema => {
  const failures = Object.entries(vendor.errors)
  const names = new Map(Object.entries(documentation.schemas).map(([name, schema]) => [schema, name]))
  const first = Number(Object.keys(answers)[0])
  const response = (status: number): JsonSchema => {
    const kinds = failures.filter(([, spec]) => spec.status === status)
    const examples = kinds.map((entry) => [entry[0], failureExample(vendor, documentation, entry)])
    const own = answers[status]
    const schemas = [
      ...(own ? [refTo(own, names)] : []),
      ...(kinds.length > 0 ? [refTo(documentation.schemas.Failure, names)] : []),
    ]
    const headers = headersAt(status, documentation)
    const description = STATUS_CODES[status]
    if (schemas.length === 0) return { description, headers }
    const schema = schemas.length === 1 ? schemas[0] : { oneOf: schemas }
    const all = { ...(status === first ? samples : {}), ...Object.fromEntries(examples) }
    return { description, headers, content: { 'application/json': { schema, examples: all } } }
  }
  const statuses = new Set([...Object.keys(answers), ...failures.map(([, spec]) => spec.status)].map(Number))
  return Object.fromEntries([...statuses].map((status) => [status, response(status)]))
}
