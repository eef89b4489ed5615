/** A schema that leaves a choice, as for a body that each generation of an API writes in its own shape. */
import { isRecord } from './json.ts'
import type { JsonSchema } from './json-schema.ts'

/** What a schema may be: its `oneOf`, its `anyOf` when a value may be several of them at once, or itself alone. */
export const alternativesOf = (schema: JsonSchema): readonly JsonSchema[] => {
  const { oneOf, anyOf = oneOf } = schema
  return Array.isArray(anyOf) ? anyOf.filter(isRecord) : [schema]
}

const listed = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** Has `value`, and all within it, every key that is needed, and none that is not described? */
const hasKeysOf = ({ required, properties, items }: JsonSchema, value: unknown): boolean => {
  if (Array.isArray(value)) return !isRecord(items) || value.every((one) => hasKeysOf(items, one))
  if (!isRecord(value) || !isRecord(properties)) return true
  const isThere = listed(required).every((key) => String(key) in value)
  return (
    isThere &&
    Object.entries(value).every(([key, one]) => {
      const of = properties[key]
      return isRecord(of) && hasKeysOf(of, one)
    })
  )
}

/** Of what a schema may be, the one whose keys `value` has; the schema itself when none or several are so. */
export const alternativeOf = (schema: JsonSchema, value: unknown): JsonSchema => {
  const [found, ...others] = alternativesOf(schema).filter((one) => hasKeysOf(one, value))
  return found === undefined || others.length > 0 ? schema : found
}
