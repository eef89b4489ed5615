/** Takes the schemas that have a title out of a document's paths, and refers to them by it. */
import { isDeepStrictEqual } from 'node:util'
import type { JsonSchema } from '../../src/contract/json-schema.ts'

/** What these hold is data, and a title in it is a field of somebody's. */
const DATA: readonly string[] = ['const', 'default', 'enum', 'example', 'examples']

interface Referring {
  paths: unknown
  /** By title, in the order of the alphabet. */
  schemas: JsonSchema
}

/** Throws when two schemas that differ have one title. */
export const referToNamed = (paths: unknown): Referring => {
  const named = new Map<string, JsonSchema>()

  const name = (title: string, schema: JsonSchema): JsonSchema => {
    if (!isDeepStrictEqual(named.get(title) ?? schema, schema))
      throw new TypeError(`two schemas that differ are called ${title}`)
    named.set(title, schema)
    return { $ref: `#/components/schemas/${title}` }
  }

  const referIn = (schema: object): JsonSchema =>
    Object.fromEntries(
      Object.entries(schema).map(([key, value]) => [key, DATA.includes(key) ? value : refer(value)]),
    )

  const refer = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(refer)
    if (typeof value !== 'object' || value === null) return value
    const { title, ...rest } = value as { title?: unknown } // of JSON
    // A property can be called so too, and then it is a schema.
    return typeof title === 'string' ? name(title, referIn(rest)) : referIn(value)
  }

  return { paths: refer(paths), schemas: Object.fromEntries([...named].sort(([a], [b]) => (a < b ? -1 : 1))) }
}
