/** The units that a path or a body names: found, or refused in AITable's words. */
import { ApiError } from '../../contract/refusal.ts'
import { type AitableDb, isRoot, keyOf, type MemberRow, ROOT, type RoleRow, type TeamRow } from './model.ts'

/** What a path has. */
export interface UnitParams {
  readonly spaceId: string
  readonly unitId: string
}

const found = <Row>(row: Row | undefined): Row => {
  if (row === undefined) throw new ApiError('memberNotFound')
  return row
}

export const memberAt = (db: AitableDb, { unitId, spaceId }: UnitParams): MemberRow =>
  found(db.members.get(keyOf(unitId, spaceId)))

export const teamAt = (db: AitableDb, { unitId, spaceId }: UnitParams): TeamRow =>
  found(db.teams.get(keyOf(unitId, spaceId)))

export const roleAt = (db: AitableDb, { unitId, spaceId }: UnitParams): RoleRow =>
  found(db.roles.get(keyOf(unitId, spaceId)))

/** The key of a team that may be the root, which is no row. */
export const teamKeyAt = (db: AitableDb, params: UnitParams): string =>
  keyOf(isRoot(params.unitId) ? ROOT : teamAt(db, params).unitId, params.spaceId)

type Ids = readonly string[]

/** The ids as the rows have them, each once; throws `kind` with all that are not there. */
const resolve = (ids: Ids, kind: string, find: (id: string) => { unitId: string } | undefined): Ids => {
  const unknown = ids.filter((id) => find(id) === undefined)
  if (unknown.length > 0) throw new ApiError(kind, { ids: unknown.join(', ') })
  return [...new Set(ids.flatMap((id) => find(id)?.unitId ?? []))]
}

/** None for the root alone, in which whoever is in no named team is anyway. */
export const resolveTeams = (db: AitableDb, space: string, ids: Ids): Ids => {
  const named = ids.filter((id) => !isRoot(id))
  return resolve(named, 'teamsNotFound', (id) => db.teams.get(keyOf(id, space)))
}

/** What was there keeps its place, what is new stands behind it. */
export const keepingOrder = (before: Ids, after: Ids): Ids => [
  ...before.filter((id) => after.includes(id)),
  ...after.filter((id) => !before.includes(id)),
]

/** An empty list changes nothing: the vendor applies roles only where some are given. */
export const resolveRoles = (db: AitableDb, space: string, ids: Ids | null | undefined, before: Ids): Ids => {
  if (ids === null || ids === undefined || ids.length === 0) return before
  return keepingOrder(
    before,
    resolve(ids, 'rolesNotFound', (id) => db.roles.get(keyOf(id, space))),
  )
}

/** True when `team` is `above` or anywhere below it. */
export const isWithin = (db: AitableDb, space: string, team: string, above: string): boolean => {
  let at: string | undefined = team
  while (at !== undefined && !isRoot(at)) {
    if (at === above) return true
    at = db.teams.get(keyOf(at, space))?.parent
  }
  return false
}

/** The parent's id as its row has it. `moving` is the team that goes there, if it is one that there is. */
export const resolveParent = (db: AitableDb, space: string, unitId: string, moving?: string): string => {
  if (isRoot(unitId)) return ROOT
  const parent = db.teams.get(keyOf(unitId, space))?.unitId
  if (parent === undefined) throw new ApiError('parentNotFound')
  if (moving !== undefined && isWithin(db, space, parent, moving)) throw new ApiError('parentNotFound')
  return parent
}
