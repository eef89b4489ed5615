/** Completes a member that a user gives in part. */
import type { VendorOptions } from '../../contract/definition.ts'
import { createMadePerson, type Person } from '../../sandbox/made-person.ts'
import { isLikely } from '../../sandbox/pick.ts'
import { BASE62, Random } from '../../sandbox/random.ts'
import { createTimeline, DAY } from '../../sandbox/timeline.ts'
import { type CompanyName, fillCompany } from './companies.ts'
import type { MemberEntry, MemberRecord } from './member-record.ts'
import type { Member } from './schemas.ts'
import { drawSpent, findState } from './states.ts'

/** 18 characters with their prefix, as every id seen in the wild. */
const ID_LENGTH = 13

const fillUser = (random: Random, { user }: MemberEntry, person: Person): Member['user'] => {
  if (user === null) return null
  const { name, username, email } = person
  return { ...{ id: `user_${random.text(BASE62, ID_LENGTH)}`, email, name, username }, ...user }
}

/** `company` is the one that the entry is in. What the entry gives stays, the rest is the same for the same seed and id. */
export const fillMember = (
  entry: MemberEntry,
  company: CompanyName,
  seed: number,
  { now }: Pick<VendorOptions, 'now'>,
): MemberRecord => {
  const { id, user: _, company: given = {}, ...rest } = entry
  const text = `${seed}:whop:${id}`
  const random = new Random(`${text}:member`)
  const state = findState(random, entry)
  const person = createMadePerson(text, entry.user?.name)
  const user = fillUser(random, entry, person)
  const action = rest.most_recent_action === undefined ? state.most_recent_action : rest.most_recent_action
  const steps = {
    created_at: 900 * DAY,
    joined_at: DAY,
    most_recent_action_at: 900 * DAY,
    updated_at: 30 * DAY,
  }
  const times = createTimeline({ random, now, steps, given: entry })
  return {
    id,
    created_at: times.created_at,
    updated_at: times.updated_at,
    joined_at: times.joined_at,
    access_level: state.access_level,
    status: state.status,
    most_recent_action: action,
    most_recent_action_at: action === null ? null : times.most_recent_action_at,
    user,
    phone: user === null ? null : person.phone.areaCode + person.phone.number,
    usd_total_spent: drawSpent(random, state),
    company_token_balance: isLikely(random, 25) ? random.integer(0, 50_000) / 100 : 0,
    ...rest,
    company: fillCompany(given, company),
  }
}
