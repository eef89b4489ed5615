/** Moves a membership on, and with it its member, who is what the memberships make of them. */
import { DAY } from '../../sandbox/timeline.ts'
import { accessOf, inCents, membershipsOf } from './derived.ts'
import type { MembershipRow } from './membership-row.ts'
import type { WhopDb } from './model.ts'
import type { MemberRow } from './row-schemas.ts'

/** Days from one payment to the next, where the plan does not say. */
const MONTH = 30

export interface Move {
  /** Milliseconds since the epoch. */
  readonly now: number
  /** What is the member's latest action then; absent: it stays. */
  readonly action?: MemberRow['most_recent_action']
  /** What is paid, in dollars. */
  readonly paid?: number
  /** The line in the member's log; absent: none. */
  readonly log?: string
}

const stamp = (time: number): string => new Date(time).toISOString()

const note = (db: WhopDb, { member, id }: MembershipRow, action: string, time: string): void => {
  const [last] = db.logs.rows(member, 'desc')
  const nth = last === undefined ? 1 : last.nth + 1
  db.logs.put({ id: `${member}/${nth}`, member, membership: id, action, created_at: time, actor: null, nth })
}

/** The membership as it is to be. */
export const moveMembership = (db: WhopDb, to: MembershipRow, { now, action, paid = 0, log }: Move): void => {
  const time = stamp(now)
  db.memberships.put({ ...to, spent: inCents(to.spent + paid), updated_at: time })
  if (log !== undefined) note(db, to, log, time)
  const member = db.members.get(to.member)
  if (member === undefined) return
  db.members.put({
    ...member,
    ...accessOf(member, membershipsOf(db, member.id)),
    ...(action !== undefined && { most_recent_action: action, most_recent_action_at: time }),
    usd_total_spent: inCents(member.usd_total_spent + paid),
    updated_at: time,
  })
}

const periodFrom = (db: WhopDb, { plan, billing_period_days }: MembershipRow, start: number) => {
  const days = billing_period_days ?? db.plans.get(plan)?.billing_period ?? MONTH
  return { period_start: stamp(start), period_end: stamp(start + days * DAY) }
}

/** A payment that goes through begins the next period, at the end of the one before or, late, now. */
export const renew = (db: WhopDb, membership: MembershipRow, now: number): void => {
  const { period_end, status } = membership
  const end = Date.parse(period_end ?? '')
  const start = status === 'past_due' || Number.isNaN(end) ? now : Math.min(end, now)
  const paid = db.plans.get(membership.plan)?.renewal_price ?? 0
  const action = status === 'trialing' ? 'paid_subscriber' : 'renewing'
  const to: MembershipRow = { ...membership, ...periodFrom(db, membership, start), status: 'active' }
  moveMembership(db, to, { now, action, paid, log: 'Membership activated' })
}

export const failRenewal = (db: WhopDb, membership: MembershipRow, now: number): void =>
  moveMembership(db, { ...membership, status: 'past_due' }, { now, action: 'past_due' })

/** Access is over. */
export const deactivate = (
  db: WhopDb,
  membership: MembershipRow,
  now: number,
  status: 'canceled' | 'expired',
): void =>
  moveMembership(
    db,
    {
      ...membership,
      status,
      cancel_at_period_end: false,
      canceled_at: status === 'canceled' ? (membership.canceled_at ?? stamp(now)) : membership.canceled_at,
    },
    { now, action: status === 'canceled' ? 'churned' : 'left', log: 'Membership deactivated' },
  )

export const schedule = (db: WhopDb, membership: MembershipRow, now: number, isOn: boolean): void =>
  moveMembership(
    db,
    {
      ...membership,
      cancel_at_period_end: isOn,
      canceled_at: isOn ? stamp(now) : null,
      cancellation_reason: isOn ? membership.cancellation_reason : null,
    },
    {
      now,
      action: isOn ? 'canceling' : 'paid_subscriber',
      log: isOn ? 'Cancellation scheduled' : 'Cancellation reversed',
    },
  )

export const pause = (db: WhopDb, membership: MembershipRow, now: number): void =>
  moveMembership(
    db,
    { ...membership, payment_collection_paused: true },
    { now, action: 'paused', log: 'Payments paused' },
  )

/** What fell due meanwhile is collected then. */
export const resume = (db: WhopDb, membership: MembershipRow, now: number): void => {
  const to = { ...membership, payment_collection_paused: false, resumes_at: null }
  moveMembership(db, to, { now, action: 'renewing', log: 'Payments resumed' })
  if (to.status === 'active' && to.period_end !== null && Date.parse(to.period_end) <= now) renew(db, to, now)
}
