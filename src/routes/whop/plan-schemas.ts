/** Whop's plans as they go over the wire, in either generation. */
import { said } from '../../contract/said.ts'
import {
  COMPANY_ID,
  COMPANY_TITLE,
  CREATED_AT,
  FLAG,
  MEMBER_COUNT,
  NOTHING,
  OWN_METADATA,
  orNull,
  PLAN_ID,
  PRODUCT_ID,
  PRODUCT_TITLE,
  TEXT,
  TEXT_OR_NULL,
  UPDATED_AT,
  VISIBILITY,
  whole,
} from './shapes.ts'

const NUMBER = { type: ['integer', 'null'] } as const
const PRICE = { type: 'number' } as const
export const TYPES = ['renewal', 'one_time'] as const
export const METHODS = ['buy_now', 'waitlist'] as const

const none = (what: string) => said(NOTHING, `${what}; null: membermock keeps none.`)

const FIRST = {
  id: PLAN_ID,
  account: said(
    orNull(whole({ id: COMPANY_ID, title: COMPANY_TITLE })),
    'The company that sells it; null for none.',
  ),
  adaptive_pricing_enabled: said(FLAG, 'Whether prices are shown in the buyer’s own currency.'),
  billing_period: said(NUMBER, 'Days between two payments; null where nothing renews.'),
} as const
const MADE = {
  created_at: CREATED_AT,
  currency: said(TEXT, 'The currency of its prices: three lower-case letters.'),
} as const
const SECOND = {
  description: said(TEXT_OR_NULL, 'What the company says of it; null for nothing.'),
  expiration_days: said(NUMBER, 'Days after which access ends; null for never.'),
  initial_price: said(PRICE, 'What is paid first, in `currency` and not in cents.'),
} as const
const THIRD = {
  internal_notes: said(TEXT_OR_NULL, 'Notes that no customer sees; null for none.'),
  invoice: none('The invoice it was made for'),
  member_count: MEMBER_COUNT,
  metadata: OWN_METADATA,
  payment_method_configuration: none('Which ways to pay it takes'),
  plan_type: said({ type: 'string', enum: TYPES }, 'Whether it renews, or is paid once.'),
  product: said(
    orNull(whole({ id: PRODUCT_ID, title: PRODUCT_TITLE })),
    'What it gives access to; null for nothing.',
  ),
  purchase_url: said(TEXT, 'Where it can be bought.'),
  release_method: said({ type: 'string', enum: METHODS }, 'Whether it is bought at once, or waited for.'),
  renewal_price: said(PRICE, 'What each renewal costs, in `currency` and not in cents.'),
  split_pay_required_payments: said(NUMBER, 'How many payments the price is split into; null for one.'),
  stock: said(NUMBER, 'How many are left; null where `unlimited_stock`.'),
} as const
const LAST = {
  three_ds_level: none('When a card’s owner is asked by the bank'),
  title: said(TEXT_OR_NULL, 'The name of the plan; null for none.'),
  trial_period_days: said(NUMBER, 'Days that are free at first; null for none.'),
  unlimited_stock: said(FLAG, 'Whether there is no end to them.'),
  updated_at: UPDATED_AT,
  visibility: VISIBILITY,
} as const

export const ListedPlan = whole({ ...FIRST, ...MADE, ...SECOND, ...THIRD, ...LAST })

/** Alone. */
export const Plan = whole({
  ...FIRST,
  collect_tax: said(FLAG, 'Whether tax is collected.'),
  ...MADE,
  custom_fields: said({ type: 'array', maxItems: 0 }, 'What a buyer is asked; empty: membermock keeps none.'),
  ...SECOND,
  ...THIRD,
  tax_type: said({ const: 'unspecified' }, 'Whether prices include tax: not said.'),
  ...LAST,
})
