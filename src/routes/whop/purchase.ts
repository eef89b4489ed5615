/** A member buys a plan: a membership begins. */
import { BASE62, type Random } from '../../sandbox/random.ts'
import { DAY } from '../../sandbox/timeline.ts'
import type { MembershipRow } from './membership-row.ts'
import type { WhopDb } from './model.ts'
import { kindOf, type PlanKind } from './plans.ts'
import type { MemberRow, PlanRow } from './row-schemas.ts'
import { stampOf } from './stamps.ts'
import { settleMember } from './transit.ts'

const ACTIONS: Readonly<Record<PlanKind, NonNullable<MemberRow['most_recent_action']>>> = {
  recurring: 'paid_subscriber',
  trial: 'trialing',
  once: 'paid_once',
  split: 'paid_once',
  season: 'paid_once',
  free: 'joined',
}

/** How long the first period is; null: it has no end. */
const lengthOf = (plan: PlanRow): number | null =>
  plan.plan_type === 'renewal' ? (plan.trial_period_days ?? plan.billing_period) : plan.expiration_days

/** As it begins. */
export const newMembership = (id: string, member: MemberRow, plan: PlanRow, now: number): MembershipRow => {
  const [time, days] = [stampOf(now), lengthOf(plan)]
  const isTrial = kindOf(plan) === 'trial'
  const recurring = isTrial ? 'trialing' : 'active'
  const paid = isTrial ? 0 : plan.initial_price
  return {
    id,
    company: member.company,
    member: member.id,
    user: member.user,
    product: plan.product,
    plan: plan.id,
    status: plan.plan_type === 'renewal' ? recurring : 'completed',
    created_at: time,
    joined_at: time,
    updated_at: time,
    period_start: time,
    period_end: days === null ? null : stampOf(now + days * DAY),
    cancel_at_period_end: false,
    cancel_option: null,
    cancellation_reason: null,
    canceled_at: null,
    payment_collection_paused: false,
    resumes_at: null,
    license_key: null,
    metadata: {},
    promo_code: null,
    checkout_configuration: null,
    custom_field_responses: [],
    payment_method: null,
    billing_period_days: plan.billing_period,
    initial_price_paid: paid,
    spent: paid,
  }
}

export interface Purchase {
  member: MemberRow
  plan: PlanRow
  /** Milliseconds since the epoch. */
  now: number
  random: Random
}

/** Ids have 18 characters, their prefix included. */
const ID_LENGTH = 14

/** Who had left joins again, as the member they were. */
export const purchase = (db: WhopDb, { member, plan, now, random }: Purchase): void => {
  const membership = newMembership(`mem_${random.text(BASE62, ID_LENGTH)}`, member, plan, now)
  db.memberships.put(membership)
  settleMember(db, member.id, { now, action: ACTIONS[kindOf(plan)], paid: membership.spent })
}
