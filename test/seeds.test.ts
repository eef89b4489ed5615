/** What a sandbox starts from: the shipped members and keys, the made members, the user's own entries. */
import { createHash } from 'node:crypto'
import { Ajv } from 'ajv'
import formats from 'ajv-formats'
import fc from 'fast-check'
import t from 'tap'
import type { JsonSchema } from '../src/contract/json-schema.ts'
import * as aitableSchemas from '../src/routes/aitable/schemas.ts'
import * as sotionSchemas from '../src/routes/sotion/schemas.ts'
import * as whopSchemas from '../src/routes/whop/schemas.ts'
import type { Database } from '../src/sandbox/database.ts'
import { NOW, type OpenVendor, openVendor } from './support/vendor.ts'

const MADE = 100

const ajv = new Ajv({ strict: false })
formats.default(ajv)

/** The members of a seed as they are shown, but for the place that they are in. */
const membersOf = <M>({ kind }: OpenVendor, database: Database, from = 0, count = 1000): M[] => {
  const members = kind('members')
  const shown = members.list(database, from, count)
  return shown.map(({ [members.place ?? '']: _, ...member }) => member as M) // its schema is asked below
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
const listIn = (schema: JsonSchema, key: string): unknown[] => [schema[key] ?? []].flat()

/** Every state that `schema` allows and none of `values` is in: enum values, null and not, absent and present. */
const missingIn = (schema: JsonSchema, values: readonly unknown[], path: string): string[] => {
  const allowed: unknown[] = [
    ...listIn(schema, 'enum'),
    ...listIn(schema, 'type').filter((type) => type === 'null'),
  ]
  const states = new Set(allowed.map((state) => (state === 'null' ? null : state)))
  const missing = [...states].filter((state) => !values.includes(state)).map((state) => `${path} = ${state}`)
  if (!values.some((value) => value !== null)) missing.push(`${path} with a value`)
  if (isRecord(schema.items)) missing.push(...missingIn(schema.items, values.flat(), `${path}[]`))
  const objects = values.filter(isRecord)
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const present = objects.filter((object) => name in object)
    const isOptional = !listIn(schema, 'required').includes(name)
    if (isOptional && present.length === objects.length) missing.push(`${path} without ${name}`)
    missing.push(
      ...missingIn(
        property,
        present.map((object) => object[name]),
        `${path}.${name}`,
      ),
    )
  }
  return missing
}

const of = (id: string) => openVendor(id, { members: MADE })

const vendors = {
  whop: {
    schemas: whopSchemas,
    ...of('whop'),
    sha256: 'da7f2e6c23ce5252c15e28e3716db9f3c014de1f4cf11cca12902f73a6437022',
  },
  aitable: {
    schemas: aitableSchemas,
    ...of('aitable'),
    sha256: '80cfcb0034d27d79f5a19e3f5bba152ff3ac89f0d8d802cf9e846c9fb8914255',
  },
  sotion: {
    schemas: sotionSchemas,
    ...of('sotion'),
    sha256: 'bf60b4d5562661f9c2e623151ea29eed3d9ce9612abb11ec1ecd8dcaba03c33e',
  },
}

/** How many members are shipped. */
const namedIn = ({ kind, open }: OpenVendor): number => kind('members').count(open(1)) - MADE

