/** How Whop's clients write a query, and what they are told when it or a body does not fit. */
import type { JsonSchema } from '../../contract/json-schema.ts'
import type { InputProblem } from '../../contract/operation.ts'
import { coerced, namesIn, propertiesOf, type QueryForm } from '../../contract/query-form.ts'
import { ApiError } from '../../contract/refusal.ts'

/** `[]`, or the place in the list: `[0]`. */
const IN_LIST = /\[\d{0,4}\]$/

const nameOf = (name: string): string => name.replace(IN_LIST, '')

/** By property, in the order in which they were given; an empty text is one that was not given. */
const textsByName = (
  given: URLSearchParams,
  properties: Readonly<Record<string, JsonSchema>>,
): ReadonlyMap<string, readonly string[]> => {
  const texts = new Map<string, string[]>()
  for (const [name, text] of given) {
    const bare = nameOf(name)
    const isList = properties[bare]?.type === 'array'
    const values = isList ? text.split(',') : [text]
    const of = isList ? bare : name
    const known = texts.get(of) ?? []
    texts.set(of, known)
    for (const value of values) if (value !== '') known.push(value)
  }
  return texts
}

/** A list as `x[]=a&x[]=b`, as `x=a&x=b`, as `x[0]=a&x[1]=b`, or as `x=a,b`. */
export const whopQuery: QueryForm = {
  nameOf,
  read(given, schema) {
    const properties = propertiesOf(schema)
    const texts = textsByName(given, properties)
    const query: Record<string, unknown> = {}
    for (const name of namesIn(schema)) {
      const values = texts.get(name) ?? []
      const last = values.at(-1)
      const of = properties[name] ?? {}
      if (last !== undefined) query[name] = of.type === 'array' ? values : coerced(last, of)
    }
    return query
  },
}

/** `plan.initial_price` for `/plan/initial_price`; of a list the list itself is named. */
const dotted = (path: string, ...more: readonly unknown[]): string =>
  [...path.split('/').slice(1), ...more]
    .map((part) => String(part).replaceAll('~1', '/').replaceAll('~0', '~'))
    .filter((part) => !/^\d+$/.test(part))
    .join('.')

/** A value that its parameter does not take. */
export const invalidParameter = (name: string): ApiError => new ApiError('doesNotFit', { name })

export const missingParameter = (name: string): ApiError => new ApiError('badRequest', { name })

/** What Whop says of a query or a body that its schema does not take. */
export const invalidInput = ({ path, rule, params }: InputProblem): ApiError => {
  if (rule === 'required') return missingParameter(dotted(path, params.missingProperty))
  if (rule === 'additionalProperties') return invalidParameter(dotted(path, params.additionalProperty))
  return invalidParameter(dotted(path) || 'body')
}
