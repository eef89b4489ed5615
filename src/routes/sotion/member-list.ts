/** Which members a list shows, and in which order. */
import { comparePlaces, type OrderPlace } from '../../sandbox/order-place.ts'
import type { MembersQuery } from './member-schemas.ts'
import { keyOf, type MemberRow, type SotionDb } from './model.ts'
import { rowAfter } from './pages.ts'
import { emailOf } from './roster.ts'

type Wanted = Pick<MembersQuery, 'q' | 'status' | 'paid' | 'verified'>

/** Does a member fit all that is asked of it? Null is neither `true` nor `false`. */
const createFilter = ({ q, status, paid, verified }: Wanted): ((member: MemberRow) => boolean) => {
  const needle = q?.toLowerCase()
  return (member) =>
    (status === undefined || member.status === status) &&
    (paid === undefined || String(member.paid) === paid) &&
    (verified === undefined || String(member.verified) === verified) &&
    (needle === undefined ||
      member.email.toLowerCase().includes(needle) ||
      member.displayName?.toLowerCase().includes(needle) === true)
}

const isUnfiltered = ({ q, status, paid, verified }: Wanted): boolean =>
  q === undefined && status === undefined && paid === undefined && verified === undefined

function* filter<Row>(rows: Iterable<Row>, fits: (row: Row) => boolean): Generator<Row> {
  for (const row of rows) if (fits(row)) yield row
}

/** Those with that address: one, unless a user of the mock has made more. */
const withEmail = (
  db: SotionDb,
  site: string,
  { email = '', sort = 'createdAt', order = 'desc' }: MembersQuery,
  after: MemberRow | undefined,
): readonly MemberRow[] => {
  const placeOf = (row: MemberRow): OrderPlace => db.members.placeBy(sort, row)
  return db.members
    .find('email', keyOf(emailOf(email), site))
    .filter((row) => after === undefined || comparePlaces(placeOf(row), placeOf(after), order) > 0)
    .sort((a, b) => comparePlaces(placeOf(a), placeOf(b), order))
}

/** All of a site behind `after`, made as far as somebody asks for them. */
const inOrder = (
  db: SotionDb,
  site: string,
  { sort = 'createdAt', order = 'desc' }: MembersQuery,
  after: MemberRow | undefined,
): Iterable<MemberRow> => {
  if (sort === 'createdAt') return db.members.rows(site, order, after && db.members.positionOf(after))
  return db.members.rowsBy(sort, site, order, after && db.members.placeBy(sort, after))
}

/** The members of a site that the query asks for, those behind its cursor. Refuses a cursor of nobody. */
export const membersOn = (db: SotionDb, site: string, query: MembersQuery): Iterable<MemberRow> => {
  const cursor = { name: 'members', table: db.members, keyOf: (id: string) => keyOf(id, site) }
  const after = rowAfter(db, cursor, query.after)
  const rows = query.email === undefined ? inOrder(db, site, query, after) : withEmail(db, site, query, after)
  return isUnfiltered(query) ? rows : filter(rows, createFilter(query))
}
