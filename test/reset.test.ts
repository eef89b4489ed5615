/** A reset is a fresh boot: whatever was done before, the same calls give the same bytes as a new process. */
import { deepStrictEqual } from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import { type Call, call, tell } from './support/admin.ts'
import { createTestApp, type TestApp } from './support/app.ts'

const WHOP = '/whop/api/v1/members'
const SPACES = '/aitable/fusion/v1/spaces'
const SOTION = '/sotion/api/v1/members'
const SPACE = 'spcjXzqVrjaP3'
const UUID = '11111111-1111-4111-8111-111111111111'

const URLS = [
  `${WHOP}/mber_Joined0000001`,
  `${WHOP}/mber_mine`,
  `${WHOP}/mber_nobody`,
  '/whop/api/v1/payments',
  '/whop/api/v2/members/x',
  `${SPACES}/${SPACE}/members/kD8tPcZ3fYxSjV9qWvL5X2TmQbN1nR6?sensitiveData=true`,
  `${SPACES}/${SPACE}/members/u_mine`,
  `${SPACES}/spcFreePlan01/members/u`,
  '/aitable/fusion/v1/spaces',
  `${SOTION}/${UUID}`,
  `${SOTION}/not-a-uuid`,
  `${SOTION}/99999999-9999-4999-8999-999999999999`,
  '/sotion/api/v1/site',
  '/nobody/members',
]

const KEYS = [
  ...['apik_mock_full', 'apik_mock_basic', 'apik_mock_revoked', 'apik_sb1_full', 'apik_sb1_revoked'],
  ...['uskYtInkHozfsMikhh0yfoS', 'uskMockPlainMember00001', 'uskAdmin000000000000001'],
  ...['so_mock_site_a', 'so_mock_revoked', 'so_sb1_siteA', 'so_mine', 'unknown', undefined],
]

const ofVendor = fc.record({
  method: fc.constantFrom('GET', 'GET', 'GET', 'HEAD', 'POST', 'OPTIONS'),
  url: fc.constantFrom(...URLS),
  key: fc.constantFrom(...KEYS),
})

const MEMBERS = [
  '/whop/members/mber_Joined0000001',
  '/whop/members/mber_mine',
  '/aitable/members/u_mine',
  `/sotion/members/${UUID}`,
]
const KEYS_AT = [
  '/whop/keys/apik_mock_full',
  '/whop/keys/apik_sb1_full',
  '/sotion/keys/so_mine',
  '/sotion/keys/so_mock_site_a',
]

const rule = fc.oneof(
  fc.constant({ vendor: 'whop', answer: { status: 500 }, times: null, probability: 0.5 }),
  fc.constant({ vendor: 'aitable', answer: { html: 502 } }),
  fc.constant({ vendor: 'sotion', answer: { status: 429, retryAfter: 7 }, times: 3, after: 1 }),
  fc.constant({ vendor: 'sotion', delay: 1, match: { key: 'so_sb1_siteA' } }),
  fc.constant({ vendor: 'nobody', delay: 1 }),
)
const memberBody = fc.constantFrom(
  {},
  { name: 'N' },
  { displayName: 'N' },
  { status: 'left' },
  { status: 'blocked' },
)
const keyBody = fc.constantFrom(
  { revoked: true },
  { site: 'site_b' },
  { scopes: [], company: 'biz_MockBookCircle' },
)
const clock = fc.constantFrom(
  { freeze: '2031-07-07T07:07:07.070Z' },
  { advance: 'PT61S' },
  { advance: 'P1DT0.5S' },
  { follow: true },
  { thaw: true },
)
const limits = fc.constantFrom(
  { sotion: { remaining: 0 }, whop: { limit: 1 } },
  { whop: { limit: null }, aitable: { windowSeconds: 3600, remaining: 1 } },
  { sotion: null, whop: { windowSeconds: 1 } },
)

const action = <B>(method: string, paths: readonly string[], body: fc.Arbitrary<B>) =>
  fc.record({ method: fc.constant(method), path: fc.constantFrom(...paths), body })
const nothing = fc.constant(undefined)

