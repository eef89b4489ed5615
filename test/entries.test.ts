/** The user's own keys, members, spaces and sites: what they add to, what they replace, how the rest is filled. */
import { Ajv } from 'ajv'
import formats from 'ajv-formats'
import fc from 'fast-check'
import t from 'tap'
import * as aitableSchemas from '../src/routes/aitable/schemas.ts'
import * as sotionSchemas from '../src/routes/sotion/schemas.ts'
import * as whopSchemas from '../src/routes/whop/schemas.ts'
import { fillEntry, openVendor } from './support/vendor.ts'

const UUID = 'cccccccc-cccc-4ccc-8ccc-cccccccccccc'
const SPACE = 'spcjXzqVrjaP3'

const whop = openVendor('whop')
const aitable = openVendor('aitable')
const sotion = openVendor('sotion')

// What is filled has the type that its schema says; the property below asks it.
const fillWhop = (entry: object, of = whop) =>
  fillEntry(of, 'members', { id: 'mber_x', ...entry }) as whopSchemas.Member
const fillAitable = (entry: object) =>
  fillEntry(aitable, 'members', { id: 'u', ...entry }, SPACE) as aitableSchemas.Member
const fillSotion = (entry: object) =>
  fillEntry(sotion, 'members', { id: UUID, ...entry }, 'site_a') as sotionSchemas.Member

t.test('whop: the rest fits what is given', async (t) => {
  t.match(fillWhop({}), {
    status: 'joined',
    access_level: 'customer',
    user: { email: String },
    phone: String,
  })
  t.match(fillWhop({ status: 'left' }), {
    most_recent_action: /left|churned|split/,
    access_level: 'no_access',
  })
  t.match(fillWhop({ status: 'drafted' }), { most_recent_action: 'drafted', usd_total_spent: 0 })
  t.match(fillWhop({ most_recent_action: 'churned' }), { status: 'left', access_level: 'no_access' })
  t.match(fillWhop({ user: null }), { access_level: 'admin', phone: null, most_recent_action: null })
  t.match(fillWhop({ user: null, status: 'left' }), { access_level: 'no_access', phone: null })
  t.match(fillWhop({ most_recent_action: null }), { user: { id: String }, most_recent_action_at: null })
  t.match(fillWhop({ most_recent_action_at: null }), { most_recent_action: null })
  t.match(fillWhop({ usd_total_spent: 0 }), { most_recent_action: /joined|trialing/, status: 'joined' })
  t.match(fillWhop({ status: 'left', most_recent_action: 'paused' }), { access_level: 'no_access' })
  t.match(fillWhop({ user: { name: 'José Núñez' } }), { user: { username: /^josenunez\d+$/ } })
  t.match(fillWhop({ user: { email: null } }), { user: { email: null, name: String } })
  t.match(fillWhop({ phone: null }), { phone: null, user: { id: /^user_.{13}$/ } })
  const { created_at, most_recent_action_at } = fillWhop({ joined_at: '2020-02-02T00:00:00.000Z' })
  t.ok(
    created_at <= '2020-02-02T00:00:00.000Z' && (most_recent_action_at ?? '') >= '2020-02-02T00:00:00.000Z',
  )
})

t.test('whop: the company of an entry', async (t) => {
  const club = { id: 'biz_MockCoffeeClub', title: 'Mock Coffee Club', route: 'mock-coffee-club' }
  t.strictSame(fillWhop({}).company, club)
  t.strictSame(fillWhop({ company: { id: 'biz_MockBookCircle' } }).company.title, 'Mock Book Circle')
  t.strictSame(fillWhop({ company: { title: 'Tea' } }).company, {
    ...club,
    title: 'Tea',
    route: 'tea',
  })
  const { company } = fillWhop({ company: { id: 'biz_mine' } })
  t.match(company, { id: 'biz_mine', title: String, route: /^[a-z0-9-]+$/ })
  const keys = [{ token: 'k', scopes: [], company: 'biz_mine' }]
  const bare = openVendor('whop', { settings: { fixtures: false, keys } })
  t.strictSame(fillWhop({}, bare).company, company)
  t.strictSame(fillWhop({}, openVendor('whop', { settings: { keys } })).company, club)
})

t.test('aitable: the rest fits what is given', async (t) => {
  t.match(fillAitable({}), {
    unitId: 'u',
    status: 1,
    type: 'Member',
    email: String,
    mobile: { areaCode: '+1' },
  })
  const pending = fillAitable({ unitId: 'v', status: 0 })
  t.match(pending, { unitId: 'v', status: 0, avatar: '' })
  t.notOk('email' in pending || 'mobile' in pending)
  t.match(fillAitable({ status: 0, email: 'a@example.com' }), { email: 'a@example.com', avatar: '' })
  t.match(fillAitable({ name: '王 伟', teams: [] }), {
    name: '王 伟',
    teams: [],
    email: /^[a-z.]+\d+@/,
  })
})

t.test('sotion: the rest fits what is given', async (t) => {
  t.match(fillSotion({}), { id: UUID, status: 'active', verified: true, lastLoginAt: String })
  t.match(fillSotion({ verified: false }), { lastLoginAt: null })
  t.match(fillSotion({ lastLoginAt: null }), { lastLoginAt: null, verified: false })
  t.match(fillSotion({ registeredAt: null }), {
    registeredAt: null,
    verified: false,
    lastLoginAt: null,
  })
  t.match(fillSotion({ displayName: 'Ada King' }), { email: /^ada\.king\d+@example/ })
  t.match(fillSotion({ displayName: null, paid: null }), { displayName: null, paid: null })
})

