/** Follows references within an OpenAPI document. */
import { isRecord, valueAt } from '../../contract/json.ts'

export type Spec = Readonly<Record<string, unknown>>

/** References that lead to references. */
const MOST_STEPS = 20

const decoded = (part: string): string => {
  const plain = part.replaceAll('~1', '/').replaceAll('~0', '~')
  try {
    return decodeURIComponent(plain)
  } catch {
    return plain
  }
}

/** What `#/a/b` stands for; undefined for what is not there, and for other documents. */
export const pointerIn = (spec: Spec, reference: string): unknown => {
  if (!reference.startsWith('#/')) return undefined
  return reference.slice(2).split('/').map(decoded).reduce<unknown>(valueAt, spec)
}

/** The mapping itself, or the one that it refers to; empty where there is none. */
export const resolved = (spec: Spec, value: unknown): Spec => {
  let found = value
  for (let steps = 0; steps < MOST_STEPS && isRecord(found) && typeof found.$ref === 'string'; steps++)
    found = pointerIn(spec, found.$ref)
  return isRecord(found) ? found : {}
}
