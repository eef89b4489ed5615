/** Sotion's members and groups as one state: whatever is done, and however a list is paged meanwhile. */

import { deepEqual, equal } from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import t from 'tap'
import { parse } from 'yaml'
import { createTestApp } from './support/app.ts'

const NOON = Date.parse('2026-03-01T12:00:00.000Z')
const SORTS = ['createdAt', 'updatedAt', 'registeredAt', 'lastLoginAt', 'email', 'displayName'] as const
const GROUPS = [1, 2, 3, 4, 5].map((n) => `a0000000-0000-4000-8000-00000000000${n}`)
const ADA = '11111111-1111-4111-8111-111111111111'
const ANNIE = 'cccccccc-cccc-4ccc-8ccc-cccccccccccc'
const RADIA = 'bbbbbbbb-bbbb-4bbb-bbbb-bbbbbbbbbbbb'

type Sort = (typeof SORTS)[number]
type Order = 'asc' | 'desc'

interface Item {
  id: string
  accessGroups: { id: string; name: string }[]
  memberCount: number
}
interface Body {
  data: Item[]
  pagination: { hasMore: boolean; nextCursor: string | null }
}

const open = (members = 20) => {
  const mock = createTestApp({ vendors: ['sotion'], rateLimit: false, members })
  const { clock } = mock.sandboxes.default
  clock.freeze(NOON)
  const ask = async (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: unknown) => {
    const answer = await mock.app.inject({
      method,
      url: `/sotion/api/v1${path}`,
      headers: {
        authorization: 'Bearer so_mock_site_a',
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { payload: JSON.stringify(body) }),
    })
    t.same(mock.failures, [])
    return answer
  }
  const page = async (path: string): Promise<Body> => (await ask('GET', path)).json()
  /** Every item of a list, and what is done between its pages. */
  const all = async (path: string, between = async (_cursor: string): Promise<void> => {}) => {
    const items: Item[] = []
    let after = ''
    for (;;) {
      const { data, pagination } = await page(`${path}${after}`)
      items.push(...data)
      if (!pagination.hasMore || pagination.nextCursor === null) return items
      t.equal(pagination.nextCursor, data.at(-1)?.id)
      await between(pagination.nextCursor)
      after = `&after=${pagination.nextCursor}`
    }
  }
  /** What the sandbox has changed of its start. */
  const state = (): string => JSON.stringify(mock.sandboxes.default.store('sotion').db.changes)
  return { mock, clock, ask, page, all, state }
}

const idsOf = (items: readonly { id: string }[]): string[] => items.map(({ id }) => id)

/** What a list is sorted by, the slow way: texts in lower case, null last, ties by id. */
const sorted = (items: readonly Item[], sort: Sort, order: Order): string[] => {
  const textIn = (item: Item): string | null => {
    const value: unknown = Object.entries(item).find(([name]) => name === sort)?.[1]
    return typeof value === 'string' ? value.toLowerCase() : null
  }
  const sign = order === 'asc' ? 1 : -1
  const compare = (a: string, b: string): number => (a < b ? -sign : a > b ? sign : 0)
  return idsOf(
    [...items].sort((a, b) => {
      const [one, other] = [textIn(a), textIn(b)]
      if (one === null || other === null)
        return one === other ? compare(a.id, b.id) : Number(one === null) - Number(other === null)
      return compare(one, other) || compare(a.id, b.id)
    }),
  )
}

t.test(
  'paging through a list gives each once, in order, whatever the order and the size of a page',
  async (t) => {
    const { all, ask } = open(60)
    await ask('DELETE', `/members/${ANNIE}`)
    await ask('PATCH', `/members/${ADA}`, { displayName: null })
    await ask('POST', '/members', { email: 'new@example.com', displayName: 'ada lovelace' })
    const whole = await all('/members?limit=100')
    t.equal(whole.length, 12 + 45 - 1 + 1)
    for (const sort of SORTS)
      for (const order of ['asc', 'desc'] as const)
        for (const limit of [1, 7, 100]) {
          const items = await all(`/members?sort=${sort}&order=${order}&limit=${limit}`)
          t.same(idsOf(items), sorted(whole, sort, order), `${sort} ${order} ${limit}`)
        }
    for (const id of GROUPS) {
      const members = idsOf(await all(`/access-groups/${id}/members?limit=100`))
      t.same(idsOf(await all(`/access-groups/${id}/members?limit=3`)), members)
      t.equal(new Set(members).size, members.length)
    }
  },
)

