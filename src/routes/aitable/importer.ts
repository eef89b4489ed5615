/** Makes entries of AITable's recorded answers: spaces, members, teams and roles, and keys that may see them. */

import { Gathered, type Importer, ofSchema, type RecordedCall } from '../../contract/importer.ts'
import { isRecord, valueAt } from '../../contract/json.ts'
import { MemberEntry, RoleEntry, TeamEntry } from './entry-schemas.ts'
import { Team } from './schemas.ts'

type Row = Readonly<Record<string, unknown>>

const rowsAt = ({ body }: RecordedCall, ...names: readonly string[]): readonly Row[] =>
  names.flatMap((name) => [valueAt(valueAt(body, 'data'), name)].flat().filter(isRecord))

/** As an entry names them: whole where the answer had all of it, else by unit id. */
const units = (value: unknown): readonly unknown[] =>
  [value]
    .flat()
    .filter(isRecord)
    .map((unit) =>
      Team.required.every((name) => name in unit) || !('parentUnitId' in unit) ? unit : unit.unitId,
    )

class World {
  readonly members = new Gathered()
  readonly teams = new Gathered()
  readonly roles = new Gathered()

  read(call: RecordedCall, space: string): void {
    for (const row of rowsAt(call, 'role', 'roles')) this.#role(row, space)
    for (const row of rowsAt(call, 'team', 'teams')) this.#team(row, space)
    for (const row of rowsAt(call, 'member', 'members')) this.#member(row, space)
  }

  #role(row: Row, space: string): void {
    this.roles.add(`${space} ${row.unitId}`, { space, ...ofSchema(RoleEntry, row) })
  }

  #team(row: Row, space: string): void {
    const { roles, ...team } = row
    const given = roles === undefined ? {} : { roles: units(roles) }
    for (const role of [roles].flat().filter(isRecord)) this.#role(role, space)
    this.teams.add(`${space} ${row.unitId}`, { space, ...ofSchema(TeamEntry, team), ...given })
  }

  #member(row: Row, space: string): void {
    for (const role of [row.roles].flat().filter(isRecord)) this.#role(role, space)
    for (const team of [row.teams].flat().filter(isRecord)) this.#team(team, space)
    const given = { teams: idsOf(row.teams), roles: idsOf(row.roles) }
    this.members.add(`${space} ${row.unitId}`, { space, ...ofSchema(MemberEntry, row), ...given })
  }
}

const idsOf = (value: unknown): readonly unknown[] =>
  [value]
    .flat()
    .filter(isRecord)
    .map(({ unitId }) => unitId)

/** A team stands behind the one that it is below. */
const parentsFirst = (teams: readonly Row[]): readonly Row[] => {
  const ordered: Row[] = []
  let rest = [...teams]
  while (rest.length > 0) {
    const waiting = new Set(rest.map(({ space, unitId }) => `${space} ${unitId}`))
    const ready = rest.filter(({ space, parentUnitId }) => !waiting.has(`${space} ${parentUnitId}`))
    if (ready.length === 0) return [...ordered, ...rest]
    ordered.push(...ready)
    rest = rest.filter((team) => !ready.includes(team))
  }
  return ordered
}

export const importer: Importer = (all) => {
  const calls = all.filter(
    ({ token, params, body }) =>
      token !== undefined && params.spaceId !== undefined && valueAt(body, 'success') === true,
  )
  const spaces = new Gathered()
  const keys = new Gathered()
  const world = new World()
  for (const call of calls) {
    const { token = '', params } = call
    const { spaceId = '' } = params
    spaces.add(spaceId, { id: spaceId, plan: 'enterprise' })
    const before = keys.get(token)?.spaces
    keys.add(token, {
      token,
      locale: 'en-US',
      spaces: { ...(isRecord(before) ? before : {}), [spaceId]: 'primaryAdmin' },
    })
    world.read(call, spaceId)
  }
  return {
    spaces: spaces.all,
    keys: keys.all,
    roles: world.roles.all,
    teams: parentsFirst(world.teams.all),
    members: world.members.all,
  }
}
