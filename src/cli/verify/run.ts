/** Runs the cases of a vendor against a target, one after the other. */
import type { VerifyCase } from '../../contract/verify-case.ts'
import type { Difference } from './difference.ts'
import { type Answer, NoAnswer, type Question, type Send } from './exchange.ts'
import { judge, type Seen } from './judge.ts'
import type { ShapeJudge } from './shape.ts'

export interface Plan {
  cases: readonly VerifyCase[]
  target: string
  key: string
  member: string | undefined
  /** What the member lives in, where ids alone do not tell. */
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
  case: VerifyCase
  /** `GET /members/x`, below the target. */
  request: string
  outcome: 'same' | 'differs' | 'skipped'
  differences: readonly Difference[]
  /** Why it was skipped. */
  reason?: string
}

/** As many requests at once while the limit is being reached. */
const BURST = 25

/** By what a case may need: the flag that gives it. */
const FLAGS: Readonly<Record<string, string>> = { member: '--member', place: '--space', exhaust: '--exhaust' }

/** What the user gave, by what a case may need. */
const givenIn = ({ member, space, isExhausting }: Plan): Readonly<Record<string, string | undefined>> => ({
  member,
  place: space,
  exhaust: isExhausting ? 'yes' : undefined,
})

const reasonToSkip = ({ needs }: VerifyCase, plan: Plan): string | undefined => {
  const given = givenIn(plan)
  const lacks = needs.filter((one) => given[one] === undefined).map((one) => FLAGS[one])
  return lacks.length === 0 ? undefined : `needs ${lacks.join(' and ')}`
}

/** With the target's own ids; where none are given, with those of the exchange, which nobody has there. */
const pathOf = ({ path, stands }: VerifyCase, plan: Plan): string => {
  const given = givenIn(plan)
  return path.replace(/\{(member|place)\}/g, (_all, name) => {
    const own = given[name]
    return own === undefined ? (stands[name] ?? '') : encodeURIComponent(own)
  })
}

const questionOf = (one: VerifyCase, plan: Plan): Question => {
  const headers = Object.entries(one.headers).map(([name, value]) => [
    name,
    value.replace('{key}', () => plan.key),
  ])
  return { method: one.method, url: plan.target + pathOf(one, plan), headers: Object.fromEntries(headers) }
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
  one: VerifyCase,
  plan: Plan,
  { send, judgeShape }: Means,
  { seen, isFirst }: { seen: Seen; isFirst: boolean },
): Promise<readonly Difference[]> => {
  const question = questionOf(one, plan)
  try {
    const answer = one.needs.includes('exhaust')
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
    const request = `${one.method} ${pathOf(one, plan)}`
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
