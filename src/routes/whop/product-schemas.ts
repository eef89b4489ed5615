/** Whop's products as they go over the wire, in either generation. */
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
  PRODUCT_ID,
  PRODUCT_TITLE,
  REVIEW_COUNT,
  TEXT,
  TEXT_OR_NULL,
  UPDATED_AT,
  VISIBILITY,
  whole,
} from './shapes.ts'

const none = (what: string) => said(NOTHING, `${what}; null: membermock keeps none.`)
const DISABLED = { const: 'disabled' } as const

const EXTERNAL = none('The id that another system has for it')
const IMAGES = said({ type: 'array', maxItems: 0 }, 'Its pictures; empty: membermock keeps none.')
const HEADLINE = said(TEXT_OR_NULL, 'One line about it; null for none.')
const ROUTE = said(TEXT, 'The last part of the address of the product page.')
const LAST = {
  title: PRODUCT_TITLE,
  updated_at: UPDATED_AT,
  verified: said(FLAG, 'Whether the company behind it is verified.'),
  visibility: VISIBILITY,
} as const

/** Alone. */
export const Product = whole({
  id: PRODUCT_ID,
  company: said(
    whole({ id: COMPANY_ID, route: COMPANY_ROUTE, title: COMPANY_TITLE }),
    'The company that sells it.',
  ),
  created_at: CREATED_AT,
  custom_cta: said({ const: 'get_access' }, 'What the button says.'),
  custom_cta_url: none('Where the button leads'),
  custom_statement_descriptor: none('What a statement of account says'),
  description: said(TEXT_OR_NULL, 'What the company says of it; null for nothing.'),
  external_identifier: EXTERNAL,
  gallery_images: IMAGES,
  global_affiliate_percentage: none('The share of any affiliate'),
  global_affiliate_status: said(DISABLED, 'Whether anyone may be an affiliate.'),
  headline: HEADLINE,
  member_affiliate_percentage: none('The share of a member who is an affiliate'),
  member_affiliate_status: said(DISABLED, 'Whether members may be affiliates.'),
  member_count: MEMBER_COUNT,
  metadata: OWN_METADATA,
  owner_user: said(OWNER, 'Whose company sells it.'),
  product_tax_code: none('How it is taxed'),
  published_reviews_count: REVIEW_COUNT,
  route: ROUTE,
  ...LAST,
})

export const ListedProduct = whole({
  id: PRODUCT_ID,
  created_at: CREATED_AT,
  external_identifier: EXTERNAL,
  gallery_images: IMAGES,
  headline: HEADLINE,
  member_count: MEMBER_COUNT,
  metadata: OWN_METADATA,
  published_reviews_count: REVIEW_COUNT,
  route: ROUTE,
  ...LAST,
})
