/** What Whop's tables start from: the shipped rows, and the computed ones. */
import type { VendorOptions } from '../../contract/definition.ts'
import { readFixture } from '../../sandbox/fixtures.ts'
import type { TableStart } from '../../sandbox/table-model.ts'
import { defaultCompanyId } from './companies.ts'
import { createMade } from './made-rows.ts'
import type { MemberRecord } from './member-record.ts'
import type { MembershipRow } from './membership-row.ts'
import type { model } from './model.ts'
import type { CompanyRow, ExperienceRow, MemberRow, PlanRow, ProductRow, UserRow } from './row-schemas.ts'
import type { Key, Member } from './schemas.ts'
import type { WhopSettings } from './settings.ts'

const readShipped = <T>(name: string): readonly T[] =>
  readFixture(new URL(`../../../fixtures/whop/${name}.json`, import.meta.url))

export const memberRow = ({ user, company, ...member }: MemberRecord): MemberRow => ({
  ...member,
  user: user?.id ?? null,
  company: company.id,
})

/** As much as a member shows of its user; the rest of one of whom no more is known. */
export const userRow = (user: NonNullable<Member['user']>, created_at: string): UserRow => ({
  ...user,
  bio: null,
  profile_picture: null,
  created_at,
})

const byId = <Row extends { id: string }>(rows: readonly Row[]): ReadonlyMap<string, Row> =>
  new Map(rows.map((row) => [row.id, row]))

type Tables = Readonly<{ [Name in keyof typeof model]: TableStart<object> }>

const NONE: TableStart<object> = { fixed: new Map() }

/** By seed; the shipped rows are the same under each. */
export const createTables = (settings: WhopSettings, options: VendorOptions) => {
  const { fixtures } = settings
  const shipped = <Row>(name: string): readonly Row[] => (fixtures ? readShipped<Row>(name) : [])
  const members = shipped<Member>('members')
  const company = defaultCompanyId(settings)
  const fixed = {
    companies: byId(shipped<CompanyRow>('companies')),
    users: byId([
      ...members.flatMap(({ user, created_at }) => (user === null ? [] : userRow(user, created_at))),
      ...shipped<UserRow>('users'),
    ]),
    products: byId(shipped<ProductRow>('products')),
    plans: byId(shipped<PlanRow>('plans')),
    experiences: byId(shipped<ExperienceRow>('experiences')),
    keys: new Map(shipped<Key>('keys').map((key) => [key.token, key])),
    members: byId(members.map(memberRow)),
    memberships: byId(shipped<MembershipRow>('memberships')),
  }
  const plans = [...fixed.plans.values()].filter((plan) => plan.company === company)
  return (seed: number): Tables => {
    const made = fixtures ? createMade({ seed, company, plans, options }) : undefined
    return {
      companies: { fixed: fixed.companies },
      users: { fixed: fixed.users, made: made?.users },
      products: { fixed: fixed.products },
      plans: { fixed: fixed.plans },
      experiences: { fixed: fixed.experiences },
      keys: { fixed: fixed.keys },
      members: { fixed: fixed.members, made: made?.members },
      memberships: { fixed: fixed.memberships, made: made?.memberships },
      logs: NONE,
      webhooks: NONE,
      notices: NONE,
      replays: NONE,
    }
  }
}
