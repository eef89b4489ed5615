/** How Whop's limits and the order of its checks are known. */
import type { Behaviour } from '../../contract/fidelity.ts'
import { known, TROUBLESHOOTING } from './errors.ts'

const ORDER = known('assumed', 'no page gives an order: each check is put before those that need its result')
const WINDOW = known('assumed', `${TROUBLESHOOTING} says 600 a minute and leaves the window open`)

export const limits: readonly Behaviour[] = [
  {
    case: 'limit-per-key',
    what: '600 requests a minute for each key and operation; another key has its own.',
    status: 429,
    kind: 'rateLimited',
    provoke: 'a second key after the first is refused',
    provenance: known('documented', TROUBLESHOOTING),
  },
  {
    case: 'limit-window',
    what: 'A window is fixed: it starts with its first request and ends 60 seconds later.',
    status: 200,
    provoke: 'ask until refused, then PUT /__admin/clock {"advance":"PT60S"}',
    provenance: WINDOW,
  },
  {
    case: 'limit-seconds',
    what: 'The seconds in the text are rounded up, at least 1, and the word stays plural.',
    status: 429,
    kind: 'rateLimited',
    body: { error: { type: 'rate_limit_exceeded', message: 'Try again in 1 seconds.' } },
    provoke: 'be refused in the last second of a window',
    provenance: known('assumed', `${TROUBLESHOOTING} shows 12 seconds only`),
  },
  {
    case: 'limit-counts-refusals',
    what: 'A request past the token is counted whatever its answer: a 404 or a 403 takes one too.',
    status: 429,
    kind: 'rateLimited',
    provoke: 'PUT /__admin/limits {"whop":{"remaining":1}}, a member that is not there, then one that is',
    provenance: WINDOW,
  },
  {
    case: 'limit-spares-refused',
    what: 'A 401, a path error and a refusal for the limit itself are not counted.',
    status: 200,
    provoke: 'PUT /__admin/limits {"whop":{"remaining":1}}, an unknown path, then a member',
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
    case: 'not-emulated-before-token',
    what: 'What membermock lacks is said before the token is looked at.',
    status: 501,
    kind: 'notImplemented',
    provoke: 'GET /memberships without Authorization',
    provenance: ORDER,
  },
  {
    case: 'token-before-limit',
    what: 'An unknown token is refused as such when nothing is left in any window.',
    status: 401,
    kind: 'unknownCredential',
    provoke: 'PUT /__admin/limits {"whop":{"remaining":0}}, then an unknown key',
    provenance: ORDER,
  },
  {
    case: 'limit-before-version',
    what: 'The limit is looked at before the version.',
    status: 429,
    kind: 'rateLimited',
    provoke: 'PUT /__admin/limits {"whop":{"remaining":0}}, then Api-Version-Date: 2026-02-30',
    provenance: ORDER,
  },
  {
    case: 'version-before-scopes',
    what: 'The version is looked at before the scopes.',
    status: 400,
    kind: 'unsupportedVersion',
    provoke: 'Api-Version-Date: 2026-02-30 with Bearer apik_mock_noscope',
    provenance: ORDER,
  },
  {
    case: 'scopes-before-look-up',
    what: 'The scopes are looked at before the member is.',
    status: 403,
    kind: 'missingScope',
    provoke: 'GET /members/mber_Nobody0000001 with Bearer apik_mock_noscope',
    provenance: ORDER,
  },
]
