/** `membermock/types`: what the vendors answer, as types, for programs and tests that read it. */
import type { AitableError, AitableMember, AitableSuccess } from './types/aitable.ts'
import type { SotionError, SotionSuccess } from './types/sotion.ts'
import type { WhopError } from './types/whop-errors.ts'
import type { WhopMember } from './types/whop-members.ts'

export type * from './types/aitable.ts'
export type * from './types/sotion.ts'
export type * from './types/sotion-groups.ts'
export type * from './types/whop-current-memberships.ts'
export type * from './types/whop-errors.ts'
export type * from './types/whop-members.ts'
export type * from './types/whop-memberships.ts'
export type * from './types/whop-people.ts'
export type * from './types/whop-plans.ts'
export type * from './types/whop-products.ts'
export type * from './types/whop-webhooks.ts'

/** Whatever Whop answers to a look at one member up to 2026-07-22: tell them apart by the HTTP status. */
export type WhopAnswer = WhopMember | WhopError

/**
 * An AitableMember where what is absent is `""` and `{}` instead: the setting `aitable.absentSensitive: empty`.
 */
export type AitableMemberWithEmpty = Omit<AitableMember, 'mobile'> & {
  /** Only with `sensitiveData=true`; empty for none. */
  mobile?: AitableMember['mobile'] | Record<string, never>
}

/** Whatever AITable answers to a look at one member: tell them apart by `success`, not by the HTTP status. */
export type AitableAnswer = AitableSuccess | AitableError

/** Whatever Sotion answers to a look at one member by default: tell them apart by the HTTP status. */
export type SotionAnswer = SotionSuccess | SotionError
