/** Where a new team or role stands unless it is told, and whether one is out of use. */
import { type AitableDb, keyOf } from './model.ts'
import { highest } from './order.ts'

/** Behind its siblings. */
export const nextTeamSequence = (db: AitableDb, space: string, parent: string): number =>
  (highest(db.teams.find('parent', keyOf(parent, space))) ?? 0) + 1

/** The first stands at 1000, the others 100 behind the last. */
export const nextRoleSequence = (db: AitableDb, space: string): number =>
  (highest([...db.roles.rows(space, 'asc')]) ?? 900) + 100

export const isTeamEmpty = (db: AitableDb, key: string): boolean =>
  db.teams.find('parent', key).length === 0 && db.members.shared('team', key).count === 0

export const isRoleUnused = (db: AitableDb, key: string): boolean =>
  db.members.shared('role', key).count === 0 && db.teams.find('role', key).length === 0