const between = fc.array(fc.constantFrom('create', 'delete', 'delete the cursor'), { maxLength: 3 })

t.test(
  'with members that come and go between its pages a list gives none twice, and leaves none out',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...SORTS),
        fc.constantFrom<Order>('asc', 'desc'),
        fc.integer({ min: 1, max: 6 }),
        fc.array(between, { minLength: 1, maxLength: 8 }),
        fc.infiniteStream(fc.nat(1000)),
        async (sort, order, limit, changes, numbers) => {
          const { all, ask, clock } = open()
          const path = `/members?sort=${sort}&order=${order}&limit=${limit}`
          const stay = new Set(idsOf(await all('/members?limit=100')))
          let made = 0
          const change = async (what: string, cursor: string): Promise<void> => {
            clock.advance(1000)
            if (what === 'create') {
              made += 1
              await ask('POST', '/members', { email: `${numbers.next().value}-${made}@example.com` })
              return
            }
            const ids = [...stay]
            const id = what === 'delete' ? (ids[numbers.next().value % ids.length] ?? '') : cursor
            await ask('DELETE', `/members/${id}`)
            stay.delete(id)
          }
          let nth = 0
          const items = idsOf(
            await all(path, async (cursor) => {
              for (const what of changes[nth++ % changes.length] ?? []) await change(what, cursor)
            }),
          )
          if (new Set(items).size !== items.length) throw new Error('one came twice')
          const missing = [...stay].filter((id) => !items.includes(id))
          if (missing.length > 0) throw new Error(`${missing} are left out`)
        },
      ),
      { numRuns: 40, seed: 1 },
    )
  },
)

interface Write {
  does: 'create' | 'bulk' | 'change' | 'delete' | 'make group' | 'drop group' | 'add' | 'remove'
  member: number
  group: number
  email: number
}

const write: fc.Arbitrary<Write> = fc.record({
  does: fc.constantFrom(
    'create',
    'bulk',
    'change',
    'delete',
    'make group',
    'drop group',
    'add',
    'add',
    'remove',
  ),
  member: fc.nat(40),
  group: fc.nat(8),
  email: fc.nat(6),
})

const perform = async (
  { ask }: ReturnType<typeof open>,
  { does, member, group, email }: Write,
  members: readonly string[],
  groups: readonly string[],
) => {
  const [id, groupId] = [members[member % members.length] ?? ADA, groups[group % groups.length] ?? '']
  const address = `new${email}@example.com`
  switch (does) {
    case 'create':
      return ask('POST', '/members', { email: address, accessGroupIds: [groupId] })
    case 'bulk':
      return ask('POST', '/members/bulk', {
        members: [{ email: address }, { email: 'x' }],
        accessGroupIds: [groupId],
      })
    case 'change':
      return ask('PATCH', `/members/${id}`, { email: address })
    case 'delete':
      return ask('DELETE', `/members/${id}`)
    case 'make group':
      return ask('POST', '/access-groups', { name: `group ${email}` })
    case 'drop group':
      return ask('DELETE', `/access-groups/${groupId}`)
    case 'add':
      return ask('POST', `/access-groups/${groupId}/members`, { memberId: id })
    case 'remove':
      return ask('DELETE', `/access-groups/${groupId}/members/${id}`)
  }
}

t.test('counts, groups and lists agree after any writes, and a refused one changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(write, { minLength: 5, maxLength: 25 }), async (writes) => {
      const sotion = open(8)
      const { all, state, ask } = sotion
      const ids = async (path: string): Promise<string[]> => idsOf(await all(`${path}?limit=100`))
      const members = [...(await ids('/members')), RADIA]
      const groups = await ids('/access-groups')
      for (const one of writes) {
        const before = state()
        const answer = await perform(sotion, one, members, groups)
        if (answer.statusCode >= 400 && state() !== before)
          throw new Error(`${one.does} left something behind`)
        const made = answer.statusCode === 201 && one.does !== 'add' ? answer.json().data.id : undefined
        if (one.does === 'create' && made !== undefined) members.push(made)
        if (one.does === 'make group' && made !== undefined) groups.push(made)
      }
      const listed = await ids('/members')
      const inGroups = new Map<string, string[]>()
      for (const id of listed)
        for (const { id: group } of (await ask('GET', `/members/${id}`)).json().data.accessGroups)
          inGroups.set(group, [...(inGroups.get(group) ?? []), id])
      for (const group of await all('/access-groups?limit=100')) {
        const shown = await ids(`/access-groups/${group.id}/members`)
        deepEqual([...shown].sort(), [...(inGroups.get(group.id) ?? [])].sort())
        equal(group.memberCount, shown.length)
        inGroups.delete(group.id)
      }
      deepEqual([...inGroups.keys()], [], 'nobody is in a group that is gone')
    }),
    { numRuns: 40, seed: 1 },
  )
})

