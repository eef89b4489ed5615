/** Schemas of records as they are asked for, given and shown, made from those of a vendor. */
import { isRecord } from '../../contract/json.ts'
import type { JsonSchema } from '../../contract/json-schema.ts'
import { SANDBOX_PARAMETER } from '../queries.ts'

/** A record as a user gives it, valid against its schema; perhaps in part. */
export type Entry = Readonly<Record<string, unknown>>

/** What is shown of a list, once the query's schema has filled in what was left out. */
export interface Page {
  limit: number
  offset: number
}

export const PageQuery = {
  type: 'object',
  properties: {
    ...SANDBOX_PARAMETER,
    limit: { type: 'integer', minimum: 1, maximum: 1000, default: 100, description: 'How many are shown.' },
    offset: { type: 'integer', minimum: 0, default: 0, description: 'How many are passed over.' },
  },
  additionalProperties: false,
} as const

export const propertiesOf = ({ properties }: JsonSchema): Readonly<Record<string, JsonSchema>> =>
  isRecord(properties) ? (properties as Readonly<Record<string, JsonSchema>>) : {} // as JSON Schema has it

/** `list` is the name of the records' list. */
export const pageOf = (list: string, record: JsonSchema): JsonSchema => ({
  type: 'object',
  properties: {
    total: { type: 'integer', description: 'How many there are.' },
    [list]: { type: 'array', items: record, description: `The ${list} of this page.` },
  },
  required: ['total', list],
  additionalProperties: false,
})

/** An entry whose path says already who it is: `names` need not be in it. */
export const entryWithout = (names: readonly string[], schema: JsonSchema, title: string): JsonSchema => {
  const { required, anyOf, ...rest } = schema
  const isGiven = (name: unknown): boolean => names.includes(String(name))
  const isMet = [anyOf].flat().some((one) => isRecord(one) && [one.required].flat().every(isGiven))
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
  properties: Object.fromEntries(
    Object.entries(propertiesOf(record)).map(([name, { description }]) => [name, { description }]),
  ),
  additionalProperties: false,
})
