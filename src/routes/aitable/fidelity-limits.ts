/** How AITable's limits and the order of its checks are known. */
import type { Behaviour } from '../../contract/fidelity.ts'
import { known } from './errors.ts'

const SERVER = 'https://github.com/apitable/apitable'
const LIMITER = known('source', `${SERVER}, node.rate.limiter.middleware.ts`)
const ORDER = known('source', `${SERVER}, the middleware and guards of packages/room-server/src/fusion`)
const CLOSED = known('assumed', 'the controller is not in the open source')

export const limits: readonly Behaviour[] = [
  {
    case: 'limit-number',
    what: '20 requests a second.',
    status: 429,
    kind: 'rateLimited',
    provoke: '21 requests within a second',
    provenance: known(
      'assumed',
      'https://developers.aitable.ai/zh-CN/api/reference/api/openapi has it for datasheets on this plan',
    ),
  },
  {
    case: 'limit-per-token-and-space',
    what: 'Counted for each token and space: another space or another token has its own.',
    status: 429,
    kind: 'rateLimited',
    provoke: 'PUT /__admin/limits {"aitable":{"limit":1}}, then two spaces',
    provenance: LIMITER,
  },
  {
    case: 'limit-window',
    what: 'A window is fixed: it starts with its first request and ends a second later.',
    status: 200,
    provoke: 'ask until refused, then PUT /__admin/clock {"advance":"PT1S"}',
    provenance: LIMITER,
  },
  {
    case: 'limit-counts-failures',
    what: 'Everything past the look at token and space is counted, whatever its answer.',
    status: 429,
    kind: 'rateLimited',
    provoke: 'PUT /__admin/limits {"aitable":{"remaining":1}}, a unit that is not there, then one that is',
    provenance: LIMITER,
  },
  {
    case: 'limit-spares-refused',
    what: 'An unknown token, an unknown space and an unknown path are not counted.',
    status: 200,
    provoke: 'PUT /__admin/limits {"aitable":{"remaining":1}}, an unknown space, then a member',
    provenance: LIMITER,
  },
  {
    case: 'path-before-token',
    what: 'An unknown path is refused before the token is looked at.',
    status: 404,
    kind: 'unknownPath',
    provoke: 'GET /fusion/v1/nowhere without Authorization',
    provenance: ORDER,
  },
  {
    case: 'token-before-space',
    what: 'The token is looked at before the space.',
    status: 401,
    kind: 'unknownCredential',
    provoke: 'GET .../spcNobody00001/members/... with Bearer uskNobody',
    provenance: ORDER,
  },
  {
    case: 'space-before-limit',
    what: 'The space is looked at before the limit.',
    status: 200,
    kind: 'unknownSpace',
    provoke: 'PUT /__admin/limits {"aitable":{"remaining":0}}, then GET .../spcNobody00001/members/...',
    provenance: ORDER,
  },
  {
    case: 'space-without-spc',
    what: 'A space whose id does not start with spc is refused behind the middleware, so with request-id.',
    status: 200,
    kind: 'unknownSpace',
    provoke: 'GET .../abc/members/...',
    provenance: ORDER,
  },
  {
    case: 'limit-before-quota',
    what: 'The limit is looked at before the monthly quota.',
    status: 429,
    kind: 'rateLimited',
    provoke: 'PUT /__admin/limits {"aitable":{"remaining":0}}, then Bearer uskMockQuotaSpent000001',
    provenance: ORDER,
  },
  {
    case: 'quota-before-plan',
    what: 'The monthly quota is looked at before the plan, the right and the unit.',
    status: 403,
    kind: 'quotaSpent',
    provoke: 'GET .../members/nobody with Bearer uskMockQuotaSpent000001',
    provenance: ORDER,
  },
  {
    case: 'plan-before-unit',
    what: 'The plan is looked at before the unit.',
    status: 200,
    kind: 'planRequired',
    provoke: 'GET .../spcFreePlan01/members/nobody',
    provenance: CLOSED,
  },
  {
    case: 'right-before-unit',
    what: 'The right of the owner is looked at before the unit.',
    status: 200,
    kind: 'adminRequired',
    provoke: 'GET .../members/nobody with Bearer uskMockPlainMember00001',
    provenance: CLOSED,
  },
]
