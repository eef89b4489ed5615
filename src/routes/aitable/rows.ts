/** The rows of AITable's units: what each table keeps, as types and as the schemas that a snapshot has to fit. */
import { rowSchema } from '../../contract/row-schema.ts'
import { Member } from './schemas.ts'

/** A member, team or role of a space; all three share one set of ids. */
export interface Unit {
  space: string
  unitId: string
  /** Counts up as units of a kind come to be: lists go by it. */
  order: number
}

export interface RoleRow extends Unit {
  name: string
  sequence: number
}

export interface TeamRow extends Unit {
  name: string
  sequence: number
  /** The unit id of the team above, or ROOT. */
  parent: string
  /** Unit ids. */
  roles: readonly string[]
}

export interface MemberRow extends Unit, Omit<Member, 'unitId' | 'teams' | 'roles'> {
  /** Unit ids of named teams; none: the member is in the root team. */
  teams: readonly string[]
  /** Unit ids. */
  roles: readonly string[]
}

const TEXT = { type: 'string' } as const
const IDS = { type: 'array', items: TEXT } as const
const INTEGER = { type: 'integer' } as const

const UNIT = { space: TEXT, unitId: TEXT, order: INTEGER, name: TEXT } as const

export const roleRow = rowSchema<RoleRow>()({ ...UNIT, sequence: INTEGER })

export const teamRow = rowSchema<TeamRow>()({ ...UNIT, sequence: INTEGER, parent: TEXT, roles: IDS })

const { mobile, email, avatar, status, type } = Member.properties

export const memberRow = rowSchema<MemberRow>()(
  { ...UNIT, mobile, email, avatar, status, type, teams: IDS, roles: IDS },
  ['mobile', 'email'],
)
