/** Which of two reasons to refuse the target gives, where a request has both. */
import type { Observations } from '../../contract/observations.ts'
import { canOrder } from '../../contract/observed-order.ts'
import type { Vendor } from '../../contract/vendor.ts'
import type { VerifyCase } from '../../contract/verify-case.ts'
import { type Answer, NoAnswer, type Question } from '../verify/exchange.ts'
import { type Plan, questionOf } from '../verify/plan.ts'
import { sendPatiently } from '../verify/write.ts'
import { askedCases, isOrdinary, type Side, sampleOf, samplesOf } from './heard.ts'
import type { Notes } from './notes.ts'
import { primaries } from './refusals.ts'

/** A wrong header of `header` on the request of `path`, which has right ones. */
interface Pair {
  header: VerifyCase
  path: VerifyCase
}

const MOST_PAIRS = 40

/** Of `kinds`, which are refused at all. */
const pairsOf = (vendor: Vendor, cases: readonly VerifyCase[], kinds: readonly string[]): readonly Pair[] => {
  const all = [...primaries(cases)].filter(([kind]) => kinds.includes(kind))
  const ofHeaders = all.filter(([, one]) => !isOrdinary(one))
  const ofPaths = all.filter(([, one]) => isOrdinary(one))
  return ofHeaders
    .flatMap(([kind, header]) =>
      ofPaths.filter(([other]) => canOrder(vendor, kind, other)).map(([, path]) => ({ header, path })),
    )
    .slice(0, MOST_PAIRS)
}

const questionFor = ({ header, path }: Pair, plan: Plan): Question => ({
  ...questionOf(path, plan),
  headers: questionOf(header, plan).headers,
})

interface Side2 {
  vendor: Vendor
  side: Side
}

/** Is it the answer that this case alone is given? */
const isAnswerOf = (one: VerifyCase, asked: VerifyCase, answer: Answer, { vendor, side }: Side2): boolean => {
  const [alone] = samplesOf(vendor, one, side)
  const { status, text } = sampleOf(vendor, asked, answer, side.plan)
  return alone?.status === status && alone.text === text
}

/** Which of the two it refuses for; undefined where that cannot be told. */
const firstOf = async (pair: Pair, both: Side2): Promise<'header' | 'path' | undefined> => {
  const { side } = both
  const told = new Set<string>()
  for (let time = 0; time < 2; time++) {
    const answer = await sendPatiently(questionFor(pair, side.plan), side, side.windowMs)
    const [header, path] = [pair.header, pair.path].map((one) => isAnswerOf(one, pair.path, answer, both))
    told.add(header === path ? 'neither' : header ? 'header' : 'path')
  }
  const [one] = told
  return told.size === 1 && (one === 'header' || one === 'path') ? one : undefined
}

/** `own` has the target's words already, so that both are told apart in the same way. */
export const findOrder = async (
  vendor: Vendor,
  { target, own, kinds }: { target: Side; own: Side; kinds: readonly string[] },
  { seen, say }: Notes,
): Promise<{ order: NonNullable<Observations['order']>; asked: readonly (readonly [string, string])[] }> => {
  const order: NonNullable<Observations['order']> = []
  const asked: [string, string][] = []
  for (const pair of pairsOf(vendor, askedCases(target.plan), kinds)) {
    const [a = '', b = ''] = [pair.header.row.kind, pair.path.row.kind]
    try {
      const theirs = await firstOf(pair, { vendor, side: target })
      const ours = await firstOf(pair, { vendor, side: own })
      asked.push([a, b])
      if (theirs === undefined && ours !== undefined) say(`${a} and ${b}`, 'together are answered as neither')
      if (theirs === undefined || theirs === ours) continue
      order.push(theirs === 'header' ? { first: a, before: b, seen } : { first: b, before: a, seen })
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error
    }
  }
  return { order, asked }
}
