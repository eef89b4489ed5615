/** How Sotion's limits and the order of its checks are known: neither is published. */
import type { Behaviour } from '../../contract/fidelity.ts'
import { known } from './errors.ts'

const WINDOW = known('assumed', 'only the three headers are documented, no number, window or scope')
const ORDER = known('assumed', 'no page gives an order: each check is put before those that need its result')

const ADA = 'GET /members/11111111-1111-4111-8111-111111111111'

export const limits: readonly Behaviour[] = [
  {
    case: 'limit-per-key',
    what: '100 requests in 60 seconds for each key; another key has its own.',
    status: 429,
    kind: 'rateLimited',
    provoke: 'a second key after the first is refused',
    provenance: WINDOW,
  },
  {
    case: 'limit-window',
    what: 'A window is fixed: it starts on the whole second of its first request.',
    status: 200,
    provoke: 'ask until refused, then PUT /__admin/clock {"advance":"PT60S"}',
    provenance: WINDOW,
  },
  {
    case: 'retry-after',
    what: '429 has Retry-After in whole seconds, Remaining 0, and the same Reset.',
    status: 429,
    kind: 'rateLimited',
    provoke: 'PUT /__admin/limits {"sotion":{"remaining":0}}',
    provenance: WINDOW,
  },
  {
    case: 'limit-counts-refusals',
    what: 'A request past the token is counted whatever its answer: a 404 or a 400 takes one too.',
    status: 429,
    kind: 'rateLimited',
    provoke: 'PUT /__admin/limits {"sotion":{"remaining":1}}, a member that is not there, then one that is',
    provenance: WINDOW,
  },
  {
    case: 'limit-spares-refused',
    what: 'A 401, a path error and a refusal for the limit itself are not counted.',
    status: 200,
    provoke: 'PUT /__admin/limits {"sotion":{"remaining":1}}, an unknown path, then a member',
    provenance: WINDOW,
  },
  {
    case: 'path-before-token',
    what: 'An unknown path is refused before the token is looked at.',
    status: 404,
    kind: 'unknownPath',
    provoke: 'GET /nowhere without Authorization',
    provenance: ORDER,
  },
  {
    case: 'method-before-token',
    what: 'A wrong method is refused before the token is looked at.',
    status: 405,
    kind: 'wrongMethod',
    provoke: 'PUT /members/11111111-1111-4111-8111-111111111111 without Authorization',
    provenance: ORDER,
  },
  {
    case: 'not-emulated-before-token',
    what: 'What membermock lacks is said before the token is looked at.',
    status: 501,
    kind: 'notImplemented',
    provoke: 'GET /site without Authorization',
    provenance: ORDER,
  },
  {
    case: 'token-before-limit',
    what: 'An unknown key is refused as such when nothing is left in any window.',
    status: 401,
    kind: 'unknownCredential',
    provoke: 'PUT /__admin/limits {"sotion":{"remaining":0}}, then an unknown key',
    provenance: ORDER,
  },
  {
    case: 'limit-before-id',
    what: 'The limit is looked at before the id.',
    status: 429,
    kind: 'rateLimited',
    provoke: 'PUT /__admin/limits {"sotion":{"remaining":0}}, then GET /members/x',
    provenance: ORDER,
  },
  {
    case: 'id-before-look-up',
    what: 'An id that is no UUID is refused as such, not as one that nobody has.',
    status: 400,
    kind: 'malformedId',
    provoke: `${ADA}0`,
    provenance: ORDER,
  },
]
