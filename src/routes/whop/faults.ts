/** What a planned fault forces in Whop's name. */
import type { FaultDialect } from '../../contract/vendor.ts'
import { limit } from './checks.ts'
import { VERSION_HEADER } from './versions.ts'

export const faults = {
  member: 'id',
  statuses: {
    400: 'badRequest',
    401: 'unknownCredential',
    403: 'missingScope',
    404: 'memberNotFound',
    409: 'stateConflict',
    413: 'bodyTooLarge',
    422: 'verificationRequired',
    429: 'rateLimited',
    500: 'internal',
  },
  prepare: (call) => ({
    ...limit.facts(call),
    version: String(call.headers[VERSION_HEADER] ?? 'none'),
  }),
} as const satisfies FaultDialect
