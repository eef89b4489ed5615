/** Whop's memberships as they go over the wire, in both generations; keys in the order of the vendor's documents. */
import type { FromSchema } from 'json-schema-to-ts'

/** What is kept: the legacy generation knows `drafted` too, and `canceling` as a filter alone. */
export const MEMBERSHIP_STATUSES = [
  'trialing',
  'active',
  'past_due',
  'completed',
  'canceled',
  'expired',
  'unresolved',
  'drafted',
] as const
export type MembershipStatus = (typeof MEMBERSHIP_STATUSES)[number]

export const CANCEL_OPTIONS = [
  'too_expensive',
  'switching',
  'missing_features',
  'technical_issues',
  'bad_experience',
  'other',
  'testing',
  'unused',
] as const

const TEXT = { type: 'string' } as const
const TEXT_OR_NULL = { type: ['string', 'null'] } as const
const FLAG = { type: 'boolean' } as const
const TIME = { type: 'string', format: 'date-time' } as const
const TIME_OR_NULL = { type: ['string', 'null'], format: 'date-time' } as const
const METADATA = { type: 'object', additionalProperties: true } as const
const METADATA_OR_NULL = { type: ['object', 'null'], additionalProperties: true } as const

const ID_OR_NULL = {
  type: ['object', 'null'],
  properties: { id: TEXT },
  required: ['id'],
  additionalProperties: false,
} as const

export const CustomFieldResponse = {
  type: 'object',
  properties: { id: TEXT, question: TEXT, answer: TEXT },
  required: ['id', 'question', 'answer'],
  additionalProperties: false,
} as const

const USER = {
  type: ['object', 'null'],
  properties: { id: TEXT, username: TEXT, name: TEXT_OR_NULL, email: TEXT_OR_NULL },
  required: ['id', 'username', 'name', 'email'],
  additionalProperties: false,
} as const

const COMPANY = {
  type: 'object',
  properties: { id: TEXT, title: TEXT },
  required: ['id', 'title'],
  additionalProperties: false,
} as const

const PLAN = {
  type: 'object',
  properties: { id: TEXT, metadata: METADATA_OR_NULL },
  required: ['id', 'metadata'],
  additionalProperties: false,
} as const

const PRODUCT = {
  type: 'object',
  properties: { id: TEXT, title: TEXT, metadata: METADATA_OR_NULL },
  required: ['id', 'title', 'metadata'],
  additionalProperties: false,
} as const

const listed = {
  id: TEXT,
  status: { type: 'string', enum: [...MEMBERSHIP_STATUSES, 'canceling'] },
  created_at: TIME,
  joined_at: TIME_OR_NULL,
  updated_at: TIME,
  manage_url: TEXT_OR_NULL,
  member: ID_OR_NULL,
  user: USER,
  renewal_period_start: TIME_OR_NULL,
  renewal_period_end: TIME_OR_NULL,
  cancel_at_period_end: FLAG,
  cancel_option: { type: ['string', 'null'], enum: [...CANCEL_OPTIONS, null] },
  cancelation_status: { type: ['string', 'null'], enum: ['won_back', 'left', 'canceling', null] },
  cancellation_reason: TEXT_OR_NULL,
  canceled_at: TIME_OR_NULL,
  currency: TEXT_OR_NULL,
  formatted_renewal_price: TEXT_OR_NULL,
  initial_price_paid: TEXT,
  company: COMPANY,
  plan: PLAN,
  promo_code: ID_OR_NULL,
  product: PRODUCT,
  license_key: TEXT_OR_NULL,
  metadata: METADATA_OR_NULL,
  payment_collection_paused: FLAG,
  checkout_configuration_id: TEXT_OR_NULL,
} as const

/** As the legacy list has it. */
export const ListedMembership = {
  type: 'object',
  properties: listed,
  required: [
    'id',
    'status',
    'created_at',
    'joined_at',
    'updated_at',
    'manage_url',
    'member',
    'user',
    'renewal_period_start',
    'renewal_period_end',
    'cancel_at_period_end',
    'cancel_option',
    'cancelation_status',
    'cancellation_reason',
    'canceled_at',
    'currency',
    'formatted_renewal_price',
    'initial_price_paid',
    'company',
    'plan',
    'promo_code',
    'product',
    'license_key',
    'metadata',
    'payment_collection_paused',
    'checkout_configuration_id',
  ],
  additionalProperties: false,
} as const
export type ListedMembership = FromSchema<typeof ListedMembership>

export const Membership = {
  type: 'object',
  properties: { ...listed, custom_field_responses: { type: 'array', items: CustomFieldResponse } },
  required: [...ListedMembership.required, 'custom_field_responses'],
  additionalProperties: false,
} as const
export type Membership = FromSchema<typeof Membership>

/** As the versions from 2026-07-23 on have it. */
export const CurrentMembership = {
  type: 'object',
  properties: {
    id: TEXT,
    status: {
      type: 'string',
      enum: ['trialing', 'active', 'past_due', 'completed', 'canceled', 'expired', 'unresolved'],
    },
    user_id: TEXT_OR_NULL,
    product_id: TEXT,
    plan_id: TEXT,
    license_key: TEXT_OR_NULL,
    phone_number: TEXT_OR_NULL,
    cancel_at_period_end: FLAG,
    current_period_start: TIME_OR_NULL,
    current_period_end: TIME_OR_NULL,
    canceled_at: TIME_OR_NULL,
    cancellation_reason: TEXT_OR_NULL,
    manage_url: { ...TEXT_OR_NULL, description: 'Null without member:manage.' },
    metadata: METADATA,
    created_at: TIME,
    member: {
      type: ['object', 'null'],
      description: 'Null: only a buyer’s own reads have it.',
    },
    account: {
      type: 'object',
      properties: { id: TEXT, logo_url: TEXT_OR_NULL, route: TEXT, title: TEXT },
      required: ['id', 'logo_url', 'route', 'title'],
      additionalProperties: false,
    },
    affiliate: { type: ['object', 'null'] },
    billing_period_days: { type: ['integer', 'null'] },
    cancel_option: { type: ['string', 'null'], enum: [...CANCEL_OPTIONS, null] },
  },
  required: [
    'id',
    'status',
    'user_id',
    'product_id',
    'plan_id',
    'license_key',
    'phone_number',
    'cancel_at_period_end',
    'current_period_start',
    'current_period_end',
    'canceled_at',
    'cancellation_reason',
    'manage_url',
    'metadata',
    'created_at',
    'member',
    'account',
    'affiliate',
    'billing_period_days',
    'cancel_option',
  ],
  additionalProperties: false,
} as const
export type CurrentMembership = FromSchema<typeof CurrentMembership>
