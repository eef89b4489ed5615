/** From what a schema finds wrong to the one thing that says most, in the admin's words. */
import type { ErrorObject } from 'ajv'
import { words } from '../../config/validate.ts'
import type { JsonSchema } from '../../contract/json-schema.ts'
import { AdminError } from './errors.ts'

/** `name` as a part of a JSON pointer (RFC 6901). */
export const pointer = (name: string): string => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`

const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 60 ? `${text.slice(0, 60)}...` : text
}

const namesIn = (schema: JsonSchema | undefined): string[] => Object.keys(Object(schema?.properties))

/** What would have done: the values themselves, examples, names, or what they are. */
const valuesIn = (schema: JsonSchema = {}): unknown[] => {
  if (Array.isArray(schema.enum)) return schema.enum
  if (schema.const !== undefined) return [schema.const]
  if (schema.type === 'boolean') return [true, false]
  if (schema.type !== 'object') return [words(schema)]
  return Array.isArray(schema.examples) ? schema.examples : namesIn(schema)
}

const ALTERNATIVES = ['oneOf', 'anyOf', 'if']
const NAMES = ['additionalProperties', 'required']

/** An unknown name first, then a missing one, then a wrong value. */
const rankOf = ({ keyword }: ErrorObject): number =>
  NAMES.includes(keyword) ? NAMES.indexOf(keyword) : NAMES.length

const depthOf = ({ instancePath }: ErrorObject): number => instancePath.split('/').length

/** The place of an error in the value and in the schema; the same for all alternatives of one value. */
const placeOf = ({ instancePath, schemaPath }: ErrorObject): string =>
  `${instancePath} ${schemaPath.replace(/\/(oneOf|anyOf)\/\d+/g, '/*').replace(/\/[^/]*$/, '')}`

/** The deepest error that says most, and with it the same error of the other alternatives that there were. */
const mostTelling = (errors: readonly ErrorObject[]): ErrorObject[] => {
  const plain = errors.filter(({ keyword }) => !ALTERNATIVES.includes(keyword))
  const list = plain.length > 0 ? plain : [...errors]
  const [first] = list.sort((a, b) => depthOf(b) - depthOf(a) || rankOf(a) - rankOf(b))
  if (first === undefined) return []
  if (!placeOf(first).endsWith('/*')) return [first]
  return list.filter((error) => placeOf(error) === placeOf(first) && rankOf(error) === rankOf(first))
}

const together = (errors: readonly ErrorObject[], listed: (schema: JsonSchema | undefined) => unknown[]) => [
  ...new Set(errors.flatMap(({ parentSchema }) => listed(parentSchema))),
]

/** Each of the names may be known, and not all of them together. */
const unknownName = (path: string, first: ErrorObject, errors: readonly ErrorObject[]): AdminError => {
  const name: string = first.params.additionalProperty
  const known = together(errors, namesIn)
  const others = Object.keys(Object(first.data)).filter((other) => other !== name && known.includes(other))
  const message = known.includes(name)
    ? `${name} does not go with ${others.join(', ')}`
    : `${name} is no name that is known here`
  return new AdminError(400, path + pointer(name), message, known)
}

const missingName = (path: string, errors: readonly ErrorObject[]): AdminError => {
  const names: string[] = errors.map(({ params }) => params.missingProperty)
  const [name = ''] = names
  if (names.length === 1) return new AdminError(400, path + pointer(name), `${name} is missing`, names)
  return new AdminError(400, path, `one of ${names.join(', ')} is missing`, names)
}

/** `place` is the path of the value that `found` is wrong with. */
export const asAdminError = (place: string, found: readonly ErrorObject[]): AdminError => {
  const errors = mostTelling(found)
  const [first] = errors
  if (first === undefined) return new AdminError(400, place, 'it is not what is accepted here')
  const { keyword, instancePath, data, schema, message = 'is not accepted' } = first
  const path = place + instancePath
  if (keyword === 'additionalProperties') return unknownName(path, first, errors)
  if (keyword === 'required') return missingName(path, errors)
  if (keyword === 'minProperties' || keyword === 'maxProperties') {
    const names = together(errors, namesIn)
    return new AdminError(400, path, `it has to be exactly one of ${names.join(', ')}`, names)
  }
  if (keyword === 'not') {
    const names: string[] = Object(schema).required ?? []
    return new AdminError(400, path, `${names.join(' and ')} do not go together`, names)
  }
  return new AdminError(400, path, `${shown(data)} ${message}`, together(errors, valuesIn))
}
