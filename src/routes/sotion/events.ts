/** From rows that have changed to the events that Sotion tells of them (which call fires what is assumed throughout). */
import { differs, type NetChange, netChanges } from '../../contract/net-changes.ts'
import type { Change } from '../../sandbox/changes.ts'
import {
  type GroupRow,
  keyOf,
  type MemberRow,
  type MembershipRow,
  type SessionRow,
  type SotionDb,
} from './model.ts'
import type { EventName } from './webhook-schemas.ts'
import { wireGroup, wireListed, wireMember } from './wire.ts'

export interface SotionEvent {
  readonly site: string
  readonly type: EventName
  /** The id of the member that it is about. */
  readonly member: string | null
  readonly data: object
}

/** What a unit of work has changed, and what is there after it. */
interface Unit {
  readonly db: SotionDb
  readonly changes: readonly NetChange[]
}

type Reader<Row> = (unit: Unit, before: Row | undefined, after: Row | undefined) => SotionEvent | undefined

const OF_MEMBER = ['email', 'displayName', 'status', 'paid', 'verified', 'registeredAt'] as const
const OF_GROUP = ['name', 'description'] as const

const find = ({ changes }: Unit, table: string, key: string): NetChange | undefined =>
  changes.find((one) => one.table === table && one.key === key)

/** The group as it is, or as it was before it went. */
const groupAt = (unit: Unit, key: string): GroupRow | undefined =>
  unit.db.groups.get(key) ?? (find(unit, 'groups', key)?.before as GroupRow | undefined) // rows of that table

const memberAt = (unit: Unit, key: string): MemberRow | undefined =>
  unit.db.members.get(key) ?? (find(unit, 'members', key)?.before as MemberRow | undefined) // rows of that table

/** As it was shown before it went, with the groups that it was in. */
const wireDeparted = (unit: Unit, member: MemberRow): object => {
  const own = keyOf(member.id, member.site)
  const left = unit.changes
    .flatMap(({ table, before, after }) =>
      table === 'memberships' && before !== undefined && after === undefined ? [before as MembershipRow] : [],
    )
    .filter((membership) => keyOf(membership.member, membership.site) === own)
    .sort((a, b) => a.nth - b.nth)
  const groups = left.flatMap(({ group, site }) => groupAt(unit, keyOf(group, site)) ?? [])
  return { ...wireListed(member), accessGroups: groups.map(({ id, name }) => ({ id, name })) }
}

const ofMember: Reader<MemberRow> = (unit, before, after) => {
  const row = after ?? before
  if (row === undefined) return undefined
  const event = (type: EventName, member: object): SotionEvent => ({
    site: row.site,
    type,
    member: row.id,
    data: { member },
  })
  if (before === undefined) return event('member.created', wireMember(unit.db, row))
  if (after === undefined) return event('member.deleted', wireDeparted(unit, row))
  return differs(before, after, OF_MEMBER) ? event('member.updated', wireMember(unit.db, row)) : undefined
}

const ofGroup: Reader<GroupRow> = ({ db }, before, after) => {
  const row = after ?? before
  if (row === undefined) return undefined
  const { site } = row
  const event = (type: EventName): SotionEvent => ({
    site,
    type,
    member: null,
    data: { accessGroup: wireGroup(db, row) },
  })
  if (before === undefined) return event('access-group.created')
  if (after === undefined) return event('access-group.deleted')
  return differs(before, after, OF_GROUP) ? event('access-group.updated') : undefined
}

/** What goes along with a member or a group that goes is not told of by itself. */
const ofMembership: Reader<MembershipRow> = (unit, before, after) => {
  if (before !== undefined && after !== undefined) return undefined
  const row = after ?? before
  if (row === undefined) return undefined
  const { site } = row
  const [groupKey, memberKey] = [keyOf(row.group, site), keyOf(row.member, site)]
  const [group, member] = [groupAt(unit, groupKey), memberAt(unit, memberKey)]
  const isThere = unit.db.groups.get(groupKey) !== undefined && unit.db.members.get(memberKey) !== undefined
  if (group === undefined || member === undefined || !isThere) return undefined
  const { id, name } = group
  const type = after === undefined ? 'access-group.member.removed' : 'access-group.member.added'
  return { site, type, member: member.id, data: { accessGroup: { id, name }, member: wireListed(member) } }
}

const ofSession: Reader<SessionRow> = (unit, before, after) => {
  const row = after ?? before
  const member = row && unit.db.members.get(keyOf(row.member, row.site))
  if (member === undefined) return undefined
  const action = after === undefined ? 'logout' : 'login'
  return {
    site: member.site,
    type: 'member.auth',
    member: member.id,
    data: { action, member: wireListed(member) },
  }
}

const READERS: Readonly<Record<string, Reader<never>>> = {
  members: ofMember,
  groups: ofGroup,
  memberships: ofMembership,
  sessions: ofSession,
}

/** In the order of the changes. */
export const eventsOf = (db: SotionDb, changes: readonly Change[]): readonly SotionEvent[] => {
  const unit: Unit = { db, changes: netChanges(changes) }
  return unit.changes.flatMap(({ table, before, after }) => {
    const read = READERS[table] as Reader<object> | undefined // it gets rows of its own table
    return read?.(unit, before, after) ?? []
  })
}
