/** The limit of the target: how many requests, for how long, and how it refuses more. */
import type { CountedAs } from '../../contract/documentation.ts'
import { LONGEST_TEXT, type Observations, type ObservedRefusal } from '../../contract/observations.ts'
import type { Vendor } from '../../contract/vendor.ts'
import type { Answer } from '../verify/exchange.ts'
import type { Probed } from '../verify/limits.ts'
import { questionOf } from '../verify/plan.ts'
import { askedCases } from './heard.ts'
import type { Notes } from './notes.ts'
import type { Own } from './own.ts'

type Settings = NonNullable<Observations['settings']>
type Counts = ReadonlyMap<string, CountedAs>

const WHOLE = /^\d{1,10}$/

const numberOf = (value: string | null | undefined): number | undefined =>
  typeof value === 'string' && WHOLE.test(value) ? Number(value) : undefined

/** What a header says that counts the requests of a window, where it says the same each time. */
const limitSaid = (answers: readonly Answer[], counts: Counts): number | undefined => {
  const names = [...counts].filter(([, what]) => what === 'limit').map(([name]) => name)
  const all = answers.flatMap(({ headers }) => names.flatMap((name) => numberOf(headers.get(name)) ?? []))
  const values = new Set(all)
  return values.size === 1 ? all[0] : undefined
}

/** Where it was used up: how many were taken, and how a refusal says the seconds that are left. */
export interface Measured {
  taken: number
  /** Undefined where the refusal does not say it. */
  left: number | undefined
  /** The whole window, in seconds. */
  window: number | undefined
  refusal: Answer
}

/** Seconds that a window has; a measure is a little off, so that it is rounded to what people choose. */
const rounded = (seconds: number): number => {
  const nearest = Math.round(seconds / 5) * 5
  return nearest > 0 && Math.abs(nearest - seconds) <= 2 ? nearest : Math.max(1, Math.round(seconds))
}

const secondsIn = (
  { status, headers, body }: Answer,
  counts: Counts,
  taken: number,
  now: number,
): number | undefined => {
  const named = (wanted: CountedAs): number | undefined =>
    [...counts].flatMap(([name, what]) => (what === wanted ? (numberOf(headers.get(name)) ?? []) : []))[0]
  const reset = named('reset')
  const date = Date.parse(headers.get('date') ?? '')
  const there = Math.floor((Number.isNaN(date) ? now : date) / 1000)
  const numbers = (body.match(/\d+/g) ?? [])
    .map(Number)
    .filter((one) => one > 0 && one !== taken && one !== status)
  const inBody = numbers.length === 1 ? numbers[0] : undefined
  return named('seconds') ?? numberOf(headers.get('retry-after')) ?? (reset && reset - there) ?? inBody
}

/** `more` of the requests before it were counted as well. */
export const measured = (probed: Probed | undefined, counts: Counts, more: number): Measured | undefined => {
  const { refusal, sentAt, refusedAt } = probed?.used ?? {}
  const isClear =
    probed !== undefined && !probed.findings.has('counts') && (more > 0 || !probed.findings.has('spares'))
  if (!isClear || refusal === undefined) return undefined
  const taken = probed.used.taken + more
  if (sentAt === undefined || refusedAt === undefined) return undefined
  const left = secondsIn(refusal, counts, taken, refusedAt)
  const window = left === undefined ? undefined : rounded(left + (refusedAt - sentAt) / 1000)
  return { taken, left, window, refusal }
}

export const limitSettings = (
  { limit }: Vendor,
  answers: readonly Answer[],
  { counts, limitOf }: { counts: Counts; limitOf: Measured | undefined },
  { seen }: Notes,
): Settings => {
  const requests = limitOf?.taken ?? limitSaid(answers, counts)
  const window = limitOf?.window
  return {
    ...(requests !== undefined && requests > 0 && requests !== limit.limit
      ? { limit: { value: requests, seen } }
      : {}),
    ...(window !== undefined && window !== limit.windowSeconds
      ? { windowSeconds: { value: window, seen } }
      : {}),
  }
}

/** Numbers in it by what they count: the limit, or the seconds that are left. */
const worded = (text: string, { taken, left = -10 }: Measured): string =>
  text.replace(/\d+/g, (number) => {
    if (Number(number) === taken) return '{limit}'
    return Number(number) > 0 && Math.abs(Number(number) - left) <= 1 ? '{seconds}' : number
  })

/** How it refuses; undefined where `ours`, which is another answer of the kind, says the same. */
export const limitRefusal = (
  theirs: Measured,
  ours: Measured | undefined,
  { seen, isPrivateToKey, say }: Notes,
): ObservedRefusal | undefined => {
  const { refusal } = theirs
  const body = worded(refusal.body, theirs)
  const waitIn = (answer: Answer | undefined): string | null =>
    answer?.headers.get('retry-after')?.replace(/^\d+$/, '{seconds}') ?? null
  const isSame =
    ours !== undefined &&
    refusal.status === ours.refusal.status &&
    body === worded(ours.refusal.body, ours) &&
    waitIn(refusal) === waitIn(ours.refusal) &&
    refusal.headers.get('content-type') === ours.refusal.headers.get('content-type')
  if (isSame) return undefined
  if (isPrivateToKey(body) || body.length > LONGEST_TEXT) {
    say('rateLimited', 'may be about somebody')
    return undefined
  }
  return {
    status: refusal.status,
    headers: { 'content-type': refusal.headers.get('content-type'), 'retry-after': waitIn(refusal) },
    ...(body !== '' && { body }),
    seen,
  }
}

/** How a mock of our own refuses, which is forced to. */
export const measuredHere = async (
  { plan, send, most: taken }: Own,
  counts: Counts,
): Promise<Measured | undefined> => {
  const [one] = askedCases(plan)
  if (one === undefined) return undefined
  const question = questionOf(one, plan)
  const refusal = await send({ ...question, headers: { ...question.headers, prefer: 'kind=rateLimited' } })
  const left = secondsIn(refusal, counts, taken, 0)
  return { taken, left, window: undefined, refusal }
}
