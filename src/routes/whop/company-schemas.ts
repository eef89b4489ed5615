/** Whop's companies as they go over the wire, in either generation. */
import { said } from '../../contract/said.ts'
import {
  COMPANY_ID,
  COMPANY_ROUTE,
  COMPANY_TITLE,
  CREATED_AT,
  FLAG,
  MEMBER_COUNT,
  NOTHING,
  OWN_METADATA,
  OWNER,
  orNull,
  REVIEW_COUNT,
  TEXT_OR_NULL,
  UPDATED_AT,
  whole,
} from './shapes.ts'

const LISTED = {
  id: COMPANY_ID,
  created_at: CREATED_AT,
  description: said(TEXT_OR_NULL, 'What the company says of itself; null for nothing.'),
  logo: said(orNull(whole({ url: said(TEXT_OR_NULL, 'Where the logo is.') })), 'Its logo; null for none.'),
  member_count: MEMBER_COUNT,
  metadata: OWN_METADATA,
  owner_user: said(OWNER, 'Whose company it is.'),
  published_reviews_count: REVIEW_COUNT,
  route: COMPANY_ROUTE,
  send_customer_emails: said(FLAG, 'Whether Whop sends e-mails to its customers.'),
  target_audience: said(NOTHING, 'Whom it is for; null: membermock keeps none.'),
  title: COMPANY_TITLE,
  updated_at: UPDATED_AT,
  verified: said(FLAG, 'Whether Whop has verified the company.'),
} as const

const { id, created_at, description, logo, member_count, metadata, ...more } = LISTED
const { owner_user, published_reviews_count, route, send_customer_emails, ...last } = more

/** Alone. */
export const Company = whole({
  id,
  affiliate_instructions: said(NOTHING, 'What it tells its affiliates; null: membermock keeps none.'),
  created_at,
  description,
  featured_affiliate_product: said(NOTHING, 'What its affiliates sell first; null: membermock keeps none.'),
  logo,
  member_count,
  metadata,
  owner_user,
  published_reviews_count,
  route,
  send_customer_emails,
  social_links: said({ type: 'array', maxItems: 0 }, 'Its pages elsewhere; empty: membermock keeps none.'),
  ...last,
})

export const ListedCompany = whole(LISTED)
