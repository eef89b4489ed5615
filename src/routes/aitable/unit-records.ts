/** Teams and roles as a user lists, puts, changes and deletes them. */
import { RecordError, type RecordKind } from '../../contract/record-kind.ts'
import { createTableRecords } from '../../contract/table-records.ts'
import { RoleEntry, TeamEntry, TeamRecord } from './entry-schemas.ts'
import { type AitableDb, keyOf, nextOrder, openTables, ROOT, type RoleRow, type TeamRow } from './model.ts'
import { unitIdOf } from './own-member.ts'
import { Role, type Team } from './schemas.ts'
import { isRoleUnused, isTeamEmpty, nextRoleSequence, nextTeamSequence } from './sequences.ts'
import { keepRole, keepTeam, putRoles, rolesGiven } from './units.ts'
import { wireRole, wireTeam } from './wire.ts'

export const spaceIds = (db: AitableDb): readonly string[] =>
  db.spaces.list(0, db.spaces.size).map(({ id }) => id)

const unit = { idNames: ['unitId', 'id'], place: 'space', open: openTables, keyOf, places: spaceIds } as const

/** What others refer to is not deleted, as through the vendor's own API. */
const refusingUsed = (
  kind: RecordKind,
  isUsed: (db: AitableDb, key: string) => boolean,
  why: string,
): RecordKind => ({
  ...kind,
  delete(database, id, place) {
    if (isUsed(openTables(database), keyOf(id, place))) throw new RecordError('', why, [])
    kind.delete(database, id, place)
  },
})

const fillRole = (db: AitableDb, entry: RoleEntry, space: string): Role => ({
  unitId: unitIdOf(entry),
  name: entry.name,
  sequence:
    entry.sequence ?? db.roles.get(keyOf(unitIdOf(entry), space))?.sequence ?? nextRoleSequence(db, space),
})

const putRole = (db: AitableDb, { unitId, name, sequence }: Role, space: string): void => {
  const order = db.roles.get(keyOf(unitId, space))?.order ?? nextOrder(db.roles, space)
  keepRole(db, { space, unitId, name, sequence, order })
}

const fillTeam = (db: AitableDb, entry: TeamEntry, space: string): Team => {
  const { name, sequence, parentUnitId = ROOT, roles = [] } = entry
  return {
    unitId: unitIdOf(entry),
    name,
    sequence: sequence ?? nextTeamSequence(db, space, parentUnitId),
    parentUnitId,
    roles: [...rolesGiven(db, space, roles, '/roles')],
  }
}

const putTeam = (db: AitableDb, team: TeamRecord, space: string): void => {
  const { unitId, name, sequence, parentUnitId: parent } = team
  const roles = rolesGiven(db, space, team.roles, '/roles')
  putRoles(db, roles, space, '/roles')
  const order = db.teams.get(keyOf(unitId, space))?.order ?? nextOrder(db.teams, space)
  keepTeam(db, { space, unitId, name, sequence, parent, roles: roles.map((role) => role.unitId), order })
}

// What a user gives has been held against the kind's schema before it comes here.
export const roleRecords: RecordKind = refusingUsed(
  createTableRecords<AitableDb, RoleRow>({
    ...unit,
    name: 'roles',
    noun: 'Role',
    entry: RoleEntry,
    record: Role,
    table: (db) => db.roles,
    show: (_db, row) => ({ space: row.space, ...wireRole(row) }),
    fill: (db, entry, space) => ({ space, ...fillRole(db, entry as unknown as RoleEntry, space) }),
    put: (db, shown, space) => putRole(db, shown as unknown as Role, space),
  }),
  (db, key) => !isRoleUnused(db, key),
  'members or teams have the role',
)

export const teamRecords: RecordKind = refusingUsed(
  createTableRecords<AitableDb, TeamRow>({
    ...unit,
    name: 'teams',
    noun: 'Team',
    entry: TeamEntry,
    record: TeamRecord,
    table: (db) => db.teams,
    show: (db, row) => ({ space: row.space, ...wireTeam(db, row) }),
    fill: (db, entry, space) => ({ space, ...fillTeam(db, entry as unknown as TeamEntry, space) }),
    put: (db, shown, space) => putTeam(db, shown as unknown as TeamRecord, space),
  }),
  (db, key) => !isTeamEmpty(db, key),
  'the team has sub-teams or members',
)
