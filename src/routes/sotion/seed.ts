/** What Sotion's tables start from: the shipped rows, and the computed members. */
import type { VendorOptions } from '../../contract/definition.ts'
import { readFixture } from '../../sandbox/fixtures.ts'
import { Random } from '../../sandbox/random.ts'
import type { TableStart } from '../../sandbox/table-model.ts'
import { createMadeMembers } from './made-members.ts'
import { createMadeMemberships } from './made-memberships.ts'
import {
  type GroupRow,
  keyOf,
  type MemberRow,
  type MembershipRow,
  membershipKey,
  type model,
  type SiteRow,
} from './model.ts'
import type { Key, Member } from './schemas.ts'
import type { SotionSettings } from './settings.ts'

const readShipped = <T>(name: string): readonly T[] =>
  readFixture(new URL(`../../../fixtures/sotion/${name}.json`, import.meta.url))

/** As the fixture has it: the wire object and its site. */
type ShippedMember = Member & { site: string }

const rowOf = ({ accessGroups: _, ...member }: ShippedMember): MemberRow => member

/** They have been in their groups from the start. */
const membershipsOf = ({ accessGroups, id, site, createdAt }: ShippedMember): readonly MembershipRow[] =>
  accessGroups.map(({ id: group }, nth) => ({ site, group, member: id, since: createdAt, nth }))

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

const NONE: TableStart<object> = { fixed: new Map() }

type Tables = Readonly<{ [Name in keyof typeof model]: TableStart<object> }>

/** By seed; the shipped rows are the same under each. */
export const createTables = ({ fixtures }: SotionSettings, options: VendorOptions) => {
  const shipped = <Row>(name: string): readonly Row[] => (fixtures ? readShipped<Row>(name) : [])
  const sites = shipped<SiteRow>('sites')
  const groups = shipped<GroupRow>('groups')
  const members = shipped<ShippedMember>('members')
  const memberships = members.flatMap(membershipsOf)
  const fixed = {
    sites: byKey(sites, ({ id }) => id),
    keys: byKey(shipped<Key>('keys'), ({ token }) => token),
    groups: byKey(groups, ({ id, site }) => keyOf(id, site)),
    members: byKey(members.map(rowOf), ({ id, site }) => keyOf(id, site)),
    memberships: byKey(memberships, ({ group, member, site }) => membershipKey(keyOf(group, site), member)),
  }
  return (seed: number): Tables => {
    const made = fixtures ? createMadeMembers({ seed, sites, options }) : undefined
    return {
      sites: { fixed: fixed.sites },
      keys: { fixed: fixed.keys },
      groups: { fixed: fixed.groups },
      members: { fixed: fixed.members, made },
      memberships: { fixed: fixed.memberships, made: made && createMadeMemberships(made, sites, groups) },
      webhooks: NONE,
      sessions: NONE,
      departed: NONE,
    }
  }
}
