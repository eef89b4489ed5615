/** What can be made to happen on a site of Sotion's: each is what a client, the dashboard or the member would do. */

import { RecordError } from '../../contract/record-kind.ts'
import type { Cause, Happening } from '../../sandbox/happening.ts'
import { findGroupFor, findMemberFor, siteFor, stamp } from './cast.ts'
import { keyOf, type MemberRow, openTables, type SotionDb } from './model.ts'
import { newMember } from './new-member.ts'
import { groupsOf, join, leave, membershipIn, removeGroup, removeMember } from './roster.ts'
import type { EventName } from './webhook-schemas.ts'

/** With the id that is asked for, if one is. */
const create = (cause: Cause): MemberRow => {
  const db = openTables(cause.db)
  const { now, random, member: id } = cause
  const site = siteFor(db, cause)
  if (id !== undefined && db.members.get(keyOf(id, site)) !== undefined)
    throw new RecordError('/member', `the member ${id} is there already`, [])
  const made = newMember({ email: `member-${random.hex()}@example.com` }, { site, now, random })
  const member = { ...made, id: id ?? made.id }
  db.members.put(member)
  return member
}

/** The first login shows that the address is the member's. */
const logIn = (db: SotionDb, member: MemberRow, now: number): void => {
  if (member.status === 'blocked')
    throw new RecordError('/member', `the member ${member.id} is blocked, and cannot log in`, [])
  const time = stamp(now)
  db.sessions.put({ site: member.site, member: member.id, since: time })
  const registeredAt = member.registeredAt ?? time
  db.members.put({ ...member, verified: true, registeredAt, lastLoginAt: time })
}

const logOut = (db: SotionDb, member: MemberRow): void => {
  if (!db.sessions.delete(keyOf(member.id, member.site)))
    throw new RecordError('/member', `the member ${member.id} is not logged in`, [])
}

const isLoggedIn = (db: SotionDb, { id, site }: MemberRow): boolean =>
  db.sessions.get(keyOf(id, site)) !== undefined

/** On a member that `fits`, or the one that is asked for. */
const onMember =
  (
    does: (db: SotionDb, member: MemberRow, cause: Cause) => void,
    fits?: (member: MemberRow) => boolean,
  ): Happening =>
  (cause) => {
    const db = openTables(cause.db)
    const member = findMemberFor(db, cause, fits)
    does(db, member, cause)
    return member.id
  }

const changing = (changed: (member: MemberRow) => Partial<MemberRow>): Happening =>
  onMember((db, member, { now }) => db.members.put({ ...member, ...changed(member), updatedAt: stamp(now) }))

const createGroup: Happening = (cause) => {
  const db = openTables(cause.db)
  const { random, now } = cause
  const time = stamp(now)
  const made = {
    id: random.uuid(),
    name: `Group ${random.hex()}`,
    description: null,
    type: 'custom' as const,
  }
  db.groups.put({ ...made, site: siteFor(db, cause), createdAt: time, updatedAt: time })
  return null
}

export const events: Readonly<Record<EventName, Happening>> = {
  'member.created': (cause) => create(cause).id,
  'member.updated': changing(({ paid }) => ({ paid: paid !== true })),
  'member.auth': onMember(
    (db, member, { now }) => (isLoggedIn(db, member) ? logOut(db, member) : logIn(db, member, now)),
    ({ status }) => status === 'active',
  ),
  'member.deleted': onMember(removeMember),
  'access-group.created': createGroup,
  'access-group.updated': (cause) => {
    const db = openTables(cause.db)
    const group = findGroupFor(db, cause)
    const description = `changed at ${stamp(cause.now)} (${cause.random.hex()})`
    db.groups.put({ ...group, description, updatedAt: stamp(cause.now) })
    return null
  },
  'access-group.deleted': (cause) => {
    const db = openTables(cause.db)
    removeGroup(db, findGroupFor(db, cause))
    return null
  },
  'access-group.member.added': onMember((db, member, cause) => {
    const group = findGroupFor(db, cause, (one) => membershipIn(db, one, member) === undefined)
    join(db, group, member, stamp(cause.now))
  }),
  'access-group.member.removed': (cause) => {
    const db = openTables(cause.db)
    const customOf = (one: MemberRow) => groupsOf(db, one).find(({ type }) => type === 'custom')
    const member = findMemberFor(db, cause, (one) => customOf(one) !== undefined)
    const group = customOf(member)
    const membership = group && membershipIn(db, group, member)
    if (membership === undefined)
      throw new RecordError('/member', `the member ${member.id} is in no custom group`, [])
    leave(db, membership)
    return member.id
  },
}

/** A member's life, for scenarios. */
export const life: Readonly<Record<string, Happening>> = {
  joined: (cause) => create(cause).id,
  logged_in: onMember((db, member, { now }) => logIn(db, member, now)),
  logged_out: onMember(logOut),
  paid: changing(() => ({ paid: true })),
  unpaid: changing(() => ({ paid: false })),
  blocked: changing(() => ({ status: 'blocked' })),
  unblocked: changing(() => ({ status: 'active' })),
  left: onMember(removeMember),
}
