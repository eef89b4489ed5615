/** A member as one credential may see it. */
import type { Key, Member } from './schemas.ts'

/** Keys of one view see the same of every member. */
export const viewOf = ({ scopes }: Key): string =>
  `${scopes.includes('member:email:read')} ${scopes.includes('member:phone:read')}`

/** Scopes that a key lacks turn fields to null (PERM-OLD and the legacy membership schema; assumed for members). */
export const wireMember = (member: Member, { scopes }: Key): Member => ({
  id: member.id,
  created_at: member.created_at,
  updated_at: member.updated_at,
  joined_at: member.joined_at,
  access_level: member.access_level,
  status: member.status,
  most_recent_action: member.most_recent_action,
  most_recent_action_at: member.most_recent_action_at,
  user: member.user && {
    id: member.user.id,
    email: scopes.includes('member:email:read') ? member.user.email : null,
    name: member.user.name,
    username: member.user.username,
  },
  phone: scopes.includes('member:phone:read') ? member.phone : null,
  usd_total_spent: member.usd_total_spent,
  company_token_balance: member.company_token_balance,
  company: { id: member.company.id, title: member.company.title, route: member.company.route },
})
