/** Of how many different things each field was seen: what only one has may be named for it. */
import { isMapping } from '../verify/difference.ts'

/** What tells things apart, under whatever name of an id. */
const ID = /^(?:[a-z]{0,20}_?id|[a-z]{1,20}Id|uuid)$/

const idOf = (thing: Readonly<Record<string, unknown>>): string | undefined => {
  const [, id] =
    Object.entries(thing).find(([name, value]) => ID.test(name) && typeof value === 'string') ?? []
  return typeof id === 'string' ? id : undefined
}

const collect = (value: unknown, subject: string, found: Map<string, Set<string>>): void => {
  if (Array.isArray(value)) for (const one of value) collect(one, subject, found)
  if (!isMapping(value)) return
  const own = idOf(value) ?? subject
  for (const [name, inner] of Object.entries(value)) {
    found.set(name, (found.get(name) ?? new Set()).add(own))
    collect(inner, own, found)
  }
}

/** By the name of the field. */
export const subjectsOf = (bodies: readonly unknown[]): ReadonlyMap<string, number> => {
  const found = new Map<string, Set<string>>()
  for (const body of bodies) collect(body, '', found)
  return new Map([...found].map(([name, subjects]) => [name, subjects.size]))
}
