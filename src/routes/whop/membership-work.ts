/** What the operations that change a membership have in common: what they need, and how they refuse. */
import type { Answer } from '../../contract/answer.ts'
import type { Call } from '../../contract/call.ts'
import { ApiError } from '../../contract/refusal.ts'
import type { MembershipRow } from './membership-row.ts'
import { findMembership, membershipAnswer } from './memberships.ts'
import type { WhopDb } from './model.ts'
import type { Key } from './schemas.ts'
import type { Rights, Scope } from './scopes.ts'
import { TransitionError, transit } from './transit.ts'
import type { Step, TransitionName } from './transitions.ts'
import { type Generation, generationOf } from './versions.ts'

export const TAG = 'Memberships'

/** The legacy generation wants the scope and those to read what comes back; the current one any of its own. */
export const rightsTo = (legacy: Scope, ...current: readonly Scope[]): Rights => ({
  legacy: { all: [legacy, 'member:basic:read'], fields: ['member:email:read'] },
  current: { any: current.length > 0 ? current : [legacy] },
})

/** The state does not allow it: no two generations say so with the same status (both assumed). */
export const refuseState = (generation: Generation, message: string): never => {
  throw new ApiError(generation === 'legacy' ? 'wrongState' : 'stateConflict', { message })
}

/** What the current API says 400 to as well. */
export const refuseRequest = (message: string): never => {
  throw new ApiError('wrongState', { message })
}

interface Asked {
  readonly db: WhopDb
  readonly caller: Key
  readonly params: { readonly id: string }
  readonly call: Call
  readonly now: number
}

/** The membership of the path. */
export const membershipOf = ({ db, caller, params, call }: Asked): MembershipRow =>
  findMembership(db, params.id, caller, generationOf(call))

/** Makes a transition, and answers with what comes of it. `isRequest`: a refusal is 400 in either generation. */
export const answerTransition = (
  asked: Asked,
  name: TransitionName,
  step: Omit<Step, 'now'> = {},
  { isRequest = false } = {},
): Answer => {
  const { db, call, caller, now } = asked
  const before = membershipOf(asked)
  try {
    return membershipAnswer(call, db, transit(db, before, name, { ...step, now }), caller)
  } catch (error) {
    if (!(error instanceof TransitionError)) throw error
    return isRequest ? refuseRequest(error.message) : refuseState(generationOf(call), error.message)
  }
}
