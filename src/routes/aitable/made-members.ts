/** AITable's computed members: each is made from its index, and nothing of them is held. */
import type { VendorOptions } from '../../contract/definition.ts'
import { createCycles } from '../../sandbox/cycles.ts'
import { createIdCodec } from '../../sandbox/made-id.ts'
import { createMadeRows, type MadeRows } from '../../sandbox/made-rows.ts'
import { createPeople, type People } from '../../sandbox/people.ts'
import { isLikely } from '../../sandbox/pick.ts'
import { createPopulation } from '../../sandbox/population.ts'
import type { Random } from '../../sandbox/random.ts'
import { createRandoms } from '../../sandbox/randoms.ts'
import { drawAvatar } from './avatar.ts'
import { isRoot, keyOf, type MemberRow, ROOT } from './model.ts'
import type { Organization } from './organization.ts'

/** Which of the made teams members are in, by turns; in none is in the root team. */
const TEAMS: readonly (readonly number[])[] = [[2], [0, 5], [], [3, 6], [4], [1, 2], [5], [0], [6, 1], [2, 4]]

/** Which of the made roles the first members have, by turns. */
const ROLES: readonly (readonly number[])[] = [[0], [], [1, 2], [], [3], [0, 3], []]

/** The list of a role's units has no pages, so that it must not grow with the population. */
const HOLDERS = 200

/** Behind what is shipped. */
const FIRST_ORDER = 1000

interface MadeOptions {
  seed: number
  /** Where they live. */
  space: string
  organization: Organization
  options: VendorOptions
}

const drawStanding = (random: Random): Pick<MemberRow, 'status' | 'type'> => {
  if (isLikely(random, 8)) return { status: 0, type: 'Member' }
  return { status: 1, type: isLikely(random, 4) ? 'SubAdmin' : 'Member' }
}

/** The vendor reads these from the user behind the member, whom someone merely invited does not have yet. */
const drawAccount = (
  random: Random,
  { email, phone }: ReturnType<People['personOf']>,
  now: number,
): Pick<MemberRow, 'mobile' | 'email' | 'avatar'> => ({
  ...(isLikely(random, 50) ? {} : { mobile: { number: phone.number, areaCode: phone.areaCode } }),
  ...(isLikely(random, 10) ? {} : { email }),
  avatar: isLikely(random, 25) ? '' : drawAvatar(random, now),
})

/** One after the other. */
const createOrders = (size: number) => ({
  at: (index: number): number => FIRST_ORDER + index,
  indexAtOrAfter: (order: number): number => Math.min(size, Math.max(0, Math.ceil(order - FIRST_ORDER))),
})

export const createMadeMembers = (made: MadeOptions): MadeRows<MemberRow> => {
  const { seed, space, organization, options } = made
  const { now, members: size } = options
  const text = `${seed}:aitable`
  const ids = createIdCodec({ seed: text, form: { alphabet: 'hex', length: 32 } })
  const people = createPeople(text)
  const randomOf = createRandoms(`${text}:members`)
  const idsOf = (units: readonly { unitId: string }[], nths: readonly number[]): readonly string[] =>
    nths.flatMap((nth) => units[nth]?.unitId ?? [])
  const teams = createCycles(
    TEAMS.map((nths) => (nths.length === 0 ? [ROOT] : idsOf(organization.teams, nths))),
  )
  const roles = createCycles(ROLES.map((nths) => idsOf(organization.roles, nths)))

  const make = (index: number): MemberRow => {
    const random = randomOf(index)
    const person = people.personOf(index)
    const standing = drawStanding(random)
    return {
      space,
      unitId: ids.idOf(index),
      name: person.name,
      ...(standing.status === 0 ? { avatar: '' } : drawAccount(random, person, now)),
      ...standing,
      teams: teams.labelsOf(index).filter((id) => !isRoot(id)),
      roles: index < HOLDERS ? roles.labelsOf(index) : [],
      order: FIRST_ORDER + index,
    }
  }

  return createMadeRows({
    population: createPopulation<MemberRow>({ size, make, ...ids, blocks: [{ place: space, size }] }),
    times: new Map([[space, createOrders(size)]]),
    keyOf,
    idIn: (key) => key.slice(key.lastIndexOf('/') + 1),
    listOf(name, value) {
      const cycles = name === 'team' ? teams : roles
      const unitId = value.slice(value.lastIndexOf('/') + 1)
      if (keyOf(unitId, space) !== value) return undefined
      const end = name === 'team' ? size : Math.min(size, HOLDERS)
      return {
        countBelow: (index) => cycles.countOf(unitId, 0, Math.min(index, end)),
        nth: (skipped) => cycles.nthWith(unitId, 0, skipped),
      }
    },
  })
}
