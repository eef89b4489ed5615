/** Sotion's rows as they go over the wire: every key always, in the order of the vendor's pages. */
import type { Group } from './group-schemas.ts'
import type { GroupRow, MemberRow, SotionDb, WebhookRow } from './model.ts'
import { keyOf } from './model.ts'
import { groupsOf } from './roster.ts'
import type { GroupMember, ListedMember, Member } from './schemas.ts'
import type { Webhook } from './webhook-schemas.ts'

/** As the list of a group's members has it. */
export const wireGroupMember = (member: MemberRow): GroupMember => ({
  id: member.id,
  email: member.email,
  displayName: member.displayName,
  status: member.status,
  verified: member.verified,
  paid: member.paid,
  registeredAt: member.registeredAt,
  lastLoginAt: member.lastLoginAt,
})

// Written out, not spread from one another: a spread costs more than all else of it.
/** As the list of members has it. */
export const wireListed = (member: MemberRow): ListedMember => ({
  id: member.id,
  email: member.email,
  displayName: member.displayName,
  status: member.status,
  verified: member.verified,
  paid: member.paid,
  registeredAt: member.registeredAt,
  lastLoginAt: member.lastLoginAt,
  createdAt: member.createdAt,
  updatedAt: member.updatedAt,
})

export const wireMember = (db: SotionDb, member: MemberRow): Member => ({
  id: member.id,
  email: member.email,
  displayName: member.displayName,
  status: member.status,
  verified: member.verified,
  paid: member.paid,
  registeredAt: member.registeredAt,
  lastLoginAt: member.lastLoginAt,
  createdAt: member.createdAt,
  updatedAt: member.updatedAt,
  accessGroups: groupsOf(db, member).map(({ id, name }) => ({ id, name })),
})

export const wireGroup = (db: SotionDb, group: GroupRow): Group => ({
  id: group.id,
  name: group.name,
  description: group.description,
  type: group.type,
  memberCount: db.memberships.count(keyOf(group.id, group.site)),
  createdAt: group.createdAt,
  updatedAt: group.updatedAt,
})

/** How much of a secret is shown after its creation. */
const PREFIX_LENGTH = 10

export const wireWebhook = (webhook: WebhookRow): Webhook => ({
  id: webhook.id,
  name: webhook.name,
  url: webhook.url,
  events: webhook.events,
  active: webhook.active,
  secretPrefix: webhook.secret.slice(0, PREFIX_LENGTH),
  managedBy: webhook.managedBy,
  createdAt: webhook.createdAt,
  updatedAt: webhook.updatedAt,
})
