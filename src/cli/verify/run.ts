/** Runs the cases of a vendor against a target, one after the other. */
import type { PreparedCase, Verification } from '../../contract/verify-case.ts'
import type { Difference } from './difference.ts'
import { type Answer, NoAnswer, type Question, type Send } from './exchange.ts'
import { judge, type Seen } from './judge.ts'
import type { ShapeJudge } from './shape.ts'

export interface Plan {
  verification: Verification
  cases: readonly PreparedCase[]
  target: string
  key: string
  member: string | undefined
  space: string | undefined
  isExhausting: boolean
  /** How many requests a window of the vendor takes. */
  limit: number
}

export interface Means {
  send: Send
  judgeShape: ShapeJudge
  onProgress(done: number, total: number, name: string): void
}

export interface Result {
  case: PreparedCase
  /** `GET /members/x`, below the target. */
  request: string
  outcome: 'same' | 'differs' | 'skipped'
  differences: readonly Difference[]
  /** Why it was skipped. */
  reason?: string
}

/** As many requests at once while the limit is being reached. */
const BURST = 25

const reasonToSkip = ({ path, isExhausting }: PreparedCase, plan: Plan): string | undefined => {
  const lacks = [
    ...(path.includes('{member}') && plan.member === undefined ? ['--member'] : []),
    ...(path.includes('{space}') && plan.space === undefined ? ['--space'] : []),
    ...(isExhausting && !plan.isExhausting ? ['--exhaust'] : []),
  ]
  return lacks.length === 0 ? undefined : `needs ${lacks.join(' and ')}`
}

const pathOf = ({ path }: PreparedCase, { verification: { nobody }, member, space }: Plan): string =>
  path
    .replace(/\{(member|anyMember)\}/, () => encodeURIComponent(member ?? nobody.member))
    .replace(/\{(space|anySpace)\}/, () => encodeURIComponent(space ?? nobody.space ?? ''))
    .replace('{nobody}', () => nobody.member)

const questionOf = (one: PreparedCase, plan: Plan): Question => {
  const { method = 'GET', authorization = 'Bearer {key}', headers = {} } = one
  const credential: Record<string, string> =
    authorization === null ? {} : { authorization: authorization.replace('{key}', () => plan.key) }
  const url = plan.target + pathOf(one, plan)
  return { method, url, headers: { accept: 'application/json', ...headers, ...credential } }
}

/** Asks until an answer has the status, at most twice as often as a window allows; the last answer. */
const exhaust = async (
  question: Question,
  status: number | null,
  plan: Plan,
  send: Send,
): Promise<Answer> => {
  let last: Answer | undefined
  for (let asked = 0; asked < 2 * plan.limit + BURST; asked += BURST) {
    const answers = await Promise.all(Array.from({ length: BURST }, () => send(question)))
    const refused = answers.find((answer) => answer.status === status)
    if (refused !== undefined) return refused
    last = answers.at(-1)
  }
  if (last === undefined) throw new NoAnswer('nothing was asked')
  return last
}

/** The target did not answer at all. */
export class Unreachable extends Error {}

const differencesOf = async (
  one: PreparedCase,
  plan: Plan,
  { send, judgeShape }: Means,
  { seen, isFirst }: { seen: Seen; isFirst: boolean },
): Promise<readonly Difference[]> => {
  const question = questionOf(one, plan)
  try {
    const answer = one.isExhausting
      ? await exhaust(question, one.row.status, plan, send)
      : await send(question)
    return judge(one, answer, { seen, judgeShape })
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error
    if (isFirst) throw new Unreachable(error.message)
    const { provenance, row } = one
    return [{ where: 'status', expected: String(row.status), found: error.message, provenance }]
  }
}

/** Throws Unreachable when already the first request gets no answer. */
export const runCases = async (plan: Plan, means: Means): Promise<readonly Result[]> => {
  const seen: Seen = new Map()
  const results: Result[] = []
  for (const one of plan.cases) {
    means.onProgress(results.length + 1, plan.cases.length, one.case)
    const request = `${one.method ?? 'GET'} ${pathOf(one, plan)}`
    const reason = reasonToSkip(one, plan)
    if (reason !== undefined) {
      results.push({ case: one, request, outcome: 'skipped', differences: [], reason })
      continue
    }
    const isFirst = results.every(({ outcome }) => outcome === 'skipped')
    const differences = await differencesOf(one, plan, means, { seen, isFirst })
    const outcome = differences.length === 0 ? 'same' : 'differs'
    results.push({ case: one, request, outcome, differences })
  }
  return results
}
