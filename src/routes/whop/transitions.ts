/** The state machine of a membership: what may happen to it from where, and what that changes (the contract, section 10). */
import { DAY } from '../../sandbox/timeline.ts'
import { inCents } from './derived.ts'
import type { MembershipRow } from './membership-row.ts'
import type { MemberRow, PlanRow } from './row-schemas.ts'
import { stampOf } from './stamps.ts'

/** What a transition is made with; all but the time where it needs it. */
export interface Step {
  /** Milliseconds since the epoch. */
  readonly now: number
  readonly days?: number | undefined
  readonly reason?: string | null | undefined
  /** ISO 8601: when a pause ends by itself. */
  readonly until?: string | null | undefined
  /** The id of the user who does it; a key is nobody. */
  readonly actor?: string | null | undefined
}

type Action = NonNullable<MemberRow['most_recent_action']>

export interface Transition {
  /** Undefined: it may be. Else why not, as the vendor's clients read it. */
  refusal(membership: MembershipRow, step: Step): string | undefined
  /** What changes besides `updated_at`; nothing: the membership is as it is wanted already. */
  change(membership: MembershipRow, step: Step, plan: PlanRow): Partial<MembershipRow>
  /** What the member did last by it; left out where it says nothing of the member. */
  action?(membership: MembershipRow, plan: PlanRow): Action
  /** The line in the member's log. */
  log?: string
}

const RENEWING: readonly MembershipRow['status'][] = ['trialing', 'active', 'past_due']

type Standing = Pick<MembershipRow, 'status'>

/** It goes on from period to period. */
export const isRenewing = ({ status }: Standing): boolean => RENEWING.includes(status)

/** It has begun and not ended. */
export const isLive = (membership: Standing): boolean =>
  isRenewing(membership) || membership.status === 'completed'

const UNSCHEDULED = {
  cancel_at_period_end: false,
  canceled_at: null,
  cancellation_reason: null,
  cancel_option: null,
} as const

const UNPAUSED = { payment_collection_paused: false, resumes_at: null } as const

const unless = (isAllowed: boolean, message: string): string | undefined =>
  isAllowed ? undefined : `membership ${message}`

/** Days from one payment to the next, where neither membership nor plan says. */
const MONTH = 30

/** A payment begins the next period: at the end of the one before, where it comes in time. */
const nextPeriod = (membership: MembershipRow, { now }: Step, plan: PlanRow): Partial<MembershipRow> => {
  const days = membership.billing_period_days ?? plan.billing_period ?? MONTH
  return {
    period_start: stampOf(now),
    period_end: stampOf(now + days * DAY),
    spent: inCents(membership.spent + plan.renewal_price),
  }
}

const later = (time: string, days: number): string => stampOf(Date.parse(time) + days * DAY)

/** When a reactivated one ends: what is left of its period, or the days given from now on. */
const reactivatedEnd = ({ period_end }: MembershipRow, { now, days }: Step): string | null =>
  days === undefined ? period_end : stampOf(now + days * DAY)

const hasPassed = ({ period_end }: MembershipRow, now: number): boolean =>
  period_end !== null && Date.parse(period_end) <= now

const isOneTime = ({ billing_period_days }: MembershipRow): boolean => billing_period_days === null

const ended = (membership: MembershipRow): boolean => ['canceled', 'expired'].includes(membership.status)

