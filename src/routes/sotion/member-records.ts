/** Sotion's members as a user gives and sees them. */
import type { VendorOptions } from '../../contract/definition.ts'
import { RecordError, type RecordKind } from '../../contract/record-kind.ts'
import { createTableRecords } from '../../contract/table-records.ts'
import { type GroupRow, keyOf, type MemberRow, openTables, type SotionDb } from './model.ts'
import { fillMember } from './own-member.ts'
import { membershipsOf, removeMember } from './roster.ts'
import { Member, MemberEntry } from './schemas.ts'
import { wireMember } from './wire.ts'

export const sitesOf = (db: SotionDb): readonly string[] =>
  db.sites.list(0, db.sites.size).map(({ id }) => id)

export const groupsOn = (db: SotionDb, site: string): readonly GroupRow[] => [...db.groups.rows(site, 'asc')]

/** A group that is not there is made; one that is keeps its name. */
const putGroups = (db: SotionDb, groups: Member['accessGroups'], site: string): void => {
  for (const [i, { id, name }] of groups.entries()) {
    const known = db.groups.get(keyOf(id, site))
    if (known === undefined) {
      const stamps = { createdAt: null, updatedAt: null }
      db.groups.put({ id, site, name, description: null, type: 'custom', ...stamps })
    } else if (known.name !== name)
      throw new RecordError(`/accessGroups/${i}/name`, `the group ${id} has another name`, [known.name])
  }
}

/** A membership that goes on keeps its time. */
const putMember = (db: SotionDb, { accessGroups, ...member }: Member, site: string): void => {
  putGroups(db, accessGroups, site)
  const row = { ...member, site }
  db.members.put(row)
  const before = membershipsOf(db, row)
  for (const membership of before) db.memberships.delete(db.memberships.keyOf(membership))
  for (const [nth, { id }] of accessGroups.entries()) {
    const held = before.find(({ group }) => group.toLowerCase() === id.toLowerCase())
    const since = held === undefined ? member.createdAt : held.since
    db.memberships.put({ site, group: id, member: member.id, since, nth })
  }
}

const withoutSite = ({ site: _, ...record }: Record<string, unknown>): unknown => record

const showMember = (db: SotionDb, row: MemberRow) => ({ site: row.site, ...wireMember(db, row) })

// What a user gives has been held against the kind's schema before it comes here.
export const createMemberRecords = (options: VendorOptions): RecordKind => ({
  ...createTableRecords<SotionDb, MemberRow>({
    name: 'members',
    noun: 'Member',
    idNames: ['id'],
    place: 'site',
    entry: MemberEntry,
    record: Member,
    open: openTables,
    table: (db) => db.members,
    keyOf,
    show: showMember,
    fill: (db, entry, site, { seed }) => ({
      site,
      ...fillMember(entry as MemberEntry, groupsOn(db, site), seed, options),
    }),
    put: (db, shown, site) => putMember(db, withoutSite(shown) as Member, site),
    places: sitesOf,
  }),
  delete(database, id, site) {
    const db = openTables(database)
    const member = db.members.get(keyOf(id, site))
    if (member !== undefined) removeMember(db, member)
  },
})
