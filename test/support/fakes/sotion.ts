/**
 * Sotion as another team might have built it. What it does otherwise than membermock: problem documents for refusals, a
 * key is looked at before the path, an id before the key; 40 requests in 30 seconds; other headers; `paid` is absent, `locale`
 * and `phone` are more, `verified` is a number.
 */
import { type Asked, createWindow, type Fake, type Reply } from './serve.ts'

export const KEY = 'so_live_marvin_42ffeedd'
export const ID = '7d3f0c1e-9b2a-4f6d-8c5e-1a2b3c4d5e6f'
const OTHER = '1c2d3e4f-5a6b-4c7d-8e9f-0a1b2c3d4e5f'
const SITE = '5e6f7a8b-9c0d-4e1f-a2b3-c4d5e6f7a8b9'
const GROUP = '0b9a8c7d-6e5f-4a3b-9c2d-1e0f9a8b7c6d'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const TIME = '2025-11-20T08:30:00.000Z'

const member = (id: string, displayName: string, email: string) => ({
  id,
  email,
  displayName,
  avatar: null,
  status: 'active',
  verified: 1,
  locale: 'hu',
  phone: '+36301234567',
  accessGroups: [{ id: GROUP, name: 'Vogon Poets' }],
  registeredAt: TIME,
  lastLoginAt: null,
  createdAt: TIME,
  updatedAt: TIME,
})

const MEMBERS = [
  member(ID, 'Zaphod Beeblebrox', 'zaphod@heart-of-gold.example'),
  member(OTHER, 'Trillian Astra', 'trillian@heart-of-gold.example'),
]

const PROBLEMS: Readonly<Record<string, readonly [status: number, title: string]>> = {
  key: [401, 'Authentication required'],
  token: [403, 'This key is not valid here'],
  id: [422, 'The id is not a UUID'],
  cursor: [422, 'The cursor cannot be read'],
  value: [422, 'A parameter has a wrong value'],
  path: [404, 'No such endpoint'],
  method: [405, 'Use another method'],
}

const problem = (name: string): Reply => {
  const [status = 500, title = ''] = PROBLEMS[name] ?? []
  return { status, headers: { 'content-type': 'application/problem+json' }, body: { title, status } }
}

const data = (value: unknown, more: object = {}): Reply => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: { data: value, ...more },
})

const missing = (what: string, id: string): Reply => ({
  ...problem('path'),
  body: { title: `No ${what} has the id ${id}`, status: 404 },
})

const keyOf = ({ headers }: Asked): string | undefined =>
  /^Bearer +(\S+)$/i.exec(String(headers.authorization ?? ''))?.[1]

const listMembers = ({ query }: Asked): Reply => {
  const limit = Number(query.get('limit') ?? 20)
  if (!(limit > 0) || !['', 'createdAt', 'email'].includes(query.get('sort') ?? '')) return problem('value')
  if (query.has('after') && query.get('after') !== ID) return problem('cursor')
  return data(MEMBERS.slice(0, limit), { pagination: { nextCursor: null, hasMore: false, limit } })
}

const one = (kind: string, id: string): Reply => {
  const found = kind === 'members' ? MEMBERS.find((each) => each.id === id) : undefined
  return found === undefined ? missing(kind.replace(/s$/, ''), id) : data(found)
}

const route = (asked: Asked): Reply => {
  const [, kind = '', id, ...more] = asked.path.split('/')
  if (more.length > 0 || !['members', 'access-groups', 'webhooks', 'site'].includes(kind))
    return problem('path')
  if (!['GET', 'HEAD'].includes(asked.method)) return problem('method')
  if (kind === 'site')
    return id === undefined ? data({ id: SITE, name: 'Milliways', slug: 'milliways' }) : problem('path')
  if (id === undefined) return kind === 'members' ? listMembers(asked) : data([])
  return one(kind, id)
}

/** `plant` changes what goes out: for what nobody may write down. */
export const createFakeSotion = (plant: (reply: Reply, asked: Asked) => Reply = (reply) => reply): Fake => {
  const count = createWindow(40, 30)
  let traces = 0
  const answer = (asked: Asked, now: number): Reply => {
    const [, kind = '', id] = asked.path.split('/')
    if (['members', 'webhooks', 'access-groups'].includes(kind) && id !== undefined && !UUID.test(id))
      return problem('id')
    const key = keyOf(asked)
    if (key === undefined) return problem('key')
    if (key !== KEY) return problem('token')
    const { left, seconds } = count(key, now)
    const limits = { 'x-ratelimit-limit': '40', 'x-ratelimit-remaining': String(Math.max(left, 0)) }
    if (left >= 0) {
      const reply = route(asked)
      return { ...reply, headers: { ...reply.headers, ...limits } }
    }
    const body = { title: `Slow down: 40 requests are allowed, try again in ${seconds} seconds`, status: 429 }
    return {
      ...problem('path'),
      status: 429,
      headers: { ...problem('path').headers, ...limits, 'retry-after': String(seconds) },
      body,
    }
  }
  return (asked, now) => {
    const reply = plant(answer(asked, now), asked)
    traces += 1
    const trace = `0f0f0f0f-0000-4000-8000-${String(traces).padStart(12, '0')}`
    const own = {
      server: 'nginx',
      'x-powered-by': 'Express',
      'x-trace': trace,
      'x-runtime': `0.0${10 + (traces % 80)}`,
    }
    return { ...reply, headers: { ...own, ...reply.headers } }
  }
}
