/**
 * What ajv finds wrong, read here and nowhere else: the config words it for a file, control for a call, a vendor for a
 * request, `verify` for an answer.
 */
import type { ErrorObject } from 'ajv'
import { isRecord } from '../contract/json.ts'
import type { JsonSchema } from '../contract/json-schema.ts'
import { dateTime } from './setting-types.ts'

type Wrong =
  | { kind: 'unknown'; name: string }
  /** `wanted` is the schema of what is missing. */
  | { kind: 'missing'; name: string; wanted: JsonSchema }
  /** Too many names, or too few. */
  | { kind: 'count' }
  /** Names that exclude each other. */
  | { kind: 'together'; names: readonly string[] }
  /** None of several would do; `names` are those of which one is needed, where it is that. */
  | { kind: 'alternatives'; names: readonly string[] }
  | { kind: 'repeated'; places: readonly [number, number] }
  | { kind: 'value' }

export type Finding = Wrong & {
  /** A JSON pointer to the value. */
  at: string
  value: unknown
  /** What the value, or that part of it, was held against. */
  schema: JsonSchema
  /** Where that is. */
  schemaPath: string
  /** The rule of JSON Schema that is broken, and what it says. */
  rule: string
  params: Readonly<Record<string, unknown>>
  /** In ajv's words. */
  message: string
}

const textsIn = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [])

const requiredIn = (schema: unknown): string[] => (isRecord(schema) ? textsIn(schema.required) : [])

/** The names that `schema` knows. */
export const namesIn = ({ properties }: JsonSchema = {}): string[] =>
  isRecord(properties) ? Object.keys(properties) : []

const propertyIn = ({ properties }: JsonSchema, name: string): JsonSchema => {
  const property = isRecord(properties) ? properties[name] : undefined
  return isRecord(property) ? property : {}
}

const wrongIn = ({ keyword, params, schema, parentSchema = {} }: ErrorObject): Wrong => {
  switch (keyword) {
    case 'additionalProperties':
      return { kind: 'unknown', name: params.additionalProperty }
    case 'required':
      return {
        kind: 'missing',
        name: params.missingProperty,
        wanted: propertyIn(parentSchema, params.missingProperty),
      }
    case 'minProperties':
    case 'maxProperties':
      return { kind: 'count' }
    case 'not':
      return { kind: 'together', names: requiredIn(schema) }
    case 'oneOf':
    case 'anyOf':
    case 'if':
      return { kind: 'alternatives', names: Array.isArray(schema) ? schema.flatMap(requiredIn) : [] }
    case 'uniqueItems':
      return { kind: 'repeated', places: [params.i, params.j] }
    default:
      return { kind: 'value' }
  }
}

export const readFinding = (error: ErrorObject): Finding => ({
  ...wrongIn(error),
  at: error.instancePath,
  value: error.data,
  schema: error.parentSchema ?? {},
  schemaPath: error.schemaPath,
  rule: error.keyword,
  params: error.params,
  message: error.message ?? 'is not accepted',
})

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true, false',
  object: 'a mapping',
  array: 'a list',
  null: 'null',
}

const FORMATS: Readonly<Record<string, string>> = {
  uuid: 'a UUID',
  email: 'an e-mail address',
  'date-time': dateTime.accepted,
}

/** What a JSON type is called. */
export const typeWords = (type: string): string | undefined => TYPES[type]

const ofText = ({ format, pattern, minLength }: JsonSchema): string => {
  if (typeof format === 'string') return FORMATS[format] ?? `text of the format ${format}`
  if (typeof pattern === 'string') return `text that matches ${pattern}`
  return minLength === 1 ? 'text that is not empty' : 'text'
}

/** What `schema` accepts. */
export const words = (schema: JsonSchema): string => {
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => value ?? 'null').join(', ')
  const types = [schema.type].flat().map(String)
  const texts = types.map((type) => (type === 'string' ? ofText(schema) : (TYPES[type] ?? type)))
  const { minimum = Number.MIN_SAFE_INTEGER, maximum = Number.MAX_SAFE_INTEGER } = schema
  const least = minimum === Number.MIN_SAFE_INTEGER ? '' : ` from ${minimum}`
  const most = maximum === Number.MAX_SAFE_INTEGER ? '' : ` to ${maximum}`
  return texts.join(' or ') + least + most
}
