/** One difference between an answer and what was expected, and how its two sides are written. */
import type { Provenance } from '../../exchange/format.ts'

export interface Difference {
  /** `status`, `header x-request-id`, or a JSON path into the body: `$.data.id`. */
  where: string
  expected: string
  found: string
  /** How the expectation is known. */
  provenance: Provenance
  /** True: worth a warning, and no more. */
  isMinor?: boolean
}

/** Before its provenance is known. */
export type Finding = Omit<Difference, 'provenance' | 'isMinor'>

export const MISSING = 'nothing'

/** What a terminal or XML would not take as it is. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones meant
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufffe\uffff]/g

export const printable = (text: string): string =>
  text.replace(UNPRINTABLE, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)

export const isMapping = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Undefined for what is no JSON. */
export const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A value as JSON writes it. */
export const quoted = (value: unknown): string => JSON.stringify(value) ?? MISSING

/** The type of a value: members are people, so that what they have is not printed. */
export const typeOf = (value: unknown): string => {
  if (value === undefined) return MISSING
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'an array'
  const type = typeof value
  return type === 'object' ? 'an object' : `a ${type}`
}

const NAME = /^[A-Za-z_$][\w$]*$/

/** `path` and one key or index more. */
export const below = (path: string, key: string | number): string => {
  if (typeof key === 'number') return `${path}[${key}]`
  return NAME.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`
}
