/** AITable's tables: what a sandbox remembers of it, each thing once and related by id. */
import type { Call } from '../../contract/call.ts'
import type { Database, TablesOf } from '../../sandbox/database.ts'
import type { TableModel } from '../../sandbox/table-model.ts'
import { type MemberRow, memberRow, type RoleRow, roleRow, type TeamRow, teamRow, type Unit } from './rows.ts'
import { Key, Space } from './schemas.ts'

export type { MemberRow, RoleRow, TeamRow, Unit } from './rows.ts'

/** What the vendor gives as the id of the team above all others, which is no row. */
export const ROOT = '0'

export const isRoot = (unitId: string): boolean => unitId === ROOT

/** Units are kept by space and id; the vendor's column compares ids without case (assumed of its data). */
export const keyOf = (unitId: string, space: string): string => `${space}/${unitId.toLowerCase()}`

const unit = {
  key: ({ unitId, space }: Unit) => keyOf(unitId, space),
  place: ({ space }: Unit) => space,
  // No row has a time that anybody sees.
  time: ({ order }: Unit) => order,
}

const spaces: TableModel<Space> = { key: ({ id }) => id, row: Space }

/** As the vendor compares tokens: without case behind the `usk` that they begin with. */
export const foldedToken = (token: string): string => token.slice(0, 3) + token.slice(3).toLowerCase()

const keys: TableModel<Key> = {
  key: ({ token }) => token,
  row: Key,
  indexes: { folded: ({ token }) => [foldedToken(token)] },
}

const nameIn = (place: string, name: string): string => `${place}/${name.toLowerCase()}`

const rolesIn = ({ roles: ids, space }: TeamRow | MemberRow): readonly string[] =>
  ids.map((id) => keyOf(id, space))

const roles: TableModel<RoleRow> = {
  ...unit,
  row: roleRow,
  indexes: { name: ({ space, name }) => [nameIn(space, name)] },
}

const teams: TableModel<TeamRow> = {
  ...unit,
  row: teamRow,
  indexes: {
    parent: ({ parent, space }) => [keyOf(parent, space)],
    name: ({ parent, space, name }) => [nameIn(keyOf(parent, space), name)],
    role: rolesIn,
  },
  references: [
    { name: 'roles', to: 'roles', index: 'role', keys: rolesIn },
    {
      name: 'parent',
      to: 'teams',
      index: 'parent',
      keys: ({ parent, space }) => (isRoot(parent) ? [] : [keyOf(parent, space)]),
    },
  ],
}

const members: TableModel<MemberRow> = {
  ...unit,
  row: memberRow,
  indexes: {
    team: ({ teams: ids, space }) => (ids.length === 0 ? [ROOT] : ids).map((id) => keyOf(id, space)),
    role: rolesIn,
  },
  references: [
    { name: 'roles', to: 'roles', index: 'role', keys: rolesIn },
    {
      name: 'teams',
      to: 'teams',
      index: 'team',
      keys: ({ teams: ids, space }) => ids.map((id) => keyOf(id, space)),
    },
  ],
}

export const model = { spaces, roles, teams, members, keys }

export type AitableDb = TablesOf<typeof model>

export const openTables = (database: Database): AitableDb => database.tables as unknown as AitableDb // made from `model`

export const dbOf = (call: Call): AitableDb => openTables(call.store.db)

/** The order of a unit that comes to be now. */
export const nextOrder = (
  table: AitableDb['roles'] | AitableDb['teams'] | AitableDb['members'],
  space: string,
): number => {
  for (const { order } of table.rows(space, 'desc')) return order + 1
  return 0
}

/** Those of a space that have the name, which are compared without case (assumed of the database). */
export const rolesNamed = (db: AitableDb, space: string, name: string): readonly RoleRow[] =>
  db.roles.find('name', nameIn(space, name))

/** Those below one parent. */
export const teamsNamed = (db: AitableDb, space: string, parent: string, name: string): readonly TeamRow[] =>
  db.teams.find('name', nameIn(keyOf(parent, space), name))
