/** Whop’s memberships, up to 2026-07-22. Made from its schemas by `npm run generate`. */

/** The body of Whop’s `GET /memberships/{id}` with status 200, and of what changes a membership, up to 2026-07-22. Every key is always there; times are ISO 8601 in UTC, prices are text with the sign of their currency. */
export type WhopMembership = {
  /** The id of the membership, `mem_…`. */
  id: string
  /** Where it stands; `canceling` is a filter, and no membership has it. */
  status: 'trialing' | 'active' | 'past_due' | 'completed' | 'canceled' | 'expired' | 'unresolved' | 'drafted' | 'canceling'
  /** When it was made. */
  created_at: string
  /** When the member first joined the company; null for not yet. */
  joined_at: string | null
  /** When it was last changed. */
  updated_at: string
  /** Where the buyer manages it. */
  manage_url: string | null
  /** The member of the company; null for nobody yet. */
  member: {
    /** The id of the member. */
    id: string
  } | null
  /** Whose it is; null for nobody yet. */
  user: {
    /** The id of the user, `user_…`. */
    id: string
    /** The unique name of the user, as in the address of their page. */
    username: string
    /** The name that the user shows; null for none. */
    name: string | null
    /** Null without member:email:read. */
    email: string | null
  } | null
  /** When the current period began; null where there is none. */
  renewal_period_start: string | null
  /** When the current period ends; null for never. */
  renewal_period_end: string | null
  /** Whether it ends with the period that is paid. */
  cancel_at_period_end: boolean
  /** Why, out of the reasons to choose from; null for none. */
  cancel_option: 'too_expensive' | 'switching' | 'missing_features' | 'technical_issues' | 'bad_experience' | 'other' | 'testing' | 'unused' | null
  /** What became of a wish to cancel; null for none. */
  cancelation_status: 'won_back' | 'left' | 'canceling' | null
  /** Why, in the buyer’s own words; null for none. */
  cancellation_reason: string | null
  /** When it was canceled, or told to end; null for never. */
  canceled_at: string | null
  /** The currency it is paid in: three lower-case letters. */
  currency: string | null
  /** What a renewal costs, with its sign, such as `$29.00`. */
  formatted_renewal_price: string | null
  /** What was paid first, with its sign. */
  initial_price_paid: string
  /** The company that sold it. */
  company: {
    /** The id of the company, `biz_…`. */
    id: string
    /** The name of the company. */
    title: string
  }
  /** The plan that was bought. */
  plan: {
    /** The id of the plan, `plan_…`. */
    id: string
    /** What an integration has kept there of its own; null for nothing. */
    metadata: { [name: string]: unknown } | null
  }
  /** The promo code it was bought with; null for none. */
  promo_code: {
    /** The id of the promo code. */
    id: string
  } | null
  /** What it gives access to. */
  product: {
    /** The id of the product, `prod_…`. */
    id: string
    /** The name of the product. */
    title: string
    /** What an integration has kept there of its own; null for nothing. */
    metadata: { [name: string]: unknown } | null
  }
  /** A key that finds the membership as its id does; null for none. */
  license_key: string | null
  /** What an integration has kept there of its own; null for nothing. */
  metadata: { [name: string]: unknown } | null
  /** Whether it is paused: nothing is charged. */
  payment_collection_paused: boolean
  /** The checkout it was bought in; null for none of them. */
  checkout_configuration_id: string | null
  /** What the buyer was asked, and answered. */
  custom_field_responses: ({
    /** The id of the answer. */
    id: string
    /** What was asked. */
    question: string
    /** What the buyer answered. */
    answer: string
  })[]
}

/** One of `GET /memberships`, up to 2026-07-22: a WhopMembership without `custom_field_responses`. */
export type WhopListedMembership = {
  /** The id of the membership, `mem_…`. */
  id: string
  /** Where it stands; `canceling` is a filter, and no membership has it. */
  status: 'trialing' | 'active' | 'past_due' | 'completed' | 'canceled' | 'expired' | 'unresolved' | 'drafted' | 'canceling'
  /** When it was made. */
  created_at: string
  /** When the member first joined the company; null for not yet. */
  joined_at: string | null
  /** When it was last changed. */
  updated_at: string
  /** Where the buyer manages it. */
  manage_url: string | null
  /** The member of the company; null for nobody yet. */
  member: {
    /** The id of the member. */
    id: string
  } | null
  /** Whose it is; null for nobody yet. */
  user: {
    /** The id of the user, `user_…`. */
    id: string
    /** The unique name of the user, as in the address of their page. */
    username: string
    /** The name that the user shows; null for none. */
    name: string | null
    /** Null without member:email:read. */
    email: string | null
  } | null
  /** When the current period began; null where there is none. */
  renewal_period_start: string | null
  /** When the current period ends; null for never. */
  renewal_period_end: string | null
  /** Whether it ends with the period that is paid. */
  cancel_at_period_end: boolean
  /** Why, out of the reasons to choose from; null for none. */
  cancel_option: 'too_expensive' | 'switching' | 'missing_features' | 'technical_issues' | 'bad_experience' | 'other' | 'testing' | 'unused' | null
  /** What became of a wish to cancel; null for none. */
  cancelation_status: 'won_back' | 'left' | 'canceling' | null
  /** Why, in the buyer’s own words; null for none. */
  cancellation_reason: string | null
  /** When it was canceled, or told to end; null for never. */
  canceled_at: string | null
  /** The currency it is paid in: three lower-case letters. */
  currency: string | null
  /** What a renewal costs, with its sign, such as `$29.00`. */
  formatted_renewal_price: string | null
  /** What was paid first, with its sign. */
  initial_price_paid: string
  /** The company that sold it. */
  company: {
    /** The id of the company, `biz_…`. */
    id: string
    /** The name of the company. */
    title: string
  }
  /** The plan that was bought. */
  plan: {
    /** The id of the plan, `plan_…`. */
    id: string
    /** What an integration has kept there of its own; null for nothing. */
    metadata: { [name: string]: unknown } | null
  }
  /** The promo code it was bought with; null for none. */
  promo_code: {
    /** The id of the promo code. */
    id: string
  } | null
  /** What it gives access to. */
  product: {
    /** The id of the product, `prod_…`. */
    id: string
    /** The name of the product. */
    title: string
    /** What an integration has kept there of its own; null for nothing. */
    metadata: { [name: string]: unknown } | null
  }
  /** A key that finds the membership as its id does; null for none. */
  license_key: string | null
  /** What an integration has kept there of its own; null for nothing. */
  metadata: { [name: string]: unknown } | null
  /** Whether it is paused: nothing is charged. */
  payment_collection_paused: boolean
  /** The checkout it was bought in; null for none of them. */
  checkout_configuration_id: string | null
}

/** The body of Whop’s `GET /memberships` with status 200, on the API versions up to 2026-07-22. */
export type WhopMembershipPage = {
  /** What is on the page, in its order. */
  data: WhopListedMembership[]
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

/** The body of Whop’s `POST /memberships/invite` with status 202: nothing more is known before they accept. */
export type WhopInvitation = {
  /** That the invitation is on its way. */
  invitation_sent: boolean
}

/** The body of Whop’s `POST /memberships/{id}/transfer` with status 200: a page for whoever takes it over. */
export type WhopTransfer = {
  /** The page on which somebody takes it over. */
  url: string
}
