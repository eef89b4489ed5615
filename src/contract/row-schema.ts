/** The JSON Schema of a table's rows, which says no more than their type does. */
import type { FromSchema, JSONSchema } from 'json-schema-to-ts'
import type { JsonSchema } from './json-schema.ts'

type Properties = Readonly<Record<string, JSONSchema>>

/** What the schema lets through. */
type Taken<P extends Properties, Optional extends keyof P> = FromSchema<{
  type: 'object'
  properties: P
  required: (Exclude<keyof P, Optional> & string)[]
  additionalProperties: false
}>

/** Each name of a row has to be there; does not compile where a value fits that is none of a `Row`. */
export const rowSchema =
  <Row extends object>() =>
  <
    const P extends Readonly<Record<keyof Row & string, JSONSchema>>,
    const Optional extends keyof P & string = never,
  >(
    properties: P & (Taken<P, Optional> extends Row ? unknown : never),
    optional: readonly Optional[] = [],
  ): JsonSchema => ({
    type: 'object',
    properties,
    required: Object.keys(properties).filter((name) => !optional.some((one) => one === name)),
    additionalProperties: false,
  })
