/** Whop's users: read one, and what one may use. */
import { json } from '../../contract/answer.ts'
import { ApiError } from '../../contract/refusal.ts'
import { accessTo } from './access.ts'
import type { WhopDb } from './model.ts'
import { operation } from './operation.ts'
import type { UserRow } from './row-schemas.ts'
import type { Key } from './schemas.ts'
import type { Rights } from './scopes.ts'
import { Access, User } from './user-schemas.ts'

const TAG = 'Users'

/** Whoever has a key may ask. */
const rights: Rights = { legacy: {}, current: {} }

const wireUser = ({ id, bio, created_at, name, profile_picture: url, username }: UserRow) => ({
  id,
  balance: null,
  balance_history: null,
  bio,
  created_at,
  earnings_usd: null,
  name,
  profile_picture: url === null ? null : { url },
  username,
  verification: { individual: null, business: null },
  whop_partner_enabled_at: null,
})

const named = (db: WhopDb, name: string): UserRow | undefined =>
  name.includes('@') ? undefined : db.users.find('username', name)[0]

/** By id or username; `me` is the owner of the key's company (assumed). */
const findUser = (db: WhopDb, id: string, { company }: Key): UserRow => {
  const wanted = id === 'me' ? (db.companies.get(company)?.owner ?? id) : id
  const user = db.users.get(wanted) ?? named(db, wanted)
  if (user === undefined) throw new ApiError('userNotFound')
  return user
}

export const retrieveUser = operation({
  id: 'retrieveUser',
  method: 'GET',
  path: '/users/{id}',
  answers: { 200: User },
  rights,
  text: {
    tag: TAG,
    summary: 'Read one user',
    description: 'By id or username; `me` is the owner of the company that the key belongs to.',
  },
  handle: ({ db, caller, params }) => json(200, wireUser(findUser(db, params.id, caller))),
})

export const checkAccessUser = operation({
  id: 'checkAccessUser',
  method: 'GET',
  path: '/users/{id}/access/{resource_id}',
  answers: { 200: Access },
  rights,
  text: {
    tag: TAG,
    summary: 'Check what a user may use',
    description: 'A company, a product or an experience of the company that the key belongs to.',
  },
  handle: ({ db, caller, params }) =>
    json(200, accessTo(db, findUser(db, params.id, caller), params.resource_id, caller)),
})
