/** The order of a vendor's checks as it was seen, for pairs of reasons to refuse. */
import { type Check, inputs } from './call.ts'
import type { ObservedOrder } from './observations.ts'
import type { Operation } from './operation.ts'
import type { Vendor } from './vendor.ts'

/** What is refused before an operation is known. */
const PATH_KINDS: readonly string[] = ['unknownPath', 'wrongMethod']

const isOfPath = (kind: string): boolean => PATH_KINDS.includes(kind)

const refusing = (checks: readonly Check[], kind: string): Check | undefined =>
  checks.find(({ refuses = [] }) => refuses.includes(kind))

/** The check of `first` right in front of that of the other, where it is behind it. */
const moved = (checks: readonly Check[], { first, before }: ObservedOrder): readonly Check[] => {
  const [one, other] = [refusing(checks, first), refusing(checks, before)]
  if (one === undefined || other === undefined || checks.indexOf(one) < checks.indexOf(other)) return checks
  const others = checks.filter((check) => check !== one)
  const at = others.indexOf(other)
  return [...others.slice(0, at), one, ...others.slice(at)]
}

const reordered = (checks: readonly Check[], order: readonly ObservedOrder[]): readonly Check[] =>
  order.filter(({ first, before }) => !isOfPath(first) && !isOfPath(before)).reduce(moved, checks)

/** Query and body are read at the end of a list that does not say where. */
const checksOf = ({ checks, query, body }: Operation, vendor: Vendor): readonly Check[] => {
  const own = checks ?? vendor.checks
  const reads = query !== undefined || body !== undefined
  return reads && !own.includes(inputs) ? [...own, inputs] : own
}

/** What is asked of a request that nobody serves: more or less than the vendor's own says, before each refusal of a path. */
const offPathOf = ({ checks, offPath = [] }: Vendor, order: readonly ObservedOrder[]): readonly Check[] => {
  const isFirst = (check: Check, kind: string): boolean =>
    order.some(({ first, before }) => before === kind && check.refuses?.includes(first) === true)
  const isLater = (check: Check, kind: string): boolean =>
    order.some(({ first, before }) => first === kind && check.refuses?.includes(before) === true)
  const asked = (check: Check, isOwn: boolean): Check[] => {
    const kinds = PATH_KINDS.filter((kind) => (isOwn ? !isLater(check, kind) : isFirst(check, kind)))
    if (kinds.length === 0) return []
    return [kinds.length === PATH_KINDS.length ? check : { ...check, before: kinds }]
  }
  return [
    ...checks.flatMap((check) => (offPath.includes(check) ? [] : asked(check, false))),
    ...offPath.flatMap((check) => asked(check, true)),
  ]
}

/** Can the order of these two be another here? What is looked up comes last, whatever was seen. */
export const canOrder = (vendor: Vendor, first: string, before: string): boolean => {
  const { checks, offPath = [] } = vendor
  const all = [...checks, ...offPath, ...vendor.operations.flatMap((one) => checksOf(one, vendor))]
  const isKnown = (kind: string): boolean => isOfPath(kind) || refusing(all, kind) !== undefined
  return isKnown(first) && isKnown(before)
}

export const orderedAs = (
  vendor: Vendor,
  order: readonly ObservedOrder[],
): Pick<Vendor, 'checks' | 'offPath' | 'operations'> => ({
  checks: reordered(vendor.checks, order),
  offPath: offPathOf(vendor, order),
  operations: vendor.operations.map((operation) => ({
    ...operation,
    checks: reordered(checksOf(operation, vendor), order),
  })),
})
