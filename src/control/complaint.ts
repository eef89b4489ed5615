/** From all that a schema finds wrong to the one thing that says most, in control's words. */
import { type Finding, namesIn, words } from '../config/finding.ts'
import { isRecord, pointer } from '../contract/json.ts'
import type { JsonSchema } from '../contract/json-schema.ts'
import { ControlError } from './control-error.ts'

const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 60 ? `${text.slice(0, 60)}...` : text
}

/** What would have done: the values themselves, examples, names, or what they are. */
const valuesIn = (schema: JsonSchema): unknown[] => {
  if (Array.isArray(schema.enum)) return schema.enum
  if (schema.const !== undefined) return [schema.const]
  if (schema.type === 'boolean') return [true, false]
  if (schema.type !== 'object') return [words(schema)]
  return Array.isArray(schema.examples) ? schema.examples : namesIn(schema)
}

/** An unknown name first, then a missing one, then the rest. */
const RANKS = ['unknown', 'missing']
const rankOf = ({ kind }: Finding): number => (RANKS.includes(kind) ? RANKS.indexOf(kind) : RANKS.length)

const depthOf = ({ at }: Finding): number => at.split('/').length

/** The place of a finding in the value and in the schema; the same for all alternatives of one value. */
const placeOf = ({ at, schemaPath }: Finding): string =>
  `${at} ${schemaPath.replace(/\/(oneOf|anyOf)\/\d+/g, '/*').replace(/\/[^/]*$/, '')}`

/** The deepest that says most, and with it the same of the other alternatives that there were. */
const mostTelling = (findings: readonly Finding[]): readonly Finding[] => {
  const plain = findings.filter(({ kind }) => kind !== 'alternatives')
  const list = plain.length > 0 ? plain : [...findings]
  const [first] = list.sort((a, b) => depthOf(b) - depthOf(a) || rankOf(a) - rankOf(b))
  if (first === undefined) return []
  if (!placeOf(first).endsWith('/*')) return [first]
  return list.filter((one) => placeOf(one) === placeOf(first) && rankOf(one) === rankOf(first))
}

const together = (findings: readonly Finding[], listed: (schema: JsonSchema) => unknown[]): unknown[] => [
  ...new Set(findings.flatMap(({ schema }) => listed(schema))),
]

/** Each of the names may be known, and not all of them together. */
const unknownName = (path: string, name: string, value: unknown, known: unknown[]): ControlError => {
  const given = isRecord(value) ? Object.keys(value) : []
  const others = given.filter((other) => other !== name && known.includes(other))
  const message = known.includes(name)
    ? `${name} does not go with ${others.join(', ')}`
    : `${name} is no name that is known here`
  return new ControlError('refused', path + pointer(name), message, known)
}

const missingName = (path: string, findings: readonly Finding[]): ControlError => {
  const names = findings.flatMap((one) => (one.kind === 'missing' ? [one.name] : []))
  const [name = ''] = names
  if (names.length === 1)
    return new ControlError('refused', path + pointer(name), `${name} is missing`, names)
  return new ControlError('refused', path, `one of ${names.join(', ')} is missing`, names)
}

/** `place` is the path of the value that `found` is wrong with. */
export const asControlError = (place: string, found: readonly Finding[]): ControlError => {
  const findings = mostTelling(found)
  const [first] = findings
  if (first === undefined) return new ControlError('refused', place, 'it is not what is accepted here')
  const path = place + first.at
  if (first.kind === 'unknown') return unknownName(path, first.name, first.value, together(findings, namesIn))
  if (first.kind === 'missing') return missingName(path, findings)
  if (first.kind === 'count') {
    const names = together(findings, namesIn)
    return new ControlError('refused', path, `it has to be exactly one of ${names.join(', ')}`, names)
  }
  if (first.kind === 'together')
    return new ControlError('refused', path, `${first.names.join(' and ')} do not go together`, first.names)
  return new ControlError(
    'refused',
    path,
    `${shown(first.value)} ${first.message}`,
    together(findings, valuesIn),
  )
}
