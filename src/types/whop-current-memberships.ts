/** Whop’s memberships, from 2026-07-23 on. Made from its schemas by `npm run generate`. */

/** The body of Whop’s `GET /memberships/{id}` with status 200, and of what changes a membership, from 2026-07-23 on. Every key is always there; times are ISO 8601 in UTC, `billing_period_days` is in days. */
export type WhopCurrentMembership = {
  /** The id of the membership, `mem_…`. */
  id: string
  /** Where it stands. */
  status: 'trialing' | 'active' | 'past_due' | 'completed' | 'canceled' | 'expired' | 'unresolved'
  /** Whose it is, `user_…`; null for nobody yet. */
  user_id: string | null
  /** The id of the product, `prod_…`. */
  product_id: string
  /** The id of the plan, `plan_…`. */
  plan_id: string
  /** A key that finds the membership as its id does; null for none. */
  license_key: string | null
  /** E.164; null without member:phone:read. */
  phone_number: string | null
  /** Whether it ends with the period that is paid. */
  cancel_at_period_end: boolean
  /** When the current period began; null where there is none. */
  current_period_start: string | null
  /** When the current period ends; null for never. */
  current_period_end: string | null
  /** When it was canceled, or told to end; null for never. */
  canceled_at: string | null
  /** Why, in the buyer’s own words; null for none. */
  cancellation_reason: string | null
  /** Where the buyer manages it; null without member:manage. */
  manage_url: string | null
  /** What an integration has kept there of its own. */
  metadata: { [name: string]: unknown }
  /** When it was made. */
  created_at: string
  /** Null: only a buyer’s own reads have it. */
  member: { [name: string]: unknown } | null
  /** The company that sold it. */
  account: {
    /** The id of the company, `biz_…`. */
    id: string
    /** Where its logo is; null for none. */
    logo_url: string | null
    /** The last part of the address of the company page. */
    route: string
    /** The name of the company. */
    title: string
  }
  /** Who brought the buyer; null for nobody. */
  affiliate: { [name: string]: unknown } | null
  /** Days between payments; null where nothing renews. */
  billing_period_days: number | null
  /** Why, out of the reasons to choose from; null for none. */
  cancel_option: 'too_expensive' | 'switching' | 'missing_features' | 'technical_issues' | 'bad_experience' | 'other' | 'testing' | 'unused' | null
}

/** The body of Whop’s `GET /memberships` with status 200, from 2026-07-23 on. */
export type WhopCurrentMembershipPage = {
  /** What is on the page, in its order. */
  data: WhopCurrentMembership[]
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
