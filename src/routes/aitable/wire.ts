/** AITable's rows as they go over the wire, in the order of the vendor's pages. */
import { type AitableDb, keyOf, type MemberRow, type RoleRow, type TeamRow } from './model.ts'
import type { Member, Role, Team, WireMember } from './schemas.ts'
import type { Absent } from './settings.ts'

export const wireRole = ({ unitId, name, sequence }: RoleRow): Role => ({ unitId, name, sequence })

/** A role that is gone is nobody's. */
const rolesOf = (db: AitableDb, { roles, space }: TeamRow | MemberRow): Role[] =>
  roles.flatMap((id) => {
    const role = db.roles.get(keyOf(id, space))
    return role === undefined ? [] : [wireRole(role)]
  })

export const wireTeam = (db: AitableDb, team: TeamRow): Team => ({
  unitId: team.unitId,
  name: team.name,
  sequence: team.sequence,
  parentUnitId: team.parent,
  roles: rolesOf(db, team),
})

const teamsOf = (db: AitableDb, { teams, space }: MemberRow): Team[] =>
  teams.flatMap((id) => {
    const team = db.teams.get(keyOf(id, space))
    return team === undefined ? [] : [wireTeam(db, team)]
  })

/** As people who steer the program see it: everything. JSON leaves undefined out. */
export const showMember = (db: AitableDb, member: MemberRow): Member => ({
  unitId: member.unitId,
  name: member.name,
  ...(member.mobile && { mobile: member.mobile }),
  ...(member.email !== undefined && { email: member.email }),
  avatar: member.avatar,
  status: member.status,
  type: member.type,
  teams: teamsOf(db, member),
  roles: rolesOf(db, member),
})

/** As one request may see it: a value that the member lacks looks like one withheld. */
export const wireMember = (
  db: AitableDb,
  member: MemberRow,
  isShown: boolean,
  absent: Absent,
): WireMember => {
  const { unitId, name, mobile, email, ...rest } = showMember(db, member)
  const isEmpty = absent === 'empty'
  return {
    unitId,
    name,
    mobile: (isShown ? mobile : undefined) ?? (isEmpty ? {} : undefined),
    email: (isShown ? email : undefined) ?? (isEmpty ? '' : undefined),
    ...rest,
  }
}

/** As the answer to a change has it: nothing sensitive, and teams without their roles. */
export const wireChangedMember = (db: AitableDb, member: MemberRow, absent: Absent) => {
  const { teams, roles, ...rest } = wireMember(db, member, false, absent)
  return { ...rest, teams: teams.map(({ roles: _, ...team }) => team), roles }
}
