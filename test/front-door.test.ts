/** The front door, as a table: what came, and where it goes. */
import t from 'tap'
import { createFrontDoor } from '../src/server/front-door.ts'
import { createTestApp } from './support/app.ts'

const ALL = ['whop', 'aitable', 'sotion']
const LOCAL = '127.0.0.1:4820'

interface Row {
  vendors?: readonly string[]
  host?: string | undefined
  target: string
  authorization?: string
  to: string
}

const rows: readonly Row[] = [
  // 1. Host: native paths only.
  { host: 'api.whop.com', target: '/api/v1/members/x', to: '/whop/api/v1/members/x' },
  { host: 'API.WHOP.COM:443', target: '/api/v1/members/x', to: '/whop/api/v1/members/x' },
  { host: 'sandbox-api.whop.com', target: '/api/v1/members/x?a=1', to: '/whop/api/v1/members/x?a=1' },
  { host: 'whop.localhost:4820', target: '/api/v1/members/x', to: '/whop/api/v1/members/x' },
  { host: 'api.whop.com', target: '/whop/api/v1/members/x', to: '/whop/whop/api/v1/members/x' },
  { host: 'api.whop.com', target: '/__admin/health', to: '/whop/__admin/health' },
  { host: 'api.whop.com', target: '/members/x', to: '/whop/members/x' },
  {
    host: 'aitable.ai',
    target: '/fusion/v1/spaces/s/members/u',
    to: '/aitable/fusion/v1/spaces/s/members/u',
  },
  { host: 'api.aitable.ai', target: '/fusion/v1', to: '/aitable/fusion/v1' },
  { host: 'api.apitable.com', target: '/', to: '/aitable/' },
  { host: 'aitable.localhost', target: '/x', to: '/aitable/x' },
  { host: 'api.sotion.so', target: '/api/v1/members/x', to: '/sotion/api/v1/members/x' },
  { host: 'sotion.localhost', target: '/api/v1/members/x', to: '/sotion/api/v1/members/x' },
  {
    host: 'api.sotion.so',
    target: '/api/v1/members/x',
    authorization: 'Bearer apik_1',
    to: '/sotion/api/v1/members/x',
  },
  // 2. The admin.
  { target: '/__admin', to: '/__admin' },
  { target: '/__admin/whop/members?limit=1', to: '/__admin/whop/members?limit=1' },
  { target: '/__administrator', to: '/__administrator' },
  // 3. Prefixes.
  { target: '/whop/api/v1/members/x', to: '/whop/api/v1/members/x' },
  { target: '/aitable/fusion/v1/spaces/s/members/u', to: '/aitable/fusion/v1/spaces/s/members/u' },
  { target: '/sotion/api/v1/members/x', authorization: 'Bearer apik_1', to: '/sotion/api/v1/members/x' },
  { target: '/whop', to: '/whop' },
  { target: '/whop?x', to: '/whop?x' },
  { target: '/whop//api/v1', to: '/whop//api/v1' },
  // 4. The root.
  { target: '/fusion/v1/spaces/s/members/u', to: '/aitable/fusion/v1/spaces/s/members/u' },
  { target: '/api/v1/members/x', authorization: 'Bearer so_1', to: '/sotion/api/v1/members/x' },
  { target: '/api/v1/members/x', authorization: 'bearer  so_1', to: '/sotion/api/v1/members/x' },
  { target: '/api/v1/members/x', authorization: 'Bearer apik_so_1', to: '/whop/api/v1/members/x' },
  { target: '/api/v1/members/x', to: '/whop/api/v1/members/x' },
  { target: '/api/v1', to: '/whop/api/v1' },
  { target: '/members/x', to: '/whop/api/v1/members/x' },
  { target: '/members?first=1', to: '/whop/api/v1/members?first=1' },
  { target: '/members/x', authorization: 'Bearer so_1', to: '/whop/api/v1/members/x' },
  // 5. Nobody's.
  { target: '/', to: '/' },
  { target: '/whopper', to: '/whopper' },
  { target: '/api/v2/x', to: '/whop/api/v2/x' },
  { target: '/public-graphql', to: '/whop/public-graphql' },
  { target: '/api/v3/x', to: '/api/v3/x' },
  { target: '/membership', to: '/membership' },
  { target: '//members/x', to: '//members/x' },
  { target: '/fusion/v10', to: '/fusion/v10' },
  { target: '*', to: '/*' },
  { host: undefined, target: '/nowhere', to: '/nowhere' },
  { host: 'example.com', target: '/members/x', to: '/whop/api/v1/members/x' },
  // Absolute form: its host counts, not the header.
  { target: 'http://api.sotion.so/api/v1/members/x', to: '/sotion/api/v1/members/x' },
  { target: 'HTTPS://AITABLE.AI:443/fusion/v1/x?y', to: '/aitable/fusion/v1/x?y' },
  { target: 'http://127.0.0.1:4820/whop/api/v1/members/x', to: '/whop/api/v1/members/x' },
  { host: 'api.whop.com', target: 'http://127.0.0.1/__admin/health', to: '/__admin/health' },
  { target: 'http://api.whop.com', to: '/whop/' },
  { target: 'http://api.whop.com?x=1', to: '/whop/?x=1' },
  { host: 'api.whop.com', target: '*', to: '/whop/*' },
  // A URL that does not decode stays its vendor's, as a path that exists nowhere.
  { target: '/whop/api/v1/members/%zz', to: '/whop/api/v1/members/%25zz' },
  { target: '/whop/api/v1/members/%C3%A9', to: '/whop/api/v1/members/%C3%A9' },
  { target: '/whop/api/v1/members/%FF?a=%zz', to: '/whop/api/v1/members/%25FF?a=%zz' },
  { target: '/%zz', to: '/%25zz' },
  { target: '/whop/api/v1/%6dembers/%zz', to: '/whop/api/v1/%256dembers/%25zz' },
  // What is unreserved is written in one way, in the path alone; what is not, stays.
  { target: '/whop/api/v1/%6dembers', to: '/whop/api/v1/members' },
  { target: '/%77hop/api/v1/%6D%65mbers/%7e%2D%2e%5F%30%39?a=%6d', to: '/whop/api/v1/members/~-._09?a=%6d' },
  { target: '/%5f_admin/health', to: '/__admin/health' },
  { target: '/%61pi/v1/members/x', authorization: 'Bearer so_1', to: '/sotion/api/v1/members/x' },
  { host: 'api.whop.com', target: '/api/v1/%6dembers/x', to: '/whop/api/v1/members/x' },
  { target: 'http://api.whop.com/%61pi', to: '/whop/api' },
  { target: '/whop%2Fapi', to: '/whop%2Fapi' },
  { target: '/whop/%2F%25%3F%23%40%5B%60%7B%7F%C3%A9', to: '/whop/%2F%25%3F%23%40%5B%60%7B%7F%C3%A9' },
  { target: '/whop/%2541', to: '/whop/%2541' },
  // Only the named vendors.
  { vendors: ['aitable', 'sotion'], target: '/whop/api/v1/members/x', to: '/whop/api/v1/members/x' },
  { vendors: ['aitable', 'sotion'], target: '/api/v1/members/x', to: '/api/v1/members/x' },
  { vendors: ['aitable', 'sotion'], host: 'api.whop.com', target: '/aitable/x', to: '/aitable/x' },
  // Exactly one: all but the admin is its.
  { vendors: ['sotion'], target: '/api/v1/members/x', to: '/sotion/api/v1/members/x' },
  { vendors: ['sotion'], target: '/sotion/api/v1/members/x', to: '/sotion/api/v1/members/x' },
  { vendors: ['sotion'], target: '/', to: '/sotion/' },
  { vendors: ['sotion'], target: '/whop/api/v1/members/x', to: '/sotion/whop/api/v1/members/x' },
  { vendors: ['sotion'], host: 'api.whop.com', target: '/api/v1/members/x', to: '/sotion/api/v1/members/x' },
  { vendors: ['sotion'], target: '/__admin/health', to: '/__admin/health' },
  { vendors: ['whop'], target: '/members/x', to: '/whop/api/v1/members/x' },
  { vendors: ['whop'], target: '//members/x', to: '/whop//members/x' },
]

