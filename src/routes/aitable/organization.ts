/** The teams and roles that made AITable members belong to: one small organization a seed. */
import { Random } from '../../sandbox/random.ts'
import type { Member } from './schemas.ts'

export type Team = Member['teams'][number]
export type Role = Member['roles'][number]

export interface Organization {
  teams: readonly Team[]
  roles: readonly Role[]
}

/** What the vendor gives as the parent of a team directly below the root. */
const ROOT = '0'

const ROLES = ['Approver', 'Editor', 'On Call', 'Interviewer'] as const

interface TeamPlan {
  name: string
  parent?: string
  roles?: readonly (typeof ROLES)[number][]
}

/** A parent stands before its children. */
const TEAMS: readonly TeamPlan[] = [
  { name: 'Product', roles: ['Approver'] },
  { name: 'Design', parent: 'Product' },
  { name: 'Engineering', parent: 'Product', roles: ['On Call', 'Interviewer'] },
  { name: 'Platform', parent: 'Engineering', roles: ['On Call'] },
  { name: 'Sales', roles: ['Editor'] },
  { name: 'Sales Europe', parent: 'Sales' },
  { name: 'Support' },
]

/** 32 lower-case hex digits: the vendor's ids are opaque. */
export const drawUnitId = (random: Random): string =>
  random.hex() + random.hex() + random.hex() + random.hex()

export const createOrganization = (seed: number): Organization => {
  const random = new Random(`${seed}:aitable:organization`)
  const roles = ROLES.map((name, index) => ({ unitId: drawUnitId(random), name, sequence: index + 1 }))
  const teams: Team[] = []
  for (const plan of TEAMS) {
    const parentUnitId = teams.find(({ name }) => name === plan.parent)?.unitId ?? ROOT
    teams.push({
      unitId: drawUnitId(random),
      name: plan.name,
      sequence: teams.filter((team) => team.parentUnitId === parentUnitId).length + 1,
      parentUnitId,
      roles: roles.filter(({ name }) => plan.roles?.includes(name)),
    })
  }
  return { teams, roles }
}
