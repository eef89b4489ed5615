/** What a sandbox starts from: the shipped members and keys, the made members, the user's own entries. */
import { createHash } from 'node:crypto'
import { Ajv } from 'ajv'
import formats from 'ajv-formats'
import fc from 'fast-check'
import t from 'tap'
import type { VendorOptions } from '../src/contract/definition.ts'
import type { JsonSchema } from '../src/contract/json-schema.ts'
import { createOrganization } from '../src/routes/aitable/organization.ts'
import * as aitableSchemas from '../src/routes/aitable/schemas.ts'
import * as aitable from '../src/routes/aitable/seed.ts'
import { groupsOf } from '../src/routes/sotion/groups.ts'
import * as sotionSchemas from '../src/routes/sotion/schemas.ts'
import * as sotion from '../src/routes/sotion/seed.ts'
import { findCompany } from '../src/routes/whop/companies.ts'
import * as whopSchemas from '../src/routes/whop/schemas.ts'
import * as whop from '../src/routes/whop/seed.ts'
import type { Seed } from '../src/sandbox/sandbox.ts'

const NOW = Date.parse('2026-01-01T00:00:00.000Z')
const options: VendorOptions = { now: NOW, members: 100, rateLimit: true }
const base = { limit: 1, windowSeconds: 1, fixtures: true, keys: [], members: [] }
const whopSettings = { ...base, strictScopes: false }
const aitableSettings = { ...base, spaces: [], absentSensitive: 'omit' } as const
const sotionSettings = { ...base, sites: [], errorShape: 'flat' } as const

const ajv = new Ajv({ strict: false })
formats.default(ajv)

