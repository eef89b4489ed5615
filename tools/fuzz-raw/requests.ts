/** Good requests of every vendor and of the admin, with bodies, to be broken. */
import type { Chance } from './chance.ts'

const KEYS = ['apik_mock_full', 'uskYtInkHozfsMikhh0yfoS', 'so_mock_site_a', 'nobody'] as const
const METHODS = ['GET', 'GET', 'GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'QUERY'] as const

const PATHS = [
  '/whop/api/v1/members/mber_Joined0000001',
  '/whop/api/v1/members?first=1',
  '/api/v1/companies',
  '/aitable/fusion/v1/spaces/spcjXzqVrjaP3/members/kD8tPcZ3fYxSjV9qWvL5X2TmQbN1nR6?sensitiveData=true',
  '/fusion/v1/spaces/spcFreePlan01/members/x',
  '/sotion/api/v1/members/11111111-1111-4111-8111-111111111111',
  '/nowhere/at/all',
  'http://api.whop.com/api/v1/members/x',
  '*',
] as const

type AdminCall = readonly [method: string, path: string, body: string]

/** Nothing that waits on purpose or ends a connection: what is left has to be HTTP to its last byte. */
const ADMIN: readonly [AdminCall, ...AdminCall[]] = [
  ['GET', '/ready', ''],
  ['GET', '/requests?limit=3', ''],
  ['GET', '/whop/members?limit=2', ''],
  ['GET', '/whop/keys', ''],
  ['GET', '/limits', ''],
  ['PUT', '/clock', '{"freeze":"2026-03-01T12:00:00.000Z"}'],
  ['PUT', '/clock', '{"advance":"PT1S"}'],
  ['PUT', '/limits', '{"whop":{"limit":5,"remaining":1},"sotion":null}'],
  ['PUT', '/aitable/members/new?space=spcjXzqVrjaP3', '{"name":"漢字"}'],
  ['PATCH', '/whop/members/mber_Joined0000001', '{"user":{"name":"N"}}'],
  ['DELETE', '/sotion/keys/so_mock_site_b', ''],
  ['POST', '/requests/verify', '{"match":{"vendor":"whop"},"atLeast":0}'],
  ['POST', '/reset', ''],
]

type Write = readonly [method: string, path: string, body: string]

const SITE = '/sotion/api/v1'
const SPACE = '/aitable/fusion/v1/spaces/spcjXzqVrjaP3'
const ADA = '11111111-1111-4111-8111-111111111111'

/** What clients change: some of it is refused, and all of it is answered. */
const WRITES: readonly [Write, ...Write[]] = [
  ['POST', `${SITE}/members`, '{"email":"new@example.com","displayName":"N"}'],
  [
    'POST',
    `${SITE}/members/bulk`,
    '{"members":[{"email":"a@example.com"},{"email":"A@example.com"},{"email":1}]}',
  ],
  ['PATCH', `${SITE}/members/${ADA}`, '{"displayName":null,"status":"suspended"}'],
  ['DELETE', `${SITE}/members/${ADA}`, ''],
  ['POST', `${SITE}/access-groups`, '{"name":"G","description":"\u2028"}'],
  ['PATCH', `${SITE}/access-groups/a0000000-0000-4000-8000-000000000001`, '{"name":"H"}'],
  ['POST', `${SITE}/webhooks`, '{"url":"https://example.com/x","events":["member.created"]}'],
  ['GET', `${SITE}/members?limit=2&sort=email&order=asc&q=a`, ''],
  ['POST', `${SPACE}/teams`, '{"name":"T","sequence":1,"roles":[]}'],
  ['PUT', `${SPACE}/members/kD8tPcZ3fYxSjV9qWvL5X2TmQbN1nR6`, '{"name":"M","teams":["0"]}'],
  ['DELETE', `${SPACE}/members/kD8tPcZ3fYxSjV9qWvL5X2TmQbN1nR6`, ''],
  ['POST', `${SPACE}/roles`, '{"name":"R","sequence":1e300}'],
  ['GET', `${SPACE}/teams/0/members?pageSize=1&pageNum=2&sensitiveData=true`, ''],
]

const KEY_OF: Readonly<Record<string, string>> = {
  [SITE]: 'so_mock_site_a',
  [SPACE]: 'uskYtInkHozfsMikhh0yfoS',
}

const BODIES = ['', '', '{"a":1}', '[[[[', 'x'.repeat(5000), 'é\u2028\0'] as const

const framed = (head: string, body: string, isChunked: boolean): string => {
  if (body === '') return `${head}\r\n`
  const bytes = Buffer.from(body)
  const latin1 = bytes.toString('latin1')
  if (!isChunked) return `${head}Content-Length: ${bytes.length}\r\n\r\n${latin1}`
  return `${head}Transfer-Encoding: chunked\r\n\r\n1\r\n${latin1[0]}\r\n${(bytes.length - 1).toString(16)}\r\n${latin1.slice(1)}\r\n0\r\n\r\n`
}

const goodWrite = (chance: Chance): string => {
  const [method, path, body] = chance.pick(WRITES)
  const key = KEY_OF[path.startsWith(SITE) ? SITE : SPACE]
  const type = body === '' ? '' : 'Content-Type: application/json\r\n'
  const head = `${method} ${path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${key}\r\n${type}`
  return framed(head, body, chance.below(3) === 0)
}

/** Text of which each character is a byte. */
export const goodRequest = (chance: Chance): string => {
  if (chance.below(3) === 0) return goodWrite(chance)
  const isAdmin = chance.below(3) === 0
  const [adminMethod, adminPath, adminBody] = chance.pick(ADMIN)
  const method = isAdmin ? adminMethod : chance.pick(METHODS)
  const path = isAdmin ? `/__admin${adminPath}` : chance.pick(PATHS)
  const body = isAdmin ? adminBody : chance.pick(BODIES)
  const type = body === '' ? '' : 'Content-Type: application/json\r\n'
  const head = `${method} ${path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${chance.pick(KEYS)}\r\n${type}`
  return framed(head, body, body.length > 1 && chance.below(3) === 0)
}
