/** Members and keys as they are asked for, given and shown; each vendor has its own. */
import type { JsonSchema } from '../../../contract/json-schema.ts'
import type { Vendor } from '../../../contract/vendor.ts'
import { SANDBOX_PARAMETER } from '../sandboxes/sandbox-of.ts'

type Properties = Readonly<Record<string, JsonSchema>>

export const PageQuery = {
  type: 'object',
  properties: {
    ...SANDBOX_PARAMETER,
    limit: { type: 'integer', minimum: 1, maximum: 1000, default: 100, description: 'How many are shown.' },
    offset: { type: 'integer', minimum: 0, default: 0, description: 'How many are passed over.' },
  },
  additionalProperties: false,
} as const

const propertiesOf = (schema: JsonSchema): Properties => Object(schema.properties)

/** `list` is the name of the records' list. */
export const pageOf = (list: string, record: JsonSchema): JsonSchema => ({
  type: 'object',
  properties: {
    total: { type: 'integer', description: 'How many there are.' },
    [list]: { type: 'array', items: record },
  },
  required: ['total', list],
  additionalProperties: false,
})

export const keyQuery: JsonSchema = {
  type: 'object',
  properties: SANDBOX_PARAMETER,
  additionalProperties: false,
}

export const memberQuery = ({ place, entries }: Vendor): JsonSchema => {
  const [first = 'none'] = entries.places
  const description = `The ${place} that the member is in; default: ${first}.`
  const own: Properties = place === undefined ? {} : { [place]: { type: 'string', description } }
  return { ...keyQuery, properties: { ...SANDBOX_PARAMETER, ...own } }
}

export const keyRecord = ({ title, entries: { key } }: Vendor): JsonSchema => ({
  ...key,
  title: `${title}Key`,
})

/** A member in part. */
export const memberEntry = ({ title, entries: { member } }: Vendor): JsonSchema => ({
  ...member,
  title: `${title}MemberEntry`,
})

/** A whole member, with the place it lives in first. */
export const memberRecord = ({ title, place, entries }: Vendor): JsonSchema => {
  const record = { ...entries.record, title: `${title}Member` }
  if (place === undefined) return record
  return {
    ...record,
    properties: { [place]: { type: 'string' }, ...propertiesOf(entries.record) },
    required: [place, ...[entries.record.required].flat()],
  }
}

/** An entry whose path says already who it is: `names` need not be in it. */
export const entryWithout = (names: readonly string[], schema: JsonSchema, title: string): JsonSchema => {
  const { required, anyOf, ...rest } = schema
  const isGiven = (name: unknown): boolean => names.includes(String(name))
  const isMet = [anyOf].flat().some((one) => [Object(one).required].flat().every(isGiven))
  return {
    ...rest,
    title,
    ...(Array.isArray(required) && { required: required.filter((name) => !isGiven(name)) }),
    ...(anyOf !== undefined && !isMet && { anyOf }),
  }
}

/** Any fields of `record`, with any values; what comes of them is checked when they have been merged. */
export const patchOf = (record: JsonSchema): JsonSchema => ({
  title: `${record.title}Patch`,
  type: 'object',
  description: 'A JSON Merge Patch (RFC 7396) to the whole record; null removes.',
  properties: Object.fromEntries(Object.keys(propertiesOf(record)).map((name) => [name, {}])),
  additionalProperties: false,
})
