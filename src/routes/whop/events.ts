/** From rows that have changed to the events that Whop tells of them; section 10 of whop-family.md of the contracts. */
import { differs, type NetChange, netChanges } from '../../contract/net-changes.ts'
import type { Change } from '../../sandbox/changes.ts'
import { isGranting } from './fitting-membership.ts'
import type { MembershipRow } from './membership-row.ts'
import type { WhopDb } from './model.ts'
import type { MemberRow, UserRow } from './row-schemas.ts'
import type { EventName, NoticeRow } from './webhook-row.ts'

export interface WhopEvent {
  readonly type: EventName
  readonly company: string
  /** The id of the member that it is about. */
  readonly member: string
  readonly about: { readonly membership: MembershipRow } | { readonly member: MemberRow }
  /** Values that were there before, by the names of the later generation. */
  readonly previous?: Readonly<Record<string, unknown>>
  /** True: only the later generation has it. */
  readonly isCurrentOnly?: boolean
}

const OF_MEMBER = [
  'access_level',
  'status',
  'most_recent_action',
  'most_recent_action_at',
  'joined_at',
  'user',
  'phone',
  'usd_total_spent',
  'company_token_balance',
  'last_accessed_at',
] as const
const OF_USER = ['email', 'name', 'username', 'profile_picture'] as const

const ofMembership = (before: MembershipRow | undefined, after: MembershipRow): readonly WhopEvent[] => {
  const { company, member } = after
  const event = (type: EventName, more: Partial<WhopEvent> = {}): WhopEvent => ({
    type,
    company,
    member,
    about: { membership: after },
    ...more,
  })
  const was = before !== undefined && isGranting(before.status)
  const is = isGranting(after.status)
  if (before === undefined || was !== is) {
    if (is) return [event('membership.activated')]
    if (!was) return []
    const updated =
      after.status === 'canceled'
        ? [event('membership.updated', { previous: { status: before?.status }, isCurrentOnly: true })]
        : []
    return [event('membership.deactivated'), ...updated]
  }
  if (!is) return []
  const events: WhopEvent[] = []
  // A payment begins a new period; what is added to one moves its end alone.
  const isPaid =
    before.period_start !== after.period_start || (before.status !== 'active' && after.status === 'active')
  if (isPaid) events.push(event('membership.activated'))
  if (before.cancel_at_period_end !== after.cancel_at_period_end)
    events.push(event('membership.cancel_at_period_end_changed'))
  if (JSON.stringify(before.metadata) !== JSON.stringify(after.metadata))
    events.push(event('membership.updated', { previous: { metadata: before.metadata }, isCurrentOnly: true }))
  else if (before.payment_collection_paused !== after.payment_collection_paused)
    events.push(event('membership.updated', { isCurrentOnly: true }))
  return events
}

const ofMember = (type: 'member.created' | 'member.updated', member: MemberRow): WhopEvent => ({
  type,
  company: member.company,
  member: member.id,
  about: { member },
})

/** Of a member or of the person behind it. */
const membersOf = (db: WhopDb, { table, key, before, after }: NetChange): readonly WhopEvent[] => {
  if (after === undefined) return []
  if (table === 'members') {
    const [was, is] = [before as MemberRow | undefined, after as MemberRow] // rows of that table
    if (was === undefined) return [ofMember('member.created', is)]
    return differs(was, is, OF_MEMBER) ? [ofMember('member.updated', is)] : []
  }
  if (table !== 'users' || before === undefined) return []
  if (!differs(before as UserRow, after as UserRow, OF_USER)) return [] // rows of that table
  return db.members.find('user', key).map((member) => ofMember('member.updated', member))
}

const noticed = (db: WhopDb, { membership: id }: NoticeRow): readonly WhopEvent[] => {
  const membership = db.memberships.get(id)
  if (membership === undefined) return []
  const { company, member } = membership
  return [{ type: 'membership.trial_ending_soon', company, member, about: { membership } }]
}

/** Those of memberships first, each in the order of the changes; of a member, one. */
export const eventsOf = (db: WhopDb, changes: readonly Change[]): readonly WhopEvent[] => {
  const net = netChanges(changes)
  const ofMemberships = net.flatMap(({ table, before, after }) => {
    if (after === undefined) return []
    if (table === 'notices') return noticed(db, after as NoticeRow) // rows of that table
    if (table !== 'memberships') return []
    return ofMembership(before as MembershipRow | undefined, after as MembershipRow) // rows of that table
  })
  const ofMembers = new Map<string, WhopEvent>()
  for (const event of net.flatMap((change) => membersOf(db, change)))
    if (!ofMembers.has(event.member)) ofMembers.set(event.member, event)
  return [...ofMemberships, ...ofMembers.values()]
}
