/** What a user may list, put, change and delete of Sotion, and how it becomes rows. */
import type { VendorOptions } from '../../contract/definition.ts'
import type { RecordKind } from '../../contract/record-kind.ts'
import { createTableRecords } from '../../contract/table-records.ts'
import { Random } from '../../sandbox/random.ts'
import { createGroupRecords } from './group-records.ts'
import { createMemberRecords, groupsOn } from './member-records.ts'
import { openTables, type SiteRow, type SotionDb } from './model.ts'
import { Key, Site } from './schemas.ts'
import { ownGroups } from './seed.ts'
import { createWebhookRecords } from './webhook-records.ts'

/** A site of the user's own has groups as well, unless it is given some. */
const putSite = (db: SotionDb, site: SiteRow): void => {
  db.sites.put(site)
  if (groupsOn(db, site.id).length === 0) for (const group of ownGroups(site.id)) db.groups.put(group)
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
  createMemberRecords(options),
  createGroupRecords(options),
  createWebhookRecords(options),
]
