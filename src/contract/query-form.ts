/** How a vendor's clients write values into a query, and how they are read by a schema. */
import type { JsonSchema } from './json-schema.ts'

export interface QueryForm {
  /** What `schema`, which is an object's, finds in a query; whatever else is there is ignored. */
  read(given: URLSearchParams, schema: JsonSchema): Record<string, unknown>
  /** The property that a name in a query stands for: `statuses` for `statuses[]`, where that is how lists are written. */
  nameOf(name: string): string
}

/** Names of an object schema's properties. */
export const namesIn = (schema: JsonSchema | undefined): readonly string[] => {
  const properties = schema?.properties
  return typeof properties === 'object' && properties !== null ? Object.keys(properties) : []
}

const NUMBER = /^-?\d{1,15}$/

/** The value that a text in a query stands for, where its schema wants no text. */
export const coerced = (text: string, { type }: JsonSchema): unknown => {
  if (type === 'integer' && NUMBER.test(text)) return Number(text)
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true'
  return text
}

export const propertiesOf = (schema: JsonSchema): Readonly<Record<string, JsonSchema>> =>
  (schema.properties ?? {}) as Record<string, JsonSchema> // of an object's schema

/** The first value of each name that the schema has; a list takes every one. */
export const plainQuery: QueryForm = {
  nameOf: (name) => name,
  read(given, schema) {
    const properties = propertiesOf(schema)
    const query: Record<string, unknown> = {}
    for (const name in properties) {
      const first = given.get(name)
      const of = properties[name]
      if (first === null || of === undefined) continue
      query[name] = of.type === 'array' ? given.getAll(name) : coerced(first, of)
    }
    return query
  },
}
