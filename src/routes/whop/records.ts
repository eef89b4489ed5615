/** What a user may list, put, change and delete of Whop, and how it becomes rows. */
import type { VendorOptions } from '../../contract/definition.ts'
import { RecordError, type RecordKind } from '../../contract/record-kind.ts'
import { createTableRecords } from '../../contract/table-records.ts'
import { createCompany, defaultCompanyId } from './companies.ts'
import { type MemberRow, openTables, type WhopDb } from './model.ts'
import { fillMember } from './own-member.ts'
import { Key, Member, MemberEntry } from './schemas.ts'
import { SCOPES } from './scopes.ts'
import { memberRow } from './seed.ts'
import type { WhopSettings } from './settings.ts'
import { wireMember } from './wire.ts'

/** Whoever steers a sandbox sees all there is. */
const EVERYTHING = { scopes: [...SCOPES] }

/** A company that is not there is made; one that is keeps its names, since others are in it. */
const putCompany = (db: WhopDb, company: Member['company']): void => {
  const known = db.companies.get(company.id)
  if (known === undefined) db.companies.put(company)
  else
    for (const name of ['title', 'route'] as const)
      if (known[name] !== company[name])
        throw new RecordError(`/company/${name}`, `the company ${company.id} has another ${name}`, [
          known[name],
        ])
}

const putMember = (db: WhopDb, member: Member): void => {
  putCompany(db, member.company)
  if (member.user !== null) db.users.put(member.user)
  db.members.put(memberRow(member))
}

const fillEntry = (
  db: WhopDb,
  entry: MemberEntry,
  seed: number,
  [settings, options]: [WhopSettings, VendorOptions],
): Member => {
  const id = entry.company?.id ?? defaultCompanyId(settings)
  const company = db.companies.get(id) ?? createCompany(id, seed)
  return fillMember(entry, company, seed, options)
}

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
  createTableRecords<WhopDb, MemberRow>({
    name: 'members',
    noun: 'Member',
    idNames: ['id'],
    entry: MemberEntry,
    record: Member,
    open: openTables,
    table: (db) => db.members,
    show: (db, row) => ({ ...wireMember(db, row, EVERYTHING) }),
    fill: (db, entry, _place, { seed }) => ({
      ...fillEntry(db, entry as MemberEntry, seed, [settings, options]),
    }),
    put: (db, shown) => putMember(db, shown as Member),
  }),
]
