/** What AITable's tables start from: the shipped rows, and an organization with its computed members. */
import type { VendorOptions } from '../../contract/definition.ts'
import { readFixture } from '../../sandbox/fixtures.ts'
import type { TableStart } from '../../sandbox/table-model.ts'
import { createMadeMembers } from './made-members.ts'
import { keyOf, type MemberRow, type model, type RoleRow, type TeamRow } from './model.ts'
import { createOrganization } from './organization.ts'
import type { Key, Space } from './schemas.ts'
import type { AitableSettings } from './settings.ts'

const readShipped = <T>(name: string): readonly T[] =>
  readFixture(new URL(`../../../fixtures/aitable/${name}.json`, import.meta.url))

/** In the order of the file. */
const numbered = <Row>(rows: readonly Row[]): readonly (Row & { order: number })[] =>
  rows.map((row, order) => ({ ...row, order }))

const unitsByKey = <Row extends { unitId: string; space: string }>(
  rows: readonly Row[],
): ReadonlyMap<string, Row> => new Map(rows.map((row) => [keyOf(row.unitId, row.space), row]))

type Tables = Readonly<{ [Name in keyof typeof model]: TableStart<object> }>

/** By seed; the shipped rows are the same under each. */
export const createTables = ({ fixtures }: AitableSettings, options: VendorOptions) => {
  const shipped = <Row>(name: string): readonly Row[] => (fixtures ? readShipped<Row>(name) : [])
  const spaces = shipped<Space>('spaces')
  const home = spaces.find(({ plan }) => plan === 'enterprise')?.id
  const roles = numbered(shipped<Omit<RoleRow, 'order'>>('roles'))
  const teams = numbered(shipped<Omit<TeamRow, 'order'>>('teams'))
  const fixed = {
    spaces: new Map(spaces.map((space) => [space.id, space])),
    keys: new Map(shipped<Key>('keys').map((key) => [key.token, key])),
    members: unitsByKey(numbered(shipped<Omit<MemberRow, 'order'>>('members'))),
  }
  return (seed: number): Tables => {
    const organization = home === undefined ? { teams: [], roles: [] } : createOrganization(seed, home)
    return {
      spaces: { fixed: fixed.spaces },
      roles: { fixed: unitsByKey([...roles, ...organization.roles]) },
      teams: { fixed: unitsByKey([...teams, ...organization.teams]) },
      members: {
        fixed: fixed.members,
        made:
          home === undefined ? undefined : createMadeMembers({ seed, space: home, organization, options }),
      },
      keys: { fixed: fixed.keys },
    }
  }
}
