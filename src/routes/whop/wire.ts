/** Whop's rows as they go over the wire, as far as one credential may see them. */
import { ApiError } from '../../contract/refusal.ts'
import type { CurrentMember } from './member-schemas.ts'
import { lastAccessOf, type WhopDb } from './model.ts'
import type { CompanyRow, MemberRow, UserRow } from './row-schemas.ts'
import type { Key, ListedMember, Member } from './schemas.ts'
import { SCOPES } from './scopes.ts'

/** Whoever steers a sandbox sees all there is. */
export const EVERYTHING: Pick<Key, 'scopes'> = { scopes: [...SCOPES] }

/** Keys of one view see the same of every member. */
export const viewOf = ({ scopes }: Pick<Key, 'scopes'>): string =>
  `${scopes.includes('member:email:read')} ${scopes.includes('member:phone:read')}`

const wireUser = ({ id, email, name, username }: UserRow, scopes: Key['scopes']) => ({
  id,
  email: scopes.includes('member:email:read') ? email : null,
  name,
  username,
})

/** Whoever puts a member sees to it that its company is there; a company that was deleted takes its members along. */
export const companyOf = (db: WhopDb, { company }: Pick<MemberRow, 'company'>): CompanyRow => {
  const row = db.companies.get(company)
  if (row === undefined) throw new ApiError('memberNotFound')
  return row
}

const userOf = (db: WhopDb, { user }: MemberRow): UserRow | undefined =>
  user === null ? undefined : db.users.get(user)

/** Scopes that a key lacks turn fields to null (PERM-OLD and the legacy membership schema; assumed for members). */
export const wireListedMember = (
  db: WhopDb,
  member: MemberRow,
  { scopes }: Pick<Key, 'scopes'>,
): ListedMember => {
  const user = userOf(db, member)
  return {
    id: member.id,
    created_at: member.created_at,
    updated_at: member.updated_at,
    joined_at: member.joined_at,
    access_level: member.access_level,
    status: member.status,
    most_recent_action: member.most_recent_action,
    most_recent_action_at: member.most_recent_action_at,
    user: user === undefined ? null : wireUser(user, scopes),
    phone: scopes.includes('member:phone:read') ? member.phone : null,
    usd_total_spent: member.usd_total_spent,
    company_token_balance: member.company_token_balance,
  }
}

export const wireMember = (db: WhopDb, member: MemberRow, seer: Pick<Key, 'scopes'>): Member => {
  const { id, title, route } = companyOf(db, member)
  return { ...wireListedMember(db, member, seer), company: { id, title, route } }
}

const wireCurrentUser = ({ id, username, name, profile_picture }: UserRow): CurrentMember['user'] => ({
  id,
  username,
  name,
  profile_picture: { url: profile_picture },
})

/** The later generation knows no drafts: whoever asks has seen to it that it is none. */
const currentStatus = ({ status }: MemberRow): CurrentMember['status'] => {
  if (status === 'drafted') throw new ApiError('memberNotFound')
  return status
}

/** That the phone needs its scope here too is assumed. */
export const wireCurrentMember = (
  db: WhopDb,
  member: MemberRow,
  { scopes }: Pick<Key, 'scopes'>,
): CurrentMember => {
  const user = userOf(db, member)
  return {
    id: member.id,
    account_id: member.company,
    access_level: member.access_level,
    status: currentStatus(member),
    token_balance: member.company_token_balance,
    phone_number: scopes.includes('member:phone:read') ? member.phone : null,
    joined_at: member.joined_at,
    last_accessed_at: lastAccessOf(member),
    created_at: member.created_at,
    user: user === undefined ? null : wireCurrentUser(user),
  }
}
