/** What a plan sells, and which plan fits what a membership is. */
import type { PlanRow } from './row-schemas.ts'

export type PlanKind = 'recurring' | 'trial' | 'once' | 'split' | 'season' | 'free'

/** `season`: paid once, for a time. */
export const kindOf = (plan: PlanRow): PlanKind => {
  if (plan.plan_type === 'renewal') return plan.trial_period_days === null ? 'recurring' : 'trial'
  if (plan.split_pay_required_payments !== null) return 'split'
  if (plan.expiration_days !== null) return 'season'
  return plan.initial_price === 0 ? 'free' : 'once'
}

const NEAREST: Readonly<Record<PlanKind, readonly PlanKind[]>> = {
  recurring: ['trial'],
  trial: ['recurring'],
  once: ['season', 'split', 'free'],
  split: ['once', 'season', 'free'],
  season: ['once', 'split', 'free'],
  free: ['once', 'season', 'split'],
}

/** Those of that kind; the nearest there are, where there are none; all, where none is near. */
export const plansOfKind = (plans: readonly PlanRow[], kind: PlanKind): readonly PlanRow[] => {
  for (const wanted of [kind, ...NEAREST[kind]]) {
    const found = plans.filter((plan) => kindOf(plan) === wanted)
    if (found.length > 0) return found
  }
  return plans
}