for (const [id, { schemas, sha256, ...opened }] of Object.entries(vendors)) {
  const named = namedIn(opened)

  t.test(`${id}: shipped and made`, async (t) => {
    const database = opened.open(1)
    const shipped = membersOf<object>(opened, database, 0, named)
    const all = membersOf<object>(opened, database)
    t.equal(all.length, named + MADE)
    t.strictSame(missingIn(schemas.Member, shipped, id), [], 'the named members are in every state')
    t.not(missingIn(schemas.Member, shipped.slice(0, 1), id).length, 0, 'which one of them alone is not')

    const isMember = ajv.compile(schemas.Member)
    for (const record of all) if (!isMember(record)) t.fail(JSON.stringify([record, isMember.errors]))
    const isKey = ajv.compile(schemas.Key)
    for (const key of opened.kind('keys').list(database, 0, 1000)) t.ok(isKey(key), JSON.stringify(key))

    const late = JSON.stringify(shipped).match(/"(202[6-9]|20[3-9])\d*-/)
    t.equal(late, null, 'nothing shipped is later than the reference date')
    const digest = createHash('sha256').update(JSON.stringify(all)).digest('hex')
    t.equal(digest, sha256, 'the same bytes everywhere')
  })

  t.test(`${id}: made when asked for, always the same, and in the time that the index says`, async (t) => {
    const [one, other] = [opened.open(2), opened.open(2)].map((database) => database.tables.members)
    const [row] = one?.list(named + 50, 1) ?? []
    t.equal(other?.list(named + 50, 1)[0], row, 'sandboxes of a seed share what is made')
    for (let seed = 10; seed < 40; seed++) opened.open(seed)
    t.strictSame(opened.open(2).tables.members?.list(named + 50, 1), [row], 'made again, it is the same')
    t.equal(one?.get('nobody'), undefined)
  })
}

/** What a member says that cannot be: the sentences whose condition holds. */
type Claims = Readonly<Record<string, boolean>>

const requireNone = (claims: Claims, member: unknown): void => {
  const untrue = Object.keys(claims).filter((claim) => claims[claim])
  if (untrue.length > 0) throw new Error(`${untrue.join(', ')}: ${JSON.stringify(member)}`)
}

/** Looks at ten made members under each of a dozen seeds. */
const forMade = <M>(opened: OpenVendor, claimsOf: (member: M, database: Database) => Claims) => {
  const named = namedIn(opened)
  const look = (seed: number, at: number): void => {
    const database = opened.open(seed)
    for (const member of membersOf<M>(opened, database, named + at, 10))
      requireNone(claimsOf(member, database), member)
  }
  fc.assert(fc.property(fc.nat(), fc.nat(MADE - 10), look), { numRuns: 12 })
}

const isInOrder = (...stamps: (string | null)[]): boolean => {
  const times = stamps.filter((stamp) => stamp !== null)
  return `${times}` === `${times.toSorted()}` && times.every((time) => Date.parse(time) <= NOW)
}
/** All rows of a table, as they are kept. */
const rowsIn = (table: Database['tables'][string] | undefined): Record<string, unknown>[] =>
  (table?.list(0, 10_000) ?? []).map((row) => ({ ...row }))

const isReserved = (email: string): boolean => /^[a-z0-9.]+@example\.(com|net|org)$/.test(email)

const whopClaims = (member: whopSchemas.Member): Claims => {
  const { status, most_recent_action, usd_total_spent, user, phone } = member
  const action = `${most_recent_action}`
  const squeezed = user?.name?.toLowerCase().replace(/[^a-z]/g, '') ?? ''
  const { created_at, joined_at, most_recent_action_at, updated_at } = member
  return {
    'out of order': !isInOrder(created_at, joined_at, most_recent_action_at, updated_at),
    'an action without its time': (most_recent_action === null) !== (most_recent_action_at === null),
    'gone, and still there': ['left', 'churned'].includes(action) && status !== 'left',
    'active after leaving': status === 'left' && !['left', 'churned', 'finished_split_pay'].includes(action),
    'access without having joined': status !== 'joined' && member.access_level !== 'no_access',
    'half a draft': (status === 'drafted') !== (action === 'drafted'),
    'a draft that paid': status === 'drafted' && usd_total_spent !== 0,
    unpaid: /paid|renewing|split|past_due|churned/.test(action) && usd_total_spent <= 0,
    'fractions of a cent': !/^\d+(\.\d\d?)?$/.test(`${usd_total_spent}`),
    'a phone without a user': user === null && phone !== null,
    'a phone that may ring': phone !== null && !/^\+1\d{3}55501\d\d$/.test(phone),
    'the name of another': user !== null && !user.username.startsWith(squeezed),
    'an address that may be read': !!user?.email && !isReserved(user.email),
    'another company': member.company.id !== 'biz_MockCoffeeClub',
  }
}

const aitableClaims = (member: aitableSchemas.Member, { tables }: Database): Claims => {
  const known = [...rowsIn(tables.teams), ...rowsIn(tables.roles)].map((unit) => String(Object(unit).unitId))
  return {
    'a second primary admin': member.type === 'PrimaryAdmin',
    'a strange id': !/^[0-9a-f]{32}$/.test(member.unitId),
    'an account before joining': member.status === 0 && !!(member.email ?? member.mobile ?? member.avatar),
    'an address that may be read': member.email !== undefined && !isReserved(member.email),
    'an avatar from elsewhere': !/^(https:\/\/s1\.aitable\.ai\/public\/.+)?$/.test(member.avatar),
    'a phone that may ring': member.mobile !== undefined && !/^\d{3}55501\d\d$/.test(member.mobile.number),
    'a strange unit': [...member.teams, ...member.roles].some(({ unitId }) => !known.includes(unitId)),
  }
}

const sotionClaims = (member: sotionSchemas.Member, { tables }: Database): Claims => {
  const { createdAt, registeredAt, lastLoginAt, updatedAt, verified } = member
  const known = rowsIn(tables.groups).map(({ id, name }) => JSON.stringify({ id, name }))
  return {
    'out of order': !isInOrder(createdAt, registeredAt, lastLoginAt, updatedAt),
    'logged in unverified': verified !== true && lastLoginAt !== null,
    'an address that may be read': !isReserved(member.email),
    'a strange group': member.accessGroups.some((group) => !known.includes(JSON.stringify(group))),
  }
}

t.test('whop: made and shipped members are consistent', async () => {
  forMade(vendors.whop, whopClaims)
  const database = vendors.whop.open(1)
  const companies = new Map(rowsIn(database.tables.companies).map((company) => [company.id, company]))
  for (const member of membersOf<whopSchemas.Member>(vendors.whop, database, 0, namedIn(vendors.whop))) {
    const { id, title, route } = companies.get(member.company.id) ?? {}
    const isAnother = JSON.stringify({ id, title, route }) !== JSON.stringify(member.company)
    requireNone({ ...whopClaims(member), 'another company': isAnother }, member)
  }
})

t.test('sotion: made and shipped members are consistent', async () => {
  forMade(vendors.sotion, sotionClaims)
  const database = vendors.sotion.open(1)
  for (const member of membersOf<sotionSchemas.Member>(vendors.sotion, database))
    requireNone(sotionClaims(member, database), member)
})

t.test('aitable: made members are consistent', async () => forMade(vendors.aitable, aitableClaims))

t.test('aitable: teams hang together; a space has one primary admin', async (t) => {
  const database = vendors.aitable.open(7)
  const teams = rowsIn(database.tables.teams)
  const ids = teams.map(({ unitId }) => unitId)
  t.equal(new Set(ids).size, ids.length)
  for (const team of teams) {
    const parent = team.parentUnitId ?? team.parent
    t.ok(parent === '0' || ids.includes(parent), `${team.name} has its parent`)
  }
  const shown = vendors.aitable.kind('members').list(database, 0, 1000)
  const admins = shown.filter(({ type }) => type === 'PrimaryAdmin').map(({ space }) => space)
  t.equal(new Set(admins).size, admins.length)
})
