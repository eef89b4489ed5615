/** What can be made to happen at Whop: each is what a customer, a payment or the seller would do. */
import { RecordError } from '../../contract/record-kind.ts'
import type { Cause, Happening } from '../../sandbox/happening.ts'
import { addCustomer, buy, membershipFor } from './customers.ts'
import type { MembershipRow } from './membership-row.ts'
import { openTables, type WhopDb } from './model.ts'
import { stampOf } from './stamps.ts'
import { transit } from './transit.ts'
import type { EventName } from './webhook-row.ts'

type Fits = (membership: MembershipRow) => boolean

const is =
  (...statuses: readonly MembershipRow['status'][]): Fits =>
  ({ status }) =>
    statuses.includes(status)

const LIVE = is('trialing', 'active', 'past_due')

/** On a membership that `fits`, of the member that is asked for or of the first that has one. */
const onMembership =
  (
    what: string,
    fits: Fits,
    does: (db: WhopDb, membership: MembershipRow, cause: Cause) => unknown,
  ): Happening =>
  (cause) => {
    const db = openTables(cause.db)
    const membership = membershipFor(db, cause, fits)
    if (membership === undefined)
      throw new RecordError('/member', `${cause.member ?? 'nobody'} has no membership that is ${what}`, [])
    does(db, membership, cause)
    return membership.member
  }

/** Somebody new, or somebody who was a member and is one again. */
const joins =
  (kind: 'recurring' | 'trial'): Happening =>
  (cause) => {
    const db = openTables(cause.db)
    const known = cause.member === undefined ? undefined : db.members.get(cause.member)
    const member = known ?? addCustomer(db, cause)
    buy(db, member, kind, cause)
    return member.id
  }

const renews = onMembership('live', is('trialing', 'active', 'past_due'), (db, membership, { now }) =>
  transit(db, membership, 'renew', { now }),
)

const toggles = onMembership('live', LIVE, (db, membership, { now }) =>
  transit(db, membership, membership.cancel_at_period_end ? 'uncancel' : 'scheduleCancel', { now }),
)

const changesMetadata = onMembership('live', LIVE, (db, membership, { now, random }) => {
  const metadata = { ...membership.metadata, changed: random.hex() }
  db.memberships.put({ ...membership, metadata, updated_at: stampOf(now) })
})

const changesMember: Happening = (cause) => {
  const db = openTables(cause.db)
  const id = cause.member ?? membershipFor(db, cause, LIVE)?.member
  const member = id === undefined ? undefined : db.members.get(id)
  if (member === undefined) throw new RecordError('/member', `there is no member ${id ?? 'here'}`, [])
  const phone = `+1555${cause.random.integer(1_000_000, 9_999_999)}`
  db.members.put({ ...member, phone, updated_at: stampOf(cause.now) })
  return member.id
}

export const events: Readonly<Record<EventName, Happening>> = {
  'member.created': joins('recurring'),
  'member.updated': changesMember,
  // Without a member, by somebody new; else by a payment, or by joining again.
  'membership.activated': (cause) => {
    const isLive =
      cause.member !== undefined && membershipFor(openTables(cause.db), cause, LIVE) !== undefined
    return isLive ? renews(cause) : joins('recurring')(cause)
  },
  'membership.deactivated': onMembership('live', LIVE, (db, membership, { now }) =>
    transit(db, membership, 'lapse', { now }),
  ),
  'membership.cancel_at_period_end_changed': toggles,
  'membership.trial_ending_soon': onMembership('on trial', is('trialing'), (db, { id }, { now }) =>
    db.notices.put({ membership: id, at: stampOf(now) }),
  ),
  'membership.updated': changesMetadata,
}

/** A member's life, for scenarios, in the words of the vendor's most recent actions. */
export const life: Readonly<Record<string, Happening>> = {
  joined: joins('recurring'),
  trialing: joins('trial'),
  renewing: renews,
  past_due: onMembership('trialing or active', is('trialing', 'active'), (db, membership, { now }) =>
    transit(db, membership, 'failRenewal', { now }),
  ),
  canceling: onMembership(
    'live and not canceling',
    (membership) => LIVE(membership) && !membership.cancel_at_period_end,
    (db, membership, { now }) => transit(db, membership, 'scheduleCancel', { now }),
  ),
  uncanceled: onMembership(
    'canceling',
    (membership) => LIVE(membership) && membership.cancel_at_period_end,
    (db, membership, { now }) => transit(db, membership, 'uncancel', { now }),
  ),
  paused: onMembership(
    'live and not paused',
    (membership) => LIVE(membership) && !membership.payment_collection_paused,
    (db, membership, { now }) => transit(db, membership, 'pause', { now }),
  ),
  resumed: onMembership(
    'paused',
    (membership) => LIVE(membership) && membership.payment_collection_paused,
    (db, membership, { now }) => transit(db, membership, 'resume', { now }),
  ),
  churned: onMembership('live', LIVE, (db, membership, { now }) => transit(db, membership, 'lapse', { now })),
  left: onMembership(
    'live or paid once',
    is('trialing', 'active', 'past_due', 'completed'),
    (db, membership, { now }) =>
      transit(db, membership, membership.status === 'completed' ? 'expire' : 'lapse', { now }),
  ),
}
