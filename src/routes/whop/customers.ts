/** Customers who come by themselves: who they are, what they buy, and whose membership is meant. */
import { RecordError } from '../../contract/record-kind.ts'
import type { Cause } from '../../sandbox/happening.ts'
import { createMadePerson } from '../../sandbox/made-person.ts'
import { BASE62 } from '../../sandbox/random.ts'
import { requirePlans } from './catalog.ts'
import { membershipsOf } from './derived.ts'
import type { MembershipRow } from './membership-row.ts'
import type { WhopDb } from './model.ts'
import { type PlanKind, plansOfKind } from './plans.ts'
import { purchase } from './purchase.ts'
import type { MemberRow } from './row-schemas.ts'
import { stampOf } from './stamps.ts'

const ID_LENGTH = 13

/** So many are looked at for one that will do. */
const LOOKED_AT = 200

/** The one that is named, or the first. */
const companyFor = (db: WhopDb, { place }: Cause): string => {
  const ids = db.companies.list(0, LOOKED_AT).map(({ id }) => id)
  const id = place ?? ids[0]
  if (id !== undefined && db.companies.get(id) !== undefined) return id
  throw new RecordError('/place', `there is no company "${id ?? ''}"`, ids)
}

/** Somebody new, who has bought nothing yet. */
export const addCustomer = (db: WhopDb, cause: Cause): MemberRow => {
  const { now, random } = cause
  const time = stampOf(now)
  const { name, username, email } = createMadePerson(`whop:customer:${random.hex()}`)
  const user = `user_${random.text(BASE62, ID_LENGTH)}`
  db.users.put({ id: user, email, name, username, bio: null, profile_picture: null, created_at: time })
  const member: MemberRow = {
    id: cause.member ?? `mber_${random.text(BASE62, ID_LENGTH)}`,
    created_at: time,
    updated_at: time,
    joined_at: time,
    access_level: 'no_access',
    status: 'joined',
    most_recent_action: null,
    most_recent_action_at: null,
    user,
    phone: null,
    usd_total_spent: 0,
    company_token_balance: 0,
    company: companyFor(db, cause),
  }
  db.members.put(member)
  return member
}

export const buy = (db: WhopDb, member: MemberRow, kind: PlanKind, { now, random }: Cause): void => {
  const [plan] = plansOfKind(requirePlans(db, member.company), kind)
  if (plan === undefined) throw new RecordError('/member', 'there is nothing to buy', [])
  purchase(db, { member, plan, now, random })
}

/** Of the member that is asked for, or of the first of the company who has one that `fits`. */
export const membershipFor = (
  db: WhopDb,
  cause: Cause,
  fits: (membership: MembershipRow) => boolean,
): MembershipRow | undefined => {
  if (cause.member !== undefined) {
    if (db.members.get(cause.member) === undefined)
      throw new RecordError('/member', `there is no member ${cause.member}`, [])
    return membershipsOf(db, cause.member).find(fits)
  }
  let seen = 0
  for (const row of db.memberships.rows(companyFor(db, cause), 'asc')) {
    if (fits(row)) return row
    seen += 1
    if (seen === LOOKED_AT) return undefined
  }
  return undefined
}
