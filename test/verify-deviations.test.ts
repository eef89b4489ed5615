/** `membermock verify` against servers that are right but for one thing: it notices what they do otherwise. */
import t from 'tap'
import type { Plan } from '../src/cli/verify/plan.ts'
import { countsIn } from '../src/cli/verify/prepare.ts'
import { eachResult } from '../src/cli/verify/run.ts'
import { createShapeJudge } from '../src/cli/verify/shape.ts'
import { readVerifyCases } from '../src/contract/verify-case.ts'
import { vendorDefinitions } from '../src/routes/index.ts'
import { createTestApp } from './support/app.ts'
import { createDeviating, type Deviation, ORIGIN } from './support/deviating.ts'
import { deviations } from './support/deviations.ts'

const LIMIT = 20
/** What may be missed of each hundred. */
const MISSED = 5

const TARGETS = {
  whop: { base: '/whop/api/v1', key: 'apik_mock_full', member: 'mber_Joined0000001', space: undefined },
  aitable: {
    base: '/aitable',
    key: 'uskYtInkHozfsMikhh0yfoS',
    member: 'kD8tPcZ3fYxSjV9qWvL5X2TmQbN1nR6',
    space: 'spcjXzqVrjaP3',
  },
  sotion: {
    base: '/sotion/api/v1',
    key: 'so_mock_site_a',
    member: 'cccccccc-cccc-4ccc-8ccc-cccccccccccc',
    space: undefined,
  },
} as const

const createPlan = async (vendor: keyof typeof TARGETS): Promise<Plan> => {
  const { vendors } = createTestApp({ members: 0 })
  const own = vendors.find(({ id }) => id === vendor)
  const definition = vendorDefinitions.find(({ id }) => id === vendor)
  const loaded = await definition?.loadDocumentation?.()
  if (own === undefined || definition === undefined || loaded === undefined) throw new Error(vendor)
  const { base, key, member, space } = TARGETS[vendor]
  return {
    key,
    given: { member, place: space },
    cases: readVerifyCases(definition, own, loaded.documentation),
    target: ORIGIN + base,
    placeFlag: undefined,
    isExhausting: true,
    strictness: 'assumed',
    limit: {
      requests: LIMIT,
      windowMs: own.limit.windowSeconds * 1000,
      headers: countsIn(loaded.documentation),
    },
  }
}

for (const vendor of ['whop', 'aitable', 'sotion'] as const)
  t.test(`${vendor}: what is done otherwise`, async (t) => {
    const plan = await createPlan(vendor)
    const judgeShape = await createShapeJudge()
    /** The first case that notices something, after which no other is asked. */
    const noticed = async (deviation: Deviation): Promise<string | undefined> => {
      const mock = createTestApp({ vendors: [vendor], members: 0, settings: { [vendor]: { limit: LIMIT } } })
      const means = { ...createDeviating(mock, vendor, deviation), judgeShape, onProgress() {} }
      for await (const { case: one, outcome, differences } of eachResult(plan, means))
        if (!['same', 'skipped'].includes(outcome))
          return `${one.case}: ${differences.map(({ where, found }) => `${where} ${found}`).join('; ')}`
      return undefined
    }
    t.equal(await noticed({ name: 'nothing' }), undefined, 'where nothing is, nothing is noticed')
    t.equal(deviations[vendor].length, 56)
    const missed: string[] = []
    for (const deviation of deviations[vendor]) {
      const found = await noticed(deviation)
      if (found === undefined) missed.push(deviation.name)
    }
    t.ok(missed.length <= (56 * MISSED) / 100, `missed: ${missed.join(', ') || 'none'}`)
    t.comment(missed)
  })
