/** What a vendor's schema says of a value: what is in it, and whether it is one that says nothing of a person. */
import { isRecord } from '../../contract/json.ts'
import type { JsonSchema } from '../../contract/json-schema.ts'

const schemasIn = (value: unknown): readonly JsonSchema[] =>
  Array.isArray(value) ? value.filter(isRecord) : []

/** The schema itself, and those that it leaves a choice between. */
const branches = (schema: JsonSchema): readonly JsonSchema[] => [
  schema,
  ...[schema.oneOf, schema.anyOf, schema.allOf].flatMap(schemasIn).flatMap(branches),
]

const DATE = /^\d{4}-\d\d-\d\d(?:[T ][\d:.]{5,18}(?:Z|[+-]\d\d:?\d\d)?)?$/
const FORMATS: readonly unknown[] = ['date-time', 'date']

const listed = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** One of those that the schema names, or a time where it says so. */
const isTextOf = (schema: JsonSchema, text: string): boolean =>
  schema.const === text ||
  listed(schema.enum).includes(text) ||
  listed(schema.examples).includes(text) ||
  (FORMATS.includes(schema.format) && DATE.test(text))

const typesOf = ({ type }: JsonSchema): readonly unknown[] => [type].flat()

/** Several schemas that a value may be described by. Without any, it is one that nobody knows. */
export class SchemaView {
  readonly #schemas: readonly JsonSchema[]

  constructor(schemas: readonly JsonSchema[]) {
    this.#schemas = schemas.flatMap(branches)
  }

  keepsText(text: string): boolean {
    return this.#schemas.some((schema) => isTextOf(schema, text))
  }

  keepsNumber(): boolean {
    return this.#schemas.some((schema) =>
      ['integer', 'number'].some((type) => typesOf(schema).includes(type)),
    )
  }

  /** Of a query, where all is text. */
  keepsParameter(text: string): boolean {
    if (/^(?:true|false)$/.test(text) || this.keepsText(text)) return true
    return /^-?\d{1,15}$/.test(text) && this.keepsNumber()
  }

  /** True: the names in it are those of fields, and not what somebody calls something. */
  get hasFields(): boolean {
    return this.#schemas.some(({ properties }) => isRecord(properties) && Object.keys(properties).length > 0)
  }

  /** Of the value under `name`. */
  field(name: string): SchemaView {
    return new SchemaView(
      this.#schemas.flatMap(({ properties }) => {
        const found = isRecord(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined
        return isRecord(found) ? [found] : []
      }),
    )
  }

  has(name: string): boolean {
    return this.#schemas.some(({ properties }) => isRecord(properties) && Object.hasOwn(properties, name))
  }

  get item(): SchemaView {
    return new SchemaView(this.#schemas.flatMap(({ items }) => (isRecord(items) ? [items] : [])))
  }
}

export const UNKNOWN = new SchemaView([])
