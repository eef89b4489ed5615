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

const CURRENCIES = new Set(Intl.supportedValuesOf('currency').map((code) => code.toLowerCase()))

/** With its sign or its currency, and how often it is paid. */
const PRICE =
  /^(?:\p{Sc}|([A-Za-z]{3}) )\d{1,9}(?:,\d{3}){0,3}(?:\.\d{1,3})?(?: \/ (?:(?:\d{1,4} )?(?:day|week|month|year)s?))?$/u

/** A text in the field `name` that is a currency, or an amount of one: nobody's, and all prices are in it. */
const isMoney = (name: string, text: string): boolean => {
  if (/currency$/i.test(name)) return CURRENCIES.has(text.toLowerCase())
  const [found, code = 'usd'] = /price|amount/i.test(name) ? (PRICE.exec(text) ?? []) : []
  return found !== undefined && CURRENCIES.has(code.toLowerCase())
}

/** Several schemas that a value may be described by. Without any, it is one that nobody knows. */
export class SchemaView {
  readonly #schemas: readonly JsonSchema[]
  readonly #name: string

  /** `name` is the one of the field that is described. */
  constructor(schemas: readonly JsonSchema[], name = '') {
    this.#schemas = schemas.flatMap(branches)
    this.#name = name
  }

  keepsText(text: string): boolean {
    return (
      this.#schemas.some((schema) => isTextOf(schema, text)) ||
      (this.#schemas.some((schema) => typesOf(schema).includes('string')) && isMoney(this.#name, text))
    )
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

  /** Of the value under `name`. */
  field(name: string): SchemaView {
    return new SchemaView(
      this.#schemas.flatMap(({ properties }) => {
        const found = isRecord(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined
        return isRecord(found) ? [found] : []
      }),
      name,
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
