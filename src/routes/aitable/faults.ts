/** What a planned fault forces in AITable's name. */
import type { Call } from '../../contract/call.ts'
import type { FaultDialect } from '../../contract/vendor.ts'
import { limit, spaceIdOf } from './checks.ts'
import { MIDDLEWARE } from './layers.ts'

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

export const faults = {
  member: 'unitId',
  statuses: HTTP,
  codes: {
    400: 'memberNotFound',
    ...HTTP,
    1503: 'planRequired',
    1504: 'teamAdminRequired',
    1505: 'adminRequired',
    1506: 'teamNameTaken',
    1507: 'teamNotEmpty',
    1508: 'roleAdminRequired',
    1509: 'roleNameTaken',
    1520: 'roleNotEmpty',
    1521: 'teamsNotFound',
    1522: 'thirdPartySpace',
    1523: 'rolesNotFound',
    1524: 'primaryAdminStays',
  },
  prepare(call, kind) {
    call.layer = isMiddlewares(call, kind) ? MIDDLEWARE : undefined
    const facts = { ...limit.facts(call), ids: call.params.unitId ?? '' }
    // As for an honest 401: the owner of such a token is not known, nor then the language.
    return WITHOUT_OWNER.includes(kind) ? { ...facts, locale: 'en-US' } : facts
  },
} as const satisfies FaultDialect
