/** Whop's products: read one, and list a company's. */
import { json } from '../../contract/answer.ts'
import type { Call } from '../../contract/call.ts'
import { ApiError } from '../../contract/refusal.ts'
import { said } from '../../contract/said.ts'
import { askedCompany, isShown, OF_COMPANY, VISIBILITY_FILTER } from './catalog-query.ts'
import { membersOf } from './head-counts.ts'
import { listRows } from './listing.ts'
import type { WhopDb } from './model.ts'
import { operation } from './operation.ts'
import { DIRECTION, PAGE, pageOf } from './page-schemas.ts'
import { page } from './pages.ts'
import { ListedProduct, Product } from './product-schemas.ts'
import type { ProductRow } from './row-schemas.ts'
import type { Rights } from './scopes.ts'
import { TEXT } from './shapes.ts'

const TAG = 'Products'
const READS = { all: ['access_pass:basic:read'] } as const
const rights: Rights = { legacy: READS, current: READS }

const countOf = (db: WhopDb, { store }: Call, { company, id }: ProductRow): number =>
  membersOf(db, store.db.texts, company, id)

const wireListed = (db: WhopDb, call: Call, row: ProductRow) => ({
  id: row.id,
  created_at: row.created_at,
  external_identifier: null,
  gallery_images: [],
  headline: row.headline,
  member_count: countOf(db, call, row),
  metadata: row.metadata,
  published_reviews_count: 0,
  route: row.route,
  title: row.title,
  updated_at: row.updated_at,
  verified: db.companies.get(row.company)?.verified ?? false,
  visibility: row.visibility,
})

const wireProduct = (db: WhopDb, call: Call, row: ProductRow) => {
  const company = db.companies.get(row.company)
  if (company === undefined) throw new ApiError('productNotFound')
  const owner = db.users.get(company.owner)
  return {
    id: row.id,
    company: { id: company.id, route: company.route, title: company.title },
    created_at: row.created_at,
    custom_cta: 'get_access',
    custom_cta_url: null,
    custom_statement_descriptor: null,
    description: row.description,
    external_identifier: null,
    gallery_images: [],
    global_affiliate_percentage: null,
    global_affiliate_status: 'disabled',
    headline: row.headline,
    member_affiliate_percentage: null,
    member_affiliate_status: 'disabled',
    member_count: countOf(db, call, row),
    metadata: row.metadata,
    owner_user: {
      id: company.owner,
      name: owner?.name ?? company.title,
      username: owner?.username ?? company.route,
    },
    product_tax_code: null,
    published_reviews_count: 0,
    route: row.route,
    title: row.title,
    updated_at: row.updated_at,
    verified: company.verified,
    visibility: row.visibility,
  }
}

export const retrieveProduct = operation({
  id: 'retrieveProduct',
  method: 'GET',
  path: '/products/{id}',
  answers: { 200: Product },
  rights,
  text: { tag: TAG, summary: 'Read one product', description: 'Of the company that the key belongs to.' },
  handle({ db, caller, params, call }) {
    const product = db.products.get(params.id)
    if (product === undefined || product.company !== caller.company) throw new ApiError('productNotFound')
    return json(200, wireProduct(db, call, product))
  },
})

export const listProducts = operation({
  id: 'listProducts',
  method: 'GET',
  path: '/products',
  query: {
    type: 'object',
    properties: {
      ...PAGE,
      ...OF_COMPANY,
      direction: DIRECTION,
      order: said(
        { type: 'string', enum: ['created_at', 'active_memberships_count'] },
        'created_at unless told.',
      ),
      visibilities: VISIBILITY_FILTER,
      access_pass_types: { type: 'array', items: TEXT, description: 'All that are here are `regular`.' },
      product_types: { type: 'array', items: TEXT, description: 'The same by its older name.' },
    },
  },
  answers: { 200: pageOf(ListedProduct) },
  rights,
  text: { tag: TAG, summary: 'List products', description: 'Those of a company, newest first.' },
  handle({ db, caller, query, call }) {
    const company = askedCompany(query, caller)
    const { order = 'created_at', direction = 'desc', visibilities } = query
    const types = query.access_pass_types ?? query.product_types ?? ['regular']
    const listing = listRows([...db.products.rows(company, 'asc')], {
      order,
      direction,
      valueIn: (row) => (order === 'created_at' ? Date.parse(row.created_at) : countOf(db, call, row)),
      keyOf: ({ id }) => id,
    })
    return page(query, listing, {
      write: (row) => JSON.stringify(wireListed(db, call, row)),
      fits: ({ visibility }) => types.includes('regular') && isShown(visibility, visibilities),
    })
  },
})
