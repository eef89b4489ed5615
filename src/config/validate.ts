/** Checks a config file or options against the schema, and says what is wrong in the user's words. */
import type { ErrorObject } from 'ajv'
import type { VendorDefinition } from '../contract/definition.ts'
import type { JsonSchema } from '../contract/json-schema.ts'
import { mask, nearest, type Problem, show, suggest } from './problems.ts'
import { configSchema } from './schema.ts'
import { dateTime, isDateTime } from './setting-types.ts'
import { type Setting, settingsOf } from './settings.ts'

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

/** `/whop/keys/0/scopes/1` as `whop.keys[0].scopes[1]`. */
const pathOf = (pointer: string): string =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part, index) => (/^\d+$/.test(part) ? `[${part}]` : index === 0 ? part : `.${part}`))
    .join('')

const isInKeys = (path: string): boolean => /^[^.]+\.keys\b/.test(path)

/** Whatever stands among the keys may be a credential, unless a known name is near. */
const found = (path: string, value: unknown, names: readonly string[]): string =>
  typeof value === 'string' && isInKeys(path) && nearest(value, names) === undefined
    ? mask(value)
    : show(value)

const below = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`)

const unknownName = (path: string, name: string, parent: JsonSchema): Problem => {
  const names = Object.keys(Object(parent.properties))
  const isSecret = isInKeys(path) && nearest(name, names) === undefined
  return {
    path: isSecret ? path : below(path, name),
    found: isSecret ? `the unknown name ${mask(name)}` : 'an unknown name',
    accepted: suggest(names.join(', '), name, names),
  }
}

/** The names of which one is needed, where a schema says `anyOf: [{ required }]`. */
const oneOf = (alternatives: unknown): string =>
  (Array.isArray(alternatives) ? alternatives : []).flatMap(({ required }) => required ?? []).join(' or ')

const ofSchema = (
  path: string,
  { keyword, params, data, schema, parentSchema = {} }: ErrorObject,
): Problem => {
  if (keyword === 'additionalProperties') return unknownName(path, params.additionalProperty, parentSchema)
  if (keyword === 'required') {
    const name: string = params.missingProperty
    const wanted: JsonSchema = Object(parentSchema.properties)[name] ?? {}
    return { path: below(path, name), found: 'nothing', accepted: words(wanted) }
  }
  if (keyword === 'anyOf') return { path, found: 'neither', accepted: oneOf(schema) }
  if (keyword === 'uniqueItems')
    return { path, found: `the same at [${params.i}] and [${params.j}]`, accepted: 'each value once' }
  const names = Array.isArray(parentSchema.enum) ? parentSchema.enum.map(String) : []
  return { path, found: found(path, data, names), accepted: suggest(words(parentSchema), data, names) }
}

const toProblem = (settings: readonly Setting[], error: ErrorObject): Problem => {
  const path = pathOf(error.instancePath)
  const setting = settings.find(({ key }) => key === path)
  if (setting === undefined) return ofSchema(path, error)
  const { accepted, names, isSecret } = setting.type
  const isHidden = isSecret && error.data !== ''
  const shown = isHidden ? (TYPES[typeof error.data] ?? 'something else') : show(error.data)
  return { path, found: shown, accepted: suggest(accepted, error.data, names) }
}

/** At most one problem for each place. */
const oncePerPath = (problems: readonly Problem[]): readonly Problem[] =>
  [...new Map([...problems].reverse().map((problem) => [problem.path, problem])).values()].reverse()

/** What is wrong with `content`; nothing when it is a config. */
export const validate = async (
  definitions: readonly VendorDefinition[],
  content: unknown,
): Promise<readonly Problem[]> => {
  const [{ Ajv }, { default: formats }] = await Promise.all([import('ajv'), import('ajv-formats')])
  const ajv = new Ajv({ allErrors: true, verbose: true, strict: false })
  formats.default(ajv, ['uuid', 'email'])
  ajv.addFormat('date-time', isDateTime)
  const check = ajv.compile(configSchema(definitions))
  if (check(content)) return []
  const errors = (check.errors ?? []).filter(({ schemaPath }) => !/\/anyOf\/\d/.test(schemaPath))
  const settings = settingsOf(definitions)
  return oncePerPath(errors.map((error) => toProblem(settings, error)))
}
