/** Compares a body with a JSON Schema: types, nulls, enums, formats, missing and extra keys. */
import type { ValidateFunction } from 'ajv'
import { type Finding as Broken, readFinding } from '../../config/finding.ts'
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

const findingOf = (broken: Broken, body: unknown): Finding => {
  const { rule, params } = broken
  const { path, value } = follow(broken.at, body)
  if (broken.kind === 'missing')
    return { where: below(path, broken.name), expected: 'the key', found: MISSING }
  if (broken.kind === 'unknown') {
    const found = typeOf(valueAt(value, broken.name))
    return { where: below(path, broken.name), expected: 'no such key', found }
  }
  if (rule === 'type') return { where: path, expected: listed(params.type), found: typeOf(value) }
  if (rule === 'enum') {
    const expected = [params.allowedValues].flat().map(quoted).join(' or ')
    return { where: path, expected, found: quoted(value) }
  }
  if (rule === 'const') return { where: path, expected: quoted(params.allowedValue), found: quoted(value) }
  if (rule === 'pattern')
    return { where: path, expected: `a text that fits ${params.pattern}`, found: 'another text' }
  if (rule === 'format') return { where: path, expected: String(params.format), found: 'another text' }
  return { where: path, expected: rule, found: typeOf(value) }
}

/** A wrong type is also outside the enum: the type says more. */
const withoutEchoes = (all: readonly Broken[]): readonly Broken[] => {
  const mistyped = new Set(all.flatMap(({ rule, at }) => (rule === 'type' ? at : [])))
  return all.filter(({ rule, at }) => rule === 'type' || !mistyped.has(at))
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
  return withoutEchoes((check.errors ?? []).map(readFinding)).map((broken) => findingOf(broken, body))
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
