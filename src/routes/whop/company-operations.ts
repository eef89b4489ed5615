/** Whop's companies: read one, and list those that a key sees. */
import { json } from '../../contract/answer.ts'
import { ApiError } from '../../contract/refusal.ts'
import { Company, ListedCompany } from './company-schemas.ts'
import { createdWithin } from './created.ts'
import { listRows } from './listing.ts'
import type { WhopDb } from './model.ts'
import { operation } from './operation.ts'
import { DIRECTION, PAGE, pageOf } from './page-schemas.ts'
import { page } from './pages.ts'
import type { CompanyRow } from './row-schemas.ts'
import type { Rights } from './scopes.ts'
import { CREATED } from './shapes.ts'

const TAG = 'Companies'
const READS = { all: ['company:basic:read'] } as const
const rights: Rights = { legacy: READS, current: READS }

/** A company whose owner is gone is its own. */
const ownerOf = (db: WhopDb, { owner, title, route }: CompanyRow) => {
  const user = db.users.get(owner)
  return { id: owner, name: user?.name ?? title, username: user?.username ?? route }
}

const wireListed = (db: WhopDb, row: CompanyRow) => ({
  id: row.id,
  created_at: row.created_at,
  description: row.description,
  logo: row.logo_url === null ? null : { url: row.logo_url },
  member_count: db.members.count(row.id),
  metadata: row.metadata,
  owner_user: ownerOf(db, row),
  published_reviews_count: 0,
  route: row.route,
  send_customer_emails: true,
  target_audience: null,
  title: row.title,
  updated_at: row.updated_at,
  verified: row.verified,
})

const wireCompany = (db: WhopDb, row: CompanyRow) => {
  const { id, created_at, description, logo, member_count, metadata, owner_user, ...rest } = wireListed(
    db,
    row,
  )
  const { published_reviews_count, route, send_customer_emails, ...last } = rest
  return {
    id,
    affiliate_instructions: null,
    created_at,
    description,
    featured_affiliate_product: null,
    logo,
    member_count,
    metadata,
    owner_user,
    published_reviews_count,
    route,
    send_customer_emails,
    social_links: [],
    ...last,
  }
}

export const retrieveCompany = operation({
  id: 'retrieveCompany',
  method: 'GET',
  path: '/companies/{id}',
  answers: { 200: Company },
  rights,
  text: { tag: TAG, summary: 'Read one company', description: 'The one that the key belongs to.' },
  handle({ db, caller, params }) {
    const company = params.id === caller.company ? db.companies.get(params.id) : undefined
    if (company === undefined) throw new ApiError('companyNotFound')
    return json(200, wireCompany(db, company))
  },
})

export const listCompanies = operation({
  id: 'listCompanies',
  method: 'GET',
  path: '/companies',
  query: {
    type: 'object',
    properties: {
      ...PAGE,
      ...CREATED,
      direction: DIRECTION,
      parent_company_id: { type: 'string', description: 'Those below it, of which there are none.' },
    },
  },
  answers: { 200: pageOf(ListedCompany) },
  rights,
  text: { tag: TAG, summary: 'List companies', description: 'Those that the key sees: its own.' },
  handle({ db, caller, query }) {
    const own = db.companies.get(caller.company)
    const isWithin = createdWithin(query)
    const isOwn = own !== undefined && query.parent_company_id === undefined
    const listing = listRows(isOwn ? [own] : [], {
      order: 'created_at',
      direction: query.direction ?? 'desc',
      valueIn: ({ created_at }) => Date.parse(created_at),
      keyOf: ({ id }) => id,
    })
    return page(query, listing, {
      write: (row) => JSON.stringify(wireListed(db, row)),
      fits: ({ created_at }) => isWithin(Date.parse(created_at)),
    })
  },
})
