/** What a server may do otherwise than a vendor: 56 things each, of which verify has to notice nearly all. */
import type { Deviation, Match } from './deviating.ts'

/** Where things are with a vendor. */
interface Facts {
  /** Patterns of the path of the member that is asked for, and of one that nobody is. */
  member: string
  nobody: string
  /** A path that is served, below the origin. */
  served: string
  key: string
  /** Paths into the body of a success. */
  id: string
  date?: string
  text: string
  whole: string
  /** The id of another member, which the key may read as well. */
  other: string
}

const header = (name: string, value: string | null, on: Match = {}): Deviation => ({
  name: `${name}: ${value ?? 'not there'}${on.status === undefined ? '' : ` on ${on.status}`}`,
  on,
  headers: { [name]: value },
})

const shared = ({ member, nobody, served, key, id, text, whole, other }: Facts): readonly Deviation[] => {
  const success = { path: member, status: 200, method: 'GET' }
  const failure = { path: nobody }
  return [
    { name: '401 without a key is 403', on: { status: 401, key: '^$' }, status: 403 },
    { name: 'an unknown key is 403', on: { status: 401, key: 'obody' }, status: 403 },
    { name: 'an unknown key is served', on: { key: 'obody' }, ask: { key } },
    { name: 'a success is 203', on: success, status: 203 },
    { name: 'an unknown path is 400', on: { path: 'nowhere' }, status: 400 },
    { name: 'HEAD is 405', on: { method: 'HEAD' }, status: 405 },
    { name: 'no content type', headers: { 'content-type': null } },
    { name: 'text/html', headers: { 'content-type': 'text/html; charset=utf-8' } },
    header('content-type', 'application/problem+json', failure),
    header('www-authenticate', 'Bearer', { status: 401 }),
    header('etag', 'W/"1"'),
    header('x-powered-by', 'Express'),
    { name: 'a page for an unknown path', on: { path: 'nowhere' }, text: ['^.+$', '<pre>Cannot GET</pre>'] },
    { name: 'a problem for nobody', on: failure, text: ['^.+$', '{"title":"Not Found","status":404}'] },
    { name: 'no body for nobody', on: failure, text: ['^.+$', ''] },
    { name: 'a member without a body', on: success, text: ['^.+$', ''] },
    { name: 'pretty printed', on: success, isPretty: true },
    { name: 'refusals pretty printed', on: failure, isPretty: true },
    { name: 'a space behind each colon', on: success, text: ['":', '": '] },
    { name: 'a full stop more', on: failure, text: ['"(\\}+|,"success".*)$', '!"$1'] },
    { name: 'one more key in refusals', on: failure, text: ['^\\{', '{"requestId":"1",'] },
    { name: 'another member', on: success, ask: { path: [`${member}[\\w-]*`, `members/${other}`] } },
    { name: 'a key is missing', on: success, drop: [text] },
    { name: 'a key is null', on: success, set: { [id]: null } },
    { name: 'a key more', on: success, set: { [`${whole}.extra`]: 1 } },
    { name: 'the keys turned round', on: success, turn: whole },
    { name: 'an empty object', on: success, text: ['^.+$', '{}'] },
    { name: 'one request less', limit: { limit: 19 } },
    { name: 'one request more', limit: { limit: 21 } },
    { name: 'half as many requests', limit: { limit: 10 } },
    { name: 'no limit', limit: { limit: 1000 } },
    { name: 'a window of each id', counted: 'id' },
    { name: 'failures are not counted', counted: 'successes' },
    { name: 'a limit of the address', on: { isExhausted: true, key: 'obody' }, ask: { key } },
    { name: 'what comes to nothing is counted', on: { path: 'nowhere' }, first: served },
    { name: 'too many is 503', on: { status: 429 }, status: 503 },
    { name: 'too many in other words', on: { status: 429 }, text: ['^.+$', '{"error":"Too Many Requests"}'] },
  ]
}

const windows = (seconds: number): readonly Deviation[] => [
  { name: 'half a window', limit: { windowSeconds: seconds / 2 } },
  { name: 'two windows', limit: { windowSeconds: seconds * 2 } },
]

const WHOP: Facts = {
  member: 'members/mber_Joined',
  nobody: 'mber_Nobody',
  served: '/whop/api/v1/members/mber_Joined0000001',
  key: 'Bearer apik_mock_full',
  id: '$.id',
  text: '$.access_level',
  whole: '$',
  other: 'mber_NoUser0000001',
}

const ofWhop = { path: WHOP.member, status: 200, method: 'GET' }

const whop: readonly Deviation[] = [
  ...shared(WHOP),
  ...windows(60),
  { name: 'the id in upper case', on: ofWhop, text: ['mber_Joined0000001', 'MBER_JOINED0000001'] },
  { name: 'a time without milliseconds', on: ofWhop, text: ['\\.\\d{3}Z', 'Z'] },
  { name: 'a time with an offset', on: ofWhop, text: ['Z"', '+00:00"'] },
  { name: 'a time as a number', on: ofWhop, set: { '$.created_at': 1709547300 } },
  { name: 'a status that is none', on: ofWhop, set: { '$.status': 'active' } },
  { name: 'money as a text', on: ofWhop, set: { '$.usd_total_spent': '249.50' } },
  { name: 'the user’s keys turned round', on: ofWhop, turn: '$.user' },
  { name: 'a key more in the company', on: ofWhop, set: { '$.company.logo': null } },
  { name: 'a bearer in lower case is served', on: { key: '^bearer ' }, ask: { key: WHOP.key } },
  {
    name: 'a version that is none is served',
    on: { path: 'Joined' },
    ask: { headers: { 'api-version-date': '2026-07-20' } },
  },
  {
    name: 'the versions are not listed',
    on: { status: 400 },
    text: [' Supported versions: .*?\\.(?=")', ''],
  },
  { name: 'HEAD has length 0', on: { method: 'HEAD' }, headers: { 'content-length': '0' } },
  { name: 'other seconds', on: { status: 429 }, text: ['in \\d+ seconds', 'in 3600 seconds'] },
  header('access-control-allow-origin', '*'),
  header('x-ratelimit-remaining', '5'),
  header('retry-after', '60', { status: 429 }),
  header('x-request-id', 'abc'),
]

