/** How AITable's headers and its reading of Authorization are known. */
import type { Behaviour } from '../../contract/fidelity.ts'
import { known } from './errors.ts'

const SERVER = 'https://github.com/apitable/apitable'
const MIDDLEWARE = known('source', `${SERVER}, packages/room-server/src/fusion/middleware`)
const GATEWAY = known('source', `${SERVER}, gateway/conf.d/server/room.conf`)

const ASK = 'GET .../spcjXzqVrjaP3/members/kD8tPcZ3fYxSjV9qWvL5X2TmQbN1nR6'

export const headers: readonly Behaviour[] = [
  {
    case: 'headers-of-application',
    what: 'Answers behind the middleware have request-id, server-timing and a charset.',
    status: 200,
    provoke: ASK,
    provenance: known('source', `${SERVER}, run; the length of request-id is assumed`),
  },
  {
    case: 'headers-of-middleware',
    what: 'Answers of the middleware have neither, no charset, and are chunked.',
    status: 401,
    kind: 'unknownCredential',
    provoke: `${ASK} with Bearer uskNobody`,
    provenance: MIDDLEWARE,
  },
  {
    case: 'helmet',
    what: 'Everything the application answers has the headers of fastify-helmet 5.0.0.',
    status: 200,
    provoke: ASK,
    provenance: known('source', `${SERVER}, packages/room-server; helmet 4.6.0, run`),
  },
  {
    case: 'cors',
    what: 'The gateway puts its CORS headers on everything.',
    status: 200,
    provoke: ASK,
    provenance: GATEWAY,
  },
  {
    case: 'no-cache',
    what: 'Only a success has cache-control.',
    status: 200,
    provoke: ASK,
    provenance: known('source', `${SERVER}, http.response.interceptor.ts`),
  },
  {
    case: 'no-rate-headers',
    what: 'No header tells of limits, on 429 neither; there is no WWW-Authenticate.',
    status: 429,
    kind: 'rateLimited',
    provoke: 'PUT /__admin/limits {"aitable":{"remaining":0}}',
    provenance: MIDDLEWARE,
  },
  {
    case: 'not-bearer',
    what: 'Another scheme, or none, is no credential.',
    status: 401,
    kind: 'missingCredential',
    provoke: `${ASK} with Basic uskYtInkHozfsMikhh0yfoS`,
    provenance: MIDDLEWARE,
  },
  {
    case: 'bearer-lower-case',
    what: 'The scheme has to be spelt Bearer.',
    status: 401,
    kind: 'missingCredential',
    provoke: `${ASK} with bearer uskYtInkHozfsMikhh0yfoS`,
    provenance: MIDDLEWARE,
  },
  {
    case: 'bearer-two-spaces',
    what: 'A second space belongs to the token, which nobody has then.',
    status: 401,
    kind: 'unknownCredential',
    provoke: `${ASK} with two spaces behind Bearer`,
    provenance: known('source', `${SERVER}, developer.repository.ts compares exactly`),
  },
  {
    case: 'token-without-usk',
    what: 'A token that does not start with usk is nobody’s.',
    status: 401,
    kind: 'unknownCredential',
    provoke: `${ASK} with Bearer so_mock_site_a`,
    provenance: known('source', `${SERVER}, ApiHelper.java`),
  },
  {
    case: 'own-host',
    what: 'With the vendor’s own host, the path needs no prefix.',
    status: 200,
    provoke: 'GET /fusion/v1/spaces/... with Host: aitable.ai',
    provenance: known('documented', 'https://developers.aitable.ai/api/get-a-member'),
  },
  {
    case: 'no-prefix',
    what: 'The path is found at the root too: the Python client drops a prefix of its base URL.',
    status: 200,
    provoke: 'GET /fusion/v1/spaces/... with any host',
    provenance: known('source', 'https://github.com/apitable/apitable-sdks, apitable.py'),
  },
]
