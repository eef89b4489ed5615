/** Sotion's member endpoint: every answer, whole. */
import { readFileSync } from 'node:fs'
import t from 'tap'
import { createTestApp, type TestApp } from './support/app.ts'

const FULL = '11111111-1111-4111-8111-111111111111'
const BLOCKED = '22222222-2222-4222-8222-222222222222'
const UUID_V4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const MISSING = '{"error":"Missing API key. Pass Authorization: Bearer so_..."}'
const NOON = Date.parse('2026-03-01T12:00:00.250Z')
const RESET = String(Date.parse('2026-03-01T12:01:00Z') / 1000)

const fixtures: { id: string; site: string }[] = JSON.parse(
  readFileSync(new URL('../fixtures/sotion/members.json', import.meta.url), 'utf8'),
)
const bodyOf = (id: string): string => {
  const { site, ...member } = fixtures.find((one) => one.id === id) ?? { site: undefined }
  return JSON.stringify({ data: member })
}

const createFrozen = (options: Parameters<typeof createTestApp>[0] = {}): TestApp => {
  const mock = createTestApp(options)
  mock.sandboxes.default.clock.freeze(NOON)
  return mock
}

const ask = async (
  { app }: TestApp,
  id: string,
  authorization: string | undefined = 'Bearer so_mock_site_a',
) => {
  const headers = authorization === '' ? {} : { authorization }
  const answer = await app.inject({ url: `/sotion/api/v1/members/${id}`, headers })
  const { 'content-length': _length, 'content-type': type, 'x-request-id': id_, ...others } = answer.headers
  t.match(id_, UUID_V4, 'every answer has its request id')
  t.equal(type, 'application/json; charset=utf-8')
  return { status: answer.statusCode, body: answer.body, headers: others }
}

const FRAME = { date: 'Sun, 01 Mar 2026 12:00:00 GMT', connection: 'keep-alive' }
const rates = (remaining: number, over: Record<string, string> = {}): Record<string, unknown> => ({
  ...FRAME,
  'x-ratelimit-limit': '100',
  'x-ratelimit-remaining': String(remaining),
  'x-ratelimit-reset': RESET,
  ...over,
})

t.test('200: all 11 keys always, and the headers of the page', async (t) => {
  const mock = createFrozen()
  t.same(await ask(mock, FULL), { status: 200, body: bodyOf(FULL), headers: rates(99) })
  t.same(await ask(mock, BLOCKED), { status: 200, body: bodyOf(BLOCKED), headers: rates(98) })
  t.same(Object.keys(JSON.parse(bodyOf(BLOCKED)).data), [
    'id',
    'email',
    'displayName',
    'status',
    'verified',
    'paid',
    'registeredAt',
    'lastLoginAt',
    'createdAt',
    'updatedAt',
    'accessGroups',
  ])
  t.match(JSON.parse(bodyOf(BLOCKED)).data, {
    status: 'blocked',
    displayName: null,
    verified: null,
    accessGroups: [],
  })
  t.equal(JSON.parse(bodyOf(FULL)).data.accessGroups.length, 2)
})

t.test('UUIDs compare without case, whatever their version', async (t) => {
  const mock = createFrozen({
    settings: { sotion: { members: [{ id: 'ABCDEFAB-1111-7111-F111-abcdefabcdef' }] } },
  })
  const lower = await ask(mock, 'abcdefab-1111-7111-f111-abcdefabcdef')
  t.equal(lower.status, 200)
  t.equal((await ask(mock, 'ABCDEFAB-1111-7111-F111-ABCDEFABCDEF')).body, lower.body)
})

t.test('401: the published sentence for what is no key, and for a key that does not work', async (t) => {
  const mock = createFrozen()
  const noKey = [
    '',
    'so_mock_site_a',
    'Basic so_mock_site_a',
    'Bearer',
    'Bearer apik_mock_full',
    'Bearer SO_x',
  ]
  for (const authorization of noKey)
    t.same(
      await ask(mock, FULL, authorization),
      { status: 401, body: MISSING, headers: FRAME },
      authorization,
    )
  for (const authorization of ['Bearer so_nobody', 'Bearer so_mock_revoked', 'Bearer so_'])
    t.same(await ask(mock, FULL, authorization), {
      status: 401,
      body: MISSING,
      headers: FRAME,
    })
  t.equal((await ask(mock, FULL, 'bEaReR so_mock_site_a')).status, 200, 'the scheme in any case')
})

