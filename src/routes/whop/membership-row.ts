/** The row of a membership as data: one for both generations of the wire. */
import type { FromSchema } from 'json-schema-to-ts'
import { CANCEL_OPTIONS, CustomFieldResponse, MEMBERSHIP_STATUSES } from './membership-schemas.ts'
import { DAYS_OR_NULL } from './row-schemas.ts'

const TEXT = { type: 'string' } as const
const TEXT_OR_NULL = { type: ['string', 'null'] } as const
const TIME = { type: 'string', format: 'date-time' } as const
const TIME_OR_NULL = { type: ['string', 'null'], format: 'date-time' } as const
const FLAG = { type: 'boolean' } as const
const AMOUNT = {
  type: 'number',
  minimum: 0,
  description: 'In the currency of the plan, not in cents.',
} as const

export const MembershipRow = {
  type: 'object',
  properties: {
    id: { type: 'string', minLength: 1 },
    company: { ...TEXT, description: 'The id of the company.' },
    member: { ...TEXT, description: 'The id of the member.' },
    user: { ...TEXT_OR_NULL, description: 'The id of the user, which is the member’s.' },
    product: { ...TEXT, description: 'The id of the product, which is the plan’s.' },
    plan: { ...TEXT, description: 'The id of the plan.' },
    status: { type: 'string', enum: MEMBERSHIP_STATUSES },
    created_at: TIME,
    joined_at: TIME_OR_NULL,
    updated_at: TIME,
    period_start: TIME_OR_NULL,
    period_end: { ...TIME_OR_NULL, description: 'Null: it has no end.' },
    cancel_at_period_end: FLAG,
    cancel_option: { type: ['string', 'null'], enum: [...CANCEL_OPTIONS, null] },
    cancellation_reason: TEXT_OR_NULL,
    canceled_at: TIME_OR_NULL,
    payment_collection_paused: FLAG,
    resumes_at: { ...TIME_OR_NULL, description: 'When a pause ends by itself.' },
    license_key: TEXT_OR_NULL,
    metadata: { type: 'object', additionalProperties: true },
    promo_code: { ...TEXT_OR_NULL, description: 'Its id.' },
    checkout_configuration: { ...TEXT_OR_NULL, description: 'Its id.' },
    custom_field_responses: { type: 'array', items: CustomFieldResponse },
    payment_method: { ...TEXT_OR_NULL, description: 'Its id.' },
    billing_period_days: DAYS_OR_NULL,
    initial_price_paid: AMOUNT,
    spent: { ...AMOUNT, description: 'All that was paid for it: a part of what its member has spent.' },
  },
  required: [
    'id',
    'company',
    'member',
    'user',
    'product',
    'plan',
    'status',
    'created_at',
    'joined_at',
    'updated_at',
    'period_start',
    'period_end',
    'cancel_at_period_end',
    'cancel_option',
    'cancellation_reason',
    'canceled_at',
    'payment_collection_paused',
    'resumes_at',
    'license_key',
    'metadata',
    'promo_code',
    'checkout_configuration',
    'custom_field_responses',
    'payment_method',
    'billing_period_days',
    'initial_price_paid',
    'spent',
  ],
  additionalProperties: false,
} as const
export type MembershipRow = FromSchema<typeof MembershipRow>

/** A line in the log of a member. */
export const LogRow = {
  type: 'object',
  properties: {
    id: TEXT,
    member: { ...TEXT, description: 'The id of the member.' },
    membership: { ...TEXT, description: 'The id of the membership.' },
    action: TEXT,
    created_at: TIME,
    actor: { ...TEXT_OR_NULL, description: 'The id of the user who did it; null for a key.' },
    nth: { type: 'integer', minimum: 0, description: 'Counts up with each line of a member.' },
  },
  required: ['id', 'member', 'membership', 'action', 'created_at', 'actor', 'nth'],
  additionalProperties: false,
} as const
export type LogRow = FromSchema<typeof LogRow>
