/** What a user may list, put, change and delete of Sotion, and how it becomes rows. */
import type { VendorOptions } from '../../contract/definition.ts'
import { RecordError, type RecordKind } from '../../contract/record-kind.ts'
import { createTableRecords } from '../../contract/table-records.ts'
import { Random } from '../../sandbox/random.ts'
import { type GroupRow, keyOf, type MemberRow, openTables, type SiteRow, type SotionDb } from './model.ts'
import { fillMember } from './own-member.ts'
import { Key, Member, MemberEntry, Site } from './schemas.ts'
import { ownGroups } from './seed.ts'
import { wireMember } from './wire.ts'

const sitesOf = (db: SotionDb): readonly string[] => db.sites.list(0, db.sites.size).map(({ id }) => id)

const groupsOn = (db: SotionDb, site: string): readonly GroupRow[] => [...db.groups.rows(site, 'asc')]

/** A site of the user's own has groups as well, unless it is given some. */
const putSite = (db: SotionDb, site: SiteRow): void => {
  db.sites.put(site)
  if (groupsOn(db, site.id).length === 0) for (const group of ownGroups(site.id)) db.groups.put(group)
}

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

const putMember = (db: SotionDb, { accessGroups, ...member }: Member, site: string): void => {
  putGroups(db, accessGroups, site)
  const before = db.members.get(keyOf(member.id, site))
  const groups = accessGroups.map(({ id }) => {
    const held = before?.groups.find(({ group }) => group === id)
    return held ?? { group: id, since: member.createdAt }
  })
  db.members.put({ ...member, site, groups })
}

/** What an entry of a site leaves out is made from its id. */
const fillSite = ({ id, ...given }: Site): SiteRow => ({
  id,
  uuid: new Random(`sotion:${id}:site`).uuid(),
  status: 'published',
  domain: null,
  slug: id.toLowerCase(),
  title: null,
  ...given,
})

const withoutSite = ({ site: _, ...record }: Record<string, unknown>): unknown => record

const showMember = (db: SotionDb, row: MemberRow) => ({ site: row.site, ...wireMember(db, row) })

// What a user gives has been held against the kind's schema before it comes here.
export const createRecords = (options: VendorOptions): readonly RecordKind[] => [
  createTableRecords<SotionDb, SiteRow>({
    name: 'sites',
    noun: 'Site',
    idNames: ['id'],
    entry: Site,
    record: Site,
    open: openTables,
    table: (db) => db.sites,
    show: (_db, row) => ({ ...row }),
    fill: (_db, entry) => ({ ...fillSite(entry as Site) }),
    put: (db, shown) => putSite(db, fillSite(shown as unknown as Site)),
  }),
  createTableRecords<SotionDb, Key>({
    name: 'keys',
    noun: 'Key',
    idNames: ['token'],
    entry: Key,
    record: Key,
    open: openTables,
    table: (db) => db.keys,
    show: (_db, row) => ({ ...row }),
    put: (db, shown) => db.keys.put(shown as unknown as Key),
  }),
  createTableRecords<SotionDb, MemberRow>({
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
]
