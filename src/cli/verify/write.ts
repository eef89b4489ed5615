/** `--write`: makes, changes and deletes things of its own on the target, and judges each answer. */
import {
  type Elsewhere,
  type Translated,
  translated,
  type WriteStep,
  type Writes,
} from '../../contract/verify-writes.ts'
import { captureFrom } from '../../exchange/capture.ts'
import { filled, PLACEHOLDERS, wordsIn } from '../../exchange/placeholders.ts'
import type { Difference } from './difference.ts'
import { exactFindings } from './exact.ts'
import { type Answer, NoAnswer, type Question } from './exchange.ts'
import { headerDifferences, type Seen, sayStatus, seenNothing } from './judge.ts'
import { type Means, type Result, unanswered } from './result.ts'
import { outcomeOf, type Strictness } from './strictness.ts'

export interface WritePlan {
  writes: Writes
  elsewhere: Elsewhere
  /** The place that the exchanges are in. */
  examplePlace: string | undefined
  strictness: Strictness
  /** How long to wait where the target says that it was asked too often. */
  windowMs: number
  /** Says that no more is to be sent. */
  signal: AbortSignal
}

const TOO_MANY = 429

/** Once more, after a window, where it is refused for asking too often: nothing has been done then. */
export const sendPatiently = async (
  question: Question,
  { send, time }: Pick<Means, 'send' | 'time'>,
  windowMs: number,
): Promise<Answer> => {
  const answer = await send(question)
  if (answer.status !== TOO_MANY) return answer
  await time.wait(1.1 * windowMs)
  return send(question)
}

const differencesOf = (
  step: WriteStep,
  { answer: expected, expectedHeaders }: Translated,
  question: Question,
  answer: Answer,
  seen: Seen,
): readonly Difference[] => {
  const { provenance } = step
  const status = Number(expected.startLine.split(' ')[1])
  if (answer.status !== status)
    return [{ where: 'status', expected: String(status), found: sayStatus(answer), provenance }]
  const findings = exactFindings(step.texts ?? [expected.body], answer.body)
  return [
    ...headerDifferences({ expectedHeaders, provenance }, answer, { seen, question }),
    ...findings.map((finding) => ({ ...finding, provenance })),
  ]
}

/** What stands for something that no answer has given. */
const missingIn = ({ exchange }: WriteStep, captured: ReadonlyMap<string, string>): string | undefined => {
  const { request, answer } = exchange
  return [request, answer]
    .flatMap(({ startLine, headers, body }) => [startLine, body, ...headers.map(([, value]) => value)])
    .flatMap(wordsIn)
    .find((word) => !captured.has(word) && !PLACEHOLDERS.has(word))
}

const keep = ({ exchange }: WriteStep, { headers, body }: Answer, captured: Map<string, string>): void => {
  for (const capture of exchange.captures) {
    const message = { startLine: '', headers: [...headers], body }
    const value = captureFrom(capture, message, captured)
    if (value !== undefined) captured.set(capture.name, value)
  }
}

const runStep = async (
  step: WriteStep,
  plan: WritePlan,
  means: Means,
  { captured, seen }: { captured: Map<string, string>; seen: Seen },
): Promise<Result> => {
  const { writes, elsewhere, examplePlace, windowMs, strictness } = plan
  const asked = translated(step, writes, elsewhere, { examplePlace, fill: (text) => filled(text, captured) })
  const request = `${asked.method} ${asked.path}`
  const missing = missingIn(step, captured)
  if (missing !== undefined) {
    const reason = `needs ${missing}, which was not made`
    return { case: step, request, outcome: 'skipped', differences: [], reason }
  }
  const { method, headers, body } = asked
  const question = { method, url: elsewhere.target + asked.path, headers, body }
  try {
    const answer = await sendPatiently(question, means, windowMs)
    keep(step, answer, captured)
    const differences = differencesOf(step, asked, question, answer, seen)
    return { case: step, request, outcome: outcomeOf(differences, strictness), differences }
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error
    const differences = [unanswered(step, error.message)]
    return { case: step, request, outcome: outcomeOf(differences, strictness), differences }
  }
}

/** In their order; after `signal` no more. */
export const runWrites = async (plan: WritePlan, means: Means): Promise<readonly Result[]> => {
  const state = { captured: new Map<string, string>(), seen: seenNothing() }
  const { steps } = plan.writes
  const results: Result[] = []
  for (const step of steps) {
    if (plan.signal.aborted) break
    means.onProgress(results.length + 1, steps.length, `--write ${step.case}`)
    results.push(await runStep(step, plan, means, state))
  }
  return results
}
