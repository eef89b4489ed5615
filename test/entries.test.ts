/** The user's own keys, members, spaces and sites: what they add to, what they replace, how the rest is filled. */
import { Ajv } from 'ajv'
import formats from 'ajv-formats'
import fc from 'fast-check'
import t from 'tap'
import * as aitableSchemas from '../src/routes/aitable/schemas.ts'
import * as aitable from '../src/routes/aitable/seed.ts'
import type { AitableSettings } from '../src/routes/aitable/settings.ts'
import * as sotionSchemas from '../src/routes/sotion/schemas.ts'
import * as sotion from '../src/routes/sotion/seed.ts'
import type { SotionSettings } from '../src/routes/sotion/settings.ts'
import * as whopSchemas from '../src/routes/whop/schemas.ts'
import * as whop from '../src/routes/whop/seed.ts'
import type { WhopSettings } from '../src/routes/whop/settings.ts'

const options = { now: Date.parse('2026-01-01T00:00:00.000Z'), members: 3, rateLimit: true }
const base = { limit: 1, windowSeconds: 1, fixtures: true, keys: [], members: [] }
const whopSettings: WhopSettings = { ...base, strictScopes: false }
const aitableSettings: AitableSettings = { ...base, spaces: [], absentSensitive: 'omit' }
const sotionSettings: SotionSettings = { ...base, sites: [], errorShape: 'flat' }
const UUID = 'cccccccc-cccc-4ccc-8ccc-cccccccccccc'

const fillWhop = (entry: Omit<whopSchemas.MemberEntry, 'id'>, settings = whopSettings) =>
  whop.fillMember({ id: 'mber_x', ...entry }, 1, settings, options)
const fillAitable = (entry: aitableSchemas.MemberEntry) =>
  aitable.fillMember({ id: 'u', ...entry }, 1, aitableSettings, options)
const fillSotion = (entry: Omit<sotionSchemas.MemberEntry, 'id'>) =>
  sotion.fillMember({ id: UUID, ...entry }, 1, sotionSettings, options)

t.test('whop: the rest fits what is given', async (t) => {
  t.match(await fillWhop({}), {
    status: 'joined',
    access_level: 'customer',
    user: { email: String },
    phone: String,
  })
  t.match(await fillWhop({ status: 'left' }), {
    most_recent_action: /left|churned|split/,
    access_level: 'no_access',
  })
  t.match(await fillWhop({ status: 'drafted' }), { most_recent_action: 'drafted', usd_total_spent: 0 })
  t.match(await fillWhop({ most_recent_action: 'churned' }), { status: 'left', access_level: 'no_access' })
  t.match(await fillWhop({ user: null }), { access_level: 'admin', phone: null, most_recent_action: null })
  t.match(await fillWhop({ user: null, status: 'left' }), { access_level: 'no_access', phone: null })
  t.match(await fillWhop({ most_recent_action: null }), { user: { id: String }, most_recent_action_at: null })
  t.match(await fillWhop({ most_recent_action_at: null }), { most_recent_action: null })
  t.match(await fillWhop({ usd_total_spent: 0 }), { most_recent_action: /joined|trialing/, status: 'joined' })
  t.match(await fillWhop({ status: 'left', most_recent_action: 'paused' }), { access_level: 'no_access' })
  t.match(await fillWhop({ user: { name: 'José Núñez' } }), { user: { username: /^josenunez\d+$/ } })
  t.match(await fillWhop({ user: { email: null } }), { user: { email: null, name: String } })
  t.match(await fillWhop({ phone: null }), { phone: null, user: { id: /^user_.{13}$/ } })
  const { created_at, most_recent_action_at } = await fillWhop({ joined_at: '2020-02-02T00:00:00.000Z' })
  t.ok(
    created_at <= '2020-02-02T00:00:00.000Z' && (most_recent_action_at ?? '') >= '2020-02-02T00:00:00.000Z',
  )
})

