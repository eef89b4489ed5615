/** Makes entries of Sotion's recorded answers: sites by their keys, members, groups, and who is in them. */

import { Gathered, type Importer, ofSchema, type RecordedCall } from '../../contract/importer.ts'
import { isRecord, valueAt } from '../../contract/json.ts'
import { GroupEntry } from './group-schemas.ts'
import { MemberEntry, Site } from './schemas.ts'

type Row = Readonly<Record<string, unknown>>

/** What an answer has: one thing, or a page of them. */
const rowsIn = ({ body }: RecordedCall): readonly Row[] => [valueAt(body, 'data')].flat().filter(isRecord)

const listIn = (row: Row, name: string): readonly Row[] => [row[name]].flat().filter(isRecord)

const MEMBERS: readonly string[] = [
  'getMember',
  'listMembers',
  'createMember',
  'updateMember',
  'listGroupMembers',
]
const GROUPS: readonly string[] = [
  'listAccessGroups',
  'getAccessGroup',
  'createAccessGroup',
  'updateAccessGroup',
]

/** A key acts on one site, and several keys may act on the same: the answer of `GET /site` tells. */
const readSites = (calls: readonly RecordedCall[]) => {
  const sites = new Gathered()
  const uuids = new Map<string, string>()
  for (const call of calls.filter(({ operation }) => operation === 'getSite'))
    for (const { id, ...row } of rowsIn(call)) {
      uuids.set(call.token ?? '', String(id))
      sites.add(String(id), { id: `site-${id}`, uuid: id, ...ofSchema(Site, row) })
    }
  const keys = new Gathered()
  for (const { token = '' } of calls) {
    const uuid = uuids.get(token)
    const site = uuid === undefined ? `site-of-${token}` : `site-${uuid}`
    if (uuid === undefined) sites.add(token, { id: site })
    keys.add(token, { token, site })
  }
  return { sites, keys }
}

/** All that was told of members and groups on one site. */
class Roster {
  readonly members = new Gathered()
  readonly groups = new Gathered()
  readonly #inGroup = new Map<string, Set<string>>()

  read(call: RecordedCall, site: unknown): void {
    const { operation, params } = call
    for (const row of MEMBERS.includes(operation) ? rowsIn(call) : []) {
      const groups = listIn(row, 'accessGroups')
      const key = `${site} ${row.id}`
      const fresh = this.members.get(key) === undefined ? { site, accessGroups: [] } : {}
      this.members.add(key, { ...fresh, ...ofSchema(MemberEntry, row) })
      for (const group of groups)
        this.groups.add(`${site} ${group.id}`, { site, ...ofSchema(GroupEntry, group) })
      if (operation === 'listGroupMembers') this.#join(`${site} ${params.groupId}`, String(row.id))
    }
    for (const row of GROUPS.includes(operation) ? rowsIn(call) : [])
      this.groups.add(`${site} ${row.id}`, { site, ...ofSchema(GroupEntry, row) })
  }

  /** Members of a group whose list was asked for, and groups of a member who was asked for: both count. */
  settle(): void {
    for (const [key, ids] of this.#inGroup) {
      const group = this.groups.get(key)
      if (group === undefined) continue
      const told = this.members.all.filter(
        (member) =>
          member.site === group.site && listIn(member, 'accessGroups').some(({ id }) => id === group.id),
      )
      this.groups.add(key, { members: [...new Set([...ids, ...told.map(({ id }) => id)])] })
    }
  }

  #join(group: string, member: string): void {
    const ids = this.#inGroup.get(group) ?? new Set<string>()
    this.#inGroup.set(group, ids.add(member))
  }
}

export const importer: Importer = (all) => {
  const calls = all.filter(({ token }) => token !== undefined)
  const { sites, keys } = readSites(calls)
  const roster = new Roster()
  for (const call of calls) roster.read(call, keys.get(call.token ?? '')?.site)
  roster.settle()
  return { sites: sites.all, keys: keys.all, members: roster.members.all, groups: roster.groups.all }
}
