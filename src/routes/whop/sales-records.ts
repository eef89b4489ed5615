/** What Whop's companies are and sell, and who people are, as a user gives and sees it: companies, users, products, plans. */
import type { JsonSchema } from '../../contract/json-schema.ts'
import { RecordError, type RecordKind } from '../../contract/record-kind.ts'
import { createTableRecords } from '../../contract/table-records.ts'
import { createMadePerson } from '../../sandbox/made-person.ts'
import type { Table } from '../../sandbox/table.ts'
import { planRow, productRow, TERMS } from './catalog.ts'
import { companyRow, createCompany, defaultCompanyId, fillCompany, LONG_AGO, ownerOf } from './companies.ts'
import { putCompany } from './member-records.ts'
import { openTables, type WhopDb } from './model.ts'
import { CompanyRow, PlanRow, ProductRow, UserRow } from './row-schemas.ts'
import type { WhopSettings } from './settings.ts'

/** So many of what there is are named to somebody who named what there is not. */
const NAMED = 20

const idsIn = (table: Pick<Table<{ id: string }>, 'list'>): readonly string[] =>
  table.list(0, NAMED).map(({ id }) => id)

/** Of a row, what an entry may give: all of it, and only the id has to be there. */
export const entryOf = <Row extends JsonSchema>(row: Row) => ({ ...row, required: ['id'] })

/** One that is not there is made, as it is for a member that is in it. */
export const requireCompany = (db: WhopDb, id: string): void => {
  if (db.companies.get(id) === undefined) putCompany(db, createCompany(id, 0))
}

const putCompanyRow = (db: WhopDb, row: CompanyRow): void => {
  const owner = ownerOf(row.id)
  if (row.owner === owner.id && db.users.get(owner.id) === undefined) db.users.put(owner)
  if (db.users.get(row.owner) === undefined)
    throw new RecordError('/owner', `there is no user ${row.owner}`, idsIn(db.users))
  db.companies.put(row)
}

const fillCompanyRow = (entry: Partial<CompanyRow> & { id: string }, seed: number): CompanyRow => {
  const known = createCompany(entry.id, seed)
  const { title, route } = entry
  const name = fillCompany(
    { ...(title !== undefined && { title }), ...(route !== undefined && { route }) },
    known,
  )
  return { ...companyRow(name, ownerOf(entry.id).id), ...entry }
}

const fillUser = (entry: Partial<UserRow> & { id: string }, seed: number): UserRow => {
  const { email, name, username } = createMadePerson(`${seed}:whop:${entry.id}`, entry.name)
  const made = { email, name, username, bio: null, profile_picture: null, created_at: LONG_AGO }
  return { ...{ id: '', ...made }, ...entry }
}

/** The product that a plan is of: the first of its company unless told. One that is not there is refused when it is put. */
const productFor = (db: WhopDb, { product, company }: Partial<PlanRow>, own: string): ProductRow => {
  const [first] = db.products.rows(company ?? own, 'asc')
  const found = product === undefined ? first : db.products.get(product)
  return found ?? productRow(product ?? '', company ?? own)
}

const putPlan = (db: WhopDb, plan: PlanRow): void => {
  const product = db.products.get(plan.product)
  if (product?.company !== plan.company)
    throw new RecordError('/product', `${plan.company} has no product ${plan.product}`, idsIn(db.products))
  db.plans.put(plan)
}

const putProduct = (db: WhopDb, product: ProductRow): void => {
  requireCompany(db, product.company)
  db.products.put(product)
}

const described = { idNames: ['id'], open: openTables } as const

// What a user gives has been held against the kind's schema before it comes here.
export const createSalesRecords = (settings: WhopSettings): readonly RecordKind[] => [
  createTableRecords<WhopDb, UserRow>({
    ...described,
    name: 'users',
    noun: 'User',
    entry: entryOf(UserRow),
    record: UserRow,
    table: (db) => db.users,
    show: (_db, row) => ({ ...row }),
    fill: (_db, entry, _place, { seed }) => ({ ...fillUser(entry as Pick<UserRow, 'id'>, seed) }),
    put: (db, shown) => db.users.put(shown as unknown as UserRow),
  }),
  createTableRecords<WhopDb, CompanyRow>({
    ...described,
    name: 'companies',
    noun: 'Company',
    entry: entryOf(CompanyRow),
    record: CompanyRow,
    table: (db) => db.companies,
    show: (_db, row) => ({ ...row }),
    fill: (_db, entry, _place, { seed }) => ({ ...fillCompanyRow(entry as Pick<CompanyRow, 'id'>, seed) }),
    put: (db, shown) => putCompanyRow(db, shown as unknown as CompanyRow),
    whyKept: (db, id) =>
      [db.members, db.memberships, db.products].some((table) => table.count(id) > 0)
        ? 'it has members, memberships or products'
        : undefined,
  }),
  createTableRecords<WhopDb, ProductRow>({
    ...described,
    name: 'products',
    noun: 'Product',
    entry: entryOf(ProductRow),
    record: ProductRow,
    table: (db) => db.products,
    show: (_db, row) => ({ ...row }),
    fill: (_db, entry) => ({
      ...productRow(String(entry.id), defaultCompanyId(settings)),
      ...entry,
    }),
    put: (db, shown) => putProduct(db, shown as unknown as ProductRow),
    whyKept: (db, id) => (db.plans.find('product', id).length > 0 ? 'it has plans' : undefined),
  }),
  createTableRecords<WhopDb, PlanRow>({
    ...described,
    name: 'plans',
    noun: 'Plan',
    entry: entryOf(PlanRow),
    record: PlanRow,
    table: (db) => db.plans,
    show: (_db, row) => ({ ...row }),
    fill: (db, entry) => ({
      ...planRow(String(entry.id), productFor(db, entry, defaultCompanyId(settings)), TERMS.recurring),
      ...entry,
    }),
    put: (db, shown) => putPlan(db, shown as unknown as PlanRow),
  }),
]
