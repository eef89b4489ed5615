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

const BODIES = ['', '', '{"a":1}', '[[[[', 'x'.repeat(5000), 'é\u2028\0'] as const

const framed = (head: string, body: string, isChunked: boolean): string => {
  if (body === '') return `${head}\r\n`
  const bytes = Buffer.from(body)
  const latin1 = bytes.toString('latin1')
  if (!isChunked) return `${head}Content-Length: ${bytes.length}\r\n\r\n${latin1}`
  return `${head}Transfer-Encoding: chunked\r\n\r\n1\r\n${latin1[0]}\r\n${(bytes.length - 1).toString(16)}\r\n${latin1.slice(1)}\r\n0\r\n\r\n`
}

/** Text of which each character is a byte. */
export const goodRequest = (chance: Chance): string => {
  const isAdmin = chance.below(3) === 0
  const [adminMethod, adminPath, adminBody] = chance.pick(ADMIN)
  const method = isAdmin ? adminMethod : chance.pick(METHODS)
  const path = isAdmin ? `/__admin${adminPath}` : chance.pick(PATHS)
  const body = isAdmin ? adminBody : chance.pick(BODIES)
  const type = body === '' ? '' : 'Content-Type: application/json\r\n'
  const head = `${method} ${path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${chance.pick(KEYS)}\r\n${type}`
  return framed(head, body, body.length > 1 && chance.below(3) === 0)
}