t.test('every row of the table', async (t) => {
  const { vendors } = createTestApp({ members: 0 })
  for (const row of rows) {
    const { vendors: ids = ALL, target, authorization, to } = row
    const host = 'host' in row ? row.host : LOCAL
    const enter = createFrontDoor(vendors.filter(({ id }) => ids.includes(id)))
    t.equal(
      enter({ target, host, authorization }),
      to,
      `${ids.join()} ${host} ${target} ${authorization ?? ''}`,
    )
  }
})

t.test('a path that is nobody’s is told the right base URLs', async (t) => {
  const { app } = createTestApp({ members: 0 })
  const answer = await app.inject({ url: '/v1/members/x', headers: { host: 'localhost:4820' } })
  t.equal(answer.statusCode, 404)
  t.same(answer.json(), {
    error: {
      message: "membermock: GET /v1/members/x is no vendor's path here. Point the client at one of baseUrls.",
      baseUrls: {
        whop: 'http://localhost:4820/whop/api/v1',
        aitable: 'http://localhost:4820/aitable',
        sotion: 'http://localhost:4820/sotion/api/v1',
      },
      admin: 'http://localhost:4820/__admin',
    },
  })
})

t.test('every character has the spelling that its meaning allows, and decoding never changes', async (t) => {
  const { vendors } = createTestApp({ members: 0 })
  const enter = createFrontDoor(vendors)
  for (let code = 0; code < 128; code++) {
    const hex = code.toString(16).padStart(2, '0')
    const character = String.fromCharCode(code)
    const isUnreserved = /[\w.~-]/.test(character)
    for (const written of [`%${hex}`, `%${hex.toUpperCase()}`])
      t.equal(
        enter({ target: `/whop/${written}`, host: LOCAL, authorization: undefined }),
        `/whop/${isUnreserved ? character : written}`,
      )
  }
})

