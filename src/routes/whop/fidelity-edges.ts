/** How Whop's answers to unusual requests are known: nearly all are assumed. */
import type { Behaviour } from '../../contract/fidelity.ts'
import { known, PAGE } from './errors.ts'

const UNUSUAL = known('assumed', `nothing published; the 404 body of ${PAGE}`)
const PLAIN = known('assumed', 'nothing published; what most servers do')

const ASK = 'GET /members/mber_Joined0000001'

export const edges: readonly Behaviour[] = [
  {
    case: 'head',
    what: 'HEAD is GET without the body.',
    status: 200,
    method: 'HEAD',
    provoke: 'HEAD /members/mber_Joined0000001',
    provenance: PLAIN,
  },
  {
    case: 'options',
    what: 'OPTIONS is a method it does not have: no CORS.',
    status: 404,
    kind: 'wrongMethod',
    method: 'OPTIONS',
    provoke: 'OPTIONS /members/mber_Joined0000001',
    provenance: UNUSUAL,
  },
  {
    case: 'trailing-slash',
    what: 'A slash behind the id makes another path, which does not exist.',
    status: 404,
    kind: 'unknownPath',
    provoke: `${ASK}/`,
    provenance: UNUSUAL,
  },
  {
    case: 'double-slash',
    what: 'Two slashes make another path, which does not exist.',
    status: 404,
    kind: 'unknownPath',
    provoke: 'GET //members/mber_Joined0000001',
    provenance: UNUSUAL,
  },
  {
    case: 'empty-id',
    what: 'No id makes the path of the list, which membermock lacks.',
    status: 501,
    kind: 'notImplemented',
    provoke: 'GET /members/',
    provenance: known(
      'assumed',
      '@whop/sdk 0.0.42 sends this for an empty id; how it is answered is unknown',
    ),
  },
  {
    case: 'undecodable-url',
    what: 'An id that does not decode is an id that nobody has.',
    status: 404,
    kind: 'memberNotFound',
    provoke: 'GET /members/%zz',
    provenance: UNUSUAL,
  },
  {
    case: 'encoded-id',
    what: 'Slashes, NULs and other letters in an id, percent-encoded, reach the look-up.',
    status: 404,
    kind: 'memberNotFound',
    provoke: 'GET /members/a%2Fb, %00, %C3%A9',
    provenance: UNUSUAL,
  },
  {
    case: 'long-id',
    what: 'An id of 4,096 characters reaches the look-up.',
    status: 404,
    kind: 'memberNotFound',
    provoke: 'GET /members/ and 4,096 letters',
    provenance: UNUSUAL,
  },
  {
    case: 'two-authorizations',
    what: 'Of two Authorization headers the first counts.',
    status: 200,
    provoke: `${ASK} with Bearer apik_mock_full, then Bearer apik_nobody`,
    provenance: PLAIN,
  },
  {
    case: 'body-on-get',
    what: 'A body on GET is ignored, whatever it is.',
    status: 200,
    provoke: `${ASK} with {"a": as its body`,
    provenance: PLAIN,
  },
  {
    case: 'unknown-query',
    what: 'Query parameters are ignored.',
    status: 200,
    provoke: `${ASK}?expand=user`,
    provenance: PLAIN,
  },
  {
    case: 'expect',
    what: 'Expect is ignored.',
    status: 200,
    provoke: `${ASK} with Expect: 100-continue`,
    provenance: PLAIN,
  },
  {
    case: 'unreadable-body',
    what: 'A body that cannot be read changes nothing: the method is what membermock lacks.',
    status: 501,
    kind: 'notImplemented',
    provoke: 'PATCH /memberships/mem_Any00000000001 with {"a": as its body',
    provenance: known('assumed', 'not the vendor: membermock says that it lacks this'),
  },
]
