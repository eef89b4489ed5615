/**
 * AITable as another team might have built it. What it does otherwise than membermock: refusals are `{"error":{"reason"}}` with the
 * status of HTTP that fits; a key is looked at before the path; 60 requests in a second; a header says whether a cache was
 * asked; members have a `locale`, and no `avatar`; lists lack `pageNum`.
 */
import { type Asked, createWindow, type Fake, type Reply } from './serve.ts'

export const AITABLE_KEY = 'uskMarvin42ffeeddMarvin42'
export const SPACE = 'spcMilliways42'
export const UNIT = 'Qx7ZaphodUnit4242424242424242424'

const BASE = `/fusion/v1/spaces/${SPACE}`
const ROLE = { unitId: 'Rx7Role4242424242424242424242424', name: 'President', sequence: 1 }
const TEAM = {
  unitId: 'Tx7Team4242424242424242424242424',
  name: 'Heart of Gold',
  sequence: 1,
  parentUnitId: '0',
  roles: [ROLE],
}
const NAMED = { unitId: UNIT, name: 'Zaphod Beeblebrox' }
const SENSITIVE = { mobile: { number: '301234567', areaCode: '+36' }, email: 'zaphod@milliways.example' }
const REST = {
  locale: 'hu',
  status: 1,
  type: 'Member',
  teams: [TEAM],
  roles: [ROLE],
}

const JSON_TYPE = { 'content-type': 'application/json' }

const refuse = (status: number, reason: string, headers: Reply['headers'] = {}): Reply => ({
  status,
  headers: { ...JSON_TYPE, ...headers },
  body: { error: { reason } },
})

const data = (value: object): Reply => ({
  status: 200,
  headers: JSON_TYPE,
  body: { code: 200, message: 'SUCCESS', success: true, data: value },
})

const list = ({ query }: Asked, name: string, rows: readonly object[]): Reply =>
  data({ total: rows.length, pageSize: Number(query.get('pageSize') ?? 100), [name]: rows })

const route = (asked: Asked): Reply => {
  const { method, path, query } = asked
  if (!path.startsWith('/fusion/v1/spaces/')) return refuse(404, 'There is nothing here')
  if (!path.startsWith(`${BASE}/`)) return refuse(404, 'There is no such space')
  if (method !== 'GET') return refuse(405, 'Only GET is served')
  const [kind = '', id, part, ...more] = path.slice(BASE.length + 1).split('/')
  if (more.length === 0 && kind === 'members' && part === undefined && id !== undefined) {
    if (id !== UNIT) return refuse(404, 'There is no such member')
    return data({
      member: { ...NAMED, ...(query.get('sensitiveData')?.toLowerCase() === 'true' && SENSITIVE), ...REST },
    })
  }
  if (kind === 'roles' && id === undefined) return list(asked, 'roles', [ROLE])
  if (kind === 'teams' && id !== '0') return refuse(404, 'There is no such member')
  if (kind === 'teams' && part === 'children') return list(asked, 'teams', [TEAM])
  if (kind === 'teams' && part === 'members') return list(asked, 'members', [{ ...NAMED, ...REST }])
  return refuse(404, 'There is nothing here')
}

export const createFakeAitable = (): Fake => {
  const count = createWindow(60, 1)
  const answer = (asked: Asked, now: number): Reply => {
    const key = /^Bearer +(\S+)$/.exec(String(asked.headers.authorization ?? ''))?.[1]
    if (asked.method === 'OPTIONS') return { status: 204 }
    if (key === undefined) return refuse(401, 'Send a token')
    if (key !== AITABLE_KEY) return refuse(403, 'This token is not valid')
    const { left, seconds } = count(key, now)
    if (left >= 0) return route(asked)
    return refuse(429, `No more than 60 requests`, { 'retry-after': `${seconds}` })
  }
  return (asked, now) => {
    const reply = answer(asked, now)
    return { ...reply, headers: { 'x-cache': 'MISS', ...reply.headers } }
  }
}
