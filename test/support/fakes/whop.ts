/**
 * Whop as another team might have built it. What it does otherwise than membermock: refusals are a list of errors; an id is looked
 * at before the key, and the path after it; 100 requests in 60 seconds; each answer says
 * how long it took; members have a `locale`, and no `phone`.
 */
import { type Asked, createWindow, type Fake, type Reply } from './serve.ts'

export const WHOP_KEY = 'apik_marvin_42ffeedd'
export const WHOP_MEMBER = 'mber_Zaphod42ffeed'

const TIME = '2025-11-20T08:30:00.000Z'

const MEMBER = {
  id: WHOP_MEMBER,
  created_at: TIME,
  updated_at: TIME,
  joined_at: TIME,
  access_level: 'customer',
  status: 'joined',
  most_recent_action: 'paid_subscriber',
  most_recent_action_at: TIME,
  user: {
    id: 'user_Zaphod42ffeed',
    email: 'zaphod@milliways.example',
    name: 'Zaphod Beeblebrox',
    username: 'zaphodbeeblebrox',
  },
  locale: 'hu',
  usd_total_spent: 42,
  company_token_balance: 0,
}

const json = (status: number, body: unknown, headers: Reply['headers'] = {}): Reply => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body,
})

const refuse = (status: number, title: string, headers: Reply['headers'] = {}): Reply =>
  json(status, { errors: [{ status, title }] }, headers)

const route = ({ method, path, query }: Asked): Reply => {
  const [, kind = '', id, ...more] = path.split('/')
  if (kind !== 'members' || more.length > 0) return refuse(404, 'There is nothing here')
  if (!['GET', 'HEAD'].includes(method)) return refuse(405, 'Only GET is served')
  if (id !== undefined)
    return id === WHOP_MEMBER
      ? json(200, {
          ...MEMBER,
          company: { id: 'biz_Milliways42ffe', title: 'Milliways', route: 'milliways' },
        })
      : refuse(404, 'There is no such record')
  if (!['', 'joined_at'].includes(query.get('order') ?? '')) return refuse(422, 'The order is none')
  const page = { end_cursor: null, start_cursor: null, has_next_page: false, has_previous_page: false }
  return json(200, { data: [MEMBER], page_info: page })
}

export const createFakeWhop = (): Fake => {
  const count = createWindow(100, 60)
  let times = 0
  const answer = (asked: Asked, now: number): Reply => {
    const [, kind, id] = asked.path.split('/')
    if (kind === 'members' && id !== undefined && !/^mber_\w+$/.test(id))
      return refuse(422, 'The id is not that of a member')
    const key = /^Bearer +(\S+)$/.exec(String(asked.headers.authorization ?? ''))?.[1]
    if (key === undefined) return refuse(401, 'Send a key')
    if (key !== WHOP_KEY) return refuse(403, 'This key is not valid')
    const { left, seconds } = count(key, now)
    if (left >= 0) return route(asked)
    return refuse(429, `100 requests are enough, wait ${seconds} seconds`, { 'retry-after': `${seconds}` })
  }
  return (asked, now) => {
    const reply = answer(asked, now)
    times += 1
    return { ...reply, headers: { 'x-runtime': `0.0${10 + (times % 80)}`, ...reply.headers } }
  }
}
