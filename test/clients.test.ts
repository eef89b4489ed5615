/** The vendors' own clients, unmodified, over a real socket. */
import type { AddressInfo } from 'node:net'
import Whop, {
  type APIError,
  AuthenticationError,
  BadRequestError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitError,
} from '@whop/sdk'
import { APITable } from 'apitable'
import t, { type Test } from 'tap'
import { createTestApp, type TestAppOptions } from './support/app.ts'

const JOINED = 'mber_Joined0000001'

const listen = async (t: Test, options: TestAppOptions = {}): Promise<string> => {
  const { app } = createTestApp(options)
  await app.listen({ port: 0, host: '127.0.0.1' })
  t.teardown(() => app.close())
  return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}` // it listens on TCP
}

t.test('@whop/sdk retrieves a member', async (t) => {
  const origin = await listen(t)
  const client = new Whop({ apiKey: 'apik_mock_full', baseURL: `${origin}/whop/api/v1`, maxRetries: 0 })
  const member = await client.members.retrieve(JOINED)
  t.match(member, {
    id: JOINED,
    status: 'joined',
    access_level: 'customer',
    most_recent_action: 'paid_subscriber',
  })
  t.match(member.user?.email, /@/)

  const basic = new Whop({ apiKey: 'apik_mock_basic', baseURL: `${origin}/whop/api/v1`, maxRetries: 0 })
  const seen = await basic.members.retrieve(JOINED)
  t.equal(seen.user?.email, null)
  t.equal(seen.phone, null)
})

t.test('@whop/sdk throws its own class for each refusal', async (t) => {
  const origin = await listen(t, { settings: { whop: { limit: 3 } } })
  const failureOf = async (apiKey: string, id: string, version?: string): Promise<APIError> => {
    const client = new Whop({ apiKey, baseURL: `${origin}/whop/api/v1`, maxRetries: 0 })
    const headers = version === undefined ? {} : { 'Api-Version-Date': version }
    return client.members.retrieve(id, { headers }).then(
      () => t.fail('it did not throw'),
      (error: unknown) => error as APIError, // the SDK throws nothing else
    ) as Promise<APIError>
  }
  const rows = [
    [BadRequestError, 400, 'apik_mock_full', JOINED, '1999-01-01'],
    [AuthenticationError, 401, 'apik_mock_revoked', JOINED],
    [PermissionDeniedError, 403, 'apik_mock_noscope', JOINED],
    [NotFoundError, 404, 'apik_mock_full', 'mber_nobody'],
    [NotFoundError, 404, 'apik_mock_full', 'mber_nobody'],
    [RateLimitError, 429, 'apik_mock_full', JOINED],
  ] as const
  for (const [type, status, key, id, version] of rows) {
    const error = await failureOf(key, id, version)
    t.ok(error instanceof type, `${status} is a ${type.name}`)
    t.equal(error.status, status)
    t.match(error.error, { error: { type: String, message: String } })
  }
})

t.test('@whop/sdk asks for an empty id once and is told what is missing', async (t) => {
  const origin = await listen(t)
  let calls = 0
  const client = new Whop({
    apiKey: 'apik_mock_full',
    baseURL: `${origin}/whop/api/v1`,
    fetch: (...call: Parameters<typeof fetch>) => {
      calls += 1
      return fetch(...call)
    },
  })
  const error = await client.members.retrieve('').catch((thrown: unknown) => thrown)
  t.match(error, { status: 501, error: { error: { type: 'not_implemented' } } })
  t.equal(calls, 1, 'x-should-retry: false is obeyed')
})

t.test('npm apitable: its generic request, success and each failure shape', async (t) => {
  const origin = await listen(t, { rateLimit: false })
  t.capture(console, 'error') // it prints each failure
  const ask = (token: string, path: string): Promise<unknown> => {
    const client = new APITable({ token, host: `${origin}/aitable` })
    return client.request({ path, method: 'get', params: { sensitiveData: true } })
  }
  const john = '/spaces/spcjXzqVrjaP3/members/kD8tPcZ3fYxSjV9qWvL5X2TmQbN1nR6'
  t.match(await ask('uskYtInkHozfsMikhh0yfoS', john), {
    success: true,
    code: 200,
    message: 'SUCCESS',
    data: {
      member: { name: 'John', email: 'John@aitable.ai', mobile: { number: '13000111000', areaCode: '+86' } },
    },
  })
  const failures = [
    ['uskNobody00000000000001', john, 401, 'Unauthorized'],
    ['uskMockRegenerated00001', john, 401, 'Unauthorized'],
    ['uskYtInkHozfsMikhh0yfoS', '/spaces/spcNobody00001/members/x', 400, /^Space doesn't exist/],
    ['uskMockOutsider00000001', john, 403, /does not belong to the space/],
    ['uskMockQuotaSpent000001', john, 403, /exceeds the monthly rate/],
    ['uskYtInkHozfsMikhh0yfoS', john.replace('spcjXzqVrjaP3', 'spcFreePlan01'), 1503, /Enterprise plan/],
    ['uskMockPlainMember00001', john, 1505, /manage members$/],
    ['uskMockSubAdmin00000001', '/spaces/spcjXzqVrjaP3/members/x', 400, 'unit ID 指定的组织单元不存在'],
    ['uskYtInkHozfsMikhh0yfoS', '/nowhere', 404, 'The API does not exist'],
  ] as const
  for (const [token, path, code, message] of failures)
    t.match(await ask(token, path), { success: false, code, message }, `${code} ${path}`)
})

t.test('npm apitable: 429', async (t) => {
  const origin = await listen(t, { settings: { aitable: { limit: 1, windowSeconds: 3600 } } })
  t.capture(console, 'error')
  const client = new APITable({ token: 'uskYtInkHozfsMikhh0yfoS', host: `${origin}/aitable/fusion/v1` })
  const ask = (): Promise<unknown> =>
    client.request({ path: '/spaces/spcjXzqVrjaP3/members/x', method: 'get' })
  t.match(await ask(), { success: false, code: 400 })
  t.match(await ask(), { success: false, code: 429, message: /is 1 queries per second/ })
})

t.test('fetch, for Sotion', async (t) => {
  const origin = await listen(t)
  const answer = await fetch(`${origin}/sotion/api/v1/members/11111111-1111-4111-8111-111111111111`, {
    headers: { authorization: 'Bearer so_mock_site_a' },
  })
  t.equal(answer.status, 200)
  t.equal(answer.headers.get('x-ratelimit-limit'), '100')
  t.equal(answer.headers.get('x-ratelimit-remaining'), '99')
  t.match(await answer.json(), { data: { status: 'active', accessGroups: [{}, {}] } })

  const missing = await fetch(`${origin}/sotion/api/v1/members/x`)
  t.equal(missing.status, 401)
  t.same(await missing.json(), { error: 'Missing API key. Pass Authorization: Bearer so_...' })
})
