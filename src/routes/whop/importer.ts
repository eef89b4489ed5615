/** Makes entries of Whop's recorded answers, of either generation: members, companies, what they sell, and keys that may see them. */

import { Gathered, type Importer, ofSchema, type RecordedCall } from '../../contract/importer.ts'
import { isRecord, valueAt } from '../../contract/json.ts'
import { Sales } from './importer-sales.ts'
import { MemberEntry } from './member-record.ts'
import { CompanyRow } from './row-schemas.ts'
import { COMPANY, USER } from './schemas.ts'
import { SCOPES } from './scopes.ts'

type Row = Readonly<Record<string, unknown>>

const rowsIn = ({ body }: RecordedCall): readonly Row[] => {
  const page = valueAt(body, 'data')
  return (Array.isArray(page) ? page : [body]).filter(isRecord)
}

/** The later generation's names for what an entry calls otherwise. */
const legacy = (row: Row): Row => {
  if (!('account_id' in row)) return row
  const { account_id, token_balance, phone_number, ...rest } = row
  return { ...rest, company_token_balance: token_balance, phone: phone_number, company: { id: account_id } }
}

/** Which company an answer is about; lists do not say it of each member. */
const companyOf = ({ query }: RecordedCall, { company, account }: Row): string | undefined => {
  const own = valueAt(company, 'id') ?? valueAt(account, 'id')
  return typeof own === 'string' ? own : (query.get('company_id') ?? query.get('account_id') ?? undefined)
}

/** Of members whose company no answer has said. */
const UNTOLD = 'biz_Recorded00001'

const MEMBERS: readonly string[] = ['retrieveMember', 'listMembers']
const COMPANIES: readonly string[] = ['retrieveCompany', 'listCompanies']

const SOLD: readonly string[] = [
  ...['retrieveProduct', 'listProducts', 'retrievePlan', 'listPlans'],
  ...['retrieveMembership', 'listMemberships', 'retrieveUser'],
]

const memberOf = (row: Row, company: string): Row => ({
  ...ofSchema(MemberEntry, row),
  ...(isRecord(row.user) && { user: ofSchema(USER, row.user) }),
  company: { id: company, ...(isRecord(row.company) && ofSchema(COMPANY, row.company)) },
})

const read = (
  call: RecordedCall,
  lists: Readonly<Record<'keys' | 'members' | 'companies', Gathered>>,
  sales: Sales,
): void => {
  const { token = '', operation } = call
  const ownOf = (row: Row): string => {
    const own = lists.keys.get(token)?.company
    return companyOf(call, row) ?? (typeof own === 'string' ? own : UNTOLD)
  }
  for (const row of SOLD.includes(operation) ? rowsIn(call) : []) {
    const company = ownOf(row)
    if (operation !== 'retrieveUser') lists.keys.add(token, { token, scopes: SCOPES, company })
    const { owner_user: owner, verified } = row
    if (isRecord(owner)) lists.companies.add(company, { id: company, owner: owner.id, verified })
    const { title, route } = isRecord(row.company) ? row.company : isRecord(row.account) ? row.account : {}
    if (title !== undefined) lists.companies.add(company, ofSchema(COMPANY, { id: company, title, route }))
    sales.read(operation, row, company)
  }
  for (const row of MEMBERS.includes(operation) ? rowsIn(call).map(legacy) : []) {
    const company = ownOf(row)
    lists.keys.add(token, { token, scopes: SCOPES, company })
    lists.members.add(String(row.id), memberOf(row, company))
  }
  for (const row of COMPANIES.includes(operation) ? rowsIn(call) : []) {
    const { owner: _, ...company } = ofSchema(CompanyRow, row)
    if ('route' in row) lists.companies.add(String(row.id), company)
  }
}

/** What is known of a company from its members is in the company's own entry, where it has one. */
const withoutKnown = (member: Row, companies: Gathered): Row => {
  const id = valueAt(member.company, 'id')
  return typeof id === 'string' && companies.get(id) !== undefined ? { ...member, company: { id } } : member
}

export const importer: Importer = (calls) => {
  const lists = { keys: new Gathered(), members: new Gathered(), companies: new Gathered() }
  const sales = new Sales()
  for (const call of calls) if (call.token !== undefined) read(call, lists, sales)
  // Named by the first member of it that says how it is called.
  for (const { company } of lists.members.all)
    if (isRecord(company) && 'title' in company) lists.companies.add(String(company.id), company)
  return {
    companies: lists.companies.all,
    keys: lists.keys.all,
    users: sales.users.all,
    products: sales.products.all,
    plans: sales.plans.all,
    members: lists.members.all.map((member) => withoutKnown(member, lists.companies)),
    // What a member has spent is in the member's own entry, where it has one.
    memberships: sales.memberships.all.map((one) =>
      lists.members.get(String(one.member)) === undefined ? one : { ...one, spent: 0 },
    ),
  }
}
