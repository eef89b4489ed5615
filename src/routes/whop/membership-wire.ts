/** Whop's memberships as they go over the wire, one row in either generation. */
import { ApiError } from '../../contract/refusal.ts'
import type { MembershipRow } from './membership-row.ts'
import type { CurrentMembership, ListedMembership, Membership } from './membership-schemas.ts'
import type { WhopDb } from './model.ts'
import { formatPrice, formatRenewal } from './prices.ts'
import type { Key } from './schemas.ts'
import { companyOf } from './wire.ts'

type Seer = Pick<Key, 'scopes'>

const MANAGE = 'https://whop.com/billing/manage/'

/** Keys of one view see the same of every membership. */
export const membershipView = ({ scopes }: Seer): string =>
  ['member:email:read', 'member:phone:read', 'member:manage']
    .map((scope) => hasScope(scopes, scope))
    .join(' ')

const hasScope = (scopes: readonly string[], scope: string): boolean => scopes.includes(scope)

const userOf = (db: WhopDb, { user }: MembershipRow, scopes: readonly string[]): Membership['user'] => {
  const row = user === null ? undefined : db.users.get(user)
  if (row === undefined) return null
  const { id, username, name, email } = row
  return { id, username, name, email: hasScope(scopes, 'member:email:read') ? email : null }
}

/** Null without a reason for canceling, as its description has it. */
const cancelationStatus = ({
  cancellation_reason,
  cancel_at_period_end,
  status,
}: MembershipRow): Membership['cancelation_status'] => {
  if (cancellation_reason === null) return null
  if (cancel_at_period_end) return 'canceling'
  return status === 'canceled' ? 'left' : null
}

/** Plan and product of a membership; one whose plan is gone is as good as gone. */
const soldBy = (db: WhopDb, membership: MembershipRow) => {
  const [plan, product] = [db.plans.get(membership.plan), db.products.get(membership.product)]
  if (plan === undefined || product === undefined) throw new ApiError('membershipNotFound')
  return { plan, product }
}

export const wireListedMembership = (db: WhopDb, row: MembershipRow, { scopes }: Seer): ListedMembership => {
  const { plan, product } = soldBy(db, row)
  const { id, title } = companyOf(db, row)
  return {
    id: row.id,
    status: row.status,
    created_at: row.created_at,
    joined_at: row.joined_at,
    updated_at: row.updated_at,
    manage_url: `${MANAGE}${row.id}`,
    member: { id: row.member },
    user: userOf(db, row, scopes),
    renewal_period_start: row.period_start,
    renewal_period_end: row.period_end,
    cancel_at_period_end: row.cancel_at_period_end,
    cancel_option: row.cancel_option,
    cancelation_status: cancelationStatus(row),
    cancellation_reason: row.cancellation_reason,
    canceled_at: row.canceled_at,
    currency: plan.currency,
    formatted_renewal_price: formatRenewal(plan),
    initial_price_paid: formatPrice(row.initial_price_paid, plan.currency),
    company: { id, title },
    plan: { id: plan.id, metadata: plan.metadata },
    promo_code: row.promo_code === null ? null : { id: row.promo_code },
    product: { id: product.id, title: product.title, metadata: product.metadata },
    license_key: row.license_key,
    metadata: row.metadata,
    payment_collection_paused: row.payment_collection_paused,
    checkout_configuration_id: row.checkout_configuration,
  }
}

export const wireMembership = (db: WhopDb, row: MembershipRow, seer: Seer): Membership => ({
  ...wireListedMembership(db, row, seer),
  custom_field_responses: row.custom_field_responses,
})

/** The later generation knows no drafts: whoever asks has seen to it that it is none. */
const currentStatus = ({ status }: MembershipRow): CurrentMembership['status'] => {
  if (status === 'drafted') throw new ApiError('membershipNotFound')
  return status
}

export const wireCurrentMembership = (
  db: WhopDb,
  row: MembershipRow,
  { scopes }: Seer,
): CurrentMembership => {
  const { id, title, route, logo_url } = companyOf(db, row)
  const phone = db.members.get(row.member)?.phone ?? null
  return {
    id: row.id,
    status: currentStatus(row),
    user_id: row.user,
    product_id: row.product,
    plan_id: row.plan,
    license_key: row.license_key,
    phone_number: hasScope(scopes, 'member:phone:read') ? phone : null,
    cancel_at_period_end: row.cancel_at_period_end,
    current_period_start: row.period_start,
    current_period_end: row.period_end,
    canceled_at: row.canceled_at,
    cancellation_reason: row.cancellation_reason,
    manage_url: hasScope(scopes, 'member:manage') ? `${MANAGE}${row.member}` : null,
    metadata: row.metadata,
    created_at: row.created_at,
    member: null,
    account: { id, logo_url, route, title },
    affiliate: null,
    billing_period_days: row.billing_period_days,
    cancel_option: row.cancel_option,
  }
}