/** The first to the last made or named member of a seed by its key. */
const recordsOf = async <M>(
  { members }: Seed<unknown, M>,
  from = 0,
  to?: number,
): Promise<Map<string, M>> => {
  const records = new Map<string, M>()
  for (const id of members.ids().slice(from, to)) {
    const record = await members.get(id)
    if (record !== undefined) records.set(id, record)
  }
  return records
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

const vendors = {
  whop: {
    schemas: whopSchemas,
    seedOf: whop.createSeed(whopSettings, options),
    named: 21,
    sha256: '8414d6de8c38db737d8d11875871a64b0a6c2915dc31298f4bd3bf225b4b4011',
  },
  aitable: {
    schemas: aitableSchemas,
    seedOf: aitable.createSeed(aitableSettings, options),
    named: 12,
    sha256: '07066a17fd96269f78b770ecaa39c81cccf661be0b3eee89e41e943f0cf1f390',
  },
  sotion: {
    schemas: sotionSchemas,
    seedOf: sotion.createSeed(sotionSettings, options),
    named: 11,
    sha256: 'f885c584ef9d514c9787e3874c02eefefad66b0241e77b5638eaf38c4fe9ce8e',
  },
}

for (const [id, { schemas, seedOf, named, sha256 }] of Object.entries(vendors)) {
  t.test(`${id}: shipped and made`, async (t) => {
    const seed: Seed<unknown, unknown> = seedOf(1)
    const shipped = [...(await recordsOf(seed, 0, named)).values()]
    const all = await recordsOf(seed)
    t.equal(all.size, named + options.members)
    t.strictSame(missingIn(schemas.Member, shipped, id), [], 'the named members are in every state')
    t.not(missingIn(schemas.Member, shipped.slice(0, 1), id).length, 0, 'which one of them alone is not')

    const isMember = ajv.compile(schemas.Member)
    for (const record of all.values())
      if (!isMember(record)) t.fail(JSON.stringify([record, isMember.errors]))
    const isKey = ajv.compile(schemas.Key)
    const keys = seed.keys.ids().map((token) => seed.keys.get(token))
    for (const key of keys) t.ok(isKey(key), JSON.stringify(key))

    const late = JSON.stringify(shipped).match(/"(202[6-9]|20[3-9])\d*-/)
    t.equal(late, null, 'nothing shipped is later than the reference date')
    t.equal(
      createHash('sha256')
        .update(JSON.stringify([...all]))
        .digest('hex'),
      sha256,
      'the same bytes everywhere',
    )
  })

  t.test(`${id}: made once, when asked for, and shared`, async (t) => {
    const { members }: Seed<unknown, unknown> = seedOf(2)
    const [first = '', ...rest] = members.ids()
    const last = rest.at(-1) ?? ''
    t.equal(seedOf(2).members, members, 'a sandbox with the same seed shares the source')
    t.notOk(members.get(first) instanceof Promise, 'a named member is there at once')
    t.equal(members.get('nobody'), undefined)
    const promised = members.get(last)
    t.ok(promised instanceof Promise, 'a made one is promised')
    const made = await promised
    t.equal(members.get(last), made, 'and there from then on')
    for (let other = 10; other < 40; other++) seedOf(other)
    t.strictSame(await seedOf(2).members.get(last), made, 'forgotten and made again, it is the same')
  })
}

/** What a member says that cannot be: the sentences whose condition holds. */
type Claims = Readonly<Record<string, boolean>>

const requireNone = (claims: Claims, member: unknown): void => {
  const untrue = Object.keys(claims).filter((claim) => claims[claim])
  if (untrue.length > 0) throw new Error(`${untrue.join(', ')}: ${JSON.stringify(member)}`)
}

/** Looks at ten made members under each of a dozen seeds. */
const forMade = <M>(
  { seedOf, named }: { seedOf: (seed: number) => Seed<unknown, M>; named: number },
  claimsOf: (member: M, seed: number) => Claims,
) =>
  fc.assert(
    fc.asyncProperty(fc.nat(), fc.nat(options.members - 10), async (seed, at) => {
      const members = await recordsOf(seedOf(seed), named + at, named + at + 10)
      for (const member of members.values()) requireNone(claimsOf(member, seed), member)
    }),
    { numRuns: 12 },
  )

const isInOrder = (...stamps: (string | null)[]): boolean => {
  const times = stamps.filter((stamp) => stamp !== null)
  return `${times}` === `${times.toSorted()}` && times.every((time) => Date.parse(time) <= NOW)
}
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

const aitableClaims = (member: aitableSchemas.Member, seed: number): Claims => {
  const { teams, roles } = createOrganization(seed)
  const known = [...teams, ...roles].map((unit) => JSON.stringify(unit))
  return {
    'a second primary admin': member.type === 'PrimaryAdmin',
    'a strange id': !/^[0-9a-f]{32}$/.test(member.unitId),
    'an account before joining': member.status === 0 && !!(member.email ?? member.mobile ?? member.avatar),
    'an address that may be read': member.email !== undefined && !isReserved(member.email),
    'an avatar from elsewhere': !/^(https:\/\/s1\.aitable\.ai\/public\/.+)?$/.test(member.avatar),
    'a phone that may ring': member.mobile !== undefined && !/^\d{3}55501\d\d$/.test(member.mobile.number),
    'a strange unit': [...member.teams, ...member.roles].some(
      (unit) => !known.includes(JSON.stringify(unit)),
    ),
  }
}

const sotionClaims = (member: sotionSchemas.Member): Claims => {
  const { createdAt, registeredAt, lastLoginAt, updatedAt, verified } = member
  const known = [...groupsOf('site_a'), ...groupsOf('site_b')].map((group) => JSON.stringify(group))
  return {
    'out of order': !isInOrder(createdAt, registeredAt, lastLoginAt, updatedAt),
    'logged in unverified': verified !== true && lastLoginAt !== null,
    'an address that may be read': !isReserved(member.email),
    'a strange group': member.accessGroups.some((group) => !known.includes(JSON.stringify(group))),
  }
}

t.test('whop: made and shipped members are consistent', async () => {
  await forMade(vendors.whop, whopClaims)
  for (const member of (await recordsOf(vendors.whop.seedOf(1), 0, vendors.whop.named)).values()) {
    const company = await findCompany(member.company.id, 1, NOW)
    const isAnother = JSON.stringify(company) !== JSON.stringify(member.company)
    requireNone({ ...whopClaims(member), 'another company': isAnother }, member)
  }
})

t.test('sotion: made and shipped members are consistent', async () => {
  await forMade(vendors.sotion, sotionClaims)
  for (const member of (await recordsOf(vendors.sotion.seedOf(1), 0, vendors.sotion.named)).values())
    requireNone(sotionClaims(member), member)
})

t.test('aitable: made members are consistent', () => forMade(vendors.aitable, aitableClaims))

t.test('aitable: teams hang together, made and shipped; a space has one primary admin', async (t) => {
  const { seedOf, named } = vendors.aitable
  const shipped = [...(await recordsOf(seedOf(1), 0, named)).values()].flatMap(({ teams }) => teams)
  for (const teams of [createOrganization(7).teams, shipped]) {
    const byId = new Map(teams.map((team) => [team.unitId, team]))
    for (const team of teams) {
      t.strictSame(team, byId.get(team.unitId), `one ${team.name} of this id`)
      t.ok(team.parentUnitId === '0' || byId.has(team.parentUnitId), `${team.name} has its parent`)
    }
  }
  const admins = [...(await recordsOf(seedOf(1)))].filter(([, { type }]) => type === 'PrimaryAdmin')
  t.equal(new Set(admins.map(([key]) => key.split('/')[0])).size, admins.length)
})
