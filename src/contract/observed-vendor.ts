/** A vendor that answers as it was seen to: made once, at the start, from what a file says of it. */
import type { Answer } from './answer.ts'
import type { Call } from './call.ts'
import type { Observations, ObservedRefusal } from './observations.ts'
import { observedOperation } from './observed-fields.ts'
import { orderedAs } from './observed-order.ts'
import { filledText, valuesOf } from './observed-texts.ts'
import type { ErrorSpec } from './refusal.ts'
import type { Surroundings, Vendor } from './vendor.ts'

const specOf = ({ status, headers = {}, body }: ObservedRefusal): ErrorSpec => {
  const all = Object.entries(headers)
  const sent = all.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]))
  return {
    status,
    body: () => body,
    text: (facts, call) => body && filledText(body, valuesOf(call, facts)),
    headers: (facts, call) =>
      Object.fromEntries(
        sent.map(([name, value]) => [name, call ? filledText(value, valuesOf(call, facts)) : value]),
      ),
    without: all.flatMap(([name, value]) => (value === null ? [name] : [])),
  }
}

/** Those that no setting brings about by itself. */
const ownRefusals = ({ refusals = {} }: Observations): readonly (readonly [string, ObservedRefusal])[] =>
  Object.entries(refusals).filter(([, { setting }]) => setting === undefined)

const refusing = (vendor: Vendor, seen: Observations): Partial<Vendor> => {
  const own = new Map(ownRefusals(seen).map(([kind, refusal]) => [kind, specOf(refusal)]))
  if (own.size === 0) return {}
  const { wordedAs } = vendor
  return {
    errors: { ...vendor.errors, ...Object.fromEntries(own) },
    ...(wordedAs && { wordedAs: (kind, call) => (own.has(kind) ? kind : wordedAs(kind, call)) }),
  }
}

const surrounded = (
  { surroundings }: Vendor,
  { headers = {}, refusals = {} }: Observations,
): Partial<Vendor> => {
  const all = Object.entries(headers).map(([name, { value }]) => [name, value] as const)
  if (all.length === 0 && Object.keys(refusals).length === 0) return {}
  const write = (call: Call, { text, headers: own = {}, without }: Answer): void => {
    const hasBody = text !== undefined
    for (const [name, value] of all) {
      // What was seen of this very refusal says more.
      if (without !== undefined && (Object.hasOwn(own, name) || without.includes(name))) continue
      if (value === null) call.removeHeader(name)
      else if (hasBody || name !== 'content-type') call.setHeader(name, filledText(value, valuesOf(call, {})))
    }
  }
  const observed: Surroundings = {
    ...surroundings,
    front(call) {
      const answer = surroundings?.front?.(call)
      if (answer !== undefined) write(call, answer)
      return answer
    },
    leave(call, outgoing) {
      surroundings?.leave?.(call, outgoing)
      write(call, outgoing.answer)
      outgoing.isTypeWhole = true
    },
  }
  return { surroundings: observed }
}

/** `vendor` itself where nothing was seen of it: then no request costs more. */
export const observedVendor = (vendor: Vendor, seen: Observations | undefined): Vendor => {
  if (seen === undefined) return vendor
  const { order = [], fields = {} } = seen
  const ordered = order.length === 0 ? vendor : { ...vendor, ...orderedAs(vendor, order) }
  return {
    ...ordered,
    ...refusing(vendor, seen),
    ...surrounded(vendor, seen),
    operations: ordered.operations.map((one) => observedOperation(one, fields[one.id])),
    observations: seen,
  }
}
