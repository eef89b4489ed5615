/** Whop’s plans. Made from its schemas by `npm run generate`. */

/** The body of Whop’s `GET /plans/{id}` with status 200, on every version. Prices are in `currency`, not in cents; `billing_period`, `expiration_days` and `trial_period_days` are in days. */
export type WhopPlan = {
  /** The id of the plan, `plan_…`. */
  id: string
  /** The company that sells it; null for none. */
  account: {
    /** The id of the company, `biz_…`. */
    id: string
    /** The name of the company. */
    title: string
  } | null
  /** Whether prices are shown in the buyer’s own currency. */
  adaptive_pricing_enabled: boolean
  /** Days between two payments; null where nothing renews. */
  billing_period: number | null
  /** Whether tax is collected. */
  collect_tax: boolean
  /** When it was made. */
  created_at: string
  /** The currency of its prices: three lower-case letters. */
  currency: string
  /** What a buyer is asked; empty: membermock keeps none. */
  custom_fields: unknown[]
  /** What the company says of it; null for nothing. */
  description: string | null
  /** Days after which access ends; null for never. */
  expiration_days: number | null
  /** What is paid first, in `currency` and not in cents. */
  initial_price: number
  /** Notes that no customer sees; null for none. */
  internal_notes: string | null
  /** The invoice it was made for; null: membermock keeps none. */
  invoice: null
  /** How many members have access. */
  member_count: number
  /** What an integration has kept there of its own; null for nothing. */
  metadata: { [name: string]: unknown } | null
  /** Which ways to pay it takes; null: membermock keeps none. */
  payment_method_configuration: null
  /** Whether it renews, or is paid once. */
  plan_type: 'renewal' | 'one_time'
  /** What it gives access to; null for nothing. */
  product: {
    /** The id of the product, `prod_…`. */
    id: string
    /** The name of the product. */
    title: string
  } | null
  /** Where it can be bought. */
  purchase_url: string
  /** Whether it is bought at once, or waited for. */
  release_method: 'buy_now' | 'waitlist'
  /** What each renewal costs, in `currency` and not in cents. */
  renewal_price: number
  /** How many payments the price is split into; null for one. */
  split_pay_required_payments: number | null
  /** How many are left; null where `unlimited_stock`. */
  stock: number | null
  /** Whether prices include tax: not said. */
  tax_type: 'unspecified'
  /** When a card’s owner is asked by the bank; null: membermock keeps none. */
  three_ds_level: null
  /** The name of the plan; null for none. */
  title: string | null
  /** Days that are free at first; null for none. */
  trial_period_days: number | null
  /** Whether there is no end to them. */
  unlimited_stock: boolean
  /** When it was last changed. */
  updated_at: string
  /** Who sees it: everybody, nobody, nobody any more, or whoever has the link. */
  visibility: 'visible' | 'hidden' | 'archived' | 'quick_link'
}

/** The body of Whop’s `GET /plans` with status 200, on every version. */
export type WhopPlanPage = {
  /** What is on the page, in its order. */
  data: ({
    /** The id of the plan, `plan_…`. */
    id: string
    /** The company that sells it; null for none. */
    account: {
      /** The id of the company, `biz_…`. */
      id: string
      /** The name of the company. */
      title: string
    } | null
    /** Whether prices are shown in the buyer’s own currency. */
    adaptive_pricing_enabled: boolean
    /** Days between two payments; null where nothing renews. */
    billing_period: number | null
    /** When it was made. */
    created_at: string
    /** The currency of its prices: three lower-case letters. */
    currency: string
    /** What the company says of it; null for nothing. */
    description: string | null
    /** Days after which access ends; null for never. */
    expiration_days: number | null
    /** What is paid first, in `currency` and not in cents. */
    initial_price: number
    /** Notes that no customer sees; null for none. */
    internal_notes: string | null
    /** The invoice it was made for; null: membermock keeps none. */
    invoice: null
    /** How many members have access. */
    member_count: number
    /** What an integration has kept there of its own; null for nothing. */
    metadata: { [name: string]: unknown } | null
    /** Which ways to pay it takes; null: membermock keeps none. */
    payment_method_configuration: null
    /** Whether it renews, or is paid once. */
    plan_type: 'renewal' | 'one_time'
    /** What it gives access to; null for nothing. */
    product: {
      /** The id of the product, `prod_…`. */
      id: string
      /** The name of the product. */
      title: string
    } | null
    /** Where it can be bought. */
    purchase_url: string
    /** Whether it is bought at once, or waited for. */
    release_method: 'buy_now' | 'waitlist'
    /** What each renewal costs, in `currency` and not in cents. */
    renewal_price: number
    /** How many payments the price is split into; null for one. */
    split_pay_required_payments: number | null
    /** How many are left; null where `unlimited_stock`. */
    stock: number | null
    /** When a card’s owner is asked by the bank; null: membermock keeps none. */
    three_ds_level: null
    /** The name of the plan; null for none. */
    title: string | null
    /** Days that are free at first; null for none. */
    trial_period_days: number | null
    /** Whether there is no end to them. */
    unlimited_stock: boolean
    /** When it was last changed. */
    updated_at: string
    /** Who sees it: everybody, nobody, nobody any more, or whoever has the link. */
    visibility: 'visible' | 'hidden' | 'archived' | 'quick_link'
  })[]
  /** Where the page lies in the list. */
  page_info: {
    /** What `after` takes for the next page; null on the last one. */
    end_cursor: string | null
    /** What `before` takes for the page in front; null on an empty page. */
    start_cursor: string | null
    /** Whether something comes behind it. */
    has_next_page: boolean
    /** Whether something comes in front of it. */
    has_previous_page: boolean
  }
}
