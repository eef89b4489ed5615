/** What holds for each of Sotion's operations: its headers, the other site, hostile bodies, and the same bytes again. */
import { deepEqual, equal } from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import { operations } from '../src/routes/sotion/operations.ts'
import { createTestApp } from './support/app.ts'

const NOON = Date.parse('2026-03-01T12:00:00.000Z')
const MIB = 1024 * 1024

type Id = (typeof operations)[number]['id']
type Asked = readonly [method: string, path: string, body?: unknown]

const METHOD_OF = new Map<string, string>(operations.map(({ id, method }) => [id, method]))

const SITE_A = {
  key: 'so_mock_site_a',
  member: '11111111-1111-4111-8111-111111111111',
  groups: ['a0000000-0000-4000-8000-000000000001', 'a0000000-0000-4000-8000-000000000002'],
  email: 'ada.lovelace@example.com',
}
const SITE_B = {
  key: 'so_mock_site_b',
  member: 'bbbbbbbb-bbbb-4bbb-bbbb-bbbbbbbbbbbb',
  groups: ['b0000000-0000-4000-8000-000000000001', 'b0000000-0000-4000-8000-000000000002'],
  email: 'radia.perlman@example.com',
}
const SCOPE = 'a0000000-0000-4000-8000-000000000005'

const open = (members = 0) => {
  const mock = createTestApp({ vendors: ['sotion'], rateLimit: false, members })
  mock.sandboxes.default.clock.freeze(NOON)
  const send = async (
    method: string,
    path: string,
    {
      payload,
      key = SITE_A.key,
      ...headers
    }: { payload?: string; key?: string; [header: string]: string | undefined } = {},
  ) => {
    const url = path.startsWith('/api') ? path : `/sotion/api/v1${path}`
    const answer = await mock.app.inject({
      method: method as 'GET', // any that Node knows
      url,
      headers: { authorization: `Bearer ${key}`, ...headers },
      ...(payload !== undefined && { payload }),
    })
    deepEqual(mock.failures, [])
    return answer
  }
  const ask = (
    method: string,
    path: string,
    body?: unknown,
    key: string = SITE_A.key,
    host = 'mock.test:8080',
  ) =>
    send(method, path, {
      ...{ key, host },
      ...(body !== undefined && { payload: JSON.stringify(body), 'content-type': 'application/json' }),
    })
  /** What the sandbox has changed of its start. */
  const state = (): string => JSON.stringify(mock.sandboxes.default.store('sotion').db.changes)
  return { mock, send, ask, state }
}

type Sotion = ReturnType<typeof open>

/** Each operation once, in an order in which each succeeds; the paths are in `base`, the host as a client writes it. */
const live = async ({ ask }: Sotion, base: string, host: string) => {
  const answers = new Map<string, Awaited<ReturnType<Sotion['ask']>>>()
  const does = async (id: Id, path: string, body?: unknown) => {
    const answer = await ask(METHOD_OF.get(id) ?? '', base + path, body, SITE_A.key, host)
    answers.set(id, answer)
    return answer
  }
  await does('getSite', '/site')
  const member: string = (await does('createMember', '/members', { email: 'New@example.com' })).json().data.id
  await does('bulkCreateMembers', '/members/bulk', {
    members: [{ email: 'a@b.c' }, { email: 'new@example.com' }],
  })
  await does('getMember', `/members/${member}`)
  await does('updateMember', `/members/${member}`, { paid: true })
  await does('listMembers', '/members?limit=2')
  const group: string = (await does('createAccessGroup', '/access-groups', { name: 'New' })).json().data.id
  await does('updateAccessGroup', `/access-groups/${group}`, { description: 'x' })
  await does('addGroupMember', `/access-groups/${group}/members`, { memberId: member })
  await does('getAccessGroup', `/access-groups/${group}`)
  await does('listAccessGroups', '/access-groups')
  await does('listGroupMembers', `/access-groups/${group}/members`)
  await does('removeGroupMember', `/access-groups/${group}/members/${member}`)
  const made = await does('createWebhook', '/webhooks', {
    url: 'https://example.com/',
    events: ['member.auth'],
  })
  const webhook: string = made.json().data.id
  await does('getWebhook', `/webhooks/${webhook}`)
  await does('listWebhooks', '/webhooks')
  await does('deleteWebhook', `/webhooks/${webhook}`)
  await does('deleteAccessGroup', `/access-groups/${group}`)
  await does('deleteMember', `/members/${member}`)
  return { answers, member, group, webhook }
}

