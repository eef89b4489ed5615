/** Whop's companies as they go over the wire, in either generation. */
import { COUNT, FLAG, METADATA, NOTHING, OWNER, orNull, TEXT, TEXT_OR_NULL, TIME, whole } from './shapes.ts'

const LOGO = orNull(whole({ url: TEXT_OR_NULL }))

/** Alone. */
export const Company = whole({
  id: TEXT,
  affiliate_instructions: NOTHING,
  created_at: TIME,
  description: TEXT_OR_NULL,
  featured_affiliate_product: NOTHING,
  logo: LOGO,
  member_count: COUNT,
  metadata: METADATA,
  owner_user: OWNER,
  published_reviews_count: COUNT,
  route: TEXT,
  send_customer_emails: FLAG,
  social_links: { type: 'array', maxItems: 0 },
  target_audience: NOTHING,
  title: TEXT,
  updated_at: TIME,
  verified: FLAG,
})

export const ListedCompany = whole({
  id: TEXT,
  created_at: TIME,
  description: TEXT_OR_NULL,
  logo: LOGO,
  member_count: COUNT,
  metadata: METADATA,
  owner_user: OWNER,
  published_reviews_count: COUNT,
  route: TEXT,
  send_customer_emails: FLAG,
  target_audience: NOTHING,
  title: TEXT,
  updated_at: TIME,
  verified: FLAG,
})
