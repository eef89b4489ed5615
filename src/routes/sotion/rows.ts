/** Sotion's rows: what each table keeps, as types and as the schemas that a snapshot from outside has to fit. */
import { rowSchema } from '../../contract/row-schema.ts'
import { Group } from './group-schemas.ts'
import { Member, TIME } from './schemas.ts'
import { Webhook } from './webhook-schemas.ts'

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

const TEXT = { type: 'string' } as const
const TEXT_OR_NULL = { type: ['string', 'null'] } as const
const MOMENT = { type: 'string', format: 'date-time' } as const
const NUMBER = { type: 'integer', minimum: 0 } as const

export const siteRow = rowSchema<SiteRow>()({
  id: TEXT,
  uuid: TEXT,
  status: TEXT,
  domain: TEXT_OR_NULL,
  slug: TEXT,
  title: TEXT_OR_NULL,
})

const { memberCount: _counted, ...ofGroup } = Group.properties
const { accessGroups: _related, ...ofMember } = Member.properties
const { secretPrefix: _shown, ...ofWebhook } = Webhook.properties

export const groupRow = rowSchema<GroupRow>()({ ...ofGroup, site: TEXT, id: TEXT })

// What an id and an address may be is a question that each way in answers for itself.
export const memberRow = rowSchema<MemberRow>()({ ...ofMember, site: TEXT, id: TEXT, email: TEXT })

export const membershipRow = rowSchema<MembershipRow>()({
  site: TEXT,
  group: TEXT,
  member: TEXT,
  since: TIME,
  nth: NUMBER,
})

export const webhookRow = rowSchema<WebhookRow>()({
  ...ofWebhook,
  site: TEXT,
  id: TEXT,
  url: TEXT,
  secret: TEXT,
})

export const sessionRow = rowSchema<SessionRow>()({ site: TEXT, member: TEXT, since: MOMENT })

/** What is remembered is a row of the table that it went from. */
const departedFrom = (table: string, row: object) => ({
  if: { properties: { table: { const: table } } },
  // biome-ignore lint/suspicious/noThenProperty: a word of JSON Schema
  then: { properties: { row } },
})

const DEPARTING_ROWS = {
  groups: groupRow,
  members: memberRow,
  memberships: membershipRow,
  webhooks: webhookRow,
}

/** The tables whose rows are remembered. */
export const DEPARTING = ['groups', 'members', 'memberships', 'webhooks'] as const

export const departedRow = {
  ...rowSchema<DepartedRow>()({
    table: { type: 'string', enum: DEPARTING },
    key: TEXT,
    nth: NUMBER,
    row: { type: 'object' },
  }),
  allOf: DEPARTING.map((table) => departedFrom(table, DEPARTING_ROWS[table])),
}
