/** The teams and roles that computed members belong to: one small organization a seed. */
import { Random } from '../../sandbox/random.ts'
import { ROOT, type RoleRow, type TeamRow } from './model.ts'

export interface Organization {
  teams: readonly TeamRow[]
  roles: readonly RoleRow[]
}

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

/** Behind what is shipped. */
const FIRST_ORDER = 100

/** 32 lower-case hex digits, as the vendor's source makes them. */
export const drawUnitId = (random: Random): string =>
  random.hex() + random.hex() + random.hex() + random.hex()

export const createOrganization = (seed: number, space: string): Organization => {
  const random = new Random(`${seed}:aitable:organization`)
  const roles = ROLES.map((name, index) => ({
    space,
    unitId: drawUnitId(random),
    name,
    sequence: FIRST_ORDER + index,
    order: FIRST_ORDER + index,
  }))
  const teams: TeamRow[] = []
  for (const [index, plan] of TEAMS.entries()) {
    const parent = teams.find(({ name }) => name === plan.parent)?.unitId ?? ROOT
    teams.push({
      space,
      unitId: drawUnitId(random),
      name: plan.name,
      sequence: FIRST_ORDER + index,
      parent,
      roles: roles.filter(({ name }) => plan.roles?.includes(name)).map(({ unitId }) => unitId),
      order: FIRST_ORDER + index,
    })
  }
  return { teams, roles }
}