const ajv = new Ajv({ strict: false })
formats.default(ajv)

/** What a member says, in any part of it, is kept; the rest makes it valid; twice the same is the same. */
const keepsWhatIsGiven = (
  schema: object,
  fill: (entry: object) => object,
  whole: readonly object[],
): void => {
  const isMember = ajv.compile(schema)
  const names = Object.keys(whole[0] ?? {}).filter((name) => !/^(id|unitId)$/.test(name))
  const keeps = (member: object, kept: readonly string[]): void => {
    const entries = Object.entries(member).filter(([name]) => kept.includes(name))
    const given = Object.fromEntries(entries)
    const filled = fill(given)
    if (!isMember(filled)) throw new Error(JSON.stringify(isMember.errors))
    for (const same of [{ ...filled, ...given }, fill(given)])
      if (JSON.stringify(same) !== JSON.stringify(filled)) throw new Error(JSON.stringify([given, filled]))
  }
  fc.assert(fc.property(fc.constantFrom(...whole), fc.subarray(names), keeps), { numRuns: 25 })
}

/** The members that are there without being made, without the place that they are in. */
const namedIn = ({ open, kind }: typeof whop, isHere: (member: object) => boolean = () => true): object[] => {
  const members = kind('members')
  const database = open(1)
  const count = members.count(database) - 3
  return members
    .list(database, 0, count)
    .filter(isHere)
    .map(({ [members.place ?? '']: _, ...member }) => member)
}

t.test('what is given stays, whatever it is', async () => {
  keepsWhatIsGiven(whopSchemas.Member, fillWhop, namedIn(whop))
  const isIn = (place: string) => (member: object) => Object.values(member).includes(place)
  keepsWhatIsGiven(aitableSchemas.Member, fillAitable, namedIn(aitable, isIn(SPACE)))
  keepsWhatIsGiven(sotionSchemas.Member, fillSotion, namedIn(sotion, isIn('site_a')))
})

t.test('entries add to the shipped ones, and replace those of the same id or token', async (t) => {
  const keys = [
    { token: 'apik_mock_full', scopes: [], company: 'biz_x' },
    { token: 'mine', scopes: [], company: 'biz_x' },
  ]
  const members = [{ id: 'mber_Joined0000001', phone: null }, { id: 'mber_mine' }]
  const { open, kind } = openVendor('whop', { settings: { keys, members } })
  const database = open(1)
  t.match(kind('keys').get(database, 'apik_mock_full', ''), { company: 'biz_x' })
  t.equal(kind('keys').count(database), openVendor('whop').kind('keys').count(whop.open(1)) + 1)
  t.equal(kind('members').count(database), whop.kind('members').count(whop.open(1)) + 1)
  t.match(kind('members').get(database, 'mber_Joined0000001', ''), {
    phone: null,
    company: { id: 'biz_MockCoffeeClub' },
  })
  t.match(kind('members').get(database, 'mber_mine', ''), { id: 'mber_mine', status: 'joined' })
})

t.test('aitable and sotion: an entry is in the place it names, else in the first', async (t) => {
  const spaces = [
    { id: 'spcFreePlan01', plan: 'enterprise' },
    { id: 'spcMine', plan: 'free' },
  ]
  const mine = openVendor('aitable', {
    settings: { spaces, members: [{ id: 'u' }, { unitId: 'V', space: 'spcMine' }] },
  })
  const database = mine.open(1)
  t.strictSame(mine.kind('members').places(database), [SPACE, 'spcFreePlan01', 'spcElsewhere1', 'spcMine'])
  t.match(mine.kind('spaces').get(database, 'spcFreePlan01', ''), { plan: 'enterprise' })
  t.match(mine.kind('members').get(database, 'u', SPACE), { unitId: 'u' })
  t.match(mine.kind('members').get(database, 'v', 'spcMine'), { unitId: 'V' })
  const members = [{ id: UUID.toUpperCase() }, { id: UUID, site: 'mine' }]
  const sites = openVendor('sotion', { settings: { sites: [{ id: 'mine' }], members } })
  const onSites = sites.open(1)
  t.match(sites.kind('members').get(onSites, UUID, 'site_a'), { id: UUID.toUpperCase() })
  t.match(sites.kind('members').get(onSites, UUID, 'mine'), {
    id: UUID,
    accessGroups: [{ name: /Members|Supporters|Team/ }],
  })
})

t.test("without fixtures there is nothing but the user's own", async (t) => {
  for (const id of ['whop', 'aitable', 'sotion']) {
    const { vendor, open } = openVendor(id, { settings: { fixtures: false } })
    const database = open(1)
    for (const kind of vendor.records) t.strictSame(kind.list(database, 0, 10), [], `${id} ${kind.name}`)
  }
  const spaces = [{ id: 'spcMine', plan: 'enterprise' }]
  const mine = openVendor('aitable', { settings: { fixtures: false, spaces, members: [{ id: 'u' }] } })
  t.match(mine.kind('members').list(mine.open(1), 0, 10), [{ space: 'spcMine', unitId: 'u' }])
})

t.test('records that do not go together are refused with their place in the list', async (t) => {
  const company = { title: 'Another Name' }
  const { vendor } = openVendor('whop', { settings: { members: [{ id: 'a' }, { id: 'b', company }] } })
  t.throws(() => vendor.start(1), {
    path: '/members/1/company/title',
    message: 'the company biz_MockCoffeeClub has another title',
    accepted: ['Mock Coffee Club'],
  })
})
