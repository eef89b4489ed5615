/** Whether the target looks at its limit before another reason to refuse, or after it: told once the limit is used up. */
import type { VendorDefinition } from '../../contract/definition.ts'
import type { Observations } from '../../contract/observations.ts'
import { canOrder } from '../../contract/observed-order.ts'
import type { Vendor } from '../../contract/vendor.ts'
import type { VerifyCase } from '../../contract/verify-case.ts'
import type { Probed } from '../verify/limits.ts'
import { type Plan, questionOf } from '../verify/plan.ts'
import { askedCases, isOrdinary } from './heard.ts'
import { startOwn } from './own.ts'
import { primaries } from './refusals.ts'

const LIMIT = 'rateLimited'
const TOO_MANY = 429

/** One for each kind of refusal that the right key meets: whose window it is has to be known. */
export const orderableCases = (plan: Plan): readonly VerifyCase[] =>
  [...primaries(askedCases(plan)).values()].filter(isOrdinary)

/** By kind, whether the limit is looked at first. */
type Firsts = ReadonlyMap<string, boolean>

/** Of the target, where its limit was used up. */
export const limitFirsts = (plan: Plan, probed: Probed | undefined): Firsts =>
  new Map(
    orderableCases(plan).flatMap(({ row: { kind = '' } }, i) => {
      const isFirst = probed?.spent[i]
      return isFirst === undefined ? [] : [[kind, isFirst] as const]
    }),
  )

/** Of a mock of our own, which takes one request. */
const ownFirsts = async (definition: VendorDefinition, plan: Plan, seen: Observations): Promise<Firsts> => {
  const own = await startOwn(definition, plan, seen, { limit: 1 })
  try {
    const [counted] = askedCases(own.plan)
    if (counted !== undefined) await own.send(questionOf(counted, own.plan))
    const firsts = new Map<string, boolean>()
    for (const one of orderableCases(own.plan)) {
      const { status } = await own.send(questionOf(one, own.plan))
      firsts.set(one.row.kind ?? '', status === TOO_MANY)
    }
    return firsts
  } finally {
    await own.close()
  }
}

export const findLimitOrder = async (
  {
    definition,
    vendor,
    plan,
    seen,
  }: { definition: VendorDefinition; vendor: Vendor; plan: Plan; seen: string },
  theirs: Firsts,
  learnt: Observations,
): Promise<{ order: NonNullable<Observations['order']>; asked: readonly (readonly [string, string])[] }> => {
  if (theirs.size === 0) return { order: [], asked: [] }
  const ours = await ownFirsts(definition, plan, learnt)
  const all = [...theirs].filter(([kind]) => canOrder(vendor, LIMIT, kind))
  return {
    order: all
      .filter(([kind, isFirst]) => ours.get(kind) !== isFirst)
      .map(([kind, isFirst]) =>
        isFirst ? { first: LIMIT, before: kind, seen } : { first: kind, before: LIMIT, seen },
      ),
    asked: all.map(([kind]) => [LIMIT, kind] as const),
  }
}

/** How many of the requests that we do not count the target has counted, before it was used up. */
export const alsoCounted = (firsts: Firsts): number => (firsts.get('unknownPath') === true ? 2 : 0)