t.test('whop: the company of an entry', async (t) => {
  const club = { id: 'biz_MockCoffeeClub', title: 'Mock Coffee Club', route: 'mock-coffee-club' }
  t.strictSame((await fillWhop({})).company, club)
  t.strictSame((await fillWhop({ company: { id: 'biz_MockBookCircle' } })).company.title, 'Mock Book Circle')
  t.strictSame((await fillWhop({ company: { title: 'Tea' } })).company, {
    ...club,
    title: 'Tea',
    route: 'tea',
  })
  const { company } = await fillWhop({ company: { id: 'biz_mine' } })
  t.match(company, { id: 'biz_mine', title: String, route: /^[a-z0-9-]+$/ })
  const keys = [{ token: 'k', scopes: [], company: 'biz_mine' }]
  t.strictSame((await fillWhop({}, { ...whopSettings, fixtures: false, keys })).company, company)
  t.strictSame((await fillWhop({}, { ...whopSettings, keys })).company, club)
})

t.test('aitable: the rest fits what is given', async (t) => {
  t.match(await fillAitable({}), {
    unitId: 'u',
    status: 1,
    type: 'Member',
    email: String,
    mobile: { areaCode: '+1' },
  })
  const pending = await fillAitable({ unitId: 'v', status: 0 })
  t.match(pending, { unitId: 'v', status: 0, avatar: '' })
  t.notOk('email' in pending || 'mobile' in pending)
  t.match(await fillAitable({ status: 0, email: 'a@example.com' }), { email: 'a@example.com', avatar: '' })
  t.match(await fillAitable({ name: '王 伟', teams: [] }), {
    name: '王 伟',
    teams: [],
    email: /^[a-z.]+\d+@/,
  })
})

t.test('sotion: the rest fits what is given', async (t) => {
  t.match(await fillSotion({}), { id: UUID, status: 'active', verified: true, lastLoginAt: String })
  t.match(await fillSotion({ verified: false }), { lastLoginAt: null })
  t.match(await fillSotion({ lastLoginAt: null }), { lastLoginAt: null, verified: false })
  t.match(await fillSotion({ registeredAt: null }), {
    registeredAt: null,
    verified: false,
    lastLoginAt: null,
  })
  t.match(await fillSotion({ displayName: 'Ada King' }), { email: /^ada\.king\d+@example/ })
  t.match(await fillSotion({ displayName: null, paid: null }), { displayName: null, paid: null })
})

const ajv = new Ajv({ strict: false })
formats.default(ajv)

/** What a member says, in any part of it, is kept; the rest makes it valid; twice the same is the same. */
const keepsWhatIsGiven = <M extends object>(
  schema: object,
  fill: (entry: Partial<M>) => Promise<M>,
  whole: readonly M[],
): Promise<void> => {
  const isMember = ajv.compile(schema)
  const names = Object.keys(whole[0] ?? {}).filter((name) => !/^(id|unitId)$/.test(name))
  return fc.assert(
    fc.asyncProperty(fc.constantFrom(...whole), fc.subarray(names), async (member, kept) => {
      const entries = Object.entries(member).filter(([name]) => kept.includes(name))
      const given = Object.fromEntries(entries) as Partial<M> // some of its own properties
      const filled = await fill(given)
      if (!isMember(filled)) throw new Error(JSON.stringify(isMember.errors))
      for (const same of [{ ...filled, ...given }, await fill(given)])
        if (JSON.stringify(same) !== JSON.stringify(filled)) throw new Error(JSON.stringify([given, filled]))
    }),
    { numRuns: 25 },
  )
}

/** Every record of a source that is there without being made. */
const namedIn = <M>({ ids, get }: { ids(): string[]; get(id: string): M | Promise<M> | undefined }): M[] =>
  ids()
    .map(get)
    .filter((record): record is M => record !== undefined && !(record instanceof Promise))

t.test('what is given stays, whatever it is', async () => {
  const whopMembers = namedIn(whop.createSeed(whopSettings, options)(1).members)
  await keepsWhatIsGiven(whopSchemas.Member, fillWhop, whopMembers)
  await keepsWhatIsGiven(
    aitableSchemas.Member,
    fillAitable,
    namedIn(aitable.createSeed(aitableSettings, options)(1).members),
  )
  await keepsWhatIsGiven(
    sotionSchemas.Member,
    fillSotion,
    namedIn(sotion.createSeed(sotionSettings, options)(1).members),
  )
})

