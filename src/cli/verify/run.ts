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

/** The result of each case once it is there, those about the limit last. Throws Unreachable when already the first request gets no answer. */
export async function* eachResult(plan: Plan, means: Means): AsyncGenerator<Result> {
  const seen = seenNothing()
  const [limits, others] = [true, false].map((isLimit) =>
    plan.cases.filter(({ needs }) => needs.includes('exhaust') === isLimit),
  )
  let isFirst = true
  for (const [at, one] of (others ?? []).entries()) {
    if (plan.signal?.aborted) return
    means.onProgress(at + 1, plan.cases.length, one.case)
    const request = requestOf(one, plan)
    const reason = reasonToSkip(one, plan)
    if (reason !== undefined) {
      yield { case: one, request, outcome: 'skipped', differences: [], reason }
      continue
    }
    const differences = await differencesOf(one, plan, means, { seen, isFirst })
    isFirst = false
    yield { case: one, request, outcome: outcomeOf(differences, plan.strictness), differences }
  }
  yield* await limitResults(limits ?? [], plan, means, seen)
}

/** Throws as `eachResult` does. */
export const runCases = async (plan: Plan, means: Means): Promise<readonly Result[]> => {
  const results: Result[] = []
  for await (const result of eachResult(plan, means)) results.push(result)
  return results
}
