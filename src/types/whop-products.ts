/** Whop’s products. Made from its schemas by `npm run generate`. */

/** The body of Whop’s `GET /products/{id}` with status 200, on every version; times are ISO 8601 in UTC. */
export type WhopProduct = {
  /** The id of the product, `prod_…`. */
  id: string
  /** The company that sells it. */
  company: {
    /** The id of the company, `biz_…`. */
    id: string
    /** The last part of the address of the company page. */
    route: string
    /** The name of the company. */
    title: string
  }
  /** When it was made. */
  created_at: string
  /** What the button says. */
  custom_cta: 'get_access'
  /** Where the button leads; null: membermock keeps none. */
  custom_cta_url: null
  /** What a statement of account says; null: membermock keeps none. */
  custom_statement_descriptor: null
  /** What the company says of it; null for nothing. */
  description: string | null
  /** The id that another system has for it; null: membermock keeps none. */
  external_identifier: null
  /** Its pictures; empty: membermock keeps none. */
  gallery_images: unknown[]
  /** The share of any affiliate; null: membermock keeps none. */
  global_affiliate_percentage: null
  /** Whether anyone may be an affiliate. */
  global_affiliate_status: 'disabled'
  /** One line about it; null for none. */
  headline: string | null
  /** The share of a member who is an affiliate; null: membermock keeps none. */
  member_affiliate_percentage: null
  /** Whether members may be affiliates. */
  member_affiliate_status: 'disabled'
  /** How many members have access. */
  member_count: number
  /** What an integration has kept there of its own; null for nothing. */
  metadata: { [name: string]: unknown } | null
  /** Whose company sells it. */
  owner_user: {
    /** The id of the user, `user_…`. */
    id: string
    /** The name that the user shows; null for none. */
    name: string | null
    /** The unique name of the user, as in the address of their page. */
    username: string
  }
  /** How it is taxed; null: membermock keeps none. */
  product_tax_code: null
  /** How many reviews are public. */
  published_reviews_count: number
  /** The last part of the address of the product page. */
  route: string
  /** The name of the product. */
  title: string
  /** When it was last changed. */
  updated_at: string
  /** Whether the company behind it is verified. */
  verified: boolean
  /** Who sees it: everybody, nobody, nobody any more, or whoever has the link. */
  visibility: 'visible' | 'hidden' | 'archived' | 'quick_link'
}

/** The body of Whop’s `GET /products` with status 200, on every version. */
export type WhopProductPage = {
  /** What is on the page, in its order. */
  data: ({
    /** The id of the product, `prod_…`. */
    id: string
    /** When it was made. */
    created_at: string
    /** The id that another system has for it; null: membermock keeps none. */
    external_identifier: null
    /** Its pictures; empty: membermock keeps none. */
    gallery_images: unknown[]
    /** One line about it; null for none. */
    headline: string | null
    /** How many members have access. */
    member_count: number
    /** What an integration has kept there of its own; null for nothing. */
    metadata: { [name: string]: unknown } | null
    /** How many reviews are public. */
    published_reviews_count: number
    /** The last part of the address of the product page. */
    route: string
    /** The name of the product. */
    title: string
    /** When it was last changed. */
    updated_at: string
    /** Whether the company behind it is verified. */
    verified: boolean
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
