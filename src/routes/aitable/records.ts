/** What a user may list, put, change and delete of AITable, and how it becomes rows. */
import type { VendorOptions } from '../../contract/definition.ts'
import type { RecordKind } from '../../contract/record-kind.ts'
import { createTableRecords } from '../../contract/table-records.ts'
import { type AitableDb, keyOf, type MemberRow, nextOrder, openTables } from './model.ts'
import { fillMember, type Units } from './own-member.ts'
import { Key, Member, MemberEntry, Space } from './schemas.ts'
import { putRoles, putTeams } from './units.ts'
import { showMember, wireRole, wireTeam } from './wire.ts'

const unitsIn = (db: AitableDb, space: string): Units => ({
  teams: [...db.teams.rows(space, 'asc')].map((team) => wireTeam(db, team)),
  roles: [...db.roles.rows(space, 'asc')].map(wireRole),
})

const putMember = (db: AitableDb, { teams, roles, ...member }: Member, space: string): void => {
  putRoles(db, roles, space, '/roles')
  putTeams(db, teams, space)
  const order = db.members.get(keyOf(member.unitId, space))?.order ?? nextOrder(db.members, space)
  const idOf = ({ unitId }: { unitId: string }): string => unitId
  db.members.put({ ...member, space, order, teams: teams.map(idOf), roles: roles.map(idOf) })
}

const withoutSpace = ({ space: _, ...record }: Record<string, unknown>): unknown => record

const idsOf = (db: AitableDb): readonly string[] => db.spaces.list(0, db.spaces.size).map(({ id }) => id)

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
  createTableRecords<AitableDb, Key>({
    name: 'keys',
    noun: 'Key',
    idNames: ['token'],
    entry: Key,
    record: Key,
    open: openTables,
    table: (db) => db.keys,
    show: (_db, row) => ({ ...row }),
    put: (db, shown) => db.keys.put(shown as unknown as Key),
  }),
  createTableRecords<AitableDb, MemberRow>({
    name: 'members',
    noun: 'Member',
    idNames: ['unitId', 'id'],
    place: 'space',
    entry: MemberEntry,
    record: Member,
    open: openTables,
    table: (db) => db.members,
    keyOf,
    show: (db, row) => ({ space: row.space, ...showMember(db, row) }),
    fill: (db, entry, space, { seed }) => ({
      space,
      ...fillMember(entry as unknown as MemberEntry, unitsIn(db, space), seed, options),
    }),
    put: (db, shown, space) => putMember(db, withoutSpace(shown) as Member, space),
    places: idsOf,
  }),
]
