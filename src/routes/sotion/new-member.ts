/** A member as it begins. */
import type { Random } from '../../sandbox/random.ts'
import type { NewMember } from './member-schemas.ts'
import type { MemberRow } from './model.ts'
import { emailOf } from './roster.ts'

export interface Beginning {
  site: string
  /** Milliseconds since the epoch. */
  now: number
  random: Random
}

export const newMember = (
  { email, displayName = null, paid = false }: NewMember,
  { site, now, random }: Beginning,
): MemberRow => {
  const time = new Date(now).toISOString()
  return {
    site,
    id: random.uuid(),
    email: emailOf(email),
    displayName,
    status: 'active',
    verified: false,
    paid,
    registeredAt: time,
    lastLoginAt: null,
    createdAt: time,
    updatedAt: time,
  }
}