const AITABLE: Facts = {
  member: 'members/kD8t',
  nobody: 'nobody',
  served: '/aitable/fusion/v1/spaces/spcjXzqVrjaP3/members/nobody',
  key: 'Bearer uskYtInkHozfsMikhh0yfoS',
  id: '$.data.member.unitId',
  text: '$.data.member.name',
  whole: '$.data.member',
  other: 'P8eYsXuL6pZ3mT9cN7gVjKwA2hBq4Ft',
}

const ofAitable = { path: `${AITABLE.member}.*(?<!/)$`, status: 200, method: 'GET' }

const aitable: readonly Deviation[] = [
  ...shared(AITABLE),
  ...windows(1),
  { name: 'sensitiveData is ignored', on: ofAitable, ask: { path: ['sensitiveData=[Tt]rue', ''] } },
  { name: 'sensitiveData always', on: ofAitable, ask: { path: ['members/\\w+$', '$&?sensitiveData=true'] } },
  {
    name: 'sensitiveData=1 is true',
    on: ofAitable,
    ask: { path: ['sensitiveData=1', 'sensitiveData=true'] },
  },
  {
    name: 'e-mail and mobile are empty',
    on: ofAitable,
    set: { '$.data.member.email': '', '$.data.member.mobile': {} },
  },
  { name: 'the envelope turned round', on: ofAitable, turn: '$' },
  { name: 'success is a text', on: ofAitable, set: { '$.success': 'true' } },
  { name: 'a type that is none', on: ofAitable, set: { '$.data.member.type': 'Owner' } },
  { name: 'teams without roles', on: ofAitable, drop: ['$.data.member.teams.0.roles'] },
  { name: 'refusals in another order', on: { path: 'nobody' }, turn: '$' },
  { name: 'the unknown space is 404', on: { path: 'spcNobody' }, status: 404 },
  {
    name: 'the client’s language',
    on: { path: 'nobody', language: 'zh' },
    text: ['The unit.*exist', 'unit ID 指定的组织单元不存在'],
  },
  { name: 'a bearer in lower case is served', on: { key: '^bearer ' }, ask: { key: AITABLE.key } },
  {
    name: 'another number of requests in the text',
    on: { status: 429 },
    text: ['is \\d+ queries', 'is 5 queries'],
  },
  header('request-id', null),
  header('request-id', 'AbcdefghijKlmnopqrst', { status: 200 }),
  header('cache-control', null),
  header('x-ratelimit-limit', '20'),
]

const SOTION: Facts = {
  member: 'members/cccccccc',
  nobody: '00000000-0000',
  served: '/sotion/api/v1/members/x',
  key: 'Bearer so_mock_site_a',
  id: '$.data.id',
  text: '$.data.status',
  whole: '$.data',
  other: '11111111-1111-4111-8111-111111111111',
}

const ofSotion = { path: SOTION.member, status: 200, method: 'GET' }

const sotion: readonly Deviation[] = [
  ...shared(SOTION),
  ...windows(60),
  { name: 'the id in upper case', on: ofSotion, text: ['cccccccc-cccc', 'CCCCCCCC-CCCC'] },
  { name: 'the e-mail as it was typed', on: ofSotion, set: { '$.data.email': 'Annie.Easley@example.com' } },
  { name: 'a time without milliseconds', on: ofSotion, text: ['\\.\\d{3}Z', 'Z'] },
  { name: 'a time with an offset', on: ofSotion, text: ['Z"', '+00:00"'] },
  { name: 'no data around it', on: ofSotion, text: ['^\\{"data":(.+)\\}$', '$1'] },
  {
    name: 'groups as ids',
    on: ofSotion,
    set: { '$.data.accessGroups': ['a0000000-0000-4000-8000-000000000001'] },
  },
  { name: 'a bearer in lower case is refused', on: { key: '^(?!Bearer )[Bb]' }, ask: { key: 'none' } },
  { name: 'reset in seconds from now', headers: { 'x-ratelimit-reset': '60' }, on: { status: 200 } },
  { name: 'reset in milliseconds', headers: { 'x-ratelimit-reset': '1772366460000' }, on: { status: 200 } },
  {
    name: 'remaining before this request',
    headers: { 'x-ratelimit-remaining': '{more 1}' },
    on: { status: 200 },
  },
  { name: 'a wrong Retry-After', headers: { 'retry-after': '3600' }, on: { status: 429 } },
  header('x-request-id', null),
  { name: 'the client’s X-Request-Id', headers: { 'x-request-id': '{sent}' } },
  header('x-request-id', '0f0f0f0f-0000-4000-8000-000000000000'),
  { name: 'HEAD has length 0', on: { method: 'HEAD' }, headers: { 'content-length': '0' } },
  header('access-control-allow-origin', '*'),
  header('retry-after', null, { status: 429 }),
]

export const deviations = { whop, aitable, sotion }