const STATUSES: Readonly<Record<string, number>> = {
  createMember: 201,
  createAccessGroup: 201,
  addGroupMember: 201,
  createWebhook: 201,
  bulkCreateMembers: 207,
  deleteMember: 204,
  deleteAccessGroup: 204,
  removeGroupMember: 204,
  deleteWebhook: 204,
}

for (const { base, host, at } of [
  { base: '/sotion/api/v1', host: 'mock.test:8080', at: 'http://mock.test:8080/sotion/api/v1' },
  { base: '/api/v1', host: 'api.sotion.so', at: 'https://api.sotion.so/api/v1' },
])
  t.test(`every operation at ${at}: status, the four headers, Location, and nothing in a 204`, async (t) => {
    const sotion = open()
    const { ask } = sotion
    const { answers, member, group, webhook } = await live(
      {
        ...sotion,
        ask: (method, path, body, key) => ask(method, path.replace('/sotion/api/v1', ''), body, key, host),
      },
      base,
      host,
    )
    t.same([...answers.keys()].sort(), operations.map(({ id }) => id).sort(), 'all of them')
    const locations: Readonly<Record<string, string>> = {
      createMember: `${at}/members/${member}`,
      createAccessGroup: `${at}/access-groups/${group}`,
      addGroupMember: `${at}/access-groups/${group}/members/${member}`,
      createWebhook: `${at}/webhooks/${webhook}`,
    }
    for (const [id, { statusCode, headers, body }] of answers) {
      const status = STATUSES[id] ?? 200
      t.equal(statusCode, status, id)
      const { date: _date, connection: _connection, 'x-request-id': requestId, ...own } = headers
      t.match(requestId, /^[0-9a-f-]{36}$/, id)
      t.strictSame(
        own,
        {
          'x-ratelimit-limit': '100',
          'x-ratelimit-remaining': '100',
          'x-ratelimit-reset': String(NOON / 1000 + 60),
          ...(status !== 204 && {
            'content-type': 'application/json; charset=utf-8',
            'content-length': String(Buffer.byteLength(body)),
          }),
          ...(status === 201 && { location: locations[id] }),
        },
        id,
      )
      t.equal(body === '', status === 204, id)
    }
  })

t.test('every operation: the same calls after a reset give the same bytes', async (t) => {
  const sotion = open(20)
  const { mock } = sotion
  const life = async (): Promise<unknown[]> => {
    mock.sandboxes.default.clock.freeze(NOON)
    const { answers } = await live(sotion, '', 'mock.test')
    return [...answers].map(([id, { statusCode, headers, body }]) => [id, statusCode, headers, body])
  }
  const first = await life()
  t.equal(first.length, operations.length)
  t.not(JSON.stringify(await life()), JSON.stringify(first), 'without one the ids are others')
  mock.sandboxes.reset(mock.sandboxes.default)
  t.strictSame(await life(), first)
})

type Site = typeof SITE_A & { webhook: string }

/** What each operation is asked on one site about what is on the other, and what it then says. */
const ACROSS: Readonly<
  Record<Id, (own: Site, other: Site) => readonly (readonly [Asked, status: number, words?: string])[]>
