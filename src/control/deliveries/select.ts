/** Which deliveries are asked for: one function for listing, verifying and waiting. */
import type { Vendor } from '../../contract/vendor.ts'
import type { Delivery as Kept } from '../../sandbox/delivery.ts'
import { ControlError } from '../control-error.ts'
import type { DeliveryFilters } from './schemas.ts'
import { numberIn, stateOf } from './view.ts'

const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d/

const isSince = (text: string): boolean =>
  numberIn(text) !== undefined || (DATE_TIME.test(text) && !Number.isNaN(Date.parse(text)))

type Test<Value> = (kept: Kept, value: Value) => boolean

const TESTS: {
  readonly [Name in Exclude<keyof DeliveryFilters, 'limit'>]: Test<NonNullable<DeliveryFilters[Name]>>
} = {
  vendor: ({ vendor }, wanted) => vendor === wanted,
  event: ({ event }, wanted) => event === wanted,
  member: ({ member }, wanted) => member === wanted,
  url: ({ url }, wanted) => (wanted.endsWith('*') ? url.startsWith(wanted.slice(0, -1)) : url === wanted),
  state: (kept, wanted) => stateOf(kept) === wanted || (wanted === 'not sent' && kept.state === 'notSent'),
  since(kept, since) {
    const number = numberIn(since)
    return number === undefined ? kept.time >= Date.parse(since) : kept.number > number
  },
}

/** Those that pass all the filters, in their order; of these, as many of the last as the limit says. */
export const select = (all: readonly Kept[], { limit, ...filters }: DeliveryFilters): readonly Kept[] => {
  const tests = Object.entries(filters).map(([name, value]) => {
    const test = TESTS[name as keyof typeof TESTS] as Test<unknown> // of the same name as the value
    return (kept: Kept): boolean => test(kept, value)
  })
  const selected = all.filter((kept) => tests.every((test) => test(kept)))
  return limit === undefined ? selected : selected.slice(-limit)
}

/** Throws for a filter that no delivery could ever pass; `place` is what stands in front of its name in a path. */
export const checkFilters = (
  { vendor, event, since }: DeliveryFilters,
  vendors: readonly Vendor[],
  place: string,
): void => {
  const refuse = (name: string, value: string, accepted: readonly string[]): void => {
    if (!accepted.includes(value))
      throw new ControlError(
        'refused',
        `${place}/${name}`,
        `no delivery has the ${name} "${value}"`,
        accepted,
      )
  }
  const telling = vendors.filter(({ webhooks }) => webhooks !== undefined)
  if (vendor !== undefined)
    refuse(
      'vendor',
      vendor,
      telling.map(({ id }) => id),
    )
  const asked = telling.filter(({ id }) => vendor === undefined || vendor === id)
  const events = asked.flatMap(({ webhooks }) => Object.keys(webhooks?.events ?? {}))
  if (event !== undefined) refuse('event', event, [...new Set(events)])
  if (since !== undefined && !isSince(since)) refuse('since', since, ['2026-01-01T00:00:00Z', 'd_12'])
}
