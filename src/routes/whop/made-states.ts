/** Which of Whop's computed members have what: each a function of the member's index, and none of them held. */
import { createCycles } from '../../sandbox/cycles.ts'
import { Random } from '../../sandbox/random.ts'
import { shapeOf } from './fitting-membership.ts'
import { STATES, type State } from './states.ts'

/** `user`: a person, not a technical account. `membership`: one that has bought something. */
type Trait = State | 'user' | 'membership'

/** Every state as often as its weight says, in an order of chance. */
const drawPattern = (seed: string): readonly State[] => {
  const random = new Random(seed)
  const pattern = STATES.flatMap((state) => Array.from({ length: state.weight }, () => state))
  for (let i = pattern.length - 1; i > 0; i--) {
    const other = random.integer(0, i)
    const [one, two] = [pattern[i], pattern[other]]
    if (one === undefined || two === undefined) continue
    pattern[i] = two
    pattern[other] = one
  }
  return pattern
}

export interface MadeStates {
  stateOf(index: number): State
  /** How many of the first `index` members have a user: the index of this one's, if it has one. */
  usersBefore(index: number): number
  /** The member of that user. */
  memberOfUser(index: number): number
  hasMembership(index: number): boolean
  /** How many of the first `index` members have a membership: the index of this one's, if it has one. */
  membershipsBefore(index: number): number
  /** The member of that membership. */
  memberOfMembership(index: number): number
}

export const createMadeStates = (seed: string): MadeStates => {
  const pattern = drawPattern(seed)
  const traitsOf = (state: State): readonly Trait[] => [
    state,
    ...(state.isTechnical ? [] : ['user' as const]),
    ...(shapeOf(state) === undefined ? [] : ['membership' as const]),
  ]
  const cycles = createCycles<Trait>(pattern.map(traitsOf))
  const stateOf = (index: number): State => {
    const state = pattern[index % pattern.length]
    if (state === undefined) throw new RangeError('there are no states')
    return state
  }
  return {
    stateOf,
    usersBefore: (index) => cycles.countOf('user', 0, index),
    memberOfUser: (index) => cycles.nthWith('user', 0, index) ?? 0,
    hasMembership: (index) => shapeOf(stateOf(index)) !== undefined,
    membershipsBefore: (index) => cycles.countOf('membership', 0, index),
    memberOfMembership: (index) => cycles.nthWith('membership', 0, index) ?? 0,
  }
}