t.test('the same writes after a reset give the same bytes', async (t) => {
  const { mock, ask, clock } = open()
  const life = async (): Promise<string[]> => {
    clock.freeze(NOON)
    const made = await ask('POST', '/members', { email: 'new@example.com', accessGroupIds: [GROUPS[0]] })
    const hook = await ask('POST', '/webhooks', { url: 'https://example.com/', events: ['member.created'] })
    const group = await ask('POST', '/access-groups', { name: 'New' })
    const bulk = await ask('POST', '/members/bulk', { members: [{ email: 'a@b.c' }] })
    return [made, hook, group, bulk].map(({ body, headers }) => `${headers['x-request-id']} ${body}`)
  }
  const first = await life()
  mock.sandboxes.reset(mock.sandboxes.default)
  t.same(await life(), first)
})

t.test('a thousand cursors of those that are gone are remembered, and no more', async (t) => {
  const { ask, all } = open(0)
  const made: string[] = []
  for (let i = 0; i < 3; i++) {
    const members = Array.from({ length: 334 }, (_, n) => ({ email: `${i}-${n}@example.com` }))
    const { data } = (await ask('POST', '/members/bulk', { members })).json()
    for (const { member } of data) made.push(member.id)
  }
  for (const id of made) await ask('DELETE', `/members/${id}`)
  t.equal((await ask('GET', `/members?after=${made.at(-1)}`)).statusCode, 200)
  t.equal((await ask('GET', `/members?after=${made[2]}`)).statusCode, 200)
  t.equal((await ask('GET', `/members?after=${made[1]}`)).body, '{"error":"Invalid cursor"}')
  t.equal((await all('/members?limit=100')).length, 12)
})

t.test(
  'a deleted group leaves its computed members as they are, and one put under its id has none of them',
  async (t) => {
    const { mock, ask, page } = open(60)
    const [group = ''] = GROUPS
    const { data: before } = await page(`/access-groups/${group}/members?limit=100`)
    t.ok(before.length > 10)
    await ask('DELETE', `/access-groups/${group}`)
    const [someone] = before
    const shown: Item = (await ask('GET', `/members/${someone?.id}`)).json().data
    t.notOk(idsOf(shown.accessGroups).includes(group))
    const put = await mock.app.inject({
      method: 'PUT',
      url: `/__admin/sotion/groups/${group}`,
      payload: { name: 'Back', members: [ADA] },
    })
    t.equal(put.statusCode, 201)
    t.same(idsOf((await page(`/access-groups/${group}/members?limit=100`)).data), [ADA])
  },
)

t.test('groups and webhooks of the config file, as docs/sotion.md prints them', async (t) => {
  const printed = readFileSync(new URL('../docs/sotion.md', import.meta.url), 'utf8')
  const [, text = ''] = /```yaml\n([^`]*)```/.exec(printed) ?? []
  const { app } = createTestApp({ vendors: ['sotion'], members: 0, settings: parse(text) })
  const ask = async (path: string, key: string) => {
    const headers = { authorization: `Bearer ${key}` }
    return (await app.inject({ url: `/sotion/api/v1${path}`, headers })).json()
  }
  t.match(await ask('/access-groups?limit=1', 'so_mock_site_a'), {
    data: [{ name: 'Early Birds', description: 'Whoever came first.', type: 'custom', memberCount: 1 }],
  })
  t.match(await ask('/access-groups?limit=1', 'so_mock_site_b'), {
    data: [{ name: 'Notion Guests', description: null, type: 'scope', memberCount: 0 }],
  })
  const webhook = {
    name: 'Mine',
    url: 'https://example.com/hook',
    events: ['member.created'],
    managedBy: null,
  }
  t.match(await ask('/webhooks', 'so_mock_site_a'), { data: [webhook], pagination: { hasMore: false } })
})
