/** What is asked of a target, and with what: ids, key and time that the user gave. */
import type { CountedAs } from '../../contract/documentation.ts'
import type { VerifyCase } from '../../contract/verify-case.ts'
import type { Question } from './exchange.ts'
import type { Strictness } from './strictness.ts'

export interface Plan {
  cases: readonly VerifyCase[]
  target: string
  key: string
  /** Ids of the target's, by what a case may need: `member`, `place` where ids alone do not tell, and the vendor's own. */
  given: Readonly<Record<string, string | undefined>>
  /** The flag that gives the place. */
  placeFlag: string | undefined
  isExhausting: boolean
  strictness: Strictness
  /** Says that no more is to be asked. */
  signal?: AbortSignal
  /** How many requests a window of the vendor takes, and how long it is. */
  limit: { requests: number; windowMs: number; headers: ReadonlyMap<string, CountedAs> }
}

/** What the user gave, by what a case may need. */
export const givenIn = ({ given, isExhausting }: Plan): Readonly<Record<string, string | undefined>> => ({
  ...given,
  exhaust: isExhausting ? 'yes' : undefined,
})

export const reasonToSkip = ({ needs }: VerifyCase, plan: Plan): string | undefined => {
  const given = givenIn(plan)
  const flagOf = (one: string): string => (one === 'place' ? (plan.placeFlag ?? one) : one)
  const lacks = needs.filter((one) => given[one] === undefined).map((one) => `--${flagOf(one)}`)
  return lacks.length === 0 ? undefined : `needs ${lacks.join(' and ')}`
}

/** With the target's own ids; where none are given, with those of the exchange, which nobody has there. */
const pathOf = ({ path, stands }: VerifyCase, plan: Plan): string => {
  const given = givenIn(plan)
  return path.replace(/\{([a-z]+)\}/g, (_all, name) => {
    const own = given[name]
    return own === undefined ? (stands[name] ?? '') : encodeURIComponent(own)
  })
}

/** As it is shown: `GET /members/x`. */
export const requestOf = (one: VerifyCase, plan: Plan): string => `${one.method} ${pathOf(one, plan)}`

export const questionOf = (one: VerifyCase, plan: Plan): Question => {
  const headers = Object.entries(one.headers).map(([name, value]) => [
    name,
    value.replace('{key}', () => plan.key),
  ])
  return { method: one.method, url: plan.target + pathOf(one, plan), headers: Object.fromEntries(headers) }
}
