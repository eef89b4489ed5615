/** The rows of Whop's tables as data: what a user gives and sees of them, and what a snapshot may bring back. */
import type { FromSchema } from 'json-schema-to-ts'
import { Member } from './schemas.ts'

const TEXT = { type: 'string' } as const
const ID = { type: 'string', minLength: 1 } as const
const TEXT_OR_NULL = { type: ['string', 'null'] } as const
const FLAG = { type: 'boolean' } as const
const AMOUNT = {
  type: 'number',
  minimum: 0,
  description: 'In the currency of the plan, not in cents.',
} as const
/** A hundred years are for ever. */
export const DAYS_OR_NULL = { type: ['integer', 'null'], minimum: 1, maximum: 36_500 } as const
const TIME = { type: 'string', format: 'date-time' } as const
const TIME_OR_NULL = { type: ['string', 'null'], format: 'date-time' } as const
const METADATA_OR_NULL = { type: ['object', 'null'], additionalProperties: true } as const

export const CompanyRow = {
  type: 'object',
  properties: {
    id: ID,
    title: TEXT,
    route: TEXT,
    owner: { ...TEXT, description: 'The id of the user.' },
    description: TEXT_OR_NULL,
    logo_url: TEXT_OR_NULL,
    verified: FLAG,
    metadata: METADATA_OR_NULL,
    created_at: TIME,
    updated_at: TIME,
  },
  required: [
    'id',
    'title',
    'route',
    'owner',
    'description',
    'logo_url',
    'verified',
    'metadata',
    'created_at',
    'updated_at',
  ],
  additionalProperties: false,
} as const
export type CompanyRow = FromSchema<typeof CompanyRow>

/** A person: the same one in every company. */
export const UserRow = {
  type: 'object',
  properties: {
    id: ID,
    email: TEXT_OR_NULL,
    name: TEXT_OR_NULL,
    username: TEXT,
    bio: TEXT_OR_NULL,
    profile_picture: { ...TEXT_OR_NULL, description: 'A URL.' },
    created_at: TIME,
  },
  required: ['id', 'email', 'name', 'username', 'bio', 'profile_picture', 'created_at'],
  additionalProperties: false,
} as const
export type UserRow = FromSchema<typeof UserRow>

export const ProductRow = {
  type: 'object',
  properties: {
    id: ID,
    company: { ...TEXT, description: 'The id of the company.' },
    title: TEXT,
    route: TEXT,
    headline: TEXT_OR_NULL,
    description: TEXT_OR_NULL,
    visibility: { type: 'string', enum: ['visible', 'hidden', 'archived', 'quick_link'] },
    metadata: METADATA_OR_NULL,
    created_at: TIME,
    updated_at: TIME,
  },
  required: [
    'id',
    'company',
    'title',
    'route',
    'headline',
    'description',
    'visibility',
    'metadata',
    'created_at',
    'updated_at',
  ],
  additionalProperties: false,
} as const
export type ProductRow = FromSchema<typeof ProductRow>

export const PlanRow = {
  type: 'object',
  properties: {
    id: ID,
    product: { ...TEXT, description: 'The id of the product.' },
    company: { ...TEXT, description: 'The id of the company.' },
    title: TEXT_OR_NULL,
    description: TEXT_OR_NULL,
    plan_type: { type: 'string', enum: ['renewal', 'one_time'] },
    billing_period: { ...DAYS_OR_NULL, description: 'Days from one payment to the next; null: paid once.' },
    expiration_days: { ...DAYS_OR_NULL, description: 'Days that a one-time purchase lasts; null: for good.' },
    trial_period_days: DAYS_OR_NULL,
    split_pay_required_payments: DAYS_OR_NULL,
    initial_price: AMOUNT,
    renewal_price: AMOUNT,
    currency: TEXT,
    release_method: { type: 'string', enum: ['buy_now', 'waitlist'] },
    visibility: { type: 'string', enum: ['visible', 'hidden', 'archived', 'quick_link'] },
    stock: { type: ['integer', 'null'], minimum: 0 },
    unlimited_stock: FLAG,
    internal_notes: TEXT_OR_NULL,
    metadata: METADATA_OR_NULL,
    created_at: TIME,
    updated_at: TIME,
  },
  required: [
    'id',
    'product',
    'company',
    'title',
    'description',
    'plan_type',
    'billing_period',
    'expiration_days',
    'trial_period_days',
    'split_pay_required_payments',
    'initial_price',
    'renewal_price',
    'currency',
    'release_method',
    'visibility',
    'stock',
    'unlimited_stock',
    'internal_notes',
    'metadata',
    'created_at',
    'updated_at',
  ],
  additionalProperties: false,
} as const
export type PlanRow = FromSchema<typeof PlanRow>

/** What some products of a company give access to. */
export const ExperienceRow = {
  type: 'object',
  properties: {
    id: ID,
    company: { ...TEXT, description: 'The id of the company.' },
    name: TEXT,
    is_public: { ...FLAG, description: 'True: everybody has access to it.' },
    products: { type: 'array', items: TEXT, description: 'Ids of the products that give access to it.' },
    created_at: TIME,
  },
  required: ['id', 'company', 'name', 'is_public', 'products', 'created_at'],
  additionalProperties: false,
} as const
export type ExperienceRow = FromSchema<typeof ExperienceRow>

const { user: _user, company: _company, ...ofMember } = Member.properties

/** That a user, or a technical account, is in a company. */
export const MemberRow = {
  type: 'object',
  properties: {
    ...ofMember,
    user: { ...TEXT_OR_NULL, description: 'The id of the user; null for a technical account.' },
    company: { ...TEXT, description: 'The id of the company.' },
    last_accessed_at: TIME_OR_NULL,
  },
  required: [
    'id',
    'created_at',
    'updated_at',
    'joined_at',
    'access_level',
    'status',
    'most_recent_action',
    'most_recent_action_at',
    'user',
    'phone',
    'usd_total_spent',
    'company_token_balance',
    'company',
  ],
  additionalProperties: false,
} as const
export type MemberRow = FromSchema<typeof MemberRow>
