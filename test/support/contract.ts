/** Which bytes a vendor may answer at all: its members, and the bodies of its own table of refusals. */
import type { Vendor } from '../../src/contract/vendor.ts'
import type { RawAnswer } from './raw.ts'

/** Stands for any value of a fact while a body is turned into a pattern. */
const ANY = 'ANYTHINGATALL'
const FACTS = 'operation seconds limit version scope scopes value contentType ids name message lacking'.split(
  ' ',
)

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
      { kind, status, pattern: patternOf(body({ ...facts, layer: 'middleware', locale })) },
    ]),
  )
}

/** AITable's router has words of its own for an id that does not decode. */
export const BAD_URL =
  /\{"error":"Bad Request","message":"'.*' is not a valid url component","statusCode":400\}/

const KINDS_OF_SUCCESS: Readonly<Record<string, RegExp>> = {
  whop: /^(\{"id":"[^"]*",.*\}|\{"data":\[.*\],"page_info":\{[^{}]*\}\}|\{"(has_access|url|invitation_sent|deleted|queued|status)":.*\}|true)$/s,
  aitable:
    /^\{"code":200,"message":"SUCCESS","success":true(,"data":\{("(member|team|role)":\{"unitId":.*\}|"total":\d+,.*\]|"members":.*\])\})?\}$/s,
  sotion: /^\{"data":(\{"id":"[^"]*",.*\}|\[.*\],"(pagination|summary)":\{[^{}]*\})\}$/s,
}

const SUCCESSES: readonly number[] = [200, 201, 202, 207]

/** Says why `answer` is none that `vendor` has; nothing when it is one. */
export const createContract = (
  vendor: Vendor,
): ((answer: RawAnswer, method: string) => string | undefined) => {
  const refusals = refusalsOf(vendor)
  const success = KINDS_OF_SUCCESS[vendor.id]
  return ({ status, body }, method) => {
    if (vendor.id === 'aitable' && status === 400 && BAD_URL.test(body)) return undefined
    if (method === 'HEAD' || status === 204) return body === '' ? undefined : 'a body where there is none'
    if (SUCCESSES.includes(status) && success?.test(body)) return undefined
    const kind = refusals.find((one) => one.status === status && one.pattern.test(body))?.kind
    if (kind === 'internal') return 'an error of our own'
    return kind === undefined ? `no answer of ${vendor.title}: ${status} ${body.slice(0, 200)}` : undefined
  }
}
