/** AITable's order of checks: a request that earns two neighbouring refusals gets the first of them. */
import t from 'tap'
import { createTestApp } from './support/app.ts'

const HOME = 'spcjXzqVrjaP3'
const settings = {
  aitable: {
    spaces: [
      { id: 'spcThird', plan: 'enterprise', thirdParty: true },
      { id: 'spcFreeThird', plan: 'free', thirdParty: true },
    ],
    keys: [
      { token: 'uskPlain', locale: 'en-US', spaces: { spcThird: 'member', spcFreeThird: 'member' } },
      {
        token: 'uskSpent',
        locale: 'en-US',
        spaces: { [HOME]: 'member', spcFreePlan01: 'member' },
        quotaSpent: true,
      },
      { token: 'uskTeams', locale: 'en-US', spaces: { [HOME]: 'subAdmin' }, rights: { [HOME]: ['teams'] } },
    ],
  },
}

const ADMIN = 'uskYtInkHozfsMikhh0yfoS'
const JOHN = 'kD8tPcZ3fYxSjV9qWvL5X2TmQbN1nR6'
const TEAM_A = 'VS1SejiywaMWbiGMEHAohh62T9EPmmlh'

interface Pair {
  /** The one that is answered, before the one that is not. */
  name: string
  method?: 'POST' | 'PUT' | 'DELETE'
  space?: string
  path: string
  token?: string | undefined
  body?: object | string
  remaining?: number
  expected: readonly [status: number, code: number, message: RegExp]
}

const BAD = '{"name":'

const pairs: readonly Pair[] = [
  { name: 'scheme, token', path: '/roles', token: 'none', expected: [401, 401, /^Unauthorized$/] },
  {
    name: 'token, space',
    space: 'spcNobody',
    path: '/roles',
    token: 'uskNobody',
    expected: [401, 401, /^Unauthorized$/],
  },
  {
    name: 'space, membership',
    space: 'spcNobody',
    path: '/roles',
    expected: [200, 400, /^Space doesn't exist/],
  },
  {
    name: 'membership, limit',
    path: '/roles',
    token: 'uskPlain',
    remaining: 0,
    expected: [403, 403, /does not belong to the space/],
  },
  {
    name: 'limit, JSON',
    method: 'PUT',
    path: '/roles/x',
    body: BAD,
    remaining: 0,
    expected: [429, 429, /queries per second/],
  },
  {
    name: 'JSON, quota',
    method: 'PUT',
    path: '/roles/x',
    token: 'uskSpent',
    body: BAD,
    expected: [500, 500, /^Unexpected end of JSON input$/],
  },
  {
    name: 'quota, plan',
    space: 'spcFreePlan01',
    path: '/roles',
    token: 'uskSpent',
    expected: [403, 403, /monthly rate/],
  },
  {
    name: 'plan, third party',
    method: 'DELETE',
    space: 'spcFreeThird',
    path: '/members/x',
    token: 'uskPlain',
    expected: [200, 1503, /Enterprise plan/],
  },
  {
    name: 'third party, right',
    method: 'DELETE',
    space: 'spcThird',
    path: '/members/x',
    token: 'uskPlain',
    expected: [200, 1522, /third-party/],
  },
  {
    name: 'teams, members',
    path: '/teams/0/members',
    token: 'uskMockIdleAdmin0000001',
    expected: [200, 1504, /manage teams/],
  },
  {
    name: 'teams, roles',
    method: 'POST',
    path: '/teams',
    token: 'uskMockIdleAdmin0000001',
    body: {},
    expected: [200, 1504, /manage teams/],
  },
  {
    name: 'members, roles',
    method: 'PUT',
    path: '/members/x',
    token: 'uskTeams',
    body: {},
    expected: [200, 1505, /manage members/],
  },
  {
    name: 'right, body',
    method: 'POST',
    path: '/roles',
    token: 'uskTeams',
    body: {},
    expected: [200, 1508, /manage roles/],
  },
  {
    name: 'right, query',
    path: '/roles?pageSize=0',
    token: 'uskTeams',
    expected: [200, 1508, /manage roles/],
  },
  {
    name: 'page size, page number',
    path: '/roles?pageNum=0&pageSize=0',
    expected: [200, 400, /^pagesize .* smaller/],
  },
  { name: 'page number, unit', path: '/teams/x/members?pageNum=0', expected: [200, 400, /^pageNum/] },
  {
    name: 'name, sequence',
    method: 'POST',
    path: '/teams',
    body: { sequence: 'x' },
    expected: [200, 400, /parameter name/],
  },
  {
    name: 'sequence, list of roles',
    method: 'POST',
    path: '/teams',
    body: { name: 'x', sequence: 'x', roles: 'x' },
    expected: [200, 400, /sequence must be a number/],
  },
  {
    name: 'list of roles, parent',
    method: 'POST',
    path: '/teams',
    body: { name: 'x', parentUnitId: 'x', roles: 'x' },
    expected: [200, 400, /unitId is required/],
  },
  {
    name: 'body, unit',
    method: 'PUT',
    path: '/roles/x',
    body: { name: '' },
    expected: [200, 400, /parameter name/],
  },
  {
    name: 'unit, parent',
    method: 'PUT',
    path: '/teams/x',
    body: { parentUnitId: 'x' },
    expected: [200, 400, /the unit ID/],
  },
  {
    name: 'unit, teams',
    method: 'PUT',
    path: '/members/x',
    body: { teams: ['x'] },
    expected: [200, 400, /the unit ID/],
  },
  {
    name: 'parent, roles',
    method: 'POST',
    path: '/teams',
    body: { name: 'x', parentUnitId: 'x', roles: ['x'] },
    expected: [200, 400, /parentUnitId/],
  },
  {
    name: 'teams, roles',
    method: 'PUT',
    path: `/members/${JOHN}`,
    body: { teams: ['x'], roles: ['x'] },
    expected: [200, 1521, /^The team/],
  },
  {
    name: 'roles, name',
    method: 'POST',
    path: '/teams',
    body: { name: 'team A', roles: ['x'] },
    expected: [200, 1523, /^The role/],
  },
  {
    name: 'parent, name',
    method: 'PUT',
    path: `/teams/${TEAM_A}`,
    body: { name: 'team B', parentUnitId: 'x' },
    expected: [200, 400, /parentUnitId/],
  },
]

t.test('each neighbouring pair', async (t) => {
  for (const {
    name,
    method = 'GET',
    space = HOME,
    path,
    token = ADMIN,
    body,
    remaining,
    expected,
  } of pairs) {
    const { app, sandboxes, failures } = createTestApp({ vendors: ['aitable'], members: 0, settings })
    if (remaining !== undefined) sandboxes.default.store('aitable').limiter.setRemaining(remaining)
    const before = sandboxes.default.store('aitable').db.changes
    const answer = await app.inject({
      method,
      url: `/aitable/fusion/v1/spaces/${space}${path}`,
      headers: {
        ...(token !== 'none' && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { payload: body }),
    })
    const [status, code, message] = expected
    t.equal(answer.statusCode, status, name)
    t.match(answer.json(), { success: false, code, message }, name)
    t.same(sandboxes.default.store('aitable').db.changes, before, `${name} changes nothing`)
    t.same(failures, [], name)
  }
})
