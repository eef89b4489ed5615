/** What goes with what is removed. */
import { membershipsOf } from './derived.ts'
import type { WhopDb } from './model.ts'
import type { MemberRow } from './row-schemas.ts'

/** With its memberships and its log. */
export const removeMember = (db: WhopDb, member: MemberRow): void => {
  for (const { id } of membershipsOf(db, member.id)) db.memberships.delete(id)
  for (const { id } of [...db.logs.rows(member.id, 'asc')]) db.logs.delete(id)
  db.members.delete(member.id)
}
