/** What AITable's rows have to be beside each other, asked of rows that come from outside: a snapshot's. */
import { below, RecordError } from '../../contract/record-kind.ts'
import type { Database } from '../../sandbox/database.ts'
import { type AitableDb, isRoot, keyOf, openTables, type TeamRow, type Unit } from './model.ts'
import { requireFreeId } from './units.ts'

const TABLES = ['roles', 'teams', 'members'] as const

/** Throws for a team that is below itself. Its parents are there. */
const createRingCheck = ({ teams }: AitableDb) => {
  /** Keys of teams of which it is known that they are below the root. */
  const known = new Set<string>()
  return (team: TeamRow): void => {
    const passed = new Set<string>()
    let at: TeamRow | undefined = team
    while (at !== undefined && !known.has(teams.keyOf(at))) {
      const key = teams.keyOf(at)
      if (passed.has(key)) throw new RecordError('/parent', `the team "${team.unitId}" is below itself`, [])
      passed.add(key)
      at = isRoot(at.parent) ? undefined : teams.get(keyOf(at.parent, at.space))
    }
    for (const key of passed) known.add(key)
  }
}

/** Throws a RecordError whose path is one into `changes`. */
export const checkRows = (database: Database, changes: Database['changes']): void => {
  const db = openTables(database)
  const requireNoRing = createRingCheck(db)
  for (const name of TABLES)
    for (const [i, { row }] of (changes[name] ?? []).entries())
      below(`/${name}/${i}/row`, () => {
        if (row === null) return
        const { space, unitId } = row as Unit // each of the three is one
        requireFreeId(db, name, space, unitId)
        if (name === 'teams') requireNoRing(row as TeamRow) // of that table
      })
}