t.test('what is not emulated is told by any spelling of its path', async (t) => {
  const { app } = createTestApp({ members: 0 })
  for (const url of ['/whop/api/v1/people', '/whop/api/v1/%70eople', '/%77hop/%61pi/v1/peopl%65']) {
    const answer = await app.inject({ url, headers: { authorization: 'Bearer apik_mock_full' } })
    t.equal(answer.statusCode, 501, url)
    t.equal(answer.headers['x-membermock-unimplemented'], 'listPeople')
  }
  const refused = await app.inject({
    method: 'PUT',
    url: '/%5F_admin/nothing',
    headers: { origin: 'http://evil' },
  })
  t.equal(refused.statusCode, 403, 'the guard looks at it as well')
})

t.test('what a target costs grows with its length, not faster', async (t) => {
  const { vendors } = createTestApp({ members: 0 })
  const enter = createFrontDoor(vendors)
  const parts = ['%6d', '%', '/', ':', ' ', 'a ', '::1', '%2', '?', '#', '%zz']
  const cost = (part: string, length: number): number => {
    const text = part.repeat(length / part.length)
    const before = performance.now()
    for (let i = 0; i < 5; i++) {
      enter({ target: `/${text}`, host: text, authorization: text })
      enter({ target: `http://${text}`, host: undefined, authorization: `Bearer ${text}` })
    }
    return performance.now() - before
  }
  for (const part of parts) {
    cost(part, 100_000)
    const [once, twice] = [200_000, 400_000].map((length) => cost(part, length))
    // What is quadratic takes many seconds at these lengths.
    t.ok((twice ?? 0) < 5 * (once ?? 0) + 200, `${JSON.stringify(part)}: ${once} ms, ${twice} ms`)
  }
})

t.test('a body that cannot be read changes nothing of it', async (t) => {
  const { app, sandboxes } = createTestApp({ members: 0 })
  const good = await app.inject({ method: 'POST', url: '/nowhere' })
  const bodies: [type: string, payload: string][] = [
    ['application/json', '{'],
    ['application/json', `[${'1,'.repeat(600_000)}1]`],
    ['application/x-none', 'x'],
    ['', 'x'],
    ['application/json', '{"__proto__":1}'],
  ]
  for (const [type, payload] of bodies) {
    const headers = { 'content-type': type }
    const answer = await app.inject({ method: 'POST', url: '/nowhere', headers, payload })
    t.equal(answer.statusCode, 404)
    t.equal(answer.body, good.body, type)
  }
  t.equal(sandboxes.default.journal.entries().length, 6)
})
