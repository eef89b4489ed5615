/** Teams and roles as a user's records name them: by unit id, or whole, which makes those that are not there. */
import { RecordError } from '../../contract/record-kind.ts'
import {
  type AitableDb,
  isRoot,
  keyOf,
  nextOrder,
  type RoleRow,
  rolesNamed,
  type TeamRow,
  teamsNamed,
} from './model.ts'
import { isWithin } from './references.ts'
import type { Role, Team } from './schemas.ts'
import { wireRole, wireTeam } from './wire.ts'

/** So many of what there is are named to somebody who named what there is not. */
const NAMED = 20

const idsIn = (table: AitableDb['roles'] | AitableDb['teams'], space: string): readonly string[] => {
  const ids: string[] = []
  for (const { unitId } of table.rows(space, 'asc')) if (ids.length < NAMED) ids.push(unitId)
  return ids
}

const named = <Row, Shown extends object>(
  given: readonly (string | Shown)[],
  path: string,
  get: (id: string) => Row | undefined,
  show: (row: Row) => Shown,
  accepted: () => readonly string[],
): readonly Shown[] =>
  given.map((one, i) => {
    if (typeof one !== 'string') return one
    const row = get(one)
    if (row === undefined) throw new RecordError(`${path}/${i}`, `there is no unit "${one}"`, accepted())
    return show(row)
  })

/** `path` is a JSON pointer to the list. */
export const rolesGiven = (
  db: AitableDb,
  space: string,
  given: readonly (string | Role)[],
  path: string,
): readonly Role[] =>
  named(
    given,
    path,
    (id) => db.roles.get(keyOf(id, space)),
    wireRole,
    () => idsIn(db.roles, space),
  )

export const teamsGiven = (
  db: AitableDb,
  space: string,
  given: readonly (string | Team)[],
): readonly Team[] =>
  named(
    given,
    '/teams',
    (id) => db.teams.get(keyOf(id, space)),
    (row) => wireTeam(db, row),
    () => idsIn(db.teams, space),
  )

/** Members, teams and roles share one set of ids. */
export const requireFreeId = (
  db: AitableDb,
  own: 'roles' | 'teams' | 'members',
  space: string,
  unitId: string,
): void => {
  if (isRoot(unitId)) throw new RecordError('/unitId', 'it is the id of the root team', [])
  for (const name of ['roles', 'teams', 'members'] as const)
    if (name !== own && db[name].get(keyOf(unitId, space)) !== undefined)
      throw new RecordError('/unitId', `it is the id of one of the ${name}`, [])
}

/** Throws when the role cannot be kept as it is. */
export const keepRole = (db: AitableDb, role: RoleRow, path = ''): void => {
  requireFreeId(db, 'roles', role.space, role.unitId)
  if (rolesNamed(db, role.space, role.name).some(({ unitId }) => unitId !== role.unitId))
    throw new RecordError(`${path}/name`, 'another role has the name', [])
  db.roles.put(role)
}

/** Throws when the team cannot be kept as it is, or where it is. */
export const keepTeam = (db: AitableDb, team: TeamRow, path = ''): void => {
  const { space, unitId, parent, name } = team
  requireFreeId(db, 'teams', space, unitId)
  const isThere = isRoot(parent) || db.teams.get(keyOf(parent, space)) !== undefined
  if (!isThere || isWithin(db, space, parent, unitId))
    throw new RecordError(`${path}/parentUnitId`, `no team "${parent}" to be below`, [
      '0',
      ...idsIn(db.teams, space),
    ])
  if (teamsNamed(db, space, parent, name).some((other) => other.unitId !== unitId))
    throw new RecordError(`${path}/name`, 'another team below the same one has the name', [])
  db.teams.put(team)
}

const refuseOther = (path: string, what: string, unitId: string, known: unknown, given: unknown): void => {
  if (known !== given) throw new RecordError(path, `the ${what} of ${unitId} is another`, [known])
}

/** One that is there has to be as it is. `path` is a JSON pointer to the list. */
export const putRoles = (db: AitableDb, roles: readonly Role[], space: string, path: string): void => {
  for (const [i, { unitId, name, sequence }] of roles.entries()) {
    const known = db.roles.get(keyOf(unitId, space))
    if (known === undefined) {
      keepRole(db, { space, unitId, name, sequence, order: nextOrder(db.roles, space) }, `${path}/${i}`)
      continue
    }
    refuseOther(`${path}/${i}/name`, 'name', unitId, known.name, name)
    refuseOther(`${path}/${i}/sequence`, 'sequence', unitId, known.sequence, sequence)
  }
}

export const putTeams = (db: AitableDb, teams: readonly Team[], space: string): void => {
  for (const [i, { unitId, name, sequence, parentUnitId: parent, roles }] of teams.entries()) {
    const path = `/teams/${i}`
    putRoles(db, roles, space, `${path}/roles`)
    const ids = roles.map((role) => role.unitId)
    const known = db.teams.get(keyOf(unitId, space))
    if (known === undefined) {
      const order = nextOrder(db.teams, space)
      keepTeam(db, { space, unitId, name, sequence, parent, roles: ids, order }, path)
      continue
    }
    refuseOther(`${path}/name`, 'name', unitId, known.name, name)
    refuseOther(`${path}/sequence`, 'sequence', unitId, known.sequence, sequence)
    refuseOther(`${path}/parentUnitId`, 'parent', unitId, known.parent, parent)
    refuseOther(`${path}/roles`, 'list of roles', unitId, known.roles.join(', '), ids.join(', '))
  }
}
