/** What of a member follows from its memberships, which are the one source of it. */
import { isGranting } from './fitting-membership.ts'
import type { MembershipRow } from './membership-row.ts'
import type { WhopDb } from './model.ts'
import type { MemberRow } from './row-schemas.ts'

type Access = Pick<MemberRow, 'access_level' | 'status'>

/** Of the member with that id, in no order. */
export const membershipsOf = (db: WhopDb, member: string): readonly MembershipRow[] =>
  db.memberships.find('member', member)

/** A team member is an admin whatever else; who never had a membership stays what they are. */
export const accessOf = (
  { access_level, status }: Access,
  memberships: readonly Pick<MembershipRow, 'status'>[],
): Access => {
  if (access_level === 'admin') return { access_level, status }
  if (memberships.some((membership) => isGranting(membership.status)))
    return { access_level: 'customer', status: 'joined' }
  const hadOne = memberships.some((membership) => membership.status !== 'drafted')
  return { access_level: 'no_access', status: hadOne ? 'left' : status }
}

/** Sums of dollars, without what adding fractions leaves behind. */
export const inCents = (dollars: number): number => Math.round(dollars * 100) / 100

export const spentOn = (memberships: readonly MembershipRow[]): number =>
  inCents(memberships.reduce((sum, { spent }) => sum + spent, 0))
