/** Sotion's rows as they go over the wire: every key always, in the order of the vendor's pages. */
import { keyOf, type MemberRow, type SotionDb } from './model.ts'
import type { Member } from './schemas.ts'

/** A membership of a group that is gone is none. */
const groupsOf = (db: SotionDb, { groups, site }: MemberRow): Member['accessGroups'] =>
  groups.flatMap(({ group }) => {
    const row = db.groups.get(keyOf(group, site))
    return row === undefined ? [] : [{ id: row.id, name: row.name }]
  })

export const wireMember = (db: SotionDb, member: MemberRow): Member => ({
  id: member.id,
  email: member.email,
  displayName: member.displayName,
  status: member.status,
  verified: member.verified,
  paid: member.paid,
  registeredAt: member.registeredAt,
  lastLoginAt: member.lastLoginAt,
  createdAt: member.createdAt,
  updatedAt: member.updatedAt,
  accessGroups: groupsOf(db, member),
})
