/** Who is on a site and in which of its groups, and how that changes: for clients and for those who steer. */
import { remember } from './departed.ts'
import {
  type GroupRow,
  keyOf,
  type MemberRow,
  type MembershipRow,
  membershipKey,
  type SotionDb,
} from './model.ts'

/** An address as it is kept and compared. */
export const emailOf = (given: string): string => given.trim().toLowerCase()

/** One `@` with text on both sides, once it is trimmed. */
export const isEmail = (given: string): boolean => /^[^@]+@[^@]+$/.test(given.trim())

/** Who has that address on the site. */
export const memberWith = (db: SotionDb, email: string, site: string): MemberRow | undefined =>
  db.members.find('email', keyOf(email, site))[0]

/** In the order of joining; memberships of groups that are gone included. */
export const membershipsOf = (db: SotionDb, { id, site }: MemberRow): readonly MembershipRow[] =>
  db.memberships.find('member', keyOf(id, site)).toSorted((a, b) => a.nth - b.nth)

/** In the order of joining. */
export const groupsOf = (db: SotionDb, member: MemberRow): readonly GroupRow[] =>
  membershipsOf(db, member).flatMap(({ group, site }) => db.groups.get(keyOf(group, site)) ?? [])

export const membershipIn = (db: SotionDb, group: GroupRow, member: MemberRow): MembershipRow | undefined =>
  db.memberships.get(membershipKey(keyOf(group.id, group.site), member.id))

/** `since` is ISO 8601, or null. Who is in it already stays as they are. */
export const join = (db: SotionDb, group: GroupRow, member: MemberRow, since: string | null): void => {
  if (membershipIn(db, group, member) !== undefined) return
  const last = membershipsOf(db, member).at(-1)
  const nth = last === undefined ? 0 : last.nth + 1
  db.memberships.put({ site: group.site, group: group.id, member: member.id, since, nth })
}

export const leave = (db: SotionDb, membership: MembershipRow): void => {
  remember(db, 'memberships', db.memberships, membership)
  db.memberships.delete(db.memberships.keyOf(membership))
}

/** With all that the member is in. */
export const removeMember = (db: SotionDb, member: MemberRow): void => {
  for (const membership of membershipsOf(db, member)) leave(db, membership)
  remember(db, 'members', db.members, member)
  db.sessions.delete(keyOf(member.id, member.site))
  db.members.delete(db.members.keyOf(member))
}

/** Its members are in it no more, since it is no more: there may be millions, and nobody steps through them. */
export const removeGroup = (db: SotionDb, group: GroupRow): void => {
  remember(db, 'groups', db.groups, group)
  db.groups.delete(db.groups.keyOf(group))
}
