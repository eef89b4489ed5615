/** Fields that successes were seen with or without, put on ours. */
import type { Answer } from './answer.ts'
import type { ObservedFields } from './observations.ts'
import type { Operation } from './operation.ts'

type Tree = Record<string, unknown>

const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** `$.data[].name` as `data`, `[]`, `name`. */
const stepsOf = (path: string): string[] => path.match(/\[\]|[\w-]+/g) ?? []

/** Objects that the path leads to, each with the name that is its last step. */
const holdersOf = (body: unknown, steps: readonly string[]): readonly Tree[] => {
  let all: unknown[] = [body]
  for (const step of steps.slice(0, -1))
    all = all.flatMap((one) =>
      step === '[]' ? (Array.isArray(one) ? one : []) : isTree(one) ? [one[step]] : [],
    )
  return all.filter(isTree)
}

/** Of a type and no more: what is in such a field was nobody’s to write down. */
const BLANKS: Readonly<Record<string, () => unknown>> = {
  string: () => '',
  number: () => 0,
  boolean: () => false,
  null: () => null,
  object: () => ({}),
  array: () => [],
}

const typeOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value

/** `value` as one of `types`, as far as it can be. */
const asType = (value: unknown, types: readonly string[]): unknown => {
  if (types.includes(typeOf(value))) return value
  const [first = 'null'] = types
  const isPlain = typeof value !== 'object' && value !== undefined
  if (first === 'string' && isPlain) return String(value)
  if (first === 'number' && isPlain && Number.isFinite(Number(value))) return Number(value)
  return types.includes('null') ? null : BLANKS[first]?.()
}

const applyField = (body: unknown, path: string, type: string): void => {
  const steps = stepsOf(path)
  const name = steps.at(-1)
  if (name === undefined) return
  for (const holder of holdersOf(body, steps)) {
    if (type === 'absent') delete holder[name]
    else holder[name] = asType(holder[name], type.split(' or '))
  }
}

/** A copy of a body with them. */
export const withFields = (body: unknown, fields: ObservedFields): unknown => {
  const copy: unknown = structuredClone(body)
  for (const [path, { type }] of Object.entries(fields)) applyField(copy, path, type)
  return copy
}

const observedAnswer = (answer: Answer, fields: ObservedFields): Answer => {
  const { status, text, wait } = answer
  if (wait !== undefined)
    return { ...answer, wait: (done) => wait((late) => done(observedAnswer(late, fields))) }
  if (text === undefined || status >= 300) return answer
  return { ...answer, text: JSON.stringify(withFields(JSON.parse(text), fields)) }
}

/** The operation, whose successes have them; itself where nothing is known of them. */
export const observedOperation = (operation: Operation, fields: ObservedFields | undefined): Operation =>
  fields === undefined
    ? operation
    : {
        ...operation,
        handle: (call, given) => observedAnswer(operation.handle(call, given), fields),
      }
