/** JSON Merge Patch (RFC 7396), and what a field is that a patch has removed though it is always there. */
import { isRecord } from '../../contract/json.ts'
import type { JsonSchema } from '../../contract/json-schema.ts'
import { propertiesOf } from './schemas.ts'

/** `target` with `patch` merged into it: null removes, an object merges, all else replaces. */
export const mergePatch = (target: unknown, patch: unknown): unknown => {
  if (!isRecord(patch)) return patch
  const merged = new Map(isRecord(target) ? Object.entries(target) : [])
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) merged.delete(name)
    else merged.set(name, mergePatch(merged.get(name), value))
  }
  return Object.fromEntries(merged)
}

/**
 * `value` with null for each field that `schema` requires, allows null in, and finds missing; in the schema's order.
 * A merge patch cannot say null otherwise, and such a field has no other way of being removed.
 */
export const withNulls = (schema: JsonSchema, value: unknown): unknown => {
  if (!isRecord(value)) return value
  const properties = propertiesOf(schema)
  const required = [schema.required].flat()
  const fields = [...new Set([...Object.keys(properties), ...Object.keys(value)])].flatMap((name) => {
    const property = Object.hasOwn(properties, name) ? properties[name] : undefined
    if (Object.hasOwn(value, name)) return [[name, withNulls(property ?? {}, value[name])]]
    return required.includes(name) && [property?.type].flat().includes('null') ? [[name, null]] : []
  })
  return Object.fromEntries(fields)
}
