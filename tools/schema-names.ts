/** The name of a schema that stands in another one, with a sentence of its own there or as it is. */
import type { JsonSchema } from '../src/contract/json-schema.ts'

/** By name: the schema, or undefined for none of them. */
export const createNames = (
  schemas: Readonly<Record<string, JsonSchema>>,
): ((schema: JsonSchema) => string | undefined) => {
  // A copy with another description has the same properties still.
  const named = new Map<unknown, [string, JsonSchema]>(
    Object.entries(schemas).map(([name, schema]) => [schema.properties ?? schema, [name, schema]]),
  )
  return (schema) => {
    const [name, of] = named.get(schema.properties ?? schema) ?? []
    return of?.type === schema.type && of?.required === schema.required ? name : undefined
  }
}