t.test('400 for what is no UUID, 404 for nobody and for the other site', async (t) => {
  const mock = createFrozen()
  t.same(await ask(mock, 'x'), { status: 400, body: '{"error":"Invalid member ID"}', headers: rates(99) })
  t.same(await ask(mock, `${FULL}0`), {
    status: 400,
    body: '{"error":"Invalid member ID"}',
    headers: rates(98),
  })
  const notFound = '{"error":"Member not found"}'
  t.same(await ask(mock, '99999999-9999-4999-8999-999999999999'), {
    status: 404,
    body: notFound,
    headers: rates(97),
  })
  t.same(await ask(mock, FULL, 'Bearer so_mock_site_b'), { status: 404, body: notFound, headers: rates(99) })
})

t.test('429 after 100 in 60 s per key, with Retry-After; the window ends on its second', async (t) => {
  const mock = createFrozen()
  const { clock } = mock.sandboxes.default
  for (let i = 0; i < 100; i++) await ask(mock, FULL)
  clock.advance(1500)
  const frame = { date: 'Sun, 01 Mar 2026 12:00:01 GMT' }
  t.same(await ask(mock, FULL), {
    status: 429,
    body: '{"error":"Rate limit exceeded"}',
    headers: rates(0, { ...frame, 'retry-after': '59' }),
  })
  t.equal((await ask(mock, FULL, 'Bearer so_mock_site_b')).status, 404, 'another key is not limited')
  clock.freeze(Date.parse('2026-03-01T12:00:59.999Z'))
  t.equal((await ask(mock, FULL)).headers['retry-after'], '1')
  clock.advance(1)
  const fresh = await ask(mock, FULL)
  t.equal(fresh.status, 200)
  t.equal(fresh.headers['x-ratelimit-remaining'], '99')
  t.equal(fresh.headers['x-ratelimit-reset'], String(Date.parse('2026-03-01T12:02:00Z') / 1000))
})

t.test('off: the headers stay, Remaining equal to Limit', async (t) => {
  const mock = createFrozen({ rateLimit: false })
  for (let i = 0; i < 200; i++) t.same((await ask(mock, FULL)).headers, rates(100))
})

t.test('errorShape nested: a code beside each message', async (t) => {
  const mock = createFrozen({ settings: { sotion: { errorShape: 'nested', limit: 4 } } })
  const bodies = []
  for (const [id, authorization] of [
    [FULL, ''],
    [FULL, 'Bearer so_nobody'],
    ['x', undefined],
    [BLOCKED.replace('2', '3'), undefined],
    [FULL, undefined],
    [FULL, undefined],
    [FULL, undefined],
  ] as const)
    bodies.push((await ask(mock, id, authorization)).body)
  t.same(
    bodies.filter((body) => !body.startsWith('{"data"')),
    [
      '{"error":{"code":"unauthorized","message":"Missing API key. Pass Authorization: Bearer so_..."}}',
      '{"error":{"code":"unauthorized","message":"Missing API key. Pass Authorization: Bearer so_..."}}',
      '{"error":{"code":"bad_request","message":"Invalid member ID"}}',
      '{"error":{"code":"not_found","message":"Member not found"}}',
      '{"error":{"code":"rate_limit_exceeded","message":"Rate limit exceeded"}}',
    ],
  )
})

t.test('request ids come from the seed and never repeat', async (t) => {
  const ids = async (): Promise<unknown[]> => {
    const { app } = createFrozen()
    const seen = []
    for (let i = 0; i < 50; i++)
      seen.push((await app.inject('/sotion/api/v1/nowhere')).headers['x-request-id'])
    return seen
  }
  const first = await ids()
  t.equal(new Set(first).size, 50)
  t.same(await ids(), first)
})
