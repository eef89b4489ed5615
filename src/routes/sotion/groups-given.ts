/** The access groups that a client names, by their ids. */
import { ApiError } from '../../contract/refusal.ts'
import { type GroupRow, keyOf, type SotionDb } from './model.ts'

/** Refuses an id of no group on the site. */
export const findGroup = (db: SotionDb, id: string, site: string): GroupRow => {
  const group = db.groups.get(keyOf(id, site))
  if (group === undefined) throw new ApiError('groupNotFound')
  return group
}

/** A scope group is the business of Notion alone. */
export const refuseScope = ({ type }: GroupRow): void => {
  if (type === 'scope') throw new ApiError('scopeGroup')
}

/** Each once; all of them are there, and none is a scope group. */
export const customGroups = (
  db: SotionDb,
  site: string,
  ids: readonly string[] = [],
): readonly GroupRow[] => {
  const groups = [...new Set(ids.map((id) => findGroup(db, id, site)))]
  for (const group of groups) refuseScope(group)
  return groups
}
