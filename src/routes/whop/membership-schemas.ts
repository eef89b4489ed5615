/** Whop's memberships as they go over the wire, in both generations; keys in the order of the vendor's documents. */
import type { FromSchema } from 'json-schema-to-ts'
import { said } from '../../contract/said.ts'
import {
  COMPANY_ID,
  COMPANY_ROUTE,
  COMPANY_TITLE,
  CREATED_AT,
  FLAG,
  OWN_METADATA,
  PLAN_ID,
  PRODUCT_ID,
  PRODUCT_TITLE,
  TEXT,
  TEXT_OR_NULL,
  TIME_OR_NULL,
  UPDATED_AT,
  USER_ID,
  USER_NAME,
  USERNAME,
  whole,
} from './shapes.ts'

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

const METADATA_OF = { type: 'object', additionalProperties: true } as const

const idOf = (what: string) =>
  ({ ...whole({ id: said(TEXT, `The id of the ${what}.`) }), type: ['object', 'null'] }) as const

export const CustomFieldResponse = whole({
  id: said(TEXT, 'The id of the answer.'),
  question: said(TEXT, 'What was asked.'),
  answer: said(TEXT, 'What the buyer answered.'),
})

const USER = {
  ...whole({
    id: USER_ID,
    username: USERNAME,
    name: USER_NAME,
    email: said(TEXT_OR_NULL, 'Null without member:email:read.'),
  }),
  type: ['object', 'null'],
  description: 'Whose it is; null for nobody yet.',
} as const

const PLAN = whole({ id: PLAN_ID, metadata: OWN_METADATA })
const PRODUCT = whole({ id: PRODUCT_ID, title: PRODUCT_TITLE, metadata: OWN_METADATA })

/** Of either generation. */
const ID = said(TEXT, 'The id of the membership, `mem_…`.')
const LICENSE_KEY = said(TEXT_OR_NULL, 'A key that finds the membership as its id does; null for none.')
const CANCELED_AT = said(TIME_OR_NULL, 'When it was canceled, or told to end; null for never.')
const CANCELLATION_REASON = said(TEXT_OR_NULL, 'Why, in the buyer’s own words; null for none.')
const CANCEL_AT_PERIOD_END = said(FLAG, 'Whether it ends with the period that is paid.')
const CANCEL_OPTION = said(
  { type: ['string', 'null'], enum: [...CANCEL_OPTIONS, null] },
  'Why, out of the reasons to choose from; null for none.',
)
const PERIOD_START = said(TIME_OR_NULL, 'When the current period began; null where there is none.')
const PERIOD_END = said(TIME_OR_NULL, 'When the current period ends; null for never.')

const LISTED = {
  id: ID,
  status: said(
    { type: 'string', enum: [...MEMBERSHIP_STATUSES, 'canceling'] },
    'Where it stands; `canceling` is a filter, and no membership has it.',
  ),
  created_at: CREATED_AT,
  joined_at: said(TIME_OR_NULL, 'When the member first joined the company; null for not yet.'),
  updated_at: UPDATED_AT,
  manage_url: said(TEXT_OR_NULL, 'Where the buyer manages it.'),
  member: said(idOf('member'), 'The member of the company; null for nobody yet.'),
  user: USER,
  renewal_period_start: PERIOD_START,
  renewal_period_end: PERIOD_END,
  cancel_at_period_end: CANCEL_AT_PERIOD_END,
  cancel_option: CANCEL_OPTION,
  cancelation_status: said(
    { type: ['string', 'null'], enum: ['won_back', 'left', 'canceling', null] },
    'What became of a wish to cancel; null for none.',
  ),
  cancellation_reason: CANCELLATION_REASON,
  canceled_at: CANCELED_AT,
  currency: said(TEXT_OR_NULL, 'The currency it is paid in: three lower-case letters.'),
  formatted_renewal_price: said(TEXT_OR_NULL, 'What a renewal costs, with its sign, such as `$29.00`.'),
  initial_price_paid: said(TEXT, 'What was paid first, with its sign.'),
  company: said(whole({ id: COMPANY_ID, title: COMPANY_TITLE }), 'The company that sold it.'),
  plan: said(PLAN, 'The plan that was bought.'),
  promo_code: said(idOf('promo code'), 'The promo code it was bought with; null for none.'),
  product: said(PRODUCT, 'What it gives access to.'),
  license_key: LICENSE_KEY,
  metadata: OWN_METADATA,
  payment_collection_paused: said(FLAG, 'Whether it is paused: nothing is charged.'),
  checkout_configuration_id: said(TEXT_OR_NULL, 'The checkout it was bought in; null for none of them.'),
} as const

/** As the legacy list has it. */
export const ListedMembership = whole(LISTED)
export type ListedMembership = FromSchema<typeof ListedMembership>

export const Membership = whole({
  ...LISTED,
  custom_field_responses: said(
    { type: 'array', items: CustomFieldResponse },
    'What the buyer was asked, and answered.',
  ),
})
export type Membership = FromSchema<typeof Membership>

const ACCOUNT = whole({
  id: COMPANY_ID,
  logo_url: said(TEXT_OR_NULL, 'Where its logo is; null for none.'),
  route: COMPANY_ROUTE,
  title: COMPANY_TITLE,
})

/** As the versions from 2026-07-23 on have it. */
export const CurrentMembership = whole({
  id: ID,
  status: said(
    {
      type: 'string',
      enum: ['trialing', 'active', 'past_due', 'completed', 'canceled', 'expired', 'unresolved'],
    },
    'Where it stands.',
  ),
  user_id: said(TEXT_OR_NULL, 'Whose it is, `user_…`; null for nobody yet.'),
  product_id: PRODUCT_ID,
  plan_id: PLAN_ID,
  license_key: LICENSE_KEY,
  phone_number: said(TEXT_OR_NULL, 'E.164; null without member:phone:read.'),
  cancel_at_period_end: CANCEL_AT_PERIOD_END,
  current_period_start: PERIOD_START,
  current_period_end: PERIOD_END,
  canceled_at: CANCELED_AT,
  cancellation_reason: CANCELLATION_REASON,
  manage_url: said(TEXT_OR_NULL, 'Where the buyer manages it; null without member:manage.'),
  metadata: said(METADATA_OF, 'What an integration has kept there of its own.'),
  created_at: CREATED_AT,
  member: said({ type: ['object', 'null'] }, 'Null: only a buyer’s own reads have it.'),
  account: said(ACCOUNT, 'The company that sold it.'),
  affiliate: said({ type: ['object', 'null'] }, 'Who brought the buyer; null for nobody.'),
  billing_period_days: said(
    { type: ['integer', 'null'] },
    'Days between payments; null where nothing renews.',
  ),
  cancel_option: CANCEL_OPTION,
})
export type CurrentMembership = FromSchema<typeof CurrentMembership>
