/** Whop's list of members, in either generation. */
import type { FromSchema } from 'json-schema-to-ts'
import { companyAsked, foundBy, isAmong, listingOf } from './asked-lists.ts'
import { createdWithin } from './created.ts'
import { membershipsOf } from './derived.ts'
import { MembersQuery } from './list-queries.ts'
import { CurrentMember } from './member-schemas.ts'
import type { WhopDb } from './model.ts'
import { operation } from './operation.ts'
import { eitherPage } from './page-schemas.ts'
import { page } from './pages.ts'
import type { MemberRow } from './row-schemas.ts'
import { type Key, ListedMember } from './schemas.ts'
import { type Generation, generationOf } from './versions.ts'
import { viewOf, wireCurrentMember, wireListedMember } from './wire.ts'

type Query = FromSchema<typeof MembersQuery>
type Fits = (member: MemberRow) => boolean

const ORDERS: Readonly<Record<Generation, readonly string[]>> = {
  legacy: ['id', 'usd_total_spent', 'created_at', 'joined_at', 'most_recent_action'],
  current: ['created_at', 'joined_at', 'last_accessed_at', 'usd_total_spent'],
}

/** In the legacy generation a part of the e-mail address will do (assumed), later only the whole. */
const createSearch = (db: WhopDb, query: string, { scopes }: Key, generation: Generation): Fits => {
  const needle = query.toLowerCase()
  const seesEmail = scopes.includes('member:email:read')
  const isEmail = (email: string): boolean =>
    generation === 'legacy' ? email.includes(needle) : email === needle
  return ({ user: id }) => {
    const user = id === null ? undefined : db.users.get(id)
    if (user === undefined) return false
    const { name, username, email } = user
    const isNamed = [name, username].some((text) => text?.toLowerCase().includes(needle))
    return isNamed || (seesEmail && email !== null && isEmail(email.toLowerCase()))
  }
}

/** Of what the member has bought, one thing is asked for in each respect. */
const hasBought = (db: WhopDb, { plan_ids, product_ids, promo_code_ids }: Query): Fits | undefined => {
  if ([plan_ids, product_ids, promo_code_ids].every((ids) => ids === undefined)) return undefined
  return ({ id }) =>
    membershipsOf(db, id).some(
      ({ plan, product, promo_code }) =>
        isAmong(plan, plan_ids) && isAmong(product, product_ids) && isAmong(promo_code, promo_code_ids),
    )
}

const isLegacy = (query: Query): Fits => {
  const isWithin = createdWithin(query)
  return ({ status, most_recent_action: action, created_at }) =>
    isAmong(status, query.statuses) &&
    isAmong(action, query.most_recent_actions) &&
    isWithin(Date.parse(created_at))
}

/** It knows no drafts, and counts from the time of joining (assumed). */
const isCurrent = (query: Query): Fits => {
  const isWithin = createdWithin(query)
  return ({ status, joined_at }) =>
    status !== 'drafted' &&
    (query.status === undefined || status === query.status) &&
    isWithin(Date.parse(joined_at))
}

const createFilter = (db: WhopDb, query: Query, caller: Key, generation: Generation): Fits => {
  const isOf = generation === 'legacy' ? isLegacy(query) : isCurrent(query)
  const bought = generation === 'legacy' ? hasBought(db, query) : undefined
  const search = query.query === undefined ? undefined : createSearch(db, query.query, caller, generation)
  return (member) =>
    isOf(member) &&
    (query.access_level === undefined || member.access_level === query.access_level) &&
    (bought?.(member) ?? true) &&
    (search?.(member) ?? true)
}

export const listMembers = operation({
  id: 'listMembers',
  method: 'GET',
  path: '/members',
  query: MembersQuery,
  answers: { 200: eitherPage(ListedMember, CurrentMember) },
  rights: {
    legacy: {
      all: ['member:basic:read'],
      fields: ['member:email:read', 'member:phone:read'],
      placeParameter: 'company_id',
    },
    current: { all: ['member:basic:read'], lacking: 'credential lacks the member-read scope' },
  },
  words: { access_level: 'invalid access_level filter' },
  text: {
    tag: 'Members',
    summary: 'List members',
    description: 'The members of the company that the key belongs to, the newest first unless told.',
  },
  handle({ db, caller, query, call }) {
    const generation = generationOf(call)
    const company = companyAsked(query, caller, generation)
    const found = foundBy(db.members, 'user', query.user_ids)
    const listing = listingOf(db.members, query, { company, orders: ORDERS[generation], found })
    const { texts } = call.store.db
    const [view, write] = [
      `listed ${generation} ${viewOf(caller)}`,
      generation === 'legacy' ? wireListedMember : wireCurrentMember,
    ]
    return page(query, listing, {
      fits: createFilter(db, query, caller, generation),
      write: (member) => texts.textOf(member, view, () => write(db, member, caller)),
    })
  },
})
