/** AITable's organization under any sequence of writes: it hangs together, counts agree, and refusals change nothing. */
import fc from 'fast-check'
import t from 'tap'
import { createTestApp, type TestApp } from './support/app.ts'

const SPACE = '/aitable/fusion/v1/spaces/spcjXzqVrjaP3'
const ADMIN = 'Bearer uskYtInkHozfsMikhh0yfoS'

interface Unit {
  unitId: string
  name: string
}
interface Team extends Unit {
  parentUnitId: string
  roles: Unit[]
}
interface Member extends Unit {
  type: string
  teams: Team[]
  roles: Unit[]
}
interface Body {
  success: boolean
  code: number
  data: {
    total: number
    teams: Team[]
    members: Member[]
    roles: Unit[]
    team: Team
    role: Unit
    member: Member
  }
}

const ask = async (
  { app }: TestApp,
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: object,
) => {
  const answer = await app.inject({
    method,
    url: SPACE + path,
    headers: { authorization: ADMIN },
    ...(body && { payload: body }),
  })
  return { status: answer.statusCode, body: answer.json() as Body } // any of the family's
}

const all = async (mock: TestApp, path: string): Promise<Body['data']> =>
  (await ask(mock, 'GET', `${path}?pageSize=1000`)).body.data

/** As the API shows it, found from the root alone. */
const walk = async (mock: TestApp) => {
  const teams: Team[] = []
  const found = new Map<string, string[]>()
  const members = new Map<string, Member>()
  const visit = async (id: string): Promise<void> => {
    const { members: here, total } = await all(mock, `/teams/${id}/members`)
    if (total !== here.length) throw new Error(`${id} counts ${total} members and lists ${here.length}`)
    for (const member of here) {
      members.set(member.unitId, member)
      found.set(member.unitId, [...(found.get(member.unitId) ?? []), id])
    }
    for (const team of (await all(mock, `/teams/${id}/children`)).teams) {
      if (team.parentUnitId !== id) throw new Error(`${team.name} is listed below another than its parent`)
      if (teams.some(({ unitId }) => unitId === team.unitId)) throw new Error(`${team.name} is there twice`)
      teams.push(team)
      await visit(team.unitId)
    }
  }
  await visit('0')
  const { roles } = await all(mock, '/roles')
  return { teams, members, found, roles }
}

const ids = (units: readonly Unit[]): string => JSON.stringify(units.map(({ unitId }) => unitId).sort())

/** Throws what does not hang together. */
const check = async (mock: TestApp): Promise<void> => {
  const { teams, members, found, roles } = await walk(mock)
  const { db } = mock.sandboxes.default.store('aitable')
  const inSpace = (table: 'teams' | 'members' | 'roles'): number | undefined =>
    db.tables[table]?.count('spcjXzqVrjaP3')
  const counts = [teams.length, members.size, roles.length]
  const rows = [inSpace('teams'), inSpace('members'), inSpace('roles')]
  if (`${counts}` !== `${rows}`) throw new Error(`${counts} are reached of ${rows}`)
  for (const { unitId, name, teams: own, roles: had } of members.values()) {
    const listed = own.length === 0 ? ['0'] : own.map((team) => team.unitId)
    if (JSON.stringify(listed.sort()) !== JSON.stringify(found.get(unitId)?.sort()))
      throw new Error(`${name} is listed elsewhere than in the own teams`)
    for (const team of own)
      if (JSON.stringify(team) !== JSON.stringify(teams.find((one) => one.unitId === team.unitId)))
        throw new Error(`${name} has another ${team.name}`)
    for (const role of had)
      if (!roles.some((one) => JSON.stringify(one) === JSON.stringify(role)))
        throw new Error(`${name} has another ${role.name}`)
  }
  for (const role of roles) {
    const units = await all(mock, `/roles/${role.unitId}/units`)
    const having = <U extends { roles: Unit[] }>(list: readonly U[]): U[] =>
      list.filter((unit) => unit.roles.some(({ unitId }) => unitId === role.unitId))
    if (ids(units.members) !== ids(having([...members.values()]))) throw new Error(`members of ${role.name}`)
    if (ids(units.teams) !== ids(having(teams))) throw new Error(`teams of ${role.name}`)
  }
  const names = new Set(teams.map(({ parentUnitId, name }) => `${parentUnitId}/${name.toLowerCase()}`))
  if (names.size !== teams.length) throw new Error('two siblings of one name')
}

type Kind = 'members' | 'teams' | 'roles'

