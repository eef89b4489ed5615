/** Sotion's tables: what a sandbox remembers of it, each thing once and related by id. */
import type { Call } from '../../contract/call.ts'
import type { Database, TablesOf } from '../../sandbox/database.ts'
import type { TableModel } from '../../sandbox/table-model.ts'
import {
  type DepartedRow,
  departedRow,
  type GroupRow,
  groupRow,
  type MemberRow,
  type MembershipRow,
  memberRow,
  membershipRow,
  type SessionRow,
  type SiteRow,
  sessionRow,
  siteRow,
  type WebhookRow,
  webhookRow,
} from './rows.ts'
import { Key } from './schemas.ts'

export type {
  GroupRow,
  MemberRow,
  MembershipRow,
  SessionRow,
  SiteRow,
  WebhookRow,
} from './rows.ts'

const joined = { id: '', site: '', key: '/' }
let [latest, other] = [{ ...joined }, { ...joined }]

const isOf = (known: typeof joined, id: string, site: string): boolean =>
  known.id === id && known.site === site

/**
 * What is kept by site and id; UUIDs compare without case. Whoever changes a member asks for the keys of its id and of
 * its address several times: the same text is joined and hashed once.
 */
export const keyOf = (id: string, site: string): string => {
  if (isOf(latest, id, site)) return latest.key
  ;[latest, other] = [other, latest]
  if (isOf(latest, id, site)) return latest.key
  latest.key = `${site}/${id.toLowerCase()}`
  latest.id = id
  latest.site = site
  return latest.key
}

/** A membership, by what `keyOf` gives for its group. */
export const membershipKey = (group: string, member: string): string => `${group}/${member.toLowerCase()}`

const timeOf = (text: string | null): number | null => {
  const time = Date.parse(text ?? '')
  return Number.isNaN(time) ? null : time // a leap second is a date-time that Date cannot read
}

const lowerCase = (text: string | null): string | null => text?.toLowerCase() ?? null

const sites: TableModel<SiteRow> = { key: ({ id }) => id, row: siteRow }

const keys: TableModel<Key> = { key: ({ token }) => token, row: Key }

const groups: TableModel<GroupRow> = {
  row: groupRow,
  key: ({ id, site }) => keyOf(id, site),
  place: ({ site }) => site,
  time: ({ createdAt }) => timeOf(createdAt),
  indexes: { name: ({ site, name }) => [nameKey(name, site)] },
}

/** Names of groups differ in every letter. */
export const nameKey = (name: string, site: string): string => `${site}/${name}`

const members: TableModel<MemberRow> = {
  row: memberRow,
  key: ({ id, site }) => keyOf(id, site),
  place: ({ site }) => site,
  time: ({ createdAt }) => timeOf(createdAt),
  indexes: { email: ({ site, email }) => [keyOf(email, site)] },
  orders: {
    createdAt: ({ createdAt }) => timeOf(createdAt),
    updatedAt: ({ updatedAt }) => timeOf(updatedAt),
    registeredAt: ({ registeredAt }) => timeOf(registeredAt),
    lastLoginAt: ({ lastLoginAt }) => timeOf(lastLoginAt),
    email: ({ email }) => lowerCase(email),
    displayName: ({ displayName }) => lowerCase(displayName),
  },
}

const memberOf = ({ member, site }: MembershipRow): readonly string[] => [keyOf(member, site)]

/** Listed by group, and found by member; one whose group is gone is none. */
const memberships: TableModel<MembershipRow> = {
  row: membershipRow,
  key: ({ group, member, site }) => membershipKey(keyOf(group, site), member),
  place: ({ group, site }) => keyOf(group, site),
  time: ({ since }) => timeOf(since),
  indexes: { member: memberOf },
  references: [{ name: 'member', to: 'members', index: 'member', keys: memberOf }],
}

const webhooks: TableModel<WebhookRow> = {
  row: webhookRow,
  key: ({ id, site }) => keyOf(id, site),
  place: ({ site }) => site,
  time: ({ createdAt }) => timeOf(createdAt),
}

const sessions: TableModel<SessionRow> = { key: ({ member, site }) => keyOf(member, site), row: sessionRow }

const departed: TableModel<DepartedRow> = {
  row: departedRow,
  key: ({ table, key }) => `${table}/${key}`,
  place: ({ table }) => table,
  time: ({ nth }) => nth,
}

export const model = { sites, keys, groups, members, memberships, webhooks, sessions, departed }

export type SotionDb = TablesOf<typeof model>

export const openTables = (database: Database): SotionDb => database.tables as unknown as SotionDb // made from `model`

export const dbOf = (call: Call): SotionDb => openTables(call.store.db)
