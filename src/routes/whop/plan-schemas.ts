/** Whop's plans as they go over the wire, in either generation. */
import { COUNT, FLAG, METADATA, NAMED, NOTHING, orNull, TEXT, TEXT_OR_NULL, TIME, whole } from './shapes.ts'

const DAYS = { type: ['integer', 'null'] } as const
const PRICE = { type: 'number' } as const
export const TYPES = ['renewal', 'one_time'] as const
export const METHODS = ['buy_now', 'waitlist'] as const
const VISIBILITY = { type: 'string', enum: ['visible', 'hidden', 'archived', 'quick_link'] } as const

const FIRST = {
  id: TEXT,
  account: orNull(NAMED),
  adaptive_pricing_enabled: FLAG,
  billing_period: DAYS,
} as const
const SECOND = { description: TEXT_OR_NULL, expiration_days: DAYS, initial_price: PRICE } as const
const THIRD = {
  internal_notes: TEXT_OR_NULL,
  invoice: NOTHING,
  member_count: COUNT,
  metadata: METADATA,
  payment_method_configuration: NOTHING,
  plan_type: { type: 'string', enum: TYPES },
  product: orNull(NAMED),
  purchase_url: TEXT,
  release_method: { type: 'string', enum: METHODS },
  renewal_price: PRICE,
  split_pay_required_payments: DAYS,
  stock: DAYS,
} as const
const LAST = {
  three_ds_level: NOTHING,
  title: TEXT_OR_NULL,
  trial_period_days: DAYS,
  unlimited_stock: FLAG,
  updated_at: TIME,
  visibility: VISIBILITY,
} as const

export const ListedPlan = whole({ ...FIRST, created_at: TIME, currency: TEXT, ...SECOND, ...THIRD, ...LAST })

/** Alone. */
export const Plan = whole({
  ...FIRST,
  collect_tax: FLAG,
  created_at: TIME,
  currency: TEXT,
  custom_fields: { type: 'array', maxItems: 0 },
  ...SECOND,
  ...THIRD,
  tax_type: { const: 'unspecified' },
  ...LAST,
})