t.test('entries add to the shipped ones, and replace those of the same id or token', async (t) => {
  const keys = [
    { token: 'apik_mock_full', scopes: [], company: 'biz_x' },
    { token: 'mine', scopes: [], company: 'biz_x' },
  ]
  const members = [{ id: 'mber_Joined0000001', phone: null }, { id: 'mber_mine' }]
  const seed = whop.createSeed({ ...whopSettings, keys, members }, options)(1)
  t.equal(seed.keys.get('apik_mock_full')?.company, 'biz_x')
  t.equal(seed.keys.ids().length, 6)
  t.equal(seed.members.ids().length, 22 + options.members)
  t.match(await seed.members.get('mber_Joined0000001'), {
    phone: null,
    company: { id: 'biz_MockCoffeeClub' },
  })
  t.match(await seed.members.get('mber_mine'), { id: 'mber_mine', status: 'joined' })
})

t.test('aitable and sotion: an entry is in the place it names, else in the first', async (t) => {
  const spaces = [
    { id: 'spcFreePlan01', plan: 'enterprise' },
    { id: 'spcMine', plan: 'free' },
  ] as const
  const settings: AitableSettings = {
    ...aitableSettings,
    spaces,
    members: [{ id: 'u' }, { unitId: 'V', space: 'spcMine' }],
  }
  t.strictSame(
    [...aitable.spacesOf(settings).keys()],
    ['spcjXzqVrjaP3', 'spcFreePlan01', 'spcElsewhere1', 'spcMine'],
  )
  t.equal(aitable.spacesOf(settings).get('spcFreePlan01')?.plan, 'enterprise')
  const { members } = aitable.createSeed(settings, options)(1)
  t.match(await members.get('spcjXzqVrjaP3/u'), { unitId: 'u' })
  t.match(await members.get('spcMine/v'), { unitId: 'V' })
  const entries = [{ id: UUID.toUpperCase() }, { id: UUID, site: 'mine' }]
  const sites = sotion.createSeed(
    { ...sotionSettings, sites: [{ id: 'mine' }], members: entries },
    options,
  )(1).members
  t.match(await sites.get(`site_a/${UUID}`), { id: UUID.toUpperCase() })
  t.match(await sites.get(`mine/${UUID}`), { id: UUID, accessGroups: [{ name: /Members|Supporters|Team/ }] })
})

t.test("without fixtures there is nothing but the user's own", async (t) => {
  const bare = { fixtures: false }
  for (const seed of [
    whop.createSeed({ ...whopSettings, ...bare }, options)(1),
    aitable.createSeed({ ...aitableSettings, ...bare }, options)(1),
    sotion.createSeed({ ...sotionSettings, ...bare }, options)(1),
  ])
    t.strictSame([...seed.keys.ids(), ...seed.members.ids()], [])
  t.equal(aitable.spacesOf({ ...aitableSettings, ...bare }).size, 0)

  const spaces = [{ id: 'spcMine', plan: 'enterprise' }] as const
  const mine = aitable.createSeed({ ...aitableSettings, ...bare, spaces, members: [{ id: 'u' }] }, options)(1)
  t.strictSame(mine.members.ids(), ['spcMine/u'])
  const keys = [{ token: 'so_mine', site: 'my-site' }]
  const own = sotion.createSeed({ ...sotionSettings, ...bare, keys, members: [{ id: UUID }] }, options)(1)
  t.strictSame(own.members.ids(), [`my-site/${UUID}`])
  t.throws(
    () => aitable.createSeed({ ...aitableSettings, ...bare, members: [{ id: 'u' }] }, options),
    /u names no space/,
  )
  t.throws(
    () => sotion.createSeed({ ...sotionSettings, ...bare, members: [{ id: UUID }] }, options),
    /names no site/,
  )
})
