/** What Whop's computed members have bought: told by their indexes, as they themselves are. */
import type { IndexTimes } from '../../sandbox/index-times.ts'
import { createMadeRows, type MadeRows } from '../../sandbox/made-rows.ts'
import { pick } from '../../sandbox/pick.ts'
import { createPopulation } from '../../sandbox/population.ts'
import { createRandoms } from '../../sandbox/randoms.ts'
import { fittingMembership, shapeOf } from './fitting-membership.ts'
import { createIds } from './made-ids.ts'
import type { MadeStates } from './made-states.ts'
import type { MembershipRow } from './membership-row.ts'
import { plansOfKind } from './plans.ts'
import type { MemberRow, PlanRow } from './row-schemas.ts'

interface MembershipOptions {
  seed: string
  /** All made members are of one. */
  company: string
  members: MadeRows<MemberRow>
  /** When the members came: their memberships with them. */
  joining: IndexTimes
  states: MadeStates
  plans: readonly PlanRow[]
  /** Milliseconds since the epoch. */
  now: number
}

export const createMadeMemberships = (options: MembershipOptions): MadeRows<MembershipRow> => {
  const { members, joining, states, plans, now } = options
  const ids = createIds(options.seed, 'mem_')
  const randomOf = createRandoms(`${options.seed}:memberships`)
  const size = states.membershipsBefore(members.size)

  const make = (nth: number): MembershipRow => {
    const member = members.at(states.memberOfMembership(nth))
    const shape = shapeOf(member)
    if (shape === undefined) throw new RangeError(`${member.id} has no membership`)
    const random = randomOf(nth)
    const plan = pick(random, plansOfKind(plans, shape.plan))
    return fittingMembership(member, shape, { id: ids.idOf(nth), plan, now, ending: random.fraction() })
  }

  const times: IndexTimes = {
    at: (nth) => joining.at(states.memberOfMembership(nth)),
    indexAtOrAfter: (time) => states.membershipsBefore(joining.indexAtOrAfter(time)),
  }
  const ofMember = (index: number | undefined): readonly number[] =>
    index !== undefined && states.hasMembership(index) ? [states.membershipsBefore(index)] : []
  const company = size === 0 ? '' : options.company

  return createMadeRows({
    population: createPopulation({ size, make, ...ids, blocks: [{ place: company, size }] }),
    times: new Map([[company, times]]),
    find(name, value) {
      if (name === 'member') return ofMember(members.indexOf(value))
      return name === 'user' ? members.find('user', value).flatMap(ofMember) : []
    },
  })
}
