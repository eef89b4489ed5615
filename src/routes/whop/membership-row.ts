/** The row of a membership as data: one for both generations of the wire. */
import type { FromSchema } from 'json-schema-to-ts'
import { said } from '../../contract/said.ts'
import { MEMBERSHIP_STATUSES, Membership } from './membership-schemas.ts'
import { AMOUNT, COMPANY, DAYS_OR_NULL } from './row-schemas.ts'
import { CREATED_AT, TEXT, TEXT_OR_NULL, TIME_OR_NULL, UPDATED_AT, whole } from './shapes.ts'

const { properties: WIRE } = Membership

export const MembershipRow = whole({
  id: said({ type: 'string', minLength: 1 }, 'Its id.'),
  company: COMPANY,
  member: said(TEXT, 'The id of the member.'),
  user: said(TEXT_OR_NULL, 'The id of the user, which is the member’s.'),
  product: said(TEXT, 'The id of the product, which is the plan’s.'),
  plan: said(TEXT, 'The id of the plan.'),
  status: said({ type: 'string', enum: MEMBERSHIP_STATUSES }, 'Where it stands.'),
  created_at: CREATED_AT,
  joined_at: WIRE.joined_at,
  updated_at: UPDATED_AT,
  period_start: WIRE.renewal_period_start,
  period_end: said(TIME_OR_NULL, 'Null: it has no end.'),
  cancel_at_period_end: WIRE.cancel_at_period_end,
  cancel_option: WIRE.cancel_option,
  cancellation_reason: WIRE.cancellation_reason,
  canceled_at: WIRE.canceled_at,
  payment_collection_paused: WIRE.payment_collection_paused,
  resumes_at: said(TIME_OR_NULL, 'When a pause ends by itself.'),
  license_key: WIRE.license_key,
  metadata: said(
    { type: 'object', additionalProperties: true },
    'What an integration has kept there of its own.',
  ),
  promo_code: said(TEXT_OR_NULL, 'Its id.'),
  checkout_configuration: said(TEXT_OR_NULL, 'Its id.'),
  custom_field_responses: WIRE.custom_field_responses,
  payment_method: said(TEXT_OR_NULL, 'Its id.'),
  billing_period_days: said(DAYS_OR_NULL, 'Days between payments, where they are not the plan’s.'),
  initial_price_paid: AMOUNT,
  spent: said(AMOUNT, 'All that was paid for it: a part of what its member has spent.'),
})
export type MembershipRow = FromSchema<typeof MembershipRow>

/** A line in the log of a member. */
export const LogRow = whole({
  id: TEXT,
  member: said(TEXT, 'The id of the member.'),
  membership: said(TEXT, 'The id of the membership.'),
  action: TEXT,
  created_at: CREATED_AT,
  actor: said(TEXT_OR_NULL, 'The id of the user who did it; null for a key.'),
  nth: said({ type: 'integer', minimum: 0 }, 'Counts up with each line of a member.'),
})
export type LogRow = FromSchema<typeof LogRow>
