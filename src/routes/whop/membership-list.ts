/** Whop's list of memberships, in either generation. */
import type { FromSchema } from 'json-schema-to-ts'
import { ApiError } from '../../contract/refusal.ts'
import { companyAsked, foundBy, isAmong, listingOf } from './asked-lists.ts'
import { createdWithin } from './created.ts'
import { MembershipsQuery } from './list-queries.ts'
import type { MembershipRow } from './membership-row.ts'
import { CurrentMembership, ListedMembership } from './membership-schemas.ts'
import { membershipView, wireCurrentMembership, wireListedMembership } from './membership-wire.ts'
import type { WhopDb } from './model.ts'
import { operation } from './operation.ts'
import { eitherPage } from './page-schemas.ts'
import { page } from './pages.ts'
import type { Key } from './schemas.ts'
import { type Generation, generationOf } from './versions.ts'

type Query = FromSchema<typeof MembershipsQuery>
type Fits = (membership: MembershipRow) => boolean

const ORDERS: Readonly<Record<Generation, readonly string[]>> = {
  legacy: ['id', 'created_at', 'status', 'canceled_at', 'date_joined', 'total_spend'],
  current: ['created_at'],
}

/** By which of the filter's names a membership goes: that it is on the way out, or paused, is no status of its own. */
const statusesOf = (membership: MembershipRow): readonly string[] => [
  membership.status,
  ...(membership.status === 'active' && membership.cancel_at_period_end ? ['canceling'] : []),
  ...(membership.payment_collection_paused ? ['paused'] : []),
]

const isOneOf = (values: readonly string[], asked: readonly string[] | undefined): boolean =>
  asked === undefined || values.some((value) => asked.includes(value))

const isLegacy =
  (query: Query): Fits =>
  (membership) =>
    isOneOf(statusesOf(membership), query.statuses) &&
    isAmong(membership.cancel_option, query.cancel_options) &&
    isAmong(membership.promo_code, query.promo_code_ids)

const listed = (one: string | undefined): readonly string[] | undefined =>
  one === undefined ? undefined : [one]

/** It knows no drafts. */
const isCurrent =
  (query: Query): Fits =>
  (membership) =>
    membership.status !== 'drafted' &&
    isOneOf(statusesOf(membership), listed(query.status)) &&
    isAmong(membership.plan, listed(query.plan_id)) &&
    isAmong(membership.product, listed(query.product_id))

/** One whose plan or product is gone is as good as gone. */
const createFilter = (db: WhopDb, query: Query, generation: Generation): Fits => {
  const isOf = generation === 'legacy' ? isLegacy(query) : isCurrent(query)
  const isWithin = createdWithin(query)
  return (membership) =>
    isOf(membership) &&
    isAmong(membership.plan, query.plan_ids) &&
    isAmong(membership.product, query.product_ids) &&
    isWithin(Date.parse(membership.created_at)) &&
    db.plans.get(membership.plan) !== undefined &&
    db.products.get(membership.product) !== undefined
}

/** An account that is nowhere is not found; one that is another’s narrows the list to nothing. */
const isWithinReach = (db: WhopDb, { account_id: asked }: Query, { company }: Key): boolean => {
  if (asked === undefined || asked === company) return true
  if (db.companies.get(asked) === undefined)
    throw new ApiError('accountNotFound', { message: 'unknown account_id' })
  return false
}

/** `me` is the person of a token: a key is nobody. */
const usersAsked = (query: Query, generation: Generation): readonly string[] | undefined =>
  generation === 'legacy' ? query.user_ids : listed(query.user_id)

export const listMemberships = operation({
  id: 'listMemberships',
  method: 'GET',
  path: '/memberships',
  query: MembershipsQuery,
  answers: { 200: eitherPage(ListedMembership, CurrentMembership) },
  rights: {
    legacy: {
      all: ['member:basic:read'],
      fields: ['member:email:read'],
      placeParameter: 'company_id',
    },
    current: { all: ['member:basic:read'], lacking: 'credential lacks the read scope' },
  },
  words: { status: 'invalid status filter' },
  text: {
    tag: 'Memberships',
    summary: 'List memberships',
    description: 'The memberships of the company that the key belongs to, the newest first unless told.',
  },
  handle({ db, caller, query, call }) {
    const generation = generationOf(call)
    const isCurrentOne = generation === 'current'
    const company = isCurrentOne ? caller.company : companyAsked(query, caller, generation)
    const isReachable = !isCurrentOne || isWithinReach(db, query, caller)
    const isThere = isReachable && db.companies.get(company) !== undefined
    const found = isThere ? foundBy(db.memberships, 'user', usersAsked(query, generation)) : []
    const listing = listingOf(db.memberships, query, { company, orders: ORDERS[generation], found })
    const { texts } = call.store.db
    const view = `listed ${generation} ${membershipView(caller)}`
    const write = isCurrentOne ? wireCurrentMembership : wireListedMembership
    return page(query, listing, {
      fits: createFilter(db, query, generation),
      write: (row) => texts.textOf(row, view, () => write(db, row, caller)),
    })
  },
})
