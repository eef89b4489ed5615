/** What a planned fault forces in AITable's name. */
import type { Call } from '../../contract/call.ts'
import type { FaultDialect } from '../../contract/vendor.ts'
import { limit, MIDDLEWARE, spaceIdOf } from './checks.ts'

/** What the middleware itself refuses, and what it refuses only after it has asked the backend for a space. */
const ALWAYS = ['missingCredential', 'rateLimited']
const FOR_SPACES = ['unknownCredential', 'revokedCredential', 'unknownSpace', 'outsider', 'backendDown']

const WITHOUT_OWNER = ['missingCredential', 'unknownCredential', 'revokedCredential']

const isMiddlewares = (call: Call, kind: string): boolean =>
  ALWAYS.includes(kind) || (FOR_SPACES.includes(kind) && spaceIdOf(call).startsWith('spc'))

/** Of the kinds that share a code, the one that this operation cannot be provoked into or that is asked for most. */
const HTTP = {
  401: 'unknownCredential',
  403: 'forbidden',
  404: 'unknownPath',
  429: 'rateLimited',
  500: 'internal',
} as const

export const faults: FaultDialect = {
  member: 'unitId',
  statuses: HTTP,
  codes: { 400: 'memberNotFound', ...HTTP, 1503: 'planRequired', 1505: 'adminRequired' },
  prepare(call, kind) {
    call.layer = isMiddlewares(call, kind) ? MIDDLEWARE : undefined
    // As for an honest 401: the owner of such a token is not known, nor then the language.
    return WITHOUT_OWNER.includes(kind) ? { ...limit.facts(call), locale: 'en-US' } : limit.facts(call)
  },
}
