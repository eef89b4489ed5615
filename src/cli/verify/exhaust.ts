/** `--exhaust`: the cases that are about the limit, all answered by using it up once. */
import type { VerifyCase } from '../../contract/verify-case.ts'
import { NoAnswer } from './exchange.ts'
import { judge, type Seen } from './judge.ts'
import { type LimitAsked, type Probe, type Probed, probeLimit, TooSlow } from './limits.ts'
import { givenIn, type Plan, questionOf, reasonToSkip, requestOf } from './plan.ts'
import { type Means, type Result, unanswered } from './result.ts'
import { outcomeOf } from './strictness.ts'

const ofKind = ({ cases }: Plan, kind: string): VerifyCase | undefined =>
  cases.find(({ row }) => row.kind === kind)

const askedOf = (refused: VerifyCase, plan: Plan, { spent = [] }: Means): LimitAsked => {
  const asks = (kind: string) => [ofKind(plan, kind)].flatMap((one) => (one ? [questionOf(one, plan)] : []))
  const counted = questionOf(refused, plan)
  const [failing = counted] = asks('memberNotFound')
  const unknown = [...asks('unknownCredential'), ...asks('unknownPath')]
  const { requests, windowMs, headers } = plan.limit
  const texts = refused.texts ?? []
  return {
    counted,
    failing,
    spared: [...unknown, ...unknown],
    texts,
    headers,
    limit: requests,
    windowMs,
    spent,
  }
}

const resultOf = (
  one: VerifyCase,
  plan: Plan,
  means: Means,
  { probed, seen }: { probed: Probed; seen: Seen },
) => {
  const { provenance, probes } = one
  const question = questionOf(one, plan)
  const found = probes.flatMap((probe) => probed.findings.get(probe as Probe) ?? []) // read.ts takes no others
  const differences =
    probes.length > 0
      ? found.map((finding) => ({ ...finding, provenance }))
      : judge(one, probed.last, { seen, judgeShape: means.judgeShape, question, given: givenIn(plan) })
  return { outcome: outcomeOf(differences, plan.strictness), differences }
}

const shared = (one: VerifyCase, plan: Plan): Pick<Result, 'case' | 'request'> => ({
  case: one,
  request: requestOf(one, plan),
})

const skipped = (one: VerifyCase, plan: Plan, reason: string): Result => ({
  ...shared(one, plan),
  outcome: 'skipped',
  differences: [],
  reason,
})

export const limitResults = async (
  cases: readonly VerifyCase[],
  plan: Plan,
  means: Means,
  seen: Seen,
): Promise<readonly Result[]> => {
  const refused = cases.find(({ row, probes }) => row.kind === 'rateLimited' && probes.length === 0)
  const reason = cases.map((one) => reasonToSkip(one, plan)).find((text) => text !== undefined)
  if (refused === undefined || reason !== undefined)
    return cases.map((one) =>
      skipped(one, plan, reasonToSkip(one, plan) ?? reason ?? 'nothing shows a refusal'),
    )
  means.onProgress(plan.cases.length - cases.length + 1, plan.cases.length, 'the limit, over two windows')
  try {
    const unknown = ofKind(plan, 'unknownCredential')?.row.status ?? undefined
    const probed = await probeLimit(askedOf(refused, plan, means), unknown, means)
    means.hearLimit?.(probed)
    return cases.map((one) => ({ ...shared(one, plan), ...resultOf(one, plan, means, { probed, seen }) }))
  } catch (error) {
    if (error instanceof TooSlow) return cases.map((one) => skipped(one, plan, error.message))
    if (!(error instanceof NoAnswer)) throw error
    const differences = [unanswered(refused, error.message)]
    const rest = cases.filter((one) => one !== refused).map((one) => skipped(one, plan, error.message))
    return [
      { ...shared(refused, plan), outcome: outcomeOf(differences, plan.strictness), differences },
      ...rest,
    ]
  }
}
