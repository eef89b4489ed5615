/** Whop's products as they go over the wire, in either generation. */
import { COUNT, FLAG, METADATA, NOTHING, OWNER, TEXT, TEXT_OR_NULL, TIME, whole } from './shapes.ts'

const VISIBILITY = { type: 'string', enum: ['visible', 'hidden', 'archived', 'quick_link'] } as const
const NO_ITEMS = { type: 'array', maxItems: 0 } as const

/** Alone. */
export const Product = whole({
  id: TEXT,
  company: whole({ id: TEXT, route: TEXT, title: TEXT }),
  created_at: TIME,
  custom_cta: { const: 'get_access' },
  custom_cta_url: NOTHING,
  custom_statement_descriptor: NOTHING,
  description: TEXT_OR_NULL,
  external_identifier: NOTHING,
  gallery_images: NO_ITEMS,
  global_affiliate_percentage: NOTHING,
  global_affiliate_status: { const: 'disabled' },
  headline: TEXT_OR_NULL,
  member_affiliate_percentage: NOTHING,
  member_affiliate_status: { const: 'disabled' },
  member_count: COUNT,
  metadata: METADATA,
  owner_user: OWNER,
  product_tax_code: NOTHING,
  published_reviews_count: COUNT,
  route: TEXT,
  title: TEXT,
  updated_at: TIME,
  verified: FLAG,
  visibility: VISIBILITY,
})

export const ListedProduct = whole({
  id: TEXT,
  created_at: TIME,
  external_identifier: NOTHING,
  gallery_images: NO_ITEMS,
  headline: TEXT_OR_NULL,
  member_count: COUNT,
  metadata: METADATA,
  published_reviews_count: COUNT,
  route: TEXT,
  title: TEXT,
  updated_at: TIME,
  verified: FLAG,
  visibility: VISIBILITY,
})
