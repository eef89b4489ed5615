/** The documents and the page over them, as the admin serves them. */
import { readFile } from 'node:fs/promises'
import t from 'tap'
import { createTestApp } from './support/app.ts'

const { app } = createTestApp({ members: 0 })
t.teardown(() => app.close())

for (const id of ['whop', 'aitable', 'sotion'])
  t.test(`the document of ${id} is served byte for byte`, async (t) => {
    const answer = await app.inject(`/__admin/openapi/${id}.json`)
    t.equal(answer.statusCode, 200)
    t.equal(answer.headers['content-type'], 'application/json; charset=utf-8')
    const committed = await readFile(new URL(`../openapi/${id}.json`, import.meta.url))
    t.ok(answer.rawPayload.equals(committed))
  })

for (const name of ['nobody.json', 'whop', 'upstream%2Fwhop.json', '..%2Fpackage.json'])
  t.test(`there is no document ${name}`, async (t) => {
    const answer = await app.inject(`/__admin/openapi/${name}`)
    t.equal(answer.statusCode, 404)
    t.same(answer.json(), {
      error: {
        path: `/__admin/openapi/${name}`,
        message: `there is no document "${decodeURIComponent(name)}"`,
        accepted: ['whop.json', 'aitable.json', 'sotion.json', 'admin.json'],
      },
    })
  })

t.test('a vendor that is not served has no document', async (t) => {
  const { app } = createTestApp({ vendors: ['sotion'], members: 0 })
  t.teardown(() => app.close())
  t.equal((await app.inject('/__admin/openapi/sotion.json')).statusCode, 200)
  t.equal((await app.inject('/__admin/openapi/whop.json')).statusCode, 404)
  t.notMatch((await app.inject('/__admin/docs/start.js')).body, /whop/)
})

/** What a page may load: anything but an address of its own with a host. */
const OTHER_ORIGIN = /(https?:)?\/\/[a-z0-9]/i

t.test('the page loads nothing from elsewhere, and everything that it loads is there', async (t) => {
  const page = await app.inject('/__admin/docs')
  t.equal(page.statusCode, 200)
  t.equal(page.headers['content-type'], 'text/html; charset=utf-8')
  t.notMatch(page.body, OTHER_ORIGIN)
  t.equal(
    page.headers['content-security-policy'],
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  )
  const loaded = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path = '']) => path)
  t.equal(loaded.length, 7, 'six files, and the way back')
  t.match(page.body, '<a href="/__admin/">')
  t.match(page.body, 'body { margin: 0; }')
  for (const path of loaded) t.equal((await app.inject(path)).statusCode, 200, path)
  t.equal((await app.inject('/__admin/docs/')).body, page.body)
})

t.test('the script offers every document, asks no validator, and authorises each', async (t) => {
  const { body, headers } = await app.inject('/__admin/docs/start.js')
  t.equal(headers['content-type'], 'text/javascript; charset=utf-8')
  t.notMatch(body, OTHER_ORIGIN)
  t.match(body, 'validatorUrl: null')
  for (const name of ['Whop', 'AITable', 'Sotion'])
    t.match(body, `{"url":"/__admin/openapi/${name.toLowerCase()}.json","name":"${name}"}`)
  t.match(
    body,
    '[["whopBearer","apik_mock_full"],["aitableBearer","uskYtInkHozfsMikhh0yfoS"],["sotionBearer","so_mock_site_a"]]',
  )
})

const TYPES = {
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'swagger-ui-standalone-preset.js': 'text/javascript; charset=utf-8',
  'swagger-ui.css': 'text/css; charset=utf-8',
  'favicon-32x32.png': 'image/png',
  'favicon-16x16.png': 'image/png',
}

t.test('the files of Swagger UI have their types, and no others are served', async (t) => {
  for (const [name, type] of Object.entries(TYPES)) {
    const { statusCode, headers } = await app.inject(`/__admin/docs/${name}`)
    t.same([statusCode, headers['content-type']], [200, type], name)
    t.equal(headers['cache-control'], 'max-age=3600', name)
  }
  for (const name of ['index.html', 'constructor', '..%2Fpackage.json', 'swagger-ui.css%00']) {
    const answer = await app.inject(`/__admin/docs/${name}`)
    t.equal(answer.statusCode, 404, name)
    t.same(answer.json().error.accepted, Object.keys(TYPES), name)
  }
})
