/** Sotion's tables: what a sandbox remembers of it, each thing once and related by id. */
import type { Call } from '../../contract/call.ts'
import type { Database, TablesOf } from '../../sandbox/database.ts'
import type { TableModel } from '../../sandbox/table.ts'
import type { Key, Member } from './schemas.ts'

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

export interface GroupRow {
  id: string
  site: string
  name: string
  description: string | null
  /** `scope`: made from a Notion collection, and not to be changed through the API. */
  type: 'custom' | 'scope'
  /** ISO 8601 in UTC, or null. */
  createdAt: string | null
  updatedAt: string | null
}

/** That a member is in a group. */
export interface Membership {
  /** The id of the group. */
  group: string
  /** Since when: ISO 8601 in UTC, or null. */
  since: string | null
}

export interface MemberRow extends Omit<Member, 'accessGroups'> {
  site: string
  /** In the order of joining. */
  groups: readonly Membership[]
}

/** What is kept by site and id; UUIDs compare without case. */
export const keyOf = (id: string, site: string): string => `${site}/${id.toLowerCase()}`

const timeOf = (text: string | null): number | null => (text === null ? null : Date.parse(text))

const sites: TableModel<SiteRow> = { key: ({ id }) => id }

const keys: TableModel<Key> = { key: ({ token }) => token }

const groups: TableModel<GroupRow> = {
  key: ({ id, site }) => keyOf(id, site),
  place: ({ site }) => site,
  time: ({ createdAt }) => timeOf(createdAt),
}

const members: TableModel<MemberRow> = {
  key: ({ id, site }) => keyOf(id, site),
  place: ({ site }) => site,
  time: ({ createdAt }) => timeOf(createdAt),
  indexes: { email: ({ site, email }) => [keyOf(email, site)] },
}

export const model = { sites, keys, groups, members }

export type SotionDb = TablesOf<typeof model>

export const openTables = (database: Database): SotionDb => database.tables as unknown as SotionDb // made from `model`

export const dbOf = (call: Call): SotionDb => openTables(call.store.db)
