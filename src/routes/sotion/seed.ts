/** What Sotion's tables start from: the shipped rows, and the computed members. */
import type { VendorOptions } from '../../contract/definition.ts'
import { readFixture } from '../../sandbox/fixtures.ts'
import { Random } from '../../sandbox/random.ts'
import type { TableStart } from '../../sandbox/table.ts'
import { createMadeMembers } from './made-members.ts'
import { type GroupRow, keyOf, type MemberRow, type model, type SiteRow } from './model.ts'
import type { Key, Member } from './schemas.ts'
import type { SotionSettings } from './settings.ts'

const readShipped = <T>(name: string): readonly T[] =>
  readFixture(new URL(`../../../fixtures/sotion/${name}.json`, import.meta.url))

/** As the fixture has it: the wire object and its site. */
type ShippedMember = Member & { site: string }

const rowOf = ({ accessGroups, ...member }: ShippedMember): MemberRow => ({
  ...member,
  groups: accessGroups.map(({ id }) => ({ group: id, since: member.createdAt })),
})

const NAMES = ['Members', 'Supporters', 'Team'] as const

/** The groups of a site of the user's own, the same under every seed. */
export const ownGroups = (site: string): readonly GroupRow[] => {
  const random = new Random(`sotion:${site}:groups`)
  return NAMES.map((name) => ({
    id: random.uuid(),
    site,
    name,
    description: null,
    type: 'custom',
    createdAt: null,
    updatedAt: null,
  }))
}

const byKey = <Row>(rows: readonly Row[], keyIn: (row: Row) => string): ReadonlyMap<string, Row> =>
  new Map(rows.map((row) => [keyIn(row), row]))

type Tables = Readonly<{ [Name in keyof typeof model]: TableStart<object> }>

/** By seed; the shipped rows are the same under each. */
export const createTables = ({ fixtures }: SotionSettings, options: VendorOptions) => {
  const shipped = <Row>(name: string): readonly Row[] => (fixtures ? readShipped<Row>(name) : [])
  const sites = shipped<SiteRow>('sites')
  const groups = shipped<GroupRow>('groups')
  const members = shipped<ShippedMember>('members').map(rowOf)
  const fixed = {
    sites: byKey(sites, ({ id }) => id),
    keys: byKey(shipped<Key>('keys'), ({ token }) => token),
    groups: byKey(groups, ({ id, site }) => keyOf(id, site)),
    members: byKey(members, ({ id, site }) => keyOf(id, site)),
  }
  return (seed: number): Tables => ({
    sites: { fixed: fixed.sites },
    keys: { fixed: fixed.keys },
    groups: { fixed: fixed.groups },
    members: {
      fixed: fixed.members,
      made: fixtures ? createMadeMembers({ seed, sites, groups, options }) : undefined,
    },
  })
}
