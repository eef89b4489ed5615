/** Sotion's access groups as a user gives and sees them. */
import type { VendorOptions } from '../../contract/definition.ts'
import { RecordError, type RecordKind } from '../../contract/record-kind.ts'
import { createTableRecords } from '../../contract/table-records.ts'
import { Random } from '../../sandbox/random.ts'
import { GroupEntry, GroupRecord } from './group-schemas.ts'
import { sitesOf } from './member-records.ts'
import { type GroupRow, keyOf, type MemberRow, nameKey, openTables, type SotionDb } from './model.ts'
import { join, leave, removeGroup } from './roster.ts'
import { wireGroup } from './wire.ts'

type Given = Omit<GroupRow, 'site'> & Pick<GroupEntry, 'members'>

/** The same site and name give the same id, under every seed. */
const madeId = (site: string, name: string): string => new Random(`sotion:${site}:group:${name}`).uuid()

const refuseName = (other: GroupRow): never => {
  throw new RecordError('/name', `the group ${other.id} has this name`, [])
}

const fillGroup = (db: SotionDb, { site: _, ...given }: GroupEntry, site: string, now: number): Given => {
  const [other] = db.groups.find('name', nameKey(given.name, site))
  if (given.id === undefined && other !== undefined) refuseName(other)
  const time = new Date(now).toISOString()
  return {
    id: madeId(site, given.name),
    description: null,
    type: 'custom',
    createdAt: time,
    updatedAt: time,
    ...given,
  }
}

const findMembers = (db: SotionDb, ids: readonly string[], site: string): readonly MemberRow[] =>
  ids.map((id, i) => {
    const member = db.members.get(keyOf(id, site))
    if (member === undefined)
      throw new RecordError(`/members/${i}`, `there is no member ${id} on ${site}`, [])
    return member
  })

/** Exactly these; who is in it already stays since when they are. */
const setMembers = (db: SotionDb, group: GroupRow, members: readonly MemberRow[]): void => {
  const keys = new Set(members.map((member) => db.members.keyOf(member)))
  const before = [...db.memberships.rows(keyOf(group.id, group.site), 'asc')]
  for (const membership of before)
    if (!keys.has(keyOf(membership.member, membership.site))) leave(db, membership)
  for (const member of members) join(db, group, member, member.createdAt)
}

const putGroup = (db: SotionDb, { members, ...given }: Given, site: string): void => {
  const { id, name, description, type, createdAt, updatedAt } = given
  const group: GroupRow = { site, id, name, description, type, createdAt, updatedAt }
  const other = db.groups
    .find('name', nameKey(name, site))
    .find((one) => keyOf(one.id, site) !== keyOf(id, site))
  if (other !== undefined) refuseName(other)
  const isNew = db.groups.get(keyOf(id, site)) === undefined
  db.groups.put(group)
  // Whoever was in one of that id before it was deleted is not in this one.
  if (members !== undefined || isNew) setMembers(db, group, findMembers(db, members ?? [], site))
}

// What a user gives has been held against the kind's schema before it comes here.
export const createGroupRecords = ({ now }: VendorOptions): RecordKind => ({
  ...createTableRecords<SotionDb, GroupRow>({
    name: 'groups',
    noun: 'Group',
    idNames: ['id'],
    place: 'site',
    entry: GroupEntry,
    record: GroupRecord,
    open: openTables,
    table: (db) => db.groups,
    keyOf,
    show: (db, row) => ({ site: row.site, ...wireGroup(db, row) }),
    fill: (db, entry, site) => ({ site, ...fillGroup(db, entry as GroupEntry, site, now) }),
    put: (db, shown, site) => putGroup(db, shown as unknown as Given, site),
    places: sitesOf,
  }),
  delete(database, id, site) {
    const db = openTables(database)
    const group = db.groups.get(keyOf(id, site))
    if (group !== undefined) removeGroup(db, group)
  },
})
