/** What has happened to a member: lines that were written, and those that follow from what its memberships are. */

import { membershipsOf } from './derived.ts'
import type { LogRow, MembershipRow } from './membership-row.ts'
import type { WhopDb } from './model.ts'
import { stampOf } from './stamps.ts'

interface Line {
  action: string
  created_at: string
}

/** What must have happened to a membership that nothing is written of, oldest first. */
const linesOf = (membership: MembershipRow): readonly Line[] => {
  const { status, joined_at, created_at, canceled_at, period_end, updated_at } = membership
  if (status === 'drafted') return []
  const lines: Line[] = [{ action: 'Membership activated', created_at: joined_at ?? created_at }]
  const add = (action: string, time: string | null): void => {
    if (time !== null) lines.push({ action, created_at: time })
  }
  if (membership.cancel_at_period_end) add('Cancellation scheduled', canceled_at)
  if (membership.payment_collection_paused) add('Payments paused', updated_at)
  if (status === 'canceled') add('Membership canceled', canceled_at ?? updated_at)
  if (status === 'expired') add('Membership deactivated', period_end ?? updated_at)
  return lines
}

const followingFrom = (membership: MembershipRow): readonly LogRow[] =>
  linesOf(membership).map((line, nth) => ({
    id: `${membership.id}/${nth}`,
    member: membership.member,
    membership: membership.id,
    ...line,
    actor: null,
    nth,
  }))

const writtenOf = (db: WhopDb, { id }: MembershipRow): readonly LogRow[] => db.logs.find('membership', id)

/** Of one of whom nothing is written yet, what follows is written first. `membership` is as it was before. */
export const noteLine = (
  db: WhopDb,
  membership: MembershipRow,
  action: string,
  { now, actor = null }: { now: number; actor?: string | null | undefined },
): void => {
  const written = writtenOf(db, membership)
  const before = written.length > 0 ? written : followingFrom(membership)
  if (written.length === 0) for (const line of before) db.logs.put(line)
  const nth = before.length
  const { id, member } = membership
  const created_at = stampOf(now)
  db.logs.put({ id: `${id}/${nth}`, member, membership: id, action, created_at, actor, nth })
}

/** All lines of a member, in no order; drafts have none. */
export const historyOf = (db: WhopDb, member: string): readonly LogRow[] =>
  membershipsOf(db, member).flatMap((membership) => {
    const written = writtenOf(db, membership)
    return written.length > 0 ? written : followingFrom(membership)
  })