> = {
  getSite: () => [[['GET', '/site'], 200]],
  getMember: (_, { member }) => [[['GET', `/members/${member}`], 404, 'Member not found']],
  listMembers: (_, { member, email }) => [
    [['GET', '/members'], 200],
    [['GET', `/members?email=${email}`], 200],
    [['GET', `/members?after=${member}`], 400, 'Invalid cursor'],
  ],
  createMember: (own, { groups }) => [
    [
      ['POST', '/members', { email: 'x@y.z', accessGroupIds: [own.groups[0], groups[0]] }],
      404,
      'Access group not found',
    ],
  ],
  bulkCreateMembers: (own, { groups }) => [
    [
      [
        'POST',
        '/members/bulk',
        { members: [{ email: 'x@y.z' }], accessGroupIds: [own.groups[0], groups[0]] },
      ],
      404,
      'Access group not found',
    ],
  ],
  updateMember: (_, { member }) => [
    [['PATCH', `/members/${member}`, { paid: true }], 404, 'Member not found'],
  ],
  deleteMember: (_, { member }) => [[['DELETE', `/members/${member}`], 404, 'Member not found']],
  listAccessGroups: (_, { groups }) => [
    [['GET', '/access-groups'], 200],
    [['GET', `/access-groups?after=${groups[0]}`], 400, 'Invalid cursor'],
  ],
  createAccessGroup: () => [],
  getAccessGroup: (_, { groups }) => [
    [['GET', `/access-groups/${groups[0]}`], 404, 'Access group not found'],
  ],
  updateAccessGroup: (_, { groups }) => [
    [['PATCH', `/access-groups/${groups[0]}`, { name: 'x' }], 404, 'Access group not found'],
  ],
  deleteAccessGroup: (_, { groups }) => [
    [['DELETE', `/access-groups/${groups[0]}`], 404, 'Access group not found'],
  ],
  listGroupMembers: (own, { groups, member }) => [
    [['GET', `/access-groups/${groups[0]}/members`], 404, 'Access group not found'],
    [['GET', `/access-groups/${own.groups[0]}/members?after=${member}`], 400, 'Invalid cursor'],
  ],
  addGroupMember: (own, { groups, member }) => [
    [
      ['POST', `/access-groups/${groups[0]}/members`, { memberId: own.member }],
      404,
      'Access group not found',
    ],
    [['POST', `/access-groups/${own.groups[0]}/members`, { memberId: member }], 404, 'Member not found'],
  ],
  removeGroupMember: (own, { groups, member }) => [
    [['DELETE', `/access-groups/${groups[0]}/members/${member}`], 404, 'Access group not found'],
    [['DELETE', `/access-groups/${own.groups[0]}/members/${member}`], 404, 'Member not found'],
  ],
  listWebhooks: (_, { webhook }) => [
    [['GET', '/webhooks'], 200],
    [['GET', `/webhooks?after=${webhook}`], 400, 'Invalid cursor'],
  ],
  createWebhook: () => [],
  getWebhook: (_, { webhook }) => [[['GET', `/webhooks/${webhook}`], 404, 'Webhook not found']],
  deleteWebhook: (_, { webhook }) => [[['DELETE', `/webhooks/${webhook}`], 404, 'Webhook not found']],
}

t.test('two sites see nothing of each other, whatever is asked', async (t) => {
  const { ask, state } = open()
  const withWebhook = async (site: typeof SITE_A): Promise<Site> => {
    const body = { url: 'https://example.com/', events: ['member.created'] }
    return { ...site, webhook: (await ask('POST', '/webhooks', body, site.key)).json().data.id }
  }
  const [a, b] = [await withWebhook(SITE_A), await withWebhook(SITE_B)]
  const before = state()
  for (const [own, other] of [
    [a, b],
    [b, a],
  ] as const)
    for (const [id, asking] of Object.entries(ACROSS))
      for (const [[method, path, body], status, words] of asking(own, other)) {
        const answer = await ask(method, path, body, own.key)
        t.equal(answer.statusCode, status, `${id} ${path}`)
        if (words !== undefined) t.equal(answer.body, JSON.stringify({ error: words }), `${id} ${path}`)
        for (const foreign of [other.member, ...other.groups, other.email, other.webhook])
          t.notOk(answer.body.includes(foreign), `${id}: ${foreign} of the other site`)
      }
  t.equal(state(), before, 'nothing is changed')
  const { name } = (await ask('GET', `/access-groups/${a.groups[0]}`, undefined, a.key)).json().data
  t.equal(
    (await ask('POST', '/access-groups', { name }, b.key)).statusCode,
    201,
    'a name is free on the other site',
  )
  t.equal((await ask('POST', '/members', { email: a.email }, b.key)).statusCode, 201, 'an address as well')
})

t.test('a create that is refused with three groups leaves no trace', async (t) => {
  const { ask, state } = open()
  const [one, two] = SITE_A.groups
  const counts = async () => (await ask('GET', '/access-groups')).body
  const [before, groups] = [state(), await counts()]
  for (const [email, third, status] of [
    ['new@example.com', SCOPE, 403],
    ['new@example.com', SITE_B.groups[0], 404],
    ['new@example.com', 'x', 400],
    [SITE_A.email, 'a0000000-0000-4000-8000-000000000003', 409],
  ] as const) {
    const answer = await ask('POST', '/members', { email, accessGroupIds: [one, two, third] })
    t.equal(answer.statusCode, status)
    t.equal(state(), before, `${status}`)
  }
  t.equal(await counts(), groups)
  t.same((await ask('GET', '/members?email=new@example.com')).json().data, [])
  const third = 'a0000000-0000-4000-8000-000000000003'
  const made = await ask('POST', '/members', { email: 'new@example.com', accessGroupIds: [one, two, third] })
  t.equal(made.json().data.accessGroups.length, 3)
})

