/** The rows of Whop's tables as data: what a user gives and sees of them, and what a snapshot may bring back. */
import type { FromSchema } from 'json-schema-to-ts'
import { said } from '../../contract/said.ts'
import { ListedCompany } from './company-schemas.ts'
import { ListedPlan, METHODS, TYPES } from './plan-schemas.ts'
import { Product } from './product-schemas.ts'
import { Member } from './schemas.ts'
import {
  CREATED_AT,
  FLAG,
  OWN_METADATA,
  TEXT,
  TEXT_OR_NULL,
  TIME_OR_NULL,
  UPDATED_AT,
  USER_NAME,
  USERNAME,
  VISIBILITY,
  whole,
} from './shapes.ts'

const ID = said({ type: 'string', minLength: 1 }, 'Its id.')
export const AMOUNT = said({ type: 'number', minimum: 0 }, 'In the currency of the plan, not in cents.')
/** A hundred years are for ever. */
export const DAYS_OR_NULL = { type: ['integer', 'null'], minimum: 1, maximum: 36_500 } as const

export const COMPANY = said(TEXT, 'The id of the company.')

export const CompanyRow = whole({
  id: ID,
  title: ListedCompany.properties.title,
  route: ListedCompany.properties.route,
  owner: said(TEXT, 'The id of the user.'),
  description: ListedCompany.properties.description,
  logo_url: said(TEXT_OR_NULL, 'Where its logo is; null for none.'),
  verified: ListedCompany.properties.verified,
  metadata: OWN_METADATA,
  created_at: CREATED_AT,
  updated_at: UPDATED_AT,
})
export type CompanyRow = FromSchema<typeof CompanyRow>

/** A person: the same one in every company. */
export const UserRow = whole({
  id: ID,
  email: said(TEXT_OR_NULL, 'Their e-mail address; null for none.'),
  name: USER_NAME,
  username: USERNAME,
  bio: said(TEXT_OR_NULL, 'What they write about themselves; null for nothing.'),
  profile_picture: said(TEXT_OR_NULL, 'A URL.'),
  created_at: CREATED_AT,
})
export type UserRow = FromSchema<typeof UserRow>

export const ProductRow = whole({
  id: ID,
  company: COMPANY,
  title: Product.properties.title,
  route: Product.properties.route,
  headline: Product.properties.headline,
  description: Product.properties.description,
  visibility: VISIBILITY,
  metadata: OWN_METADATA,
  created_at: CREATED_AT,
  updated_at: UPDATED_AT,
})
export type ProductRow = FromSchema<typeof ProductRow>

export const PlanRow = whole({
  id: ID,
  product: said(TEXT, 'The id of the product.'),
  company: COMPANY,
  title: ListedPlan.properties.title,
  description: ListedPlan.properties.description,
  plan_type: said({ type: 'string', enum: TYPES }, 'Whether it renews, or is paid once.'),
  billing_period: said(DAYS_OR_NULL, 'Days from one payment to the next; null: paid once.'),
  expiration_days: said(DAYS_OR_NULL, 'Days that a one-time purchase lasts; null: for good.'),
  trial_period_days: said(DAYS_OR_NULL, 'Days that are free at first; null for none.'),
  split_pay_required_payments: said(DAYS_OR_NULL, 'How many payments the price is split into; null for one.'),
  initial_price: AMOUNT,
  renewal_price: AMOUNT,
  currency: ListedPlan.properties.currency,
  release_method: said({ type: 'string', enum: METHODS }, 'Whether it is bought at once, or waited for.'),
  visibility: VISIBILITY,
  stock: said({ type: ['integer', 'null'], minimum: 0 }, 'How many are left; null where `unlimited_stock`.'),
  unlimited_stock: ListedPlan.properties.unlimited_stock,
  internal_notes: ListedPlan.properties.internal_notes,
  metadata: OWN_METADATA,
  created_at: CREATED_AT,
  updated_at: UPDATED_AT,
})
export type PlanRow = FromSchema<typeof PlanRow>

/** What some products of a company give access to. */
export const ExperienceRow = whole({
  id: ID,
  company: COMPANY,
  name: said(TEXT, 'What it is called.'),
  is_public: said(FLAG, 'True: everybody has access to it.'),
  products: said({ type: 'array', items: TEXT }, 'Ids of the products that give access to it.'),
  created_at: CREATED_AT,
})
export type ExperienceRow = FromSchema<typeof ExperienceRow>

const { user: _user, company: _company, ...ofMember } = Member.properties

const NEEDED = whole({
  ...ofMember,
  user: said(TEXT_OR_NULL, 'The id of the user; null for a technical account.'),
  company: COMPANY,
})

/** That a user, or a technical account, is in a company. */
export const MemberRow = {
  ...NEEDED,
  properties: { ...NEEDED.properties, last_accessed_at: TIME_OR_NULL },
} as const
export type MemberRow = FromSchema<typeof MemberRow>
