/** Teams and roles that come with a record of the user's: those that are not there are made. */
import { RecordError } from '../../contract/record-kind.ts'
import { type AitableDb, keyOf, nextOrder } from './model.ts'
import type { Role, Team } from './schemas.ts'

const refuseOther = (path: string, what: string, unitId: string, known: unknown, given: unknown): void => {
  if (known !== given) throw new RecordError(path, `the ${what} of ${unitId} is another`, [known])
}

/** One that is there keeps its name and place. `path` is a JSON pointer to the list. */
export const putRoles = (db: AitableDb, roles: readonly Role[], space: string, path: string): void => {
  for (const [i, { unitId, name, sequence }] of roles.entries()) {
    const known = db.roles.get(keyOf(unitId, space))
    if (known === undefined) {
      db.roles.put({ space, unitId, name, sequence, order: nextOrder(db.roles, space) })
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
      db.teams.put({ space, unitId, name, sequence, parent, roles: ids, order })
      continue
    }
    refuseOther(`${path}/name`, 'name', unitId, known.name, name)
    refuseOther(`${path}/sequence`, 'sequence', unitId, known.sequence, sequence)
    refuseOther(`${path}/parentUnitId`, 'parent', unitId, known.parent, parent)
    refuseOther(`${path}/roles`, 'list of roles', unitId, known.roles.join(', '), ids.join(', '))
  }
}
