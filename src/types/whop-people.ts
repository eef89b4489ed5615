/** Whop’s users and companies. Made from its schemas by `npm run generate`. */

/** The body of Whop’s `GET /users/{id}` with status 200, on every version; what is null here is for the person alone. */
export type WhopUser = {
  /** The id of the user, `user_…`. */
  id: string
  /** Null: shown to the person alone, which no key is. */
  balance: null
  /** Null: shown to the person alone, which no key is. */
  balance_history: null
  /** What they write about themselves; null for nothing. */
  bio: string | null
  /** When it was made. */
  created_at: string
  /** Null: shown to the person alone, which no key is. */
  earnings_usd: null
  /** The name that the user shows; null for none. */
  name: string | null
  /** Their picture; null for none. */
  profile_picture: {
    /** Where the picture is. */
    url: string
  } | null
  /** The unique name of the user, as in the address of their page. */
  username: string
  /** How far their identity is verified. */
  verification: {
    /** Null: shown to the person alone, which no key is. */
    individual: null
    /** Null: shown to the person alone, which no key is. */
    business: null
  }
  /** Null: shown to the person alone, which no key is. */
  whop_partner_enabled_at: null
}

/** The body of Whop’s `GET /users/{id}/access/{resource_id}` with status 200, on every version. */
export type WhopAccess = {
  /** Whether the user may use the resource. */
  has_access: boolean
  /** As what: as one of the team, as a customer, or not at all. */
  access_level: 'no_access' | 'admin' | 'customer'
}

/** The body of Whop’s `GET /companies/{id}` with status 200, on every version; times are ISO 8601 in UTC. */
export type WhopCompany = {
  /** The id of the company, `biz_…`. */
  id: string
  /** What it tells its affiliates; null: membermock keeps none. */
  affiliate_instructions: null
  /** When it was made. */
  created_at: string
  /** What the company says of itself; null for nothing. */
  description: string | null
  /** What its affiliates sell first; null: membermock keeps none. */
  featured_affiliate_product: null
  /** Its logo; null for none. */
  logo: {
    /** Where the logo is. */
    url: string | null
  } | null
  /** How many members have access. */
  member_count: number
  /** What an integration has kept there of its own; null for nothing. */
  metadata: { [name: string]: unknown } | null
  /** Whose company it is. */
  owner_user: {
    /** The id of the user, `user_…`. */
    id: string
    /** The name that the user shows; null for none. */
    name: string | null
    /** The unique name of the user, as in the address of their page. */
    username: string
  }
  /** How many reviews are public. */
  published_reviews_count: number
  /** The last part of the address of the company page. */
  route: string
  /** Whether Whop sends e-mails to its customers. */
  send_customer_emails: boolean
  /** Its pages elsewhere; empty: membermock keeps none. */
  social_links: unknown[]
  /** Whom it is for; null: membermock keeps none. */
  target_audience: null
  /** The name of the company. */
  title: string
  /** When it was last changed. */
  updated_at: string
  /** Whether Whop has verified the company. */
  verified: boolean
}

/** The body of Whop’s `GET /companies` with status 200, on every version. */
export type WhopCompanyPage = {
  /** What is on the page, in its order. */
  data: ({
    /** The id of the company, `biz_…`. */
    id: string
    /** When it was made. */
    created_at: string
    /** What the company says of itself; null for nothing. */
    description: string | null
    /** Its logo; null for none. */
    logo: {
      /** Where the logo is. */
      url: string | null
    } | null
    /** How many members have access. */
    member_count: number
    /** What an integration has kept there of its own; null for nothing. */
    metadata: { [name: string]: unknown } | null
    /** Whose company it is. */
    owner_user: {
      /** The id of the user, `user_…`. */
      id: string
      /** The name that the user shows; null for none. */
      name: string | null
      /** The unique name of the user, as in the address of their page. */
      username: string
    }
    /** How many reviews are public. */
    published_reviews_count: number
    /** The last part of the address of the company page. */
    route: string
    /** Whether Whop sends e-mails to its customers. */
    send_customer_emails: boolean
    /** Whom it is for; null: membermock keeps none. */
    target_audience: null
    /** The name of the company. */
    title: string
    /** When it was last changed. */
    updated_at: string
    /** Whether Whop has verified the company. */
    verified: boolean
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
