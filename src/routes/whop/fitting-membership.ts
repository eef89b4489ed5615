/** The membership that a member's state comes from: what somebody who is, say, past due must have bought. */
import { DAY } from '../../sandbox/timeline.ts'
import type { MembershipRow } from './membership-row.ts'
import type { MembershipStatus } from './membership-schemas.ts'
import type { PlanKind } from './plans.ts'
import type { MemberRow, PlanRow } from './row-schemas.ts'
import { stampOf } from './stamps.ts'

type State = Pick<MemberRow, 'access_level' | 'status' | 'most_recent_action'>

export interface Shape {
  status: MembershipStatus
  plan: PlanKind
  isScheduled?: boolean
  isPaused?: boolean
}

const ACTIVE: Shape = { status: 'active', plan: 'recurring' }
const CANCELED: Shape = { status: 'canceled', plan: 'recurring' }

const SHAPES: Readonly<Record<NonNullable<State['most_recent_action']>, Shape | undefined>> = {
  paid_subscriber: ACTIVE,
  renewing: ACTIVE,
  canceling: { ...ACTIVE, isScheduled: true },
  paused: { ...ACTIVE, isPaused: true },
  past_due: { status: 'past_due', plan: 'recurring' },
  trialing: { status: 'trialing', plan: 'trial' },
  paid_once: { status: 'completed', plan: 'once' },
  finished_split_pay: { status: 'completed', plan: 'split' },
  expiring: { status: 'completed', plan: 'season' },
  joined: { status: 'completed', plan: 'free' },
  churned: CANCELED,
  left: { status: 'expired', plan: 'season' },
  drafted: undefined,
  pending_entry: undefined,
}

const GRANTING: readonly MembershipStatus[] = ['trialing', 'active', 'past_due', 'completed']

/** Does a membership of that status give access? One that is past due keeps it (assumed). */
export const isGranting = (status: MembershipStatus): boolean => GRANTING.includes(status)

/** Undefined for who needs none: an admin, a draft, somebody who waits to be let in. */
export const shapeOf = ({ access_level, status, most_recent_action }: State): Shape | undefined => {
  if (access_level === 'admin' || status === 'drafted') return undefined
  const shape = most_recent_action === null ? undefined : SHAPES[most_recent_action]
  const hasAccess = access_level === 'customer'
  if (shape !== undefined && isGranting(shape.status) === hasAccess) return shape
  if (hasAccess) return ACTIVE
  if (status !== 'left') return undefined
  return shape?.status === 'completed' ? { status: 'expired', plan: shape.plan } : CANCELED
}

type Period = Pick<MembershipRow, 'period_start' | 'period_end'>

/** Days from one payment to the next, where the plan does not say. */
const MONTH = 30

/** The period of a recurring membership that `now` is in; past due, the one before. */
const recurring = (created: number, now: number, plan: PlanRow, isPastDue: boolean): Period => {
  const length = (plan.billing_period ?? MONTH) * DAY
  const passed = Math.max(0, Math.floor((now - created) / length))
  const start = created + passed * length
  if (!isPastDue) return { period_start: stampOf(start), period_end: stampOf(start + length) }
  const end = passed === 0 ? Math.max(created, now) : start
  return { period_start: stampOf(Math.max(created, end - length)), period_end: stampOf(end) }
}

/** `ending`: how soon after `now` what ends soon does, as a fraction of the most it may be. */
const periodOf = (
  member: MemberRow,
  { status }: Shape,
  plan: PlanRow,
  now: number,
  ending: number,
): Period => {
  const created = Date.parse(member.created_at)
  const last = member.most_recent_action_at ?? member.updated_at
  const length = (plan.expiration_days ?? plan.trial_period_days ?? plan.billing_period ?? MONTH) * DAY
  if (status === 'canceled' || status === 'expired')
    return { period_start: stampOf(Math.max(created, Date.parse(last) - length)), period_end: last }
  if (status === 'active' || status === 'past_due')
    return recurring(created, now, plan, status === 'past_due')
  if (status === 'completed' && plan.expiration_days === null)
    return { period_start: member.created_at, period_end: null }
  const isOver = created + length <= now
  const end = isOver ? Math.ceil(now + ending * Math.min(length, MONTH * DAY)) + 1 : created + length
  return { period_start: stampOf(Math.max(created, end - length)), period_end: stampOf(end) }
}

export interface Fitting {
  id: string
  plan: PlanRow
  /** Milliseconds since the epoch. */
  now: number
  /** From 0 to 1: how far off what ends soon is. */
  ending: number
}

/** All that the member has spent was spent on it. */
export const fittingMembership = (
  member: MemberRow,
  shape: Shape,
  { id, plan, now, ending }: Fitting,
): MembershipRow => {
  const isScheduled = shape.isScheduled === true
  const last = member.most_recent_action_at ?? member.updated_at
  return {
    id,
    company: member.company,
    member: member.id,
    user: member.user,
    product: plan.product,
    plan: plan.id,
    status: shape.status,
    created_at: member.created_at,
    joined_at: member.joined_at,
    updated_at: last,
    ...periodOf(member, shape, plan, now, ending),
    cancel_at_period_end: isScheduled,
    cancel_option: null,
    cancellation_reason: null,
    canceled_at: isScheduled || shape.status === 'canceled' ? last : null,
    payment_collection_paused: shape.isPaused === true,
    resumes_at: null,
    license_key: null,
    metadata: {},
    promo_code: null,
    checkout_configuration: null,
    custom_field_responses: [],
    payment_method: null,
    billing_period_days: plan.billing_period,
    initial_price_paid: Math.min(plan.initial_price, member.usd_total_spent),
    spent: member.usd_total_spent,
  }
}
