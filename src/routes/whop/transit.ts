/** Makes a transition of a membership: its row, its member's, and the log. Clients, the admin and time all come by here. */
import { accessOf, inCents, membershipsOf } from './derived.ts'
import { isGranting } from './fitting-membership.ts'
import { noteLine } from './history.ts'
import type { MembershipRow } from './membership-row.ts'
import type { WhopDb } from './model.ts'
import type { MemberRow } from './row-schemas.ts'
import { stampOf } from './stamps.ts'
import { type Step, TRANSITIONS, type TransitionName } from './transitions.ts'

type Action = MemberRow['most_recent_action']

/** A membership may not go there from where it is. */
export class TransitionError extends Error {}

export interface Settling {
  /** Milliseconds since the epoch. */
  now: number
  /** Undefined: the member did nothing that is told of it. */
  action?: Action | undefined
  /** Dollars that were paid by it; less than nothing for what is taken back. */
  paid?: number
}

/** Derives a member from its memberships once they have changed; the one place that does. */
export const settleMember = (db: WhopDb, id: string, { now, action, paid = 0 }: Settling): void => {
  const before = db.members.get(id)
  if (before === undefined) return
  const access = accessOf(before, membershipsOf(db, id))
  const isSame = access.access_level === before.access_level && access.status === before.status
  if (isSame && action === undefined && paid === 0) return
  const time = stampOf(now)
  db.members.put({
    ...before,
    ...access,
    updated_at: time,
    ...(action !== undefined && { most_recent_action: action, most_recent_action_at: time }),
    usd_total_spent: Math.max(0, inCents(before.usd_total_spent + paid)),
  })
}

/** A lapse says nothing of a member who has access by another membership. */
const isToldOf = (db: WhopDb, { member, status }: MembershipRow): boolean =>
  isGranting(status) || !membershipsOf(db, member).some((other) => isGranting(other.status))

/** The membership after it. Throws a TransitionError, and changes nothing, when it may not be. */
export const transit = (
  db: WhopDb,
  before: MembershipRow,
  name: TransitionName,
  step: Step,
): MembershipRow => {
  const transition = TRANSITIONS[name]
  const message = transition.refusal(before, step)
  if (message !== undefined) throw new TransitionError(message)
  const plan = db.plans.get(before.plan)
  if (plan === undefined) throw new TransitionError('membership has no plan')
  const changes = transition.change(before, step, plan)
  if (Object.keys(changes).length === 0) return before
  const after: MembershipRow = { ...before, ...changes, updated_at: stampOf(step.now) }
  if (transition.log !== undefined) noteLine(db, before, transition.log, step)
  db.memberships.put(after)
  const action = isToldOf(db, after) ? transition.action?.(before, plan) : undefined
  settleMember(db, after.member, { now: step.now, action, paid: inCents(after.spent - before.spent) })
  return after
}
