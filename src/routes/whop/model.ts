/** Whop's tables: what a sandbox remembers of it, each thing once and related by id. */
import type { Call } from '../../contract/call.ts'
import { replays } from '../../contract/idempotency.ts'
import type { Database, TablesOf } from '../../sandbox/database.ts'
import type { TableModel } from '../../sandbox/table-model.ts'
import { LogRow, MembershipRow } from './membership-row.ts'
import { CompanyRow, ExperienceRow, MemberRow, PlanRow, ProductRow, UserRow } from './row-schemas.ts'
import { Key } from './schemas.ts'
import { NoticeRow, WebhookRow } from './webhook-row.ts'

const timeOf = (text: string | null): number | null => {
  const time = Date.parse(text ?? '')
  return Number.isNaN(time) ? null : time // a leap second is a date-time that Date cannot read
}

const companies: TableModel<CompanyRow> = {
  key: ({ id }) => id,
  time: ({ created_at }) => timeOf(created_at),
  row: CompanyRow,
}

const users: TableModel<UserRow> = {
  key: ({ id }) => id,
  indexes: {
    email: ({ email }) => (email === null ? [] : [email]),
    username: ({ username }) => [username],
  },
  row: UserRow,
}

const products: TableModel<ProductRow> = {
  key: ({ id }) => id,
  place: ({ company }) => company,
  time: ({ created_at }) => timeOf(created_at),
  row: ProductRow,
}

const plans: TableModel<PlanRow> = {
  key: ({ id }) => id,
  place: ({ company }) => company,
  time: ({ created_at }) => timeOf(created_at),
  indexes: { product: ({ product }) => [product] },
  row: PlanRow,
}

const experiences: TableModel<ExperienceRow> = {
  key: ({ id }) => id,
  place: ({ company }) => company,
  time: ({ created_at }) => timeOf(created_at),
  row: ExperienceRow,
}

const keys: TableModel<Key> = { key: ({ token }) => token, row: Key }

/** Null for who has never joined. */
export const lastAccessOf = ({ last_accessed_at, joined_at, status }: MemberRow): string | null => {
  if (last_accessed_at !== undefined) return last_accessed_at
  return status === 'drafted' ? null : joined_at
}

/** Listed by company; one whose user is gone is shown without. */
const members: TableModel<MemberRow> = {
  key: ({ id }) => id,
  place: ({ company }) => company,
  time: ({ created_at }) => timeOf(created_at),
  indexes: { user: ({ user }) => (user === null ? [] : [user]) },
  orders: {
    id: ({ id }) => id,
    created_at: ({ created_at }) => timeOf(created_at),
    joined_at: ({ joined_at }) => timeOf(joined_at),
    last_accessed_at: (member) => timeOf(lastAccessOf(member)),
    usd_total_spent: ({ usd_total_spent }) => usd_total_spent,
    most_recent_action: ({ most_recent_action }) => most_recent_action,
  },
  row: MemberRow,
}

const memberOf = ({ member }: MembershipRow): readonly string[] => [member]

/** Listed by company; found by member, by user and by licence key. */
const memberships: TableModel<MembershipRow> = {
  key: ({ id }) => id,
  place: ({ company }) => company,
  time: ({ created_at }) => timeOf(created_at),
  indexes: {
    member: memberOf,
    user: ({ user }) => (user === null ? [] : [user]),
    licence: ({ license_key }) => (license_key === null ? [] : [license_key]),
  },
  orders: {
    id: ({ id }) => id,
    created_at: ({ created_at }) => timeOf(created_at),
    status: ({ status }) => status,
    canceled_at: ({ canceled_at }) => timeOf(canceled_at),
    date_joined: ({ joined_at }) => timeOf(joined_at),
    total_spend: ({ spent }) => spent,
  },
  references: [{ name: 'member', to: 'members', index: 'member', keys: memberOf }],
  row: MembershipRow,
}

/** Listed by member. */
const logs: TableModel<LogRow> = {
  key: ({ id }) => id,
  place: ({ member }) => member,
  time: ({ nth }) => nth,
  indexes: { membership: ({ membership }) => [membership] },
  row: LogRow,
}

/** Endpoints, listed by company. */
const webhooks: TableModel<WebhookRow> = {
  key: ({ id }) => id,
  place: ({ company }) => company,
  time: ({ created_at }) => timeOf(created_at),
  row: WebhookRow,
}

const notices: TableModel<NoticeRow> = { key: ({ membership }) => membership, row: NoticeRow }

export const model = {
  companies,
  users,
  products,
  plans,
  experiences,
  keys,
  members,
  memberships,
  logs,
  webhooks,
  notices,
  replays,
}

export type WhopDb = TablesOf<typeof model>

export const openTables = (database: Database): WhopDb => database.tables as unknown as WhopDb // made from `model`

export const dbOf = (call: Call): WhopDb => openTables(call.store.db)
