/** Whop's members as a user gives and sees them, and how they become rows. */
import type { VendorOptions } from '../../contract/definition.ts'
import { RecordError, type RecordKind } from '../../contract/record-kind.ts'
import { createTableRecords } from '../../contract/table-records.ts'
import {
  type CompanyName,
  companyRow,
  createCompany,
  defaultCompanyId,
  LONG_AGO,
  ownerOf,
} from './companies.ts'
import { fitMember } from './fit-member.ts'
import { MemberEntry, MemberRecord } from './member-record.ts'
import { openTables, type WhopDb } from './model.ts'
import { fillMember } from './own-member.ts'
import { removeMember } from './removal.ts'
import type { MemberRow } from './row-schemas.ts'
import { memberRow, userRow } from './seed.ts'
import type { WhopSettings } from './settings.ts'
import { EVERYTHING, wireMember } from './wire.ts'

/** A company that is not there is made; one that is keeps its names, since others are in it. */
export const putCompany = (db: WhopDb, company: CompanyName): void => {
  const known = db.companies.get(company.id)
  if (known === undefined) {
    const owner = ownerOf(company.id)
    if (db.users.get(owner.id) === undefined) db.users.put(owner)
    db.companies.put(companyRow(company, owner.id))
    return
  }
  for (const name of ['title', 'route'] as const)
    if (known[name] !== company[name])
      throw new RecordError(`/company/${name}`, `the company ${company.id} has another ${name}`, [
        known[name],
      ])
}

const putMember = (db: WhopDb, member: MemberRecord, now: number): void => {
  putCompany(db, member.company)
  const { user } = member
  if (user !== null) db.users.put({ ...(db.users.get(user.id) ?? userRow(user, LONG_AGO)), ...user })
  const row = memberRow(member)
  db.members.put(row)
  fitMember(db, row, now)
}

const fillEntry = (
  db: WhopDb,
  entry: MemberEntry,
  seed: number,
  [settings, options]: [WhopSettings, VendorOptions],
): MemberRecord => {
  const id = entry.company?.id ?? defaultCompanyId(settings)
  const company = db.companies.get(id) ?? createCompany(id, seed)
  return fillMember(entry, company, seed, options)
}

const showMember = (db: WhopDb, row: MemberRow): MemberRecord => {
  const { last_accessed_at } = row
  return {
    ...wireMember(db, row, EVERYTHING),
    ...(last_accessed_at !== undefined && { last_accessed_at }),
  }
}

// What a user gives has been held against the kind's schema before it comes here.
export const createMemberRecords = (settings: WhopSettings, options: VendorOptions): RecordKind => ({
  ...createTableRecords<WhopDb, MemberRow>({
    name: 'members',
    noun: 'Member',
    idNames: ['id'],
    heading: { name: '/user/name', contact: '/user/email', place: '/company/id' },
    entry: MemberEntry,
    record: MemberRecord,
    open: openTables,
    table: (db) => db.members,
    show: showMember,
    fill: (db, entry, _place, { seed }) => fillEntry(db, entry as MemberEntry, seed, [settings, options]),
    put: (db, shown) => putMember(db, shown as MemberRecord, options.now),
  }),
  delete(database, id) {
    const db = openTables(database)
    const member = db.members.get(id)
    if (member !== undefined) removeMember(db, member)
  },
})
