/** What a user may list, put, change and delete of AITable, and how it becomes rows. */
import type { VendorOptions } from '../../contract/definition.ts'
import { RecordError, type RecordKind } from '../../contract/record-kind.ts'
import { createTableRecords } from '../../contract/table-records.ts'
import { MemberEntry, MemberRecord } from './entry-schemas.ts'
import { type AitableDb, keyOf, type MemberRow, nextOrder, openTables } from './model.ts'
import { fillMember, type Units } from './own-member.ts'
import { Key, type Member, Space } from './schemas.ts'
import { roleRecords, spaceIds, teamRecords } from './unit-records.ts'
import { putRoles, putTeams, requireFreeId, rolesGiven, teamsGiven } from './units.ts'
import { showMember, wireRole, wireTeam } from './wire.ts'

const unitsFor = (db: AitableDb, space: string, { teams, roles }: MemberEntry): Units => ({
  teams: [...db.teams.rows(space, 'asc')].map((team) => wireTeam(db, team)),
  roles: [...db.roles.rows(space, 'asc')].map(wireRole),
  given: {
    teams: teams && teamsGiven(db, space, teams),
    roles: roles && rolesGiven(db, space, roles, '/roles'),
  },
})

const fillIn = (
  db: AitableDb,
  space: string,
  entry: MemberEntry,
  seed: number,
  options: VendorOptions,
): Member => fillMember(entry, unitsFor(db, space, entry), seed, options)

const putMember = (db: AitableDb, record: MemberRecord, space: string): void => {
  const { teams: givenTeams, roles: givenRoles, ...member } = record
  requireFreeId(db, 'members', space, member.unitId)
  const roles = rolesGiven(db, space, givenRoles, '/roles')
  const teams = teamsGiven(db, space, givenTeams)
  putRoles(db, roles, space, '/roles')
  putTeams(db, teams, space)
  const order = db.members.get(keyOf(member.unitId, space))?.order ?? nextOrder(db.members, space)
  const idOf = ({ unitId }: { unitId: string }): string => unitId
  db.members.put({ ...member, space, order, teams: teams.map(idOf), roles: roles.map(idOf) })
}

const putKey = (db: AitableDb, key: Key): void => {
  for (const space of Object.keys(key.rights ?? {}))
    if (key.spaces[space] !== 'subAdmin')
      throw new RecordError(`/rights/${space}`, 'only a subAdmin of the space has rights of its own', [])
  db.keys.put(key)
}

const withoutSpace = ({ space: _, ...record }: Record<string, unknown>): unknown => record

// What a user gives has been held against the kind's schema before it comes here.
export const createRecords = (options: VendorOptions): readonly RecordKind[] => [
  createTableRecords<AitableDb, Space>({
    name: 'spaces',
    noun: 'Space',
    idNames: ['id'],
    entry: Space,
    record: Space,
    open: openTables,
    table: (db) => db.spaces,
    show: (_db, row) => ({ ...row }),
    put: (db, shown) => db.spaces.put(shown as unknown as Space),
  }),
  roleRecords,
  teamRecords,
  createTableRecords<AitableDb, Key>({
    name: 'keys',
    noun: 'Key',
    idNames: ['token'],
    entry: Key,
    record: Key,
    open: openTables,
    table: (db) => db.keys,
    show: (_db, row) => ({ ...row }),
    put: (db, shown) => putKey(db, shown as unknown as Key),
  }),
  createTableRecords<AitableDb, MemberRow>({
    name: 'members',
    noun: 'Member',
    idNames: ['unitId', 'id'],
    place: 'space',
    entry: MemberEntry,
    record: MemberRecord,
    open: openTables,
    table: (db) => db.members,
    keyOf,
    show: (db, row) => ({ space: row.space, ...showMember(db, row) }),
    fill: (db, entry, space, { seed }) => ({
      space,
      ...fillIn(db, space, entry as unknown as MemberEntry, seed, options),
    }),
    put: (db, shown, space) => putMember(db, withoutSpace(shown) as MemberRecord, space),
    places: spaceIds,
  }),
]
