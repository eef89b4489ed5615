/** What time does to Whop's memberships; section 10 of whop-family.md of the contracts. */
import type { Lifecycle } from '../../sandbox/lifecycle.ts'
import { DAY } from '../../sandbox/timeline.ts'
import type { MembershipRow } from './membership-row.ts'
import { openTables, type WhopDb } from './model.ts'
import { stampOf } from './stamps.ts'
import { transit } from './transit.ts'

/** How long before the end of a trial it is told of; a Python release note of theirs. */
const NOTICE = 3 * DAY

/** How long payments are tried again before the membership lapses: four times over six days (docs, of crypto). */
const GRACE = 6 * DAY

/** NaN for null, and then none of the comparisons below holds. */
const at = (text: string | null): number => Date.parse(text ?? '')

/** All moments at which something becomes of the row by itself. */
const moments = (row: MembershipRow): readonly number[] => {
  const end = at(row.period_end)
  const pauseEnds = row.payment_collection_paused ? [at(row.resumes_at)] : []
  if (row.status === 'trialing') return [end - NOTICE, end, ...pauseEnds]
  if (row.status === 'active') return row.payment_collection_paused ? pauseEnds : [end]
  if (row.status === 'past_due') return [end + GRACE, ...pauseEnds]
  return row.status === 'completed' ? [end] : []
}

const passEnd = (db: WhopDb, row: MembershipRow, now: number): void => {
  if (row.status === 'completed') transit(db, row, 'expire', { now })
  else transit(db, row, row.cancel_at_period_end ? 'lapse' : 'renew', { now })
}

export const lifecycle: Lifecycle = {
  tables: ['memberships'],
  nextOf(_table, row, after) {
    const later = moments(row as MembershipRow).filter((time) => time > after) // of the only table
    return later.length === 0 ? undefined : Math.min(...later)
  },
  pass({ db: database, row: passing, now }) {
    const db = openTables(database)
    const row = passing as MembershipRow // of the only table
    const end = at(row.period_end)
    if (row.payment_collection_paused && at(row.resumes_at) === now) transit(db, row, 'resume', { now })
    else if (row.status === 'trialing' && now === end - NOTICE)
      db.notices.put({ membership: row.id, at: stampOf(now) })
    else if (row.status === 'past_due') transit(db, row, 'lapse', { now })
    else if (now === end) passEnd(db, row, now)
  },
}