/** What clients bring about. */
const asked = {
  scheduleCancel: {
    refusal: (membership) => unless(isRenewing(membership), 'cannot be canceled'),
    change: ({ cancel_at_period_end, cancellation_reason }, { now, reason }) => {
      if (cancel_at_period_end) return reason === undefined ? {} : { cancellation_reason: reason }
      return {
        cancel_at_period_end: true,
        canceled_at: stampOf(now),
        cancellation_reason: reason ?? cancellation_reason,
      }
    },
    action: () => 'canceling',
    log: 'Cancellation scheduled',
  },
  /** Of one that is not scheduled it changes nothing, and is no mistake. */
  uncancel: {
    refusal: () => undefined,
    change: ({ cancel_at_period_end }) => (cancel_at_period_end ? UNSCHEDULED : {}),
    action: ({ status }) => (status === 'trialing' ? 'trialing' : 'paid_subscriber'),
    log: 'Cancellation reversed',
  },
  cancel: {
    refusal: (membership) => unless(isLive(membership), 'cannot be canceled'),
    change: ({ cancellation_reason }, { now, reason }) => ({
      ...UNPAUSED,
      status: 'canceled',
      cancel_at_period_end: false,
      canceled_at: stampOf(now),
      cancellation_reason: reason ?? cancellation_reason,
    }),
    action: () => 'churned',
    log: 'Membership canceled',
  },
  pause: {
    refusal: (membership) =>
      unless(isRenewing(membership) && !membership.payment_collection_paused, 'cannot be paused'),
    change: (_membership, { until = null }) => ({ payment_collection_paused: true, resumes_at: until }),
    action: () => 'paused',
    log: 'Payments paused',
  },
  resume: {
    refusal: ({ payment_collection_paused }) => unless(payment_collection_paused, 'cannot be resumed'),
    // What fell due meanwhile is collected then.
    change: (membership, step, plan) => ({
      ...UNPAUSED,
      ...(membership.status === 'active' &&
        hasPassed(membership, step.now) &&
        nextPeriod(membership, step, plan)),
    }),
    action: () => 'renewing',
    log: 'Payments resumed',
  },
  extend: {
    refusal: (membership) =>
      unless(isLive(membership) && membership.period_end !== null, 'cannot be extended'),
    change: ({ period_end }, { days = 0 }) =>
      period_end === null ? {} : { period_end: later(period_end, days) },
    log: 'Free days added',
  },
  reactivate: {
    refusal: (membership, { now, days }) =>
      unless(
        ended(membership) && isOneTime(membership) && (days !== undefined || !hasPassed(membership, now)),
        'cannot be reactivated',
      ),
    change: (membership, step) => ({
      ...UNSCHEDULED,
      status: 'completed',
      period_start: stampOf(step.now),
      period_end: reactivatedEnd(membership, step),
    }),
    action: () => 'paid_once',
    log: 'Membership activated',
  },
} satisfies Record<string, Transition>

/** What time brings about. */
const due = {
  /** A renewal, and the end of a trial, that is paid. */
  renew: {
    refusal: (membership) => unless(isRenewing(membership), 'cannot be renewed'),
    change: (membership, step, plan) => ({ status: 'active', ...nextPeriod(membership, step, plan) }),
    action: ({ status }) => (status === 'trialing' ? 'paid_subscriber' : 'renewing'),
    log: 'Membership activated',
  },
  /** A payment that fails; access is kept (assumed). */
  failRenewal: {
    refusal: (membership) => unless(isRenewing(membership), 'cannot be renewed'),
    change: ({ status }) => (status === 'past_due' ? {} : { status: 'past_due' }),
    action: () => 'past_due',
  },
  /** The end of a period that was wished for, or of the last try to be paid. */
  lapse: {
    refusal: (membership) => unless(isRenewing(membership), 'cannot lapse'),
    change: ({ canceled_at }, { now }) => ({
      ...UNPAUSED,
      status: 'canceled',
      cancel_at_period_end: false,
      canceled_at: canceled_at ?? stampOf(now),
    }),
    action: () => 'churned',
    log: 'Membership deactivated',
  },
  /** The end of what was paid once. */
  expire: {
    refusal: ({ status }) => unless(status === 'completed', 'cannot expire'),
    change: () => ({ ...UNPAUSED, status: 'expired', cancel_at_period_end: false }),
    action: () => 'left',
    log: 'Membership deactivated',
  },
} satisfies Record<string, Transition>

export type TransitionName = keyof typeof asked | keyof typeof due

export const TRANSITIONS: Readonly<Record<TransitionName, Transition>> = { ...asked, ...due }
