/** Uses up the limit of a target, and finds how many requests it takes, whose, and for how long. */
import type { CountedAs } from '../../contract/documentation.ts'
import type { Finding } from './difference.ts'
import { numbersIn } from './exact.ts'
import type { Answer, Question, Send } from './exchange.ts'

/** What can be asked of a limit; `# probe` says which case is about it. */
export type Probe = 'number' | 'counts' | 'spares' | 'keys' | 'window' | 'remaining' | 'wait'

export interface LimitAsked {
  /** What takes one out of the window each time. */
  counted: Question
  /** What is refused and takes one too. */
  failing: Question
  /** What is refused without taking one; the first is that of an unknown credential. */
  spared: readonly Question[]
  /** The bodies of a refusal, with `{{limit}}` and `{{seconds}}`. */
  texts: readonly string[]
  /** What headers count, by their names in lower case. */
  headers: ReadonlyMap<string, CountedAs>
  limit: number
  windowMs: number
  /** Asked when nothing is left: whether each is refused for that. */
  spent: readonly Question[]
}

export interface LimitMeans {
  send: Send
  /** In milliseconds. */
  time: { now(): number; wait(ms: number): Promise<void> }
}

export interface Probed {
  findings: ReadonlyMap<Probe, readonly Finding[]>
  /** The first that was refused; where none was, the last that was not. */
  last: Answer
  used: UsedUp
  /** Of those that were asked when nothing was left, whether each was refused for that; none where something was. */
  spent: readonly boolean[]
}

/** The requests took so long that nothing can be said. */
export class TooSlow extends Error {}

const REFUSED = 429
/** As many requests at once. */
const BURST = 25
/** Refused ones among those that are counted. */
const FAILING = 5

const isRefused = ({ status }: Answer): boolean => status === REFUSED

const inBursts = async (questions: readonly Question[], send: Send): Promise<readonly Answer[]> => {
  const answers: Answer[] = []
  for (let at = 0; at < questions.length; at += BURST)
    answers.push(...(await Promise.all(questions.slice(at, at + BURST).map(send))))
  return answers
}

export interface UsedUp {
  /** When the first was sent and answered. */
  sentAt: number
  answeredAt: number
  /** When it was refused. */
  refusedAt: number
  first: Answer
  taken: number
  asked: number
  refusal: Answer | undefined
  /** The refusal, or the last answer of all. */
  last: Answer
}

/** From a window in which nothing has been used. */
const useUp = async (asked: LimitAsked, { send, time: { now } }: LimitMeans): Promise<UsedUp> => {
  const { counted, failing, spared, limit, windowMs } = asked
  await inBursts(spared, send)
  const sentAt = now()
  const first = await send(counted)
  const answeredAt = now()
  const least = [
    ...Array.from({ length: FAILING }, () => failing),
    ...Array.from({ length: Math.max(limit - FAILING - 1, 0) }, () => counted),
  ]
  const answers = [first, ...(await inBursts(least, send))]
  const more = Array.from({ length: BURST }, () => counted)
  while (!answers.some(isRefused) && answers.length < 2 * limit + BURST)
    answers.push(...(await inBursts(more, send)))
  const refusedAt = now()
  if (refusedAt - sentAt > windowMs / 2) throw new TooSlow('the requests took longer than half a window')
  const taken = answers.filter((answer) => !isRefused(answer)).length
  const refusal = answers.find(isRefused)
  const last = refusal ?? answers.at(-1) ?? first
  return { sentAt, answeredAt, refusedAt, first, taken, asked: answers.length, refusal, last }
}

const finding = (where: string, expected: string | number, found: string | number): Finding => ({
  where,
  expected: String(expected),
  found: String(found),
})

/** A wrong number is laid to what would explain it. */
const amountFindings = (
  { limit, spared }: LimitAsked,
  { taken, asked, refusal }: UsedUp,
): [Probe, Finding][] => {
  if (refusal === undefined)
    return [['number', finding('limit', `a refusal after ${limit} requests`, `none in ${asked}`)]]
  if (taken === limit) return []
  if (taken === limit + FAILING)
    return [['counts', finding('limit', 'failed requests to be counted', `${FAILING} that were not`)]]
  if (taken === limit - spared.length)
    return [
      ['spares', finding('limit', 'requests that never come so far not to be counted', 'that they are')],
    ]
  return [['number', finding('limit', `${limit} requests in a window`, taken)]]
}

