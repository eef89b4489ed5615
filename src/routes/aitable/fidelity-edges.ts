/** How AITable's answers to unusual requests are known. */
import type { Behaviour } from '../../contract/fidelity.ts'
import { known } from './errors.ts'

const SERVER = 'https://github.com/apitable/apitable'
const UNUSUAL = known('assumed', 'nothing published; its router has no such path')
const LOOK_UP = known('assumed', 'nothing published; an id that nobody has')
const PLAIN = known('assumed', 'nothing published; what most servers do')

const ASK = 'GET .../spcjXzqVrjaP3/members/kD8tPcZ3fYxSjV9qWvL5X2TmQbN1nR6'

export const edges: readonly Behaviour[] = [
  {
    case: 'head',
    what: 'HEAD is a method it does not have; no body.',
    status: 404,
    kind: 'wrongMethod',
    method: 'HEAD',
    provoke: 'HEAD .../members/kD8tPcZ3fYxSjV9qWvL5X2TmQbN1nR6',
    provenance: known('assumed', `${SERVER}: the controllers declare GET, and its router adds no HEAD`),
  },
  {
    case: 'options',
    what: 'The gateway answers OPTIONS itself: 204 and its CORS headers, nothing of the application’s.',
    status: 204,
    method: 'OPTIONS',
    provoke: 'OPTIONS .../members/kD8tPcZ3fYxSjV9qWvL5X2TmQbN1nR6',
    provenance: known('source', `${SERVER}, gateway/conf.d/server/room.conf`),
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
    provoke: 'GET .../spcjXzqVrjaP3//members/...',
    provenance: UNUSUAL,
  },
  {
    case: 'empty-id',
    what: 'No id makes a path that does not exist: members have no list.',
    status: 404,
    kind: 'unknownPath',
    provoke: 'GET .../spcjXzqVrjaP3/members/',
    provenance: UNUSUAL,
  },
  {
    case: 'undecodable-url',
    what: 'A unit id that does not decode is one that nobody has.',
    status: 200,
    kind: 'memberNotFound',
    provoke: 'GET .../members/%zz',
    provenance: LOOK_UP,
  },
  {
    case: 'encoded-id',
    what: 'Slashes, NULs and other letters in a unit id, percent-encoded, reach the look-up.',
    status: 200,
    kind: 'memberNotFound',
    provoke: 'GET .../members/a%2Fb, %00, %C3%A9',
    provenance: LOOK_UP,
  },
  {
    case: 'long-id',
    what: 'A unit id of 4,096 characters reaches the look-up.',
    status: 200,
    kind: 'memberNotFound',
    provoke: 'GET .../members/ and 4,096 letters',
    provenance: LOOK_UP,
  },
  {
    case: 'two-authorizations',
    what: 'Of two Authorization headers the first counts.',
    status: 200,
    provoke: `${ASK} with the admin token, then Bearer uskNobody`,
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
    provoke: 'PUT .../members/kD8tPcZ3fYxSjV9qWvL5X2TmQbN1nR6 with {"a": as its body',
    provenance: known('assumed', 'not the vendor: membermock says that it lacks this'),
  },
]
