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
  { target: '/api/v2/x', to: '/api/v2/x' },
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