const { member: MEMBER, groups: OWN_GROUPS } = SITE_A
const [GROUP = ''] = OWN_GROUPS

/** A body that each writing operation takes. */
const TAKEN: readonly Asked[] = [
  ['POST', '/members', { email: 'x@example.com' }],
  ['POST', '/members/bulk', { members: [{ email: 'x@example.com' }] }],
  ['PATCH', `/members/${MEMBER}`, { displayName: 'x' }],
  ['POST', '/access-groups', { name: 'x' }],
  ['PATCH', `/access-groups/${GROUP}`, { name: 'x' }],
  ['POST', `/access-groups/${GROUP}/members`, { memberId: '33333333-3333-4333-8333-333333333333' }],
  ['POST', '/webhooks', { url: 'https://example.com/', events: ['member.created'] }],
]

const JSON_TYPE = 'application/json'
const deep = '['.repeat(20_000) + ']'.repeat(20_000)

/** What is made of a good body so that it is none. */
const SPOILED: readonly (readonly [name: string, payload: (good: string) => string, type?: string])[] = [
  ['cut off', (good) => good.slice(0, -1)],
  ['with a comma too many', (good) => good.replace(/}$/, ',}')],
  ['another content type', (good) => good, 'text/plain'],
  ['a form', () => 'email=x%40example.com', 'application/x-www-form-urlencoded'],
  ['an array', (good) => `[${good}]`],
  ['null', () => 'null'],
  ['text', () => '"x"'],
  [
    'numbers for its values',
    (good) => JSON.stringify(Object.fromEntries(Object.keys(JSON.parse(good)).map((name) => [name, 7]))),
  ],
  ['nested', () => deep],
  ['nested inside', (good) => good.replace(/:.*}$/, `:${deep}}`)],
]

t.test('a body that nothing can be made of is refused in Sotion’s words, and changes nothing', async (t) => {
  const { send, state } = open()
  t.same([...new Set(TAKEN.map(([method]) => method))], ['POST', 'PATCH'])
  t.equal(
    TAKEN.length,
    operations.filter((one) => 'body' in one && one.body !== undefined).length,
    'each that reads one',
  )
  const before = state()
  for (const [method, path, good] of TAKEN) {
    for (const [name, spoil, type = JSON_TYPE] of SPOILED) {
      const answer = await send(method, path, { payload: spoil(JSON.stringify(good)), 'content-type': type })
      t.equal(
        `${answer.statusCode} ${answer.body}`,
        '400 {"error":"Invalid request"}',
        `${method} ${path}: ${name}`,
      )
    }
    const payload = JSON.stringify(good).padEnd(MIB + 1)
    const answer = await send(method, path, { payload, 'content-type': JSON_TYPE })
    t.equal(`${answer.statusCode} ${answer.body}`, '413 {"error":"Payload too large"}', `${method} ${path}`)
    t.equal(state(), before, `${method} ${path} changes nothing`)
  }
})

t.test(
  'a name that comes twice counts as it stands last, and __proto__ is a name like another',
  async (t) => {
    for (const [method, path, good] of TAKEN) {
      const { send, ask } = open()
      const [[name, value] = []] = Object.entries(good ?? {})
      const rest = JSON.stringify(good).slice(1)
      const payload = `{"${name}":7,"__proto__":{"${name}":7,"paid":true},"constructor":{"prototype":{"paid":true}},${rest}`
      const answer = await send(method, path, { payload, 'content-type': JSON_TYPE, host: 'mock.test' })
      const plain = await open().ask(method, path, good, SITE_A.key, 'mock.test')
      t.ok(answer.statusCode < 300, `${method} ${path}: ${name} is ${JSON.stringify(value)}`)
      t.equal(answer.body, plain.body)
      t.equal(Object.hasOwn(Object.prototype, 'paid'), false)
      t.equal((await ask('GET', '/site')).statusCode, 200)
    }
  },
)

t.test('what a DELETE has for a body is not looked at', async (t) => {
  for (const payload of ['{"email":', '[]', deep, '{"__proto__":{}}', 'x'.repeat(MIB)]) {
    const { send } = open()
    const answer = await send('DELETE', `/members/${MEMBER}`, { payload, 'content-type': JSON_TYPE })
    t.same([answer.statusCode, answer.body], [204, ''], payload.slice(0, 20))
  }
})

interface Listed {
  data: { id: string }[]
  pagination: { hasMore: boolean; nextCursor: string | null }
}

/** How what is in a list comes and goes. */
const LISTS: Readonly<
  Record<string, { path: string; add: (n: number) => Asked; drop: (id: string) => Asked }>