/** Which unit: of those there are, by number; some are none. */
const pick = fc.nat(60)
const some = fc.option(fc.array(pick, { maxLength: 2 }), { nil: undefined })
const name = fc.option(fc.constantFrom('x', 'X', 'y', 'z', 'team A', 'role A', ''), { nil: undefined })
const write = fc.record({
  method: fc.constantFrom('POST' as const, 'PUT' as const, 'PUT' as const, 'DELETE' as const),
  kind: fc.constantFrom<Kind>('members', 'teams', 'roles'),
  at: pick,
  name,
  sequence: fc.option(fc.integer({ min: -3, max: 3 }), { nil: undefined }),
  parent: fc.option(pick, { nil: undefined }),
  teams: some,
  roles: some,
})

t.test('any sequence of writes', async (t) => {
  let kept = 0
  let refused = 0
  await fc.assert(
    fc.asyncProperty(fc.array(write, { minLength: 1, maxLength: 25 }), async (writes) => {
      const mock = createTestApp({ vendors: ['aitable'], members: 12, rateLimit: false })
      const { db } = mock.sandboxes.default.store('aitable')
      for (const one of writes) {
        const { teams, members, roles } = await walk(mock)
        const units = { members: [...members.values()], teams, roles }
        const idOf = (kind: Kind, at: number): string =>
          units[kind][at % (units[kind].length + 2)]?.unitId ?? (at % 2 ? '0' : 'nobody')
        const body = {
          name: one.name,
          sequence: one.sequence,
          parentUnitId: one.parent === undefined ? null : idOf('teams', one.parent),
          teams: one.teams?.map((at) => idOf('teams', at)),
          roles: one.roles?.map((at) => idOf('roles', at)),
        }
        const before = JSON.stringify(db.changes)
        const path = one.method === 'POST' ? `/${one.kind}` : `/${one.kind}/${idOf(one.kind, one.at)}`
        const answer = await ask(mock, one.method, path, one.method === 'DELETE' ? undefined : body)
        if (answer.status !== 404 && answer.body.success) kept += 1
        else {
          refused += 1
          if (JSON.stringify(db.changes) !== before) throw new Error('a refusal has changed something')
        }
      }
      await check(mock)
      if (mock.failures.length > 0) throw mock.failures[0]
      await mock.app.close()
    }),
    { numRuns: 40, seed: 1 },
  )
  t.ok(kept > 50 && refused > 50, `${kept} were kept and ${refused} refused`)
})

t.test('a made team lives as long as it is empty', async (t) => {
  const mock = createTestApp({ vendors: ['aitable'], members: 0 })
  const { status, body } = await ask(mock, 'POST', '/teams', { name: 'Finance' })
  t.match(body.data.team, { unitId: /^[0-9a-f]{32}$/, name: 'Finance', parentUnitId: '0', roles: [] })
  const { unitId } = body.data.team
  const JOHN = '/members/kD8tPcZ3fYxSjV9qWvL5X2TmQbN1nR6'
  t.equal(status, 201)
  t.match(await ask(mock, 'PUT', JOHN, { teams: [unitId] }), {
    body: { data: { member: { teams: [{ name: 'Finance' }] } } },
  })
  t.match(await ask(mock, 'GET', `/teams/${unitId}/members`), {
    body: { data: { total: 1, members: [{ name: 'John' }] } },
  })
  t.match(await ask(mock, 'DELETE', `/teams/${unitId}`), { body: { code: 1507 } })
  t.match(await ask(mock, 'PUT', JOHN, { teams: [] }), { body: { data: { member: { teams: [] } } } })
  t.match(await ask(mock, 'DELETE', `/teams/${unitId}`), { body: { code: 200 } })
  t.match(await ask(mock, 'PUT', JOHN, { teams: [unitId] }), { body: { code: 1521 } })
  mock.sandboxes.default.reset()
  t.match(await ask(mock, 'GET', JOHN), { body: { data: { member: { teams: [{ name: 'team A' }] } } } })
})

t.test('a million members cost a page what a hundred do', async (t) => {
  const mock = createTestApp({ vendors: ['aitable'], members: 1_000_000, rateLimit: false })
  const { unitId } = (await all(mock, '/teams/0/children')).teams.find(({ name }) => name === 'Sales') ?? {
    unitId: '',
  }
  const { body } = await ask(mock, 'GET', `/teams/${unitId}/members?pageSize=3&pageNum=50000`)
  t.equal(body.data.total, 200_000)
  const [first] = body.data.members
  t.equal(body.data.members.length, 3)
  t.match(await ask(mock, 'DELETE', `/members/${first?.unitId}`), { body: { code: 200 } })
  const after = await ask(mock, 'GET', `/teams/${unitId}/members?pageSize=3&pageNum=50000`)
  t.equal(after.body.data.total, 199_999)
  t.same(after.body.data.members.slice(0, 2), body.data.members.slice(1))
})
