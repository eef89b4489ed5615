/** @whop/sdk 0.0.42, unmodified, against the whole of what it can ask for. */
import Whop from '@whop/sdk'
import t from 'tap'
import { createTestApp, type TestApp } from './support/app.ts'

interface Asked {
  method: string
  path: string
  status: number
  unimplemented: string | undefined
  shouldRetry: string | undefined
}

/** A client whose requests go to the app, and what became of each. */
const createClient = ({ app }: TestApp): { client: Whop; asked: Asked[] } => {
  const asked: Asked[] = []
  const client = new Whop({
    apiKey: 'apik_mock_full',
    baseURL: 'http://localhost/whop/api/v1',
    fetch: async (input, init) => {
      const { pathname, search } = new URL(String(input))
      const method = (init?.method ?? 'GET') as 'GET'
      const headers = Object.fromEntries(new Headers(init?.headers))
      const payload = typeof init?.body === 'string' ? init.body : undefined
      const answer = await app.inject({
        method,
        url: pathname + search,
        headers,
        ...(payload ? { payload } : {}),
      })
      const of = (name: string) => answer.headers[name] as string | undefined // none of these is a list
      asked.push({
        method: method.toUpperCase(),
        path: pathname,
        status: answer.statusCode,
        unimplemented: of('x-membermock-unimplemented'),
        shouldRetry: of('x-should-retry'),
      })
      return new Response(answer.body || null, {
        status: answer.statusCode,
        headers: Object.entries(answer.headers).map(([name, value]): [string, string] => [
          name,
          String(value),
        ]),
      })
    },
  })
  return { client, asked }
}

type Anything = (...args: readonly unknown[]) => unknown

/** What no request of its own belongs to: a signature that is checked, and an upload made of two other calls. */
const NO_CALLS: readonly string[] = ['constructor', 'unwrap', 'upload']

/** Every method of a resource and of those within it, by its whole name. */
function* methodsOf(resource: object, name: string): Generator<[name: string, call: Anything]> {
  const prototype: object = Object.getPrototypeOf(resource)
  for (const own of Object.getOwnPropertyNames(prototype))
    if (!NO_CALLS.includes(own)) {
      const method: Anything = Reflect.get(resource, own)
      yield [`${name}.${own}`, method.bind(resource)]
    }
  for (const [key, value] of Object.entries(resource))
    if (!key.startsWith('_') && typeof value === 'object' && value !== null)
      yield* methodsOf(value, `${name}.${key}`)
}

const resourcesOf = (client: Whop): [string, object][] =>
  Object.entries(client).filter(
    (entry): entry is [string, object] =>
      typeof entry[1] === 'object' && entry[1] !== null && '_client' in entry[1],
  )

/** Arguments by what the method calls its own: an id is a text, all else an object that has ids too. */
const argumentsOf = (source: string): unknown[] => {
  const [, list = ''] = /^\w+\(([^)]*)\)/.exec(source) ?? []
  const names = list.split(',').map((name) => name.trim().split(/ |=/)[0] ?? '')
  const within = [...source.matchAll(/const \{([^}]*)\} = (?:params|body|query)/g)].flatMap(([, keys = '']) =>
    keys.split(',').map((key) => key.trim().split(':')[0] ?? ''),
  )
  const object = Object.fromEntries(within.filter((key) => /^\w+$/.test(key)).map((key) => [key, 'x_other']))
  return names
    .filter((name) => name !== 'options' && name !== '')
    .map((name) => (/id$|^metric$/i.test(name) ? 'x_1' : object))
}

t.test('of the 285 operations in its code, none is answered as if Whop did not have it', async (t) => {
  const mock = createTestApp({ rateLimit: false })
  const { client, asked } = createClient(mock)
  const sources = new Map<string, string>()
  for (const [name, resource] of resourcesOf(client))
    for (const [full] of methodsOf(resource, name)) {
      const parts = full.split('.')
      const owner = parts.slice(1, -1).reduce((of: object, part) => Reflect.get(of, part), resource)
      sources.set(full, String(Reflect.get(owner, parts.at(-1) ?? '')))
    }
  for (const [name, resource] of resourcesOf(client))
    for (const [full, call] of methodsOf(resource, name))
      await Promise.resolve(call(...argumentsOf(sources.get(full) ?? ''))).catch(() => {}) // what it throws is looked at below

  t.equal(new Set(asked.map(({ method, path }) => `${method} ${path}`)).size, 285)
  const served = mock.vendors.find(({ id }) => id === 'whop')?.operations ?? []
  const isServed = ({ method, path }: Asked): boolean =>
    served.some((one) => {
      const pattern = new RegExp(`^/whop/api/v1${one.path.replace(/\{\w+\}/g, '[^/]+')}$`)
      return one.method === method && pattern.test(path)
    })
  const lacking = asked.filter((one) => !isServed(one))
  for (const { method, path, ...answer } of lacking)
    t.match(answer, { status: 501, unimplemented: /^[a-z]+[A-Z]/, shouldRetry: 'false' }, `${method} ${path}`)
  t.same(
    mock.unimplemented.toSorted(),
    lacking.map(({ unimplemented }) => `whop ${unimplemented}`).sort(),
    'each is counted, and asked for once',
  )
  t.same(mock.failures, [])
})

t.test(
  'the older surfaces are known, whatever is asked of them; so is a path that is written encoded',
  async (t) => {
    const mock = createTestApp()
    const rows: [method: 'GET' | 'POST' | 'DELETE', url: string, operation: string | undefined][] = [
      ['GET', '/whop/api/v2/memberships?page=1', 'apiV2'],
      ['DELETE', '/whop/api/v2/webhooks/hook_1', 'apiV2'],
      ['GET', '/whop/api/v2', 'apiV2'],
      ['POST', '/api/v2/memberships/mem_1/cancel', 'apiV2'],
      ['GET', '/whop/api/v5/me/memberships', 'apiV5'],
      ['GET', '/api/v5/app/memberships', 'apiV5'],
      ['POST', '/whop/public-graphql', 'publicGraphql'],
      ['POST', '/public-graphql/getMember', 'publicGraphql'],
      ['GET', '/whop/api/v1/%70eople', 'listPeople'],
      ['POST', '/whop/api/v1/%61ds/ad%2F1/p%61use', 'pauseAd'],
      ['GET', '/whop/%61pi/v1/leads', 'listLeads'],
      ['GET', '/whop/api/v1/leads/', 'retrieveLeadWithoutId'],
      ['GET', '/whop/api/v1/%zz', undefined],
      ['GET', '/whop/api/v3/memberships', undefined],
      ['GET', '/whop/api/v20/memberships', undefined],
    ]
    for (const [method, url, operation] of rows) {
      const answer = await mock.app.inject({ method, url })
      t.equal(answer.statusCode, operation === undefined ? 404 : 501, url)
      t.equal(answer.headers['x-membermock-unimplemented'], operation, url)
      t.equal(
        answer.headers['api-version-date'],
        /api\/v1|%61pi\/v1/.test(url) ? '2025-01-01' : undefined,
        url,
      )
    }
  },
)
