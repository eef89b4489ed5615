/** Whop's memberships and members: whatever is done, in whatever order, the second follow from the first. */
import fc from 'fast-check'
import t from 'tap'
import { accessOf, spentOn } from '../src/routes/whop/derived.ts'
import type { MembershipRow } from '../src/routes/whop/membership-row.ts'
import { openTables, type WhopDb } from '../src/routes/whop/model.ts'
import type { MemberRow } from '../src/routes/whop/row-schemas.ts'
import { TransitionError, transit } from '../src/routes/whop/transit.ts'
import { TRANSITIONS, type TransitionName } from '../src/routes/whop/transitions.ts'
import type { Database } from '../src/sandbox/database.ts'
import { DAY } from '../src/sandbox/timeline.ts'
import { NOW, openVendor } from './support/vendor.ts'

const MADE = 100
const whop = openVendor('whop', { members: MADE })

const membershipsIn = (db: WhopDb): readonly MembershipRow[] => db.memberships.list(0, 1000)
const membersIn = (db: WhopDb): readonly MemberRow[] => db.members.list(0, 1000)

/** What of a member does not follow from its memberships. */
const claimsOf = (db: WhopDb, member: MemberRow): string[] => {
  const memberships = db.memberships.find('member', member.id)
  const { access_level, status } = accessOf(member, memberships)
  const claims = {
    'another access level': access_level !== member.access_level,
    'another status': status !== member.status,
    'money from nowhere': spentOn(memberships) !== member.usd_total_spent,
    'a membership of another user': memberships.some(({ user }) => user !== member.user),
    'a membership of another company': memberships.some(({ company }) => company !== member.company),
  }
  return Object.entries(claims).flatMap(([claim, isSo]) => (isSo ? [`${member.id}: ${claim}`] : []))
}

/** What a membership says that cannot be. */
const oddities = (db: WhopDb, row: MembershipRow): string[] => {
  const { status, period_start: start, period_end: end } = row
  const claims = {
    'scheduled, and over': row.cancel_at_period_end && !['trialing', 'active', 'past_due'].includes(status),
    'scheduled, and nobody wished it': row.cancel_at_period_end && row.canceled_at === null,
    'canceled at no time': status === 'canceled' && row.canceled_at === null,
    'paused, and over': row.payment_collection_paused && ['canceled', 'expired'].includes(status),
    'a period that ends before it begins': start !== null && end !== null && end < start,
    'no such plan': db.plans.get(row.plan)?.product !== row.product,
  }
  return Object.entries(claims).flatMap(([claim, isSo]) => (isSo ? [`${row.id}: ${claim}`] : []))
}

const all = (db: WhopDb): string[] => [
  ...membersIn(db).flatMap((member) => claimsOf(db, member)),
  ...membershipsIn(db).flatMap((row) => oddities(db, row)),
]

t.test('shipped and made members follow from their memberships, under every seed', async (t) => {
  for (const seed of [1, 2, 77]) {
    const db = openTables(whop.open(seed))
    t.strictSame(all(db), [], `seed ${seed}`)
    for (const row of membershipsIn(db)) {
      t.equal(db.memberships.get(row.id), row)
      t.ok(db.memberships.find('member', row.member).includes(row), 'it leads from its member back to it')
    }
  }
})

t.test('the shipped memberships are in every state', async (t) => {
  const db = openTables(whop.open(1))
  const stateOf = ({
    status,
    cancel_at_period_end,
    payment_collection_paused,
    license_key,
  }: MembershipRow) => [
    status,
    ...(cancel_at_period_end ? ['scheduled'] : []),
    ...(payment_collection_paused ? ['paused'] : []),
    ...(license_key === null ? [] : ['licence']),
  ]
  const shipped = membershipsIn(db).filter(({ id }) => /^mem_[A-Z][a-zA-Z]+0+\d$/.test(id))
  const states = new Set(shipped.flatMap(stateOf))
  t.strictSame([...states].sort(), [
    'active',
    'canceled',
    'completed',
    'expired',
    'licence',
    'past_due',
    'paused',
    'scheduled',
    'trialing',
  ])
  for (const { id, status, period_end } of shipped)
    if (['active', 'trialing'].includes(status)) t.ok(Date.parse(period_end ?? '') > NOW, id)
  t.equal(db.memberships.find('member', 'mber_Joined0000001').length, 1)
})

const NAMES = Object.keys(TRANSITIONS) as TransitionName[] // a record's own keys

const step = fc.record({
  name: fc.constantFrom(...NAMES),
  nth: fc.nat(60),
  days: fc.option(fc.integer({ min: 1, max: 1095 }), { nil: undefined }),
  passed: fc.nat(40),
})

const snapshotOf = (database: Database): string => JSON.stringify(database.changes)

t.test('any transitions in any order: members follow, and what is refused changes nothing', async (t) => {
  const made = { done: 0, refused: 0 }
  const walk = (
    steps: readonly { name: TransitionName; nth: number; days: number | undefined; passed: number }[],
  ) => {
    const database = whop.open(3)
    const db = openTables(database)
    const rows = membershipsIn(db)
    let now = NOW
    for (const { name, nth, days, passed } of steps) {
      now += passed * DAY
      const id = rows[nth % rows.length]?.id ?? ''
      const row = db.memberships.get(id)
      if (row === undefined) continue
      const before = snapshotOf(database)
      try {
        const after = transit(db, row, name, { now, days })
        made.done += 1
        t.equal(db.memberships.get(id), after)
      } catch (error) {
        if (!(error instanceof TransitionError)) throw error
        made.refused += 1
        if (snapshotOf(database) !== before) throw new Error(`${name} was refused and changed something`)
      }
      const member = db.members.get(row.member)
      const wrong = [...(member === undefined ? ['no member'] : claimsOf(db, member))]
      const odd = oddities(db, db.memberships.get(id) ?? row)
      if (wrong.length + odd.length > 0) throw new Error(`${name} of ${id}: ${[...wrong, ...odd].join(', ')}`)
    }
  }
  fc.assert(fc.property(fc.array(step, { maxLength: 40 }), walk), { numRuns: 60 })
  t.ok(made.done > 50 && made.refused > 50, JSON.stringify(made))
})
