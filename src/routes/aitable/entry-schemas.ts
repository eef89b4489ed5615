/** AITable's members, teams and roles as the config file writes them, and as people see and change them. */
import { said } from '../../contract/said.ts'
import { Member, Role, Team } from './schemas.ts'

const UNIT_NAMES = {
  id: { type: 'string', minLength: 1, description: 'The same as unitId; one of the two is needed.' },
  unitId: said({ type: 'string', minLength: 1 }, 'Its id in answers.'),
  space: said({ type: 'string', minLength: 1 }, 'The space it is in; the first unless told.'),
} as const
const ONE_ID = [{ required: ['id'] }, { required: ['unitId'] }] as const

/** Units as an entry names them: by unit id, or as they are shown, which makes those that are not there. */
const unitsOf = <const Unit extends object>(unit: Unit) =>
  ({
    type: 'array',
    items: { oneOf: [{ type: 'string', minLength: 1 }, unit] },
    description: 'By unit id, or as they are shown.',
  }) as const

/** A member as the config file writes it: the wire object in part, and its space (default: the first). */
export const MemberEntry = {
  type: 'object',
  properties: { ...Member.properties, teams: unitsOf(Team), roles: unitsOf(Role), ...UNIT_NAMES },
  anyOf: ONE_ID,
  additionalProperties: false,
} as const

type InPart = {
  id?: string
  space?: string
}
export type MemberEntry = Partial<Omit<Member, 'teams' | 'roles'>> &
  InPart & { teams?: readonly (string | Team)[]; roles?: readonly (string | Role)[] }

/** A whole member as a user gives one: its units as it is shown with, or by unit id. */
export const MemberRecord = {
  ...Member,
  properties: { ...Member.properties, teams: unitsOf(Team), roles: unitsOf(Role) },
} as const
export type MemberRecord = Omit<Member, 'teams' | 'roles'> & {
  teams: readonly (string | Team)[]
  roles: readonly (string | Role)[]
}

export const TeamRecord = {
  ...Team,
  properties: { ...Team.properties, roles: unitsOf(Role) },
} as const
export type TeamRecord = Omit<Team, 'roles'> & { roles: readonly (string | Role)[] }

/** A team in part; below the root team and behind its siblings unless told. */
export const TeamEntry = {
  type: 'object',
  properties: { ...Team.properties, roles: unitsOf(Role), ...UNIT_NAMES },
  required: ['name'],
  anyOf: ONE_ID,
  additionalProperties: false,
} as const
export type TeamEntry = Partial<Omit<Team, 'roles'>> &
  InPart & { name: string; roles?: readonly (string | Role)[] }

export const RoleEntry = {
  type: 'object',
  properties: { ...Role.properties, ...UNIT_NAMES },
  required: ['name'],
  anyOf: ONE_ID,
  additionalProperties: false,
} as const
export type RoleEntry = Partial<Role> & InPart & { name: string }
