/** Which bytes a vendor may answer at all: its members, and the bodies of its own table of refusals. */
import type { Vendor } from '../../src/contract/vendor.ts'
import type { RawAnswer } from './raw.ts'

/** Stands for any value of a fact while a body is turned into a pattern. */
const ANY = 'ANYTHINGATALL'
const FACTS = ['operation', 'seconds', 'limit', 'version', 'scope', 'value']

const quoted = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

const patternOf = (body: unknown): RegExp => {
  const text = quoted(JSON.stringify(body)).replaceAll(ANY, '.*')
  return new RegExp(`^${text}$`)
}

/** The refusals of `vendor`, in every language it has. */
const refusalsOf = (vendor: Vendor): { kind: string; status: number; pattern: RegExp }[] => {
  const facts = Object.fromEntries(FACTS.map((name) => [name, ANY]))
  return Object.entries(vendor.errors).flatMap(([kind, { status, body }]) =>
    ['en-US', 'zh-CN'].flatMap((locale) => [
      { kind, status, pattern: patternOf(body({ ...facts, locale })) },
      { kind, status, pattern: patternOf(body({ ...facts, version: undefined, locale })) },
    ]),
  )
}

const KINDS_OF_SUCCESS: Readonly<Record<string, RegExp>> = {
  whop: /^\{"id":".*"company":\{"id":"[^"]*","title":"[^"]*","route":"[^"]*"\}\}$/s,
  aitable: /^\{"code":200,"message":"SUCCESS","success":true,"data":\{"member":\{"unitId":.*\}\}\}$/s,
  sotion: /^\{"data":(\{"id":"[^"]*",.*\}|\[.*\],"(pagination|summary)":\{[^{}]*\})\}$/s,
}

const SUCCESSES: readonly number[] = [200, 201, 207]

/** Says why `answer` is none that `vendor` has; nothing when it is one. */
export const createContract = (
  vendor: Vendor,
): ((answer: RawAnswer, method: string) => string | undefined) => {
  const refusals = refusalsOf(vendor)
  const success = KINDS_OF_SUCCESS[vendor.id]
  return ({ status, body }, method) => {
    if (method === 'HEAD' || status === 204) return body === '' ? undefined : 'a body where there is none'
    if (SUCCESSES.includes(status) && success?.test(body)) return undefined
    const kind = refusals.find((one) => one.status === status && one.pattern.test(body))?.kind
    if (kind === 'internal') return 'an error of our own'
    return kind === undefined ? `no answer of ${vendor.title}: ${status} ${body.slice(0, 200)}` : undefined
  }
}
