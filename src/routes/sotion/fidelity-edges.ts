/** How Sotion's answers to unusual requests are known: all are assumed. */
import type { Behaviour } from '../../contract/fidelity.ts'
import { known } from './errors.ts'

const UNUSUAL = known('assumed', 'nothing published; the answer to what does not exist')
const LOOK_UP = known('assumed', 'nothing published; an id that is no UUID')
const PLAIN = known('assumed', 'nothing published; what most servers do')

const ADA = '/members/11111111-1111-4111-8111-111111111111'

export const edges: readonly Behaviour[] = [
  {
    case: 'head',
    what: 'HEAD is GET without the body.',
    status: 200,
    method: 'HEAD',
    provoke: `HEAD ${ADA}`,
    provenance: PLAIN,
  },
  {
    case: 'options',
    what: 'OPTIONS is a method it does not have: no CORS.',
    status: 405,
    kind: 'wrongMethod',
    method: 'OPTIONS',
    provoke: `OPTIONS ${ADA}`,
    provenance: known('assumed', 'keys belong on servers, so no page needs CORS'),
  },
  {
    case: 'trailing-slash',
    what: 'A slash behind the id makes another path, which does not exist.',
    status: 404,
    kind: 'unknownPath',
    provoke: `GET ${ADA}/`,
    provenance: UNUSUAL,
  },
  {
    case: 'double-slash',
    what: 'Two slashes make another path, which does not exist.',
    status: 404,
    kind: 'unknownPath',
    provoke: `GET /${ADA}`,
    provenance: UNUSUAL,
  },
  {
    case: 'empty-id',
    what: 'No id makes the path of the list, which membermock lacks.',
    status: 501,
    kind: 'notImplemented',
    provoke: 'GET /members/',
    provenance: UNUSUAL,
  },
  {
    case: 'undecodable-url',
    what: 'An id that does not decode is no UUID.',
    status: 400,
    kind: 'malformedId',
    provoke: 'GET /members/%zz',
    provenance: LOOK_UP,
  },
  {
    case: 'encoded-id',
    what: 'Slashes, NULs and other letters in an id, percent-encoded, make no UUID.',
    status: 400,
    kind: 'malformedId',
    provoke: 'GET /members/a%2Fb, %00, %C3%A9',
    provenance: LOOK_UP,
  },
  {
    case: 'long-id',
    what: 'An id of 4,096 characters is no UUID.',
    status: 400,
    kind: 'malformedId',
    provoke: 'GET /members/ and 4,096 letters',
    provenance: LOOK_UP,
  },
  {
    case: 'two-authorizations',
    what: 'Of two Authorization headers the first counts.',
    status: 200,
    provoke: `GET ${ADA} with Bearer so_mock_site_a, then Bearer so_nobody`,
    provenance: PLAIN,
  },
  {
    case: 'body-on-get',
    what: 'A body on GET is ignored, whatever it is.',
    status: 200,
    provoke: `GET ${ADA} with {"a": as its body`,
    provenance: PLAIN,
  },
  {
    case: 'unknown-query',
    what: 'Query parameters are ignored.',
    status: 200,
    provoke: `GET ${ADA}?expand=groups`,
    provenance: PLAIN,
  },
  {
    case: 'expect',
    what: 'Expect is ignored.',
    status: 200,
    provoke: `GET ${ADA} with Expect: 100-continue`,
    provenance: PLAIN,
  },
  {
    case: 'unreadable-body',
    what: 'A body that cannot be read changes nothing: the method is what membermock lacks.',
    status: 501,
    kind: 'notImplemented',
    provoke: `PATCH ${ADA} with {"a": as its body`,
    provenance: known('assumed', 'not the vendor: membermock says that it lacks this'),
  },
]
