/** Runs the cases of a vendor against a target, one after the other. */
import type { VerifyCase } from '../../contract/verify-case.ts'
import type { Difference } from './difference.ts'
import { NoAnswer } from './exchange.ts'
import { limitResults } from './exhaust.ts'
import { judge, type Seen, seenNothing } from './judge.ts'
import { givenIn, type Plan, questionOf, reasonToSkip, requestOf } from './plan.ts'
import { type Means, type Result, unanswered } from './result.ts'
import { outcomeOf } from './strictness.ts'

/** The target did not answer at all. */
export class Unreachable extends Error {}

const differencesOf = async (
  one: VerifyCase,
  plan: Plan,
  { send, ask = send, judgeShape, hear }: Means,
  { seen, isFirst }: { seen: Seen; isFirst: boolean },
): Promise<readonly Difference[]> => {
  const question = questionOf(one, plan)
  try {
    const answer = await ask(question)
    hear?.(one.case, answer)
    return judge(one, answer, { seen, judgeShape, question, given: givenIn(plan) })
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error
    if (isFirst) throw new Unreachable(error.message)
    return [unanswered(one, error.message)]
  }
}

/** Throws Unreachable when already the first request gets no answer. */
export const runCases = async (plan: Plan, means: Means): Promise<readonly Result[]> => {
  const seen = seenNothing()
  const results: Result[] = []
  const [limits, others] = [true, false].map((isLimit) =>
    plan.cases.filter(({ needs }) => needs.includes('exhaust') === isLimit),
  )
  for (const one of others ?? []) {
    if (plan.signal?.aborted) return results
    means.onProgress(results.length + 1, plan.cases.length, one.case)
    const request = requestOf(one, plan)
    const reason = reasonToSkip(one, plan)
    if (reason !== undefined) {
      results.push({ case: one, request, outcome: 'skipped', differences: [], reason })
      continue
    }
    const isFirst = results.every(({ outcome }) => outcome === 'skipped')
    const differences = await differencesOf(one, plan, means, { seen, isFirst })
    results.push({ case: one, request, outcome: outcomeOf(differences, plan.strictness), differences })
  }
  return [...results, ...(await limitResults(limits ?? [], plan, means, seen))]
}
