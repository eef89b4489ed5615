/** Sotion's tables: what a sandbox remembers of it, each thing once and related by id. */
import type { Call } from '../../contract/call.ts'
import type { Database, TablesOf } from '../../sandbox/database.ts'
import type { TableModel } from '../../sandbox/table-model.ts'
import type { Group } from './group-schemas.ts'
import type { Key, Member } from './schemas.ts'
import type { Webhook } from './webhook-schemas.ts'

/** Every other row is on one site, under `site`. */
export interface SiteRow {
  /** What users call it by; the vendor's clients see the UUID. */
  id: string
  uuid: string
  status: string
  domain: string | null
  slug: string
  title: string | null
}

export interface GroupRow extends Omit<Group, 'memberCount'> {
  site: string
}

export interface MemberRow extends Omit<Member, 'accessGroups'> {
  site: string
}

/** That a member is in a group; both are on `site`. One whose group is gone is none. */
export interface MembershipRow {
  site: string
  group: string
  member: string
  /** Since when: ISO 8601 in UTC, or null. */
  since: string | null
  /** Its place among the member's groups, in the order of joining. */
  nth: number
}

export interface WebhookRow extends Omit<Webhook, 'secretPrefix'> {
  site: string
  secret: string
}

/** That a member is logged in. */
export interface SessionRow {
  site: string
  member: string
  /** Since when: ISO 8601 in UTC. */
  since: string
}

/** A row that is gone, kept for who pages on from it. */
export interface DepartedRow {
  /** The name of its table, and its key there. */
  table: string
  key: string
  /** Counts up. */
  nth: number
  row: object
}

/** What is kept by site and id; UUIDs compare without case. */
export const keyOf = (id: string, site: string): string => `${site}/${id.toLowerCase()}`

/** A membership, by what `keyOf` gives for its group. */
export const membershipKey = (group: string, member: string): string => `${group}/${member.toLowerCase()}`

const timeOf = (text: string | null): number | null => {
  const time = Date.parse(text ?? '')
  return Number.isNaN(time) ? null : time // a leap second is a date-time that Date cannot read
}

const lowerCase = (text: string | null): string | null => text?.toLowerCase() ?? null

const sites: TableModel<SiteRow> = { key: ({ id }) => id }

const keys: TableModel<Key> = { key: ({ token }) => token }

const groups: TableModel<GroupRow> = {
  key: ({ id, site }) => keyOf(id, site),
  place: ({ site }) => site,
  time: ({ createdAt }) => timeOf(createdAt),
  indexes: { name: ({ site, name }) => [nameKey(name, site)] },
}

/** Names of groups differ in every letter. */
export const nameKey = (name: string, site: string): string => `${site}/${name}`

const members: TableModel<MemberRow> = {
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

/** Listed by group, and found by member. */
const memberships: TableModel<MembershipRow> = {
  key: ({ group, member, site }) => membershipKey(keyOf(group, site), member),
  place: ({ group, site }) => keyOf(group, site),
  time: ({ since }) => timeOf(since),
  indexes: { member: ({ member, site }) => [keyOf(member, site)] },
}

const webhooks: TableModel<WebhookRow> = {
  key: ({ id, site }) => keyOf(id, site),
  place: ({ site }) => site,
  time: ({ createdAt }) => timeOf(createdAt),
}

const sessions: TableModel<SessionRow> = { key: ({ member, site }) => keyOf(member, site) }

const departed: TableModel<DepartedRow> = {
  key: ({ table, key }) => `${table}/${key}`,
  place: ({ table }) => table,
  time: ({ nth }) => nth,
}

export const model = { sites, keys, groups, members, memberships, webhooks, sessions, departed }

export type SotionDb = TablesOf<typeof model>

export const openTables = (database: Database): SotionDb => database.tables as unknown as SotionDb // made from `model`

export const dbOf = (call: Call): SotionDb => openTables(call.store.db)