/** In seconds, what is left of the window at the moment of the answer; rounded up, or cut off by clocks. */
const isNear = (seconds: number, left: number): boolean => Math.abs(seconds - left) <= 2

const serverTime = ({ headers }: Answer, now: number): number => {
  const date = Date.parse(headers.get('date') ?? '')
  return Number.isNaN(date) ? now : date
}

/** What headers and text of `answer` count. `left` is how many requests are left after it. */
const countFindings = (
  { texts, headers, limit, windowMs }: LimitAsked,
  answer: Answer,
  { left, sentAt, now }: { left: number; sentAt: number; now: number },
): [Probe, Finding][] => {
  const secondsLeft = Math.ceil((sentAt + windowMs - now) / 1000)
  const check = (where: string, counts: CountedAs, found: number): [Probe, Finding][] => {
    if (counts === 'limit') return found === limit ? [] : [['number', finding(where, limit, found)]]
    if (counts === 'remaining') return found === left ? [] : [['remaining', finding(where, left, found)]]
    const start = counts === 'reset' ? Math.floor(serverTime(answer, now) / 1000) : 0
    const expected = start + secondsLeft
    return isNear(found, expected) ? [] : [['wait', finding(where, expected, found)]]
  }
  const inHeaders = [...headers].flatMap(([name, counts]) => {
    const value = answer.headers.get(name)
    return value === null || !/^\d+$/.test(value) ? [] : check(`header ${name}`, counts, Number(value))
  })
  const said = isRefused(answer) ? numbersIn(texts, answer.body) : {}
  const inText = Object.entries(said).flatMap(([name, value]) =>
    name === 'limit' || name === 'seconds' ? check('$', name, value) : [],
  )
  return [...inHeaders, ...inText]
}

/** Once nothing is left: for whom. */
const keyFindings = async (
  { failing, spared: [other] }: LimitAsked,
  expected: number | undefined,
  send: Send,
): Promise<[Probe, Finding][]> => {
  const again = await send(failing)
  const sameKey: [Probe, Finding][] = isRefused(again)
    ? []
    : [['keys', finding('status of another id', REFUSED, again.status)]]
  if (other === undefined || expected === undefined) return sameKey
  const { status } = await send(other)
  if (status === expected) return sameKey
  return [...sameKey, ['keys', finding('status of another key', expected, status)]]
}

/** Until when. */
const windowFindings = async (
  { counted, windowMs }: LimitAsked,
  { sentAt, answeredAt }: UsedUp,
  { send, time: { now, wait } }: LimitMeans,
): Promise<[Probe, Finding][]> => {
  const until = (time: number): Promise<void> => wait(Math.max(time - now(), 0))
  await until(sentAt + 0.75 * windowMs)
  const early = await send(counted)
  const isConclusive = now() < sentAt + 0.95 * windowMs
  const tooEarly: [Probe, Finding][] =
    isRefused(early) || !isConclusive
      ? []
      : [['window', finding('status after three quarters of the window', REFUSED, early.status)]]
  await until(answeredAt + 1.1 * windowMs)
  const late = await send(counted)
  if (!isRefused(late)) return tooEarly
  return [...tooEarly, ['window', finding('status after the window', 'another than 429', late.status)]]
}

/** `unknown` is the status for a credential that nobody has. Throws TooSlow. */
export const probeLimit = async (
  asked: LimitAsked,
  unknown: number | undefined,
  means: LimitMeans,
): Promise<Probed> => {
  const {
    send,
    time: { now, wait },
  } = means
  // Whatever has been asked before is in an older window then.
  await wait(1.1 * asked.windowMs)
  const used = await useUp(asked, means)
  const { refusal, sentAt, answeredAt, first, last } = used
  const spent = refusal === undefined ? [] : (await inBursts(asked.spent, send)).map(isRefused)
  const all = [
    ...amountFindings(asked, used),
    ...countFindings(asked, first, { left: asked.limit - 1, sentAt, now: answeredAt }),
    ...(refusal === undefined ? [] : countFindings(asked, refusal, { left: 0, sentAt, now: now() })),
    ...(refusal === undefined ? [] : await keyFindings(asked, unknown, send)),
    ...(refusal === undefined ? [] : await windowFindings(asked, used, means)),
  ]
  const findings = new Map<Probe, Finding[]>()
  for (const [probe, one] of all) findings.set(probe, [...(findings.get(probe) ?? []), one])
  return { findings, last, used, spent }
}
