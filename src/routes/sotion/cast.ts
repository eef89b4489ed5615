/** Who and what a happening is about: what is asked for, or the first that will do. */

import { RecordError } from '../../contract/record-kind.ts'
import type { Cause } from '../../sandbox/happening.ts'
import { type GroupRow, keyOf, type MemberRow, type SotionDb } from './model.ts'

/** So many are looked at for one that will do. */
const LOOKED_AT = 200

export const stamp = (now: number): string => new Date(now).toISOString()

export const siteFor = (db: SotionDb, { place }: Cause): string => {
  const sites = db.sites.list(0, LOOKED_AT).map(({ id }) => id)
  if (place === undefined && sites[0] !== undefined) return sites[0]
  if (place !== undefined && db.sites.get(place) !== undefined) return place
  throw new RecordError('/place', `there is no site "${place ?? ''}"`, sites)
}

const firstOf = <Row>(rows: Iterable<Row>, fits: (row: Row) => boolean): Row | undefined => {
  let seen = 0
  for (const row of rows) {
    if (fits(row)) return row
    seen += 1
    if (seen === LOOKED_AT) return undefined
  }
  return undefined
}

/** Throws a RecordError when there is no such member, or none that `fits`. */
export const findMemberFor = (
  db: SotionDb,
  cause: Cause,
  fits: (member: MemberRow) => boolean = () => true,
): MemberRow => {
  const site = siteFor(db, cause)
  const { member: id } = cause
  const found =
    id === undefined ? firstOf(db.members.rows(site, 'asc'), fits) : db.members.get(keyOf(id, site))
  if (found !== undefined) return found
  const what = id === undefined ? 'no member that this could happen to' : `no member ${id}`
  throw new RecordError('/member', `there is ${what} on ${site}`, [])
}

/** A custom group; the vendor changes no other by itself. */
export const findGroupFor = (
  db: SotionDb,
  cause: Cause,
  fits: (group: GroupRow) => boolean = () => true,
): GroupRow => {
  const site = siteFor(db, cause)
  const found = firstOf(db.groups.rows(site, 'asc'), (group) => group.type === 'custom' && fits(group))
  if (found !== undefined) return found
  throw new RecordError('', `there is no custom group on ${site} that this could happen to`, [])
}