const ofAdmin = fc
  .tuple(
    fc.oneof(
      action('PUT', ['/clock'], clock),
      action('PUT', ['/limits'], limits),
      action('POST', ['/faults'], rule),
      action('DELETE', ['/faults', '/faults/f_1', '/requests'], nothing),
      action('PUT', MEMBERS, memberBody),
      action('PATCH', MEMBERS, memberBody),
      action('PUT', KEYS_AT, keyBody),
      action('PATCH', KEYS_AT, keyBody),
      action('DELETE', [...MEMBERS, ...KEYS_AT], nothing),
      action('POST', ['/reset', '/sandboxes'], nothing),
      action('GET', ['/requests', '/whop/members', '/sandboxes', '/limits'], nothing),
    ),
    fc.constantFrom('', '?sandbox=sb_1'),
  )
  .map(
    ([{ method, path, body }, query]): Call => ({
      method,
      url: `/__admin${path}${path.startsWith('/sandboxes') ? '' : query}`,
      body,
    }),
  )

const READ = [
  '/clock',
  '/limits',
  '/faults',
  '/whop/members',
  '/aitable/keys',
  '/sotion/members',
  '/requests',
]
/** What the admin shows of both, after everything else. */
const look = READ.flatMap((path) => [path, `${path}?sandbox=sb_1`]).map((path) => ({
  url: `/__admin${path}`,
}))

/** The time that an answer took is the machine's, and so is the date of what is no vendor's. */
const masked = (url: string, headers: object): object => {
  const masks = { ...('server-timing' in headers && { 'server-timing': '' }) }
  if (/^\/(whop|aitable|sotion)\//.test(url)) return { ...headers, ...masks }
  return { ...headers, ...masks, date: '', 'content-length': '' }
}

const seen = async (mock: TestApp, one: Call): Promise<object> => {
  const { statusCode, headers, body } = await call(mock, one)
  const shown = body.replaceAll(/"durationMs":[\d.]+/g, '"durationMs":0').replaceAll(/total;dur=\d+/g, '')
  return { call: one, statusCode, headers: masked(one.url, headers), body: shown }
}

const probe = async (mock: TestApp, calls: readonly Call[]): Promise<object[]> => {
  const answers: object[] = []
  for (const query of ['', '?sandbox=sb_1'])
    await tell(mock, 'PUT', `/clock${query}`, { freeze: '2026-03-01T12:00:00.000Z' })
  for (const one of [...calls, ...look]) answers.push(await seen(mock, one))
  return answers
}

const boot = (): TestApp => {
  const mock = createTestApp({ members: 2 })
  mock.sandboxes.create({ name: 'one' })
  return mock
}

t.test('after any calls and admin actions, a reset sandbox answers like a new one', async (t) => {
  const property = fc.asyncProperty(
    fc.array(fc.oneof(ofVendor, ofAdmin), { maxLength: 40 }),
    fc.array(ofVendor, { minLength: 1, maxLength: 25 }),
    async (before, after) => {
      const [used, fresh] = [boot(), boot()]
      for (const one of before) await call(used, one)
      for (const query of ['', '?sandbox=sb_1']) await tell(used, 'POST', `/reset${query}`)
      deepStrictEqual(await probe(used, after), await probe(fresh, after))
      deepStrictEqual([used.failures, fresh.failures], [[], []])
    },
  )
  await t.resolves(fc.assert(property, { numRuns: 20 }))
})

t.test('reset?all=true leaves the default sandbox alone, as new', async (t) => {
  const [used, fresh] = [createTestApp({ members: 2 }), createTestApp({ members: 2 })]
  const calls: Call[] = URLS.flatMap((url) => KEYS.map((key) => ({ url, key })))
  await tell(used, 'POST', '/sandboxes')
  await tell(used, 'PUT', '/limits', { sotion: { remaining: 0 } })
  await tell(used, 'PUT', '/sotion/keys/so_mine', { site: 'site_a' })
  for (const one of calls) await call(used, one)
  t.same(await tell(used, 'POST', '/reset?all=true'), { status: 204 })
  t.same(await tell(used, 'GET', '/sandboxes'), await tell(fresh, 'GET', '/sandboxes'))
  t.strictSame(await probe(used, calls), await probe(fresh, calls))
})

t.test('what is wrong with a reset', async (t) => {
  const mock = createTestApp()
  mock.sandboxes.create()
  t.strictSame(await tell(mock, 'POST', '/reset?all=true&sandbox=sb_1'), {
    status: 400,
    body: {
      error: { path: '?/all', message: 'it is one sandbox or all of them', accepted: ['sandbox', 'all'] },
    },
  })
  t.equal((await tell(mock, 'POST', '/reset?all=false&sandbox=sb_1')).status, 204)
  t.match(await tell(mock, 'POST', '/reset?all=1'), {
    status: 400,
    body: { error: { accepted: [true, false] } },
  })
  t.match(await tell(mock, 'POST', '/reset?sandbox=sb_2'), { status: 404 })
  t.equal(mock.sandboxes.list().length, 2)
})
