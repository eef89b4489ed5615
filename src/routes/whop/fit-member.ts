/** Makes a member's memberships fit what somebody says the member is. */
import { pick } from '../../sandbox/pick.ts'
import { BASE62, Random } from '../../sandbox/random.ts'
import { requirePlans } from './catalog.ts'
import { accessOf, inCents, membershipsOf, spentOn } from './derived.ts'
import { fittingMembership, isGranting, type Shape, shapeOf } from './fitting-membership.ts'
import type { MembershipRow } from './membership-row.ts'
import type { WhopDb } from './model.ts'
import { kindOf, plansOfKind } from './plans.ts'
import type { MemberRow, PlanRow } from './row-schemas.ts'

const ID_LENGTH = 14

const hasShape = (membership: MembershipRow, { status, isPaused, isScheduled }: Shape): boolean =>
  membership.status === status &&
  membership.payment_collection_paused === (isPaused === true) &&
  membership.cancel_at_period_end === (isScheduled === true)

/** Can the member be what it says with these? */
const isFitting = (
  member: MemberRow,
  shape: Shape | undefined,
  memberships: readonly MembershipRow[],
): boolean => {
  const { access_level, status } = accessOf(member, memberships)
  if (access_level !== member.access_level || status !== member.status) return false
  if (member.access_level === 'admin') return true
  return shape === undefined || memberships.some((membership) => hasShape(membership, shape))
}

const choosePlan = (
  db: WhopDb,
  member: MemberRow,
  shape: Shape,
  before: MembershipRow | undefined,
): PlanRow => {
  const known = before === undefined ? undefined : db.plans.get(before.plan)
  if (known !== undefined && kindOf(known) === shape.plan) return known
  const random = new Random(`whop:${member.id}:plan`)
  return pick(random, plansOfKind(requirePlans(db, member.company), shape.plan))
}

/** The one bought last. */
const newestOf = (memberships: readonly MembershipRow[]): MembershipRow | undefined =>
  memberships.toSorted((a, b) => (a.created_at < b.created_at ? -1 : 1)).at(-1)

const refit = (
  db: WhopDb,
  member: MemberRow,
  shape: Shape,
  memberships: readonly MembershipRow[],
  now: number,
): void => {
  const newest = newestOf(memberships)
  const random = new Random(`whop:${member.id}:membership`)
  const id = newest?.id ?? `mem_${random.text(BASE62, ID_LENGTH)}`
  const plan = choosePlan(db, member, shape, newest)
  const fitting = fittingMembership(member, shape, { id, plan, now, ending: random.fraction() })
  const others = memberships.filter((membership) => membership !== newest)
  const spent = Math.max(0, inCents(member.usd_total_spent - spentOn(others)))
  const { metadata, license_key, custom_field_responses } = newest ?? fitting
  db.memberships.put({ ...fitting, metadata, license_key, custom_field_responses, spent })
  if (isGranting(shape.status)) return
  for (const other of others)
    if (isGranting(other.status))
      db.memberships.put({ ...other, status: 'canceled', canceled_at: fitting.updated_at })
}

/** Those in its company, of its user; a membership elsewhere is not the member's any more. */
const keepOwn = (db: WhopDb, { id, user, company }: MemberRow): readonly MembershipRow[] => {
  for (const membership of membershipsOf(db, id)) {
    if (membership.company !== company) db.memberships.delete(membership.id)
    else if (membership.user !== user) db.memberships.put({ ...membership, user })
  }
  return membershipsOf(db, id)
}

/** `now`: milliseconds since the epoch. What fits already stays as it is. */
export const fitMember = (db: WhopDb, member: MemberRow, now: number): void => {
  const memberships = keepOwn(db, member)
  const shape = shapeOf(member)
  if (shape !== undefined) {
    if (!isFitting(member, shape, memberships)) refit(db, member, shape, memberships, now)
    return
  }
  if (isFitting(member, shape, memberships)) return
  for (const { id } of memberships) db.memberships.delete(id)
}
