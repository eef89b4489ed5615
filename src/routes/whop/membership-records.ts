/** Whop's memberships as a user gives and sees them: their members follow from them. */
import type { VendorOptions } from '../../contract/definition.ts'
import { type Entry, RecordError, type RecordKind } from '../../contract/record-kind.ts'
import { createTableRecords } from '../../contract/table-records.ts'
import { createMadePerson } from '../../sandbox/made-person.ts'
import { BASE62, Random } from '../../sandbox/random.ts'
import { planRow, productRow, TERMS } from './catalog.ts'
import { defaultCompanyId, LONG_AGO } from './companies.ts'
import { MembershipRow } from './membership-row.ts'
import { openTables, type WhopDb } from './model.ts'
import { newMembership } from './purchase.ts'
import type { MemberRow, PlanRow } from './row-schemas.ts'
import { entryOf, requireCompany } from './sales-records.ts'
import type { WhopSettings } from './settings.ts'
import { stampOf } from './stamps.ts'
import { settleMember } from './transit.ts'

type Given = Partial<MembershipRow> & Pick<MembershipRow, 'id'>

const ID_LENGTH = 13

/** So many of what there is are named to somebody who named what there is not. */
const NAMED = 20

/** An id that goes with another: the same one for the same. */
const idBeside = (prefix: string, id: string): string =>
  `${prefix}_${new Random(`whop:${id}:${prefix}`).text(BASE62, ID_LENGTH)}`

/** The plan that is given, or the first there is. One that is not there is refused when it is put. */
const planFor = (db: WhopDb, { plan, company }: Given, own: string): PlanRow => {
  const [first] = db.plans.rows(company ?? own, 'asc')
  const found = plan === undefined ? first : db.plans.get(plan)
  return found ?? planRow(plan ?? '', productRow('', company ?? own), TERMS.recurring)
}

const bareMember = (id: string, user: string | null, company: string, time: string): MemberRow => ({
  id,
  created_at: time,
  updated_at: time,
  joined_at: time,
  access_level: 'no_access',
  status: 'joined',
  most_recent_action: null,
  most_recent_action_at: null,
  user,
  phone: null,
  usd_total_spent: 0,
  company_token_balance: 0,
  company,
})

/** Whoever is named; else the member that the user is; else somebody of the membership's own. */
const memberFor = (db: WhopDb, given: Given, company: string, time: string): MemberRow => {
  const named = given.member === undefined ? undefined : db.members.get(given.member)
  const known =
    typeof given.user === 'string'
      ? db.members.find('user', given.user).find((member) => member.company === company)
      : undefined
  const user = given.user === undefined ? idBeside('user', given.id) : given.user
  return named ?? known ?? bareMember(given.member ?? idBeside('mber', given.id), user, company, time)
}

const fillMembership = (db: WhopDb, given: Given, company: string, now: number): MembershipRow => {
  const plan = planFor(db, given, company)
  const time = given.created_at ?? stampOf(now)
  const member = memberFor(db, given, plan.company, time)
  const fresh = newMembership(given.id, member, plan, Date.parse(time))
  const canceled = given.status === 'canceled' ? { canceled_at: fresh.updated_at } : {}
  return { ...fresh, ...canceled, ...given }
}

const requireMember = (db: WhopDb, { member, user, company, created_at }: MembershipRow): void => {
  requireCompany(db, company)
  if (user !== null && db.users.get(user) === undefined) {
    const { email, name, username } = createMadePerson(`whop:${user}`)
    db.users.put({ id: user, email, name, username, bio: null, profile_picture: null, created_at: LONG_AGO })
  }
  const known = db.members.get(member)
  if (known === undefined) db.members.put(bareMember(member, user, company, created_at))
  else if (known.company !== company || known.user !== user)
    throw new RecordError('/member', `${member} is of another company or user`, [])
}

const requirePlan = (db: WhopDb, { plan: id, company, product }: MembershipRow): void => {
  const plan = db.plans.get(id)
  if (plan?.company !== company)
    throw new RecordError('/plan', `${company} has no plan "${id}"`, [
      ...db.plans.list(0, NAMED).map((one) => one.id),
    ])
  if (plan.product !== product)
    throw new RecordError('/product', `the plan ${id} is of another product`, [plan.product])
}

const putMembership = (db: WhopDb, row: MembershipRow, now: number): void => {
  requirePlan(db, row)
  requireMember(db, row)
  const before = db.memberships.get(row.id)
  db.memberships.put(row)
  if (before !== undefined && before.member !== row.member)
    settleMember(db, before.member, { now, paid: -before.spent })
  const paid = row.spent - (before?.member === row.member ? before.spent : 0)
  settleMember(db, row.member, { now, paid })
}

// What a user gives has been held against the kind's schema before it comes here.
export const createMembershipRecords = (settings: WhopSettings, { now }: VendorOptions): RecordKind => ({
  ...createTableRecords<WhopDb, MembershipRow>({
    name: 'memberships',
    noun: 'Membership',
    idNames: ['id'],
    entry: entryOf(MembershipRow),
    record: MembershipRow,
    open: openTables,
    table: (db) => db.memberships,
    show: (_db, row) => ({ ...row }),
    fill: (db, entry: Entry) => ({ ...fillMembership(db, entry as Given, defaultCompanyId(settings), now) }),
    put: (db, shown) => putMembership(db, shown as unknown as MembershipRow, now),
  }),
  delete(database, id) {
    const db = openTables(database)
    const row = db.memberships.get(id)
    if (row === undefined) return
    db.memberships.delete(id)
    for (const line of db.logs.find('membership', id)) db.logs.delete(line.id)
    settleMember(db, row.member, { now, paid: -row.spent })
  },
})
