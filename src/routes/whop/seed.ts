/** What Whop's tables start from: the shipped rows, and the computed ones. */
import type { VendorOptions } from '../../contract/definition.ts'
import { readFixture } from '../../sandbox/fixtures.ts'
import type { TableStart } from '../../sandbox/table-model.ts'
import { defaultCompanyId } from './companies.ts'
import { createMade } from './made-rows.ts'
import type { CompanyRow, MemberRow, model, UserRow } from './model.ts'
import type { Key, Member } from './schemas.ts'
import type { WhopSettings } from './settings.ts'

const readShipped = <T>(name: string): readonly T[] =>
  readFixture(new URL(`../../../fixtures/whop/${name}.json`, import.meta.url))

export const memberRow = ({ user, company, ...member }: Member): MemberRow => ({
  ...member,
  user: user?.id ?? null,
  company: company.id,
})

const byId = <Row extends { id: string }>(rows: readonly Row[]): ReadonlyMap<string, Row> =>
  new Map(rows.map((row) => [row.id, row]))

type Tables = Readonly<{ [Name in keyof typeof model]: TableStart<object> }>

/** By seed; the shipped rows are the same under each. */
export const createTables = (settings: WhopSettings, options: VendorOptions) => {
  const { fixtures } = settings
  const shipped = <Row>(name: string): readonly Row[] => (fixtures ? readShipped<Row>(name) : [])
  const members = shipped<Member>('members')
  const fixed = {
    companies: byId<CompanyRow>(members.map(({ company }) => company)),
    users: byId<UserRow>(members.flatMap(({ user }) => user ?? [])),
    keys: new Map(shipped<Key>('keys').map((key) => [key.token, key])),
    members: byId(members.map(memberRow)),
  }
  return (seed: number): Tables => {
    const made = fixtures ? createMade({ seed, company: defaultCompanyId(settings), options }) : undefined
    return {
      companies: { fixed: fixed.companies },
      users: { fixed: fixed.users, made: made?.users },
      keys: { fixed: fixed.keys },
      members: { fixed: fixed.members, made: made?.members },
    }
  }
}