> = {
  'access groups': {
    path: '/access-groups',
    add: (n) => ['POST', '/access-groups', { name: `new ${n}` }],
    drop: (id) => ['DELETE', `/access-groups/${id}`],
  },
  webhooks: {
    path: '/webhooks',
    add: () => ['POST', '/webhooks', { url: 'https://example.com/', events: ['member.auth'] }],
    drop: (id) => ['DELETE', `/webhooks/${id}`],
  },
  'members of a group, added and deleted': {
    path: `/access-groups/${GROUP}/members`,
    add: (n) => ['POST', '/members', { email: `${n}@new.example`, accessGroupIds: [GROUP] }],
    drop: (id) => ['DELETE', `/members/${id}`],
  },
  'members of a group, added and removed': {
    path: `/access-groups/${GROUP}/members`,
    add: (n) => ['POST', '/members', { email: `${n}@new.example`, accessGroupIds: [GROUP] }],
    drop: (id) => ['DELETE', `/access-groups/${GROUP}/members/${id}`],
  },
}

const page = async ({ ask }: Sotion, path: string): Promise<Listed> => (await ask('GET', path)).json()

for (const [name, { path, add, drop }] of Object.entries(LISTS))
  t.test(`${name}: none comes twice, and none that stays is left out`, async () => {
    const change = fc.constantFrom('add', 'drop', 'drop the cursor')
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 3 }),
        fc.array(fc.array(change, { maxLength: 2 }), { minLength: 1, maxLength: 6 }),
        fc.nat(100),
        async (limit, changes, number) => {
          const sotion = open()
          const { clock } = sotion.mock.sandboxes.default
          for (let n = 0; n < 6; n++) await sotion.ask(...add(n))
          const whole = (await page(sotion, `${path}?limit=100`)).data.map(({ id }) => id)
          const stay = new Set(whole)
          const seen: string[] = []
          let after = ''
          for (let nth = 0; ; nth++) {
            const { data, pagination } = await page(sotion, `${path}?limit=${limit}${after}`)
            seen.push(...data.map(({ id }) => id))
            if (pagination.nextCursor === null) break
            for (const what of changes[nth % changes.length] ?? []) {
              clock.advance(1000)
              const ids = [...stay]
              const id = what === 'drop' ? (ids[number % ids.length] ?? '') : pagination.nextCursor
              await sotion.ask(...(what === 'add' ? add(10 + nth) : drop(id)))
              if (
                what !== 'add' &&
                !(await page(sotion, `${path}?limit=100`)).data.some((one) => one.id === id)
              )
                stay.delete(id)
            }
            after = `&after=${pagination.nextCursor}`
          }
          equal(new Set(seen).size, seen.length, 'none twice')
          deepEqual(
            seen.filter((id) => stay.has(id)),
            whole.filter((id) => stay.has(id)),
            'those that stay, in their order',
          )
        },
      ),
      { numRuns: 8, seed: 1 },
    )
  })

t.test('the config file: an id, a place and a secret of one’s own', async (t) => {
  const id = 'c0000000-0000-4000-8000-000000000001'
  const { app } = createTestApp({
    vendors: ['sotion'],
    members: 0,
    settings: {
      sotion: {
        groups: [{ id, name: 'Mine', site: 'site_b', members: [SITE_B.member] }],
        webhooks: [
          { site: 'site_b', url: 'https://example.com/', managedBy: 'zapier', secret: 'whsec_of_my_own' },
        ],
      },
    },
  })
  const get = async (path: string, key: string) =>
    (await app.inject({ url: `/sotion/api/v1${path}`, headers: { authorization: `Bearer ${key}` } })).json()
  t.match((await get(`/access-groups/${id}`, SITE_B.key)).data, {
    id,
    name: 'Mine',
    type: 'custom',
    memberCount: 1,
  })
  t.match((await get(`/members/${SITE_B.member}`, SITE_B.key)).data.accessGroups, [
    {},
    {},
    { id, name: 'Mine' },
  ])
  t.same(await get(`/access-groups/${id}`, SITE_A.key), { error: 'Access group not found' })
  const { data } = await get('/webhooks?managedBy=zapier', SITE_B.key)
  t.match(data, [{ managedBy: 'zapier', secretPrefix: 'whsec_of_m', active: true }])
  t.equal(data[0].events.length, 9, 'without events it is for all of them')
  t.notOk(JSON.stringify(data).includes('whsec_of_my_own'))
})
