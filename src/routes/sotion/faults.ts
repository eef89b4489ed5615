/** What a planned fault forces in Sotion's name. */
import type { FastifyRequest } from 'fastify'
import type { FaultDialect } from '../../contract/vendor.ts'
import { limit } from './checks.ts'
import { sotionStore } from './store.ts'

/** Without a key that works there is no window to show: a forced 401 says that there is none. */
const hasWindow = (request: FastifyRequest, kind: string): boolean => {
  if (kind.endsWith('Credential') || request.credential === undefined) return false
  const key = sotionStore(request.sandbox).keys.get(request.credential)
  return key !== undefined && !key.revoked
}

export const faults: FaultDialect = {
  member: 'memberId',
  statuses: {
    400: 'malformedId',
    401: 'unknownCredential',
    404: 'memberNotFound',
    405: 'wrongMethod',
    429: 'rateLimited',
    500: 'internal',
  },
  prepare(request, reply, kind) {
    if (hasWindow(request, kind)) limit.show(request, reply)
    return limit.facts(request)
  },
}
