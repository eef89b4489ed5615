/** Makes Whop's members: whole ones from nothing but an id, and the rest of one given in part. */

import type { VendorOptions } from '../../contract/definition.ts'
import { createPerson, type Person } from '../../sandbox/person.ts'
import { isLikely } from '../../sandbox/pick.ts'
import { BASE62, Random } from '../../sandbox/random.ts'
import { createTimeline, DAY } from '../../sandbox/timeline.ts'
import { defaultCompanyId, fillCompany, findCompany } from './companies.ts'
import type { Member, MemberEntry } from './schemas.ts'
import type { WhopSettings } from './settings.ts'
import { drawState, findState, type State } from './states.ts'

/** 18 characters with their prefix, as every id seen in the wild. */
const ID_LENGTH = 13

export const drawId = (random: Random, prefix: string): string =>
  `${prefix}_${random.text(BASE62, ID_LENGTH)}`

/** As much of a made member as makes it differ from the ordinary one: its state, and what it lacks. */
export const drawEntry = (id: string, seed: number): MemberEntry => {
  const random = new Random(`${seed}:whop:${id}:entry`)
  const { status, access_level, most_recent_action, isTechnical } = drawState(random)
  const state = { id, status, access_level, most_recent_action }
  if (isTechnical) return { ...state, user: null }
  const name = isLikely(random, 5) ? { name: null } : {}
  const email = isLikely(random, 3) ? { email: null } : {}
  return { ...state, user: { ...name, ...email }, ...(isLikely(random, 30) ? { phone: null } : {}) }
}

const drawSpent = (random: Random, { pays }: State): number => {
  if (pays === 'never' || (pays === 'maybe' && isLikely(random, 50))) return 0
  return random.integer(500, 250_000) / 100
}

const fillUser = (random: Random, { user }: MemberEntry, person: Person): Member['user'] => {
  if (user === null) return null
  const { name, username, email } = person
  return { ...{ id: drawId(random, 'user'), email, name, username }, ...user }
}

type Stamp = 'created_at' | 'joined_at' | 'most_recent_action_at' | 'updated_at'

const drawTimes = (random: Random, entry: MemberEntry, now: number): Record<Stamp, string> =>
  createTimeline({
    random,
    now,
    steps: { created_at: 900 * DAY, joined_at: DAY, most_recent_action_at: 900 * DAY, updated_at: 30 * DAY },
    given: entry,
  })
/** The whole member of `entry`: what it gives stays, the rest is the same for the same seed and id. */
export const fillMember = async (
  entry: MemberEntry,
  seed: number,
  settings: WhopSettings,
  { now }: Pick<VendorOptions, 'now'>,
): Promise<Member> => {
  const { id, user: _, company: given = {}, ...rest } = entry
  const text = `${seed}:whop:${id}`
  const random = new Random(`${text}:member`)
  const state = findState(random, entry)
  const person = await createPerson(text, now, entry.user?.name)
  const user = fillUser(random, entry, person)
  const known = await findCompany(given.id ?? defaultCompanyId(settings), seed, now)
  const action = rest.most_recent_action === undefined ? state.most_recent_action : rest.most_recent_action
  const times = drawTimes(random, entry, now)
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
    company: fillCompany(given, known),
  }
}
