/** What a user may list, put, change and delete of Whop. */
import type { VendorOptions } from '../../contract/definition.ts'
import type { RecordKind } from '../../contract/record-kind.ts'
import { createTableRecords } from '../../contract/table-records.ts'
import { createMemberRecords } from './member-records.ts'
import { createMembershipRecords } from './membership-records.ts'
import { openTables, type WhopDb } from './model.ts'
import { createSalesRecords } from './sales-records.ts'
import { Key } from './schemas.ts'
import type { WhopSettings } from './settings.ts'
import { createWebhookRecords } from './webhook-records.ts'

// What a user gives has been held against the kind's schema before it comes here.
export const createRecords = (settings: WhopSettings, options: VendorOptions): readonly RecordKind[] => [
  createTableRecords<WhopDb, Key>({
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
  ...createSalesRecords(settings),
  createMemberRecords(settings, options),
  createMembershipRecords(settings, options),
  createWebhookRecords(settings, options),
]
