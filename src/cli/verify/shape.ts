/** Compares a body with a JSON Schema: types, nulls, enums, formats, missing and extra keys. */
import type { ErrorObject, ValidateFunction } from 'ajv'
import { valueAt } from '../../contract/json.ts'
import type { JsonSchema } from '../../contract/json-schema.ts'
import { below, type Finding, MISSING, quoted, typeOf } from './difference.ts'

const partsOf = (pointer: string): readonly string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))

interface Place {
  path: string
  value: unknown
}

/** Where a JSON pointer leads, as a JSON path. */
const follow = (pointer: string, value: unknown): Place =>
  partsOf(pointer).reduce<Place>(
    (place, part) => ({
      path: below(place.path, Array.isArray(place.value) ? Number(part) : part),
      value: valueAt(place.value, part),
    }),
    { path: '$', value },
  )

const listed = (value: unknown): string => [value].flat().map(String).join(' or ')

const findingOf = ({ keyword, instancePath, params }: ErrorObject, body: unknown): Finding => {
  const { path, value } = follow(instancePath, body)
  if (keyword === 'required')
    return { where: below(path, params.missingProperty), expected: 'the key', found: MISSING }
  if (keyword === 'additionalProperties') {
    const key: string = params.additionalProperty
    return { where: below(path, key), expected: 'no such key', found: typeOf(valueAt(value, key)) }
  }
  if (keyword === 'type') return { where: path, expected: listed(params.type), found: typeOf(value) }
  if (keyword === 'enum')
    return { where: path, expected: params.allowedValues.map(quoted).join(' or '), found: quoted(value) }
  if (keyword === 'const') return { where: path, expected: quoted(params.allowedValue), found: quoted(value) }
  if (keyword === 'pattern')
    return { where: path, expected: `a text that fits ${params.pattern}`, found: 'another text' }
  if (keyword === 'format') return { where: path, expected: params.format, found: 'another text' }
  return { where: path, expected: keyword, found: typeOf(value) }
}

/** A wrong type is also outside the enum: the type says more. */
const withoutEchoes = (errors: readonly ErrorObject[]): readonly ErrorObject[] => {
  const mistyped = new Set(errors.flatMap((error) => (error.keyword === 'type' ? error.instancePath : [])))
  return errors.filter(({ keyword, instancePath }) => keyword === 'type' || !mistyped.has(instancePath))
}

export type ShapeJudge = (schema: JsonSchema, text: string) => readonly Finding[]

const findingsIn = (check: ValidateFunction, text: string): readonly Finding[] => {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    return [{ where: '$', expected: 'JSON', found: text === '' ? MISSING : 'what is no JSON' }]
  }
  if (check(body)) return []
  return withoutEchoes(check.errors ?? []).map((error) => findingOf(error, body))
}

/** By the text of the schema: cases narrow the same one to the same, each to an object of its own. */
const checks = new Map<string, ValidateFunction>()
const texts = new WeakMap<JsonSchema, string>()

const textOf = (schema: JsonSchema): string => {
  const text = texts.get(schema) ?? JSON.stringify(schema)
  texts.set(schema, text)
  return text
}

/** Loads ajv, which takes a while; what it has compiled stays for whoever asks next. */
export const createShapeJudge = async (): Promise<ShapeJudge> => {
  const [{ Ajv }, { default: addFormats }] = await Promise.all([import('ajv'), import('ajv-formats')])
  // To make the check faster takes longer than all that it is asked.
  const ajv = new Ajv({ allErrors: true, strict: false, code: { optimize: false } })
  addFormats.default(ajv)
  return (schema, text) => {
    const own = textOf(schema)
    const check = checks.get(own) ?? ajv.compile(schema)
    checks.set(own, check)
    return findingsIn(check, text)
  }
}
