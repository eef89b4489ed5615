/** The page's files as they are served, the parts of it that need no browser, and the events under it. */
import { readdirSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import t from 'tap'
import { createTestApp } from './support/app.ts'

const FOLDER = new URL('../page/', import.meta.url)
const { app } = createTestApp({ members: 0 })
t.teardown(() => app.close())

/** The page's own modules, which have no types. */
const load = (name: string) => import(new URL(name, FOLDER).href)

const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
}

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

const files = readdirSync(FOLDER).filter((name) => name !== 'index.html')
const served = [...files, 'htm.js'].sort()

t.test('/__admin leads to the page, whatever is asked of it', async (t) => {
  for (const query of ['', '?sandbox=sb_1']) {
    const answer = await app.inject(`/__admin${query}`)
    t.same([answer.statusCode, answer.headers.location], [308, `/__admin/${query}`])
  }
})

t.test('the page loads only what is there, and may load nothing else', async (t) => {
  const page = await app.inject('/__admin/?sandbox=sb_1')
  t.equal(page.statusCode, 200)
  t.equal(page.headers['content-type'], 'text/html; charset=utf-8')
  t.equal(page.headers['content-security-policy'], POLICY)
  t.equal(page.headers['referrer-policy'], 'no-referrer')
  t.notMatch(page.body, /<script(?! type="module" src=)|<style|style=| on\w+=/, 'nothing is written into it')
  const loaded = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path = '']) => path)
  t.ok(loaded.length >= 3)
  for (const path of loaded) t.equal((await app.inject(`/__admin/${path}`)).statusCode, 200, path)
})

t.test('its files are served as what they are, and no others', async (t) => {
  for (const name of served) {
    const { statusCode, headers } = await app.inject(`/__admin/page/${name}`)
    t.equal(statusCode, 200, name)
    t.equal(headers['content-type'], TYPES[name.split('.').at(-1) ?? ''], name)
    t.equal(headers['cache-control'], 'no-cache', name)
    t.equal(headers['x-content-type-options'], 'nosniff', name)
  }
  for (const name of ['index.html', 'constructor', '..%2Fpackage.json', 'page.js%00']) {
    const answer = await app.inject(`/__admin/page/${name}`)
    t.equal(answer.statusCode, 404, name)
    t.same(answer.json().error.accepted, served)
  }
})

t.test('what has not changed is not sent again', async (t) => {
  const { headers } = await app.inject('/__admin/page/page.js')
  const again = await app.inject({
    url: '/__admin/page/page.js',
    headers: { 'if-none-match': String(headers.etag) },
  })
  t.same([again.statusCode, again.body], [304, ''])
})

