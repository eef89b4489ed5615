/** Whop's computed members, their users and memberships: each is made from its index, and nothing of them is held. */
import type { VendorOptions } from '../../contract/definition.ts'
import { createIndexTimes } from '../../sandbox/index-times.ts'
import { createMadeRows, type MadeRows } from '../../sandbox/made-rows.ts'
import { createPeople } from '../../sandbox/people.ts'
import { isLikely } from '../../sandbox/pick.ts'
import { createPopulation } from '../../sandbox/population.ts'
import { createRandoms } from '../../sandbox/randoms.ts'
import { createTimeline, DAY } from '../../sandbox/timeline.ts'
import { createIds } from './made-ids.ts'
import { createMadeMemberships } from './made-memberships.ts'
import { createMadeStates } from './made-states.ts'
import type { MemberRow, PlanRow, UserRow } from './row-schemas.ts'
import { drawSpent } from './states.ts'

interface MadeOptions {
  seed: number
  /** The id of the company that all of them are in. */
  company: string
  /** Those of that company. */
  plans: readonly PlanRow[]
  options: VendorOptions
}

/** Of the use of a member's chance: what belongs to the user is drawn apart. */
const OF_USER = 1

export const createMade = ({ seed, company, plans, options }: MadeOptions) => {
  const { now, members: size } = options
  const text = `${seed}:whop`
  const memberIds = createIds(text, 'mber_')
  const userIds = createIds(text, 'user_')
  const people = createPeople(text)
  const randomOf = createRandoms(`${text}:members`)
  const states = createMadeStates(`${text}:states`)
  const joining = createIndexTimes({ seed: `${text}:times`, size, now: now - DAY, span: 900 * DAY })

  const makeUser = (nth: number): UserRow => {
    const index = states.memberOfUser(nth)
    const random = randomOf(index, OF_USER)
    const { email, name, username } = people.personOf(index)
    return {
      id: userIds.idOf(nth),
      email: isLikely(random, 3) ? null : email,
      name: isLikely(random, 5) ? null : name,
      username,
      bio: null,
      profile_picture: null,
      created_at: new Date(joining.at(index)).toISOString(),
    }
  }

  const drawTimes = (index: number) =>
    createTimeline({
      random: randomOf(index),
      now,
      steps: { created_at: 0, joined_at: DAY, most_recent_action_at: 900 * DAY, updated_at: 30 * DAY },
      given: { created_at: new Date(joining.at(index)).toISOString() },
    })

  const makeMember = (index: number): MemberRow => {
    const state = states.stateOf(index)
    const times = drawTimes(index)
    const random = randomOf(index, OF_USER + 1)
    const { status, access_level, most_recent_action: action, isTechnical } = state
    const { areaCode, number } = people.personOf(index).phone
    return {
      id: memberIds.idOf(index),
      ...times,
      access_level,
      status,
      most_recent_action: action,
      most_recent_action_at: action === null ? null : times.most_recent_action_at,
      user: isTechnical ? null : userIds.idOf(states.usersBefore(index)),
      phone: isTechnical || isLikely(random, 30) ? null : areaCode + number,
      usd_total_spent: drawSpent(random, state),
      company_token_balance: isLikely(random, 25) ? random.integer(0, 50_000) / 100 : 0,
      company,
    }
  }

  const users: MadeRows<UserRow> = createMadeRows({
    population: createPopulation({ size: states.usersBefore(size), make: makeUser, ...userIds }),
    times: new Map(),
    find(_email, value) {
      const index = people.indexOfEmail(value)
      if (index === undefined || index >= size || states.stateOf(index).isTechnical) return []
      const nth = states.usersBefore(index)
      return makeUser(nth).email === value ? [nth] : []
    },
  })
  const members: MadeRows<MemberRow> = createMadeRows({
    population: createPopulation({
      size,
      make: makeMember,
      ...memberIds,
      blocks: [{ place: company, size }],
    }),
    times: new Map([[company, joining]]),
    find(_user, value) {
      const nth = userIds.indexOf(value)
      return nth === undefined || nth >= users.size ? [] : [states.memberOfUser(nth)]
    },
  })
  const memberships = createMadeMemberships({ seed: text, company, members, joining, states, plans, now })
  return { users, members, memberships }
}
