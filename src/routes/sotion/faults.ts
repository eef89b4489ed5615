/** What a planned fault forces in Sotion's name. */
import type { Call } from '../../contract/call.ts'
import { keyOf } from '../../contract/credential-check.ts'
import type { FaultDialect } from '../../contract/vendor.ts'
import { limit } from './checks.ts'

/** Without a key that works there is no window to show: a forced 401 says that there is none. */
const hasWindow = (call: Call, kind: string): boolean => {
  if (kind.endsWith('Credential')) return false
  const key = keyOf(call, call.credential)
  return key !== undefined && !key.revoked
}

export const faults = {
  member: 'memberId',
  statuses: {
    400: 'malformedId',
    401: 'unknownCredential',
    403: 'scopeGroup',
    404: 'memberNotFound',
    405: 'wrongMethod',
    409: 'emailTaken',
    413: 'bodyTooLarge',
    429: 'rateLimited',
    500: 'internal',
  },
  prepare(call, kind, retryAfter) {
    if (kind === 'rateLimited') limit.showSpent(call, retryAfter)
    else if (hasWindow(call, kind)) limit.show(call)
    return limit.facts(call)
  },
} as const satisfies FaultDialect
