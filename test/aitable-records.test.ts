/** AITable's teams and roles as a user's own, and what docs/aitable.md prints. */
import { readFileSync } from 'node:fs'
import t from 'tap'
import { parse } from 'yaml'
import { createTestApp, type TestApp } from './support/app.ts'

const page = readFileSync(new URL('../docs/aitable.md', import.meta.url), 'utf8')
const blocks = (language: string): string[] =>
  [...page.matchAll(new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 'gs'))].map(([, text = '']) => text)

t.test('from a token to a unit id, as the page has it', async (t) => {
  const { app } = createTestApp()
  const [teams, members, member] = await Promise.all(
    blocks('sh').map(async (text) => {
      const [, url = '', token = ''] =
        /"http:\/\/127\.0\.0\.1:4820([^"]+)"[^"]+"Authorization: ([^"]+)"/.exec(text) ?? []
      const answer = await app.inject({ url, headers: { authorization: token } })
      return { url, body: answer.json() }
    }),
  )
  t.match(teams?.body.data.teams[0], { name: 'team A' })
  t.ok(members?.url.includes(`/teams/${teams?.body.data.teams[0].unitId}/`))
  t.match(members?.body.data.members[0], { name: 'John' })
  t.ok(member?.url.includes(`/members/${members?.body.data.members[0].unitId}?`))
  t.match(member?.body.data.member, { name: 'John', email: 'John@aitable.ai' })
})

const ask = async ({ app }: TestApp, path: string) => {
  const url = `/aitable/fusion/v1/spaces/spcMine${path}`
  return (await app.inject({ url, headers: { authorization: 'Bearer uskMine' } })).json()
}

const tell = async ({ app }: TestApp, method: 'PUT' | 'PATCH' | 'DELETE', path: string, body?: object) => {
  const url = `/__admin/aitable/${path}?space=spcMine`
  const answer = await app.inject({ method, url, ...(body && { payload: body }) })
  return { status: answer.statusCode, body: answer.body === '' ? undefined : answer.json() }
}

t.test('the config of the page, and changes to it', async (t) => {
  const mock = createTestApp({ settings: parse(blocks('yaml')[0] ?? '') })
  const lead = { unitId: 'lead', name: 'Lead', sequence: 1000 }
  const north = { unitId: 'north', name: 'North', sequence: 1, parentUnitId: 'sales', roles: [lead] }
  t.match(await ask(mock, '/members/ada'), {
    data: { member: { name: 'Ada', teams: [north], roles: [lead] } },
  })
  t.match(await ask(mock, '/roles'), { code: 1508 })

  const west = { name: 'West', parentUnitId: 'nobody', roles: ['lead'] }
  t.match(await tell(mock, 'PUT', 'teams/west', west), {
    status: 400,
    body: { error: { path: '/parentUnitId', accepted: ['0', 'sales', 'north'] } },
  })
  t.match(await tell(mock, 'PUT', 'teams/west', { ...west, parentUnitId: 'north' }), {
    body: { space: 'spcMine', unitId: 'west', roles: [lead] },
  })
  t.match(await tell(mock, 'PATCH', 'teams/sales', { parentUnitId: 'west' }), {
    status: 400,
    body: { error: { path: '/parentUnitId' } },
  })
  t.match(await tell(mock, 'PATCH', 'members/ada', { teams: ['west', 'nobody'] }), {
    status: 400,
    body: { error: { path: '/teams/1', accepted: ['sales', 'north', 'west'] } },
  })
  t.match(await ask(mock, '/members/ada'), { data: { member: { teams: [north] } } })
  t.match(await tell(mock, 'PATCH', 'members/ada', { teams: ['west'] }), {
    body: { teams: [{ name: 'West' }] },
  })
  t.match(await tell(mock, 'DELETE', 'teams/west'), { status: 400, body: { error: { message: /members/ } } })
  t.match(await tell(mock, 'DELETE', 'roles/lead'), { status: 400 })
  t.match(await tell(mock, 'PUT', 'teams/ada', { name: 'x' }), {
    status: 400,
    body: { error: { path: '/unitId' } },
  })
  t.match(await tell(mock, 'PATCH', 'roles/lead', { name: 'Head' }), {
    body: { name: 'Head', sequence: 1000 },
  })
  t.match(await ask(mock, '/members/ada'), {
    data: { member: { teams: [{ roles: [{ name: 'Head' }] }], roles: [{ name: 'Head' }] } },
  })
  t.match(await tell(mock, 'DELETE', 'members/ada'), { status: 204 })
  t.match(await tell(mock, 'DELETE', 'teams/west'), { status: 204 })
  t.same(mock.failures, [])
})
