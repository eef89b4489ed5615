/** Puts null behind the other choices of a schema: the sampler takes the first, and makes an empty mapping of null. */
import { isRecord } from '../../contract/json.ts'

const isNull = (value: unknown): boolean => isRecord(value) && value.type === 'null'

const CHOICES: readonly string[] = ['oneOf', 'anyOf']

/** A copy of a document, or of a part of it. */
export const nullLast = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(nullLast)
  if (!isRecord(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => {
      const copy = nullLast(one)
      if (!CHOICES.includes(key) || !Array.isArray(copy)) return [key, copy]
      return [key, [...copy.filter((choice) => !isNull(choice)), ...copy.filter(isNull)]]
    }),
  )
}