t.test(
  'nothing of it is from elsewhere, all of it is at most 60 kB, and every import is served',
  async (t) => {
    let size = 0
    for (const path of ['', ...served.map((name) => `page/${name}`)]) {
      const { body, rawPayload } = await app.inject(`/__admin/${path}`)
      size += gzipSync(rawPayload).length
      const addresses = body.match(/(https?:)?\/\/(?!www\.w3\.org\/)[a-z0-9][^\s'"]*/gi) ?? []
      t.same(addresses, [], path)
      for (const [, name = ''] of body.matchAll(/from '\.\/([^']+)'/g)) t.ok(served.includes(name), name)
    }
    t.ok(size <= 60_000, `${size} bytes gzipped`)
    t.comment(`${size} bytes gzipped`)
  },
)

t.test('it is told how to ask for a member of each vendor', async (t) => {
  const answer = await app.inject('/__admin/page/vendors.json')
  const pick = ({ id, title, path, member, place, variable }: Record<string, unknown>) =>
    [id, title, path, member, place, variable].filter((one) => one !== undefined)
  t.same(answer.json().vendors.map(pick), [
    ['whop', 'Whop', '/whop/api/v1/members/{id}', 'id', 'WHOP_API_KEY'],
    [
      'aitable',
      'AITable',
      '/aitable/fusion/v1/spaces/{spaceId}/members/{unitId}',
      'unitId',
      'space',
      'AITABLE_TOKEN',
    ],
    ['sotion', 'Sotion', '/sotion/api/v1/members/{memberId}', 'memberId', 'site', 'SOTION_API_KEY'],
  ])
})

t.test('it is told of each collection that the admin has, and of what a fault may name', async (t) => {
  const { vendors } = (await app.inject('/__admin/page/vendors.json')).json()
  const { paths } = (await app.inject('/__admin/openapi/admin.json')).json()
  for (const { id, collections, operations, kinds } of vendors) {
    const lists = Object.keys(paths).flatMap((path) => new RegExp(`^/${id}/(\\w+)$`).exec(path)?.[1] ?? [])
    t.strictSame(
      collections.map(({ list }: { list: string }) => list),
      lists,
    )
    t.same(lists.slice(0, 2), ['members', 'keys'])
    t.ok(operations.length > 0 && kinds.includes('rateLimited'), id)
  }
  const { collections } = vendors[2]
  t.match(collections[0], { list: 'members', noun: 'Member', id: 'id', place: 'site' })
})

t.test('of an edited record only what differs is sent', async (t) => {
  const { patchBetween } = await load('merge.js')
  const before = { a: 1, b: { c: 2, d: [1] }, e: null, f: 'x' }
  for (const [after, patch] of [
    [before, undefined],
    [{ ...before, a: 2 }, { a: 2 }],
    [{ ...before, b: { c: 2, d: [2] } }, { b: { d: [2] } }],
    [{ ...before, b: { d: [1] } }, { b: { c: null } }],
    [
      { a: 1, b: before.b, e: 5 },
      { e: 5, f: null },
    ],
    [{ ...before, b: 'gone' }, { b: 'gone' }],
  ])
    t.strictSame(patchBetween(before, after), patch)
})

t.test('the code in the body of a refusal, where the status says less', async (t) => {
  const { bodyCodeOf } = await load('body-code.js')
  const entry = (status: number, body: string, refusedBy: string | null = 'x') => ({
    response: { status, body },
    refusedBy,
    fault: null,
  })
  t.equal(bodyCodeOf(entry(200, '{"code":1505}')), 1505)
  for (const none of [
    entry(404, '{"code":404}'),
    entry(200, '{"code":"1505"}'),
    entry(200, '{"code":1505}', null),
    entry(200, '{"code":'),
    entry(200, 'null'),
    entry(200, `{"code":1505,"x":"${'x'.repeat(5000)}"}`),
    { ...entry(200, ''), response: null },
  ])
    t.equal(bodyCodeOf(none), undefined)
})

const ORIGIN = 'http://127.0.0.1:4820'

const request = (url: string, given: object = {}) => ({
  vendor: 'whop',
  request: { method: 'GET', url, headers: [], body: null, ...given },
})

t.test('a request becomes a curl command', async (t) => {
  const { asCurl } = await load('curl.js')
  const cases: [entry: { vendor: string | null }, command: string][] = [
    [request('/whop/api/v1/members/x'), `curl -i '${ORIGIN}/whop/api/v1/members/x'`],
    [
      request('/members/x', {
        headers: [
          ['Host', 'api.whop.com'],
          ['authorization', 'Bearer [...full]'],
          ['accept', '*/*'],
          ['X-Empty', ''],
        ],
      }),
      `curl -i '${ORIGIN}/members/x' \\\n  -H 'Host: api.whop.com' \\\n  -H 'authorization: Bearer '"\${WHOP_API_KEY}" \\\n  -H 'X-Empty;'`,
    ],
    [
      request('http://api.whop.com/members/x?a=1', { headers: [['Host', 'localhost:4820']] }),
      `curl -i '${ORIGIN}/members/x?a=1' \\\n  -H 'Host: api.whop.com'`,
    ],
    [
      request('/a/../[b]?key=[...full]&c="$d"', { headers: [['host', 'localhost:1']] }),
      `curl -i --request-target '/a/../[b]?key='"\${WHOP_API_KEY}"'&c="$d"' '${ORIGIN}'`,
    ],
    [
      request('/x', { method: 'POST', body: "it's", headers: [['content-length', '4']] }),
      `curl -i -X POST '${ORIGIN}/x' \\\n  -H 'Content-Type:' \\\n  --data-raw 'it'\\''s'`,
    ],
    [request('/x', { method: 'HEAD' }), `curl -i --head '${ORIGIN}/x'`],
    [
      { ...request('/x', { headers: [['authorization', '[...]']] }), vendor: null },
      `curl -i '${ORIGIN}/x' \\\n  -H 'authorization: '"\${API_KEY}"`,
    ],
  ]
  for (const [entry, command] of cases)
    t.equal(asCurl(entry, ORIGIN, entry.vendor === null ? undefined : 'WHOP_API_KEY'), command)
})

t.test('what makes no sense as a URL becomes a command too', async (t) => {
  const { asCurl } = await load('curl.js')
  for (const url of [
    'http://[::/x',
    'http://',
    'HTTPS://user@:99999/',
    'http://a b/',
    '*',
    '//',
    '/%',
    '/#a',
  ])
    t.match(asCurl(request(url), ORIGIN), /^curl -i /, url)
  t.equal(asCurl(request('http://[::/x'), ORIGIN), `curl -i '${ORIGIN}/x' \\\n  -H 'Host: [::'`)
  t.equal(asCurl(request('*'), ORIGIN), `curl -i --request-target '*' '${ORIGIN}'`)
})

t.test('an event is read whatever its text holds and however it is cut', async (t) => {
  const { createEventParser } = await load('events.js')
  const data = { url: '/\u2028/\u2029/\u0085', body: ': a\r\n\n' }
  const text = `: hello\n\nevent: request\nid: r_1\ndata: ${JSON.stringify(data)}\n\nevent: cleared\ndata:{}\n\n`
  for (const size of [1, 2, 7, text.length]) {
    const told: unknown[] = []
    const parse = createEventParser((...event: unknown[]) => told.push(event))
    for (let at = 0; at < text.length; at += size) parse(text.slice(at, at + size))
    t.strictSame(told, [
      ['request', data],
      ['cleared', {}],
    ])
  }
})

t.test('JSON is laid out without a change to what it says', async (t) => {
  const { jsonPieces } = await load('json.js')
  const lay = (text: string) =>
    jsonPieces(text)
      ?.map((piece: { text: string }) => piece.text)
      .join('')
  const text = '{"a":[1.0,12345678901234567890,{}],"b{,":"\\"}","c":[],"d":{"e":null}}'
  t.equal(
    lay(text),
    '{\n  "a": [\n    1.0,\n    12345678901234567890,\n    {}\n  ],\n  "b{,": "\\"}",\n  "c": [],\n  "d": {\n    "e": null\n  }\n}',
  )
  t.same(
    jsonPieces('{"a":true}').map((piece: { kind: string }) => piece.kind),
    ['mark', 'key', 'mark', 'literal', 'mark'],
  )
  const deep = '['.repeat(32_768) + ']'.repeat(32_768)
  t.ok(lay(deep).length < 100 * deep.length, 'what is nested does not fill the memory')
  for (const no of ['', 'no', '{', '{"a":']) t.equal(jsonPieces(no), undefined, no)
})

/** Of sRGB, by WCAG 2. */
const luminance = (colour: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const contrast = (a: string, b: string): number => {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((one, other) => other - one)
  return (light + 0.05) / (dark + 0.05)
}

const TONES = ['good', 'warn', 'bad', 'fault', 'info', 'accent']
const GROUNDS = ['ground', 'surface', 'raised']
const ON_GROUND = ['text', 'dim', 'accent', 'good', 'warn', 'fault', 'info']
const PAIRS = [
  ...TONES.map((tone) => [tone, `${tone}-ground`]),
  ...ON_GROUND.flatMap((name) => GROUNDS.map((ground) => [name, ground])),
  ...['text', 'dim'].map((name) => [name, 'accent-ground']),
  ['on-accent', 'accent'],
]

t.test('a request that both the list and the stream tell of is one, and not dropped', async (t) => {
  const { KEPT, START, step } = await load('live-state.js')
  const entry = (number: number) => ({ id: `r_${number}` })
  const numbers = (from: number, count: number) => Array.from({ length: count }, (_, i) => entry(from + i))
  const actions = [
    { type: 'opened' },
    { type: 'requests', data: [entry(1)] },
    { type: 'listed', requests: [entry(2), entry(1)], dropped: 0 },
    { type: 'requests', data: [entry(2), entry(3)] },
  ]
  const state = actions.reduce((known, action) => step(known, action), START)
  t.strictSame([state.entries, state.dropped], [[entry(3), entry(2), entry(1)], 0])
  const full = step(state, { type: 'requests', data: numbers(4, KEPT) })
  t.strictSame([full.entries.length, full.entries.at(-1), full.dropped], [KEPT, entry(4), 3])
})

t.test('every text has enough contrast, light and dark', async (t) => {
  const { body } = await app.inject('/__admin/page/colours.css')
  const [light = '', dark = ''] = body.split('prefers-color-scheme: dark')
  for (const [scheme, text] of Object.entries({ light, dark })) {
    const colours = Object.fromEntries(
      [...text.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, colour]) => [name, colour]),
    )
    for (const [front = '', back = ''] of PAIRS) {
      const ratio = contrast(colours[front] ?? '', colours[back] ?? '')
      t.ok(ratio >= 4.5, `${scheme}: ${front} on ${back} is ${ratio.toFixed(2)}`)
    }
    const edge = contrast(colours['line-strong'] ?? '', colours.surface ?? '')
    t.ok(edge >= 3, `${scheme}: the edge of a field is ${edge.toFixed(2)}`)
  }
})
