/** What may become of a request, and whether that is what became of it. */
import { type Answer, headerIn } from './answer.ts'

/** `silent`: still open, and nothing more came in the time given. */
export type End = 'answered' | 'closed' | 'reset' | 'silent'

export interface Outcome {
  end: End
  /** There when answered. */
  answer?: Answer
  /** What came that is no whole answer. */
  rest: string
  /** Milliseconds since it was waited for. */
  ms: number
}

export interface ExpectedAnswer {
  status: number
  /** The whole of it; undefined is any. */
  body?: string
  headers?: Readonly<Record<string, string>>
  /** Milliseconds that it may not be faster than. */
  after?: number
  /** Milliseconds that it may not be slower than. */
  within?: number
}

export interface ExpectedEnd {
  end: Exclude<End, 'answered'>
  /** All that comes before the end; or, of an answer cut short, this status and this much of its body. */
  rest: string | { status: number; body: string }
}

/** Any one of several, as with a member that is changed meanwhile. */
export type Expected = ExpectedAnswer | ExpectedEnd | readonly (ExpectedAnswer | ExpectedEnd)[]

const shown = (text: string): string => JSON.stringify(text.length > 200 ? `${text.slice(0, 200)}...` : text)

/** Timers and clocks of two processes may differ by so many milliseconds. */
const SLACK = 5

const judgeAnswer = (expected: ExpectedAnswer, { answer, end, rest, ms }: Outcome): string | undefined => {
  if (answer === undefined) return `${end} with ${shown(rest)} in place of ${expected.status}`
  const { status, body, headers = {}, after = 0, within = Infinity } = expected
  if (answer.status !== status) return `${answer.status} ${shown(answer.body)} in place of ${status}`
  if (body !== undefined && answer.body !== body) return `${shown(answer.body)} in place of ${shown(body)}`
  for (const [name, value] of Object.entries(headers)) {
    const found = headerIn(answer.head, name)
    if (found !== value) return `${name}: ${found} in place of ${value}`
  }
  if (ms > within) return `an answer after ${ms.toFixed(0)} ms in place of ${within} at most`
  return ms + SLACK < after ? `an answer after ${ms.toFixed(0)} ms in place of ${after}` : undefined
}

const isRest = (expected: ExpectedEnd['rest'], rest: string): boolean => {
  if (typeof expected === 'string') return rest === expected
  const [head = '', ...body] = rest.split('\r\n\r\n')
  return head.startsWith(`HTTP/1.1 ${expected.status} `) && body.join('\r\n\r\n') === expected.body
}

const judgeEnd = (expected: ExpectedEnd, { answer, end, rest }: Outcome): string | undefined => {
  if (answer !== undefined) return `${answer.status} ${shown(answer.body)} in place of ${expected.end}`
  if (end !== expected.end) return `${end} with ${shown(rest)} in place of ${expected.end}`
  return isRest(expected.rest, rest) ? undefined : `${end}, but with ${shown(rest)}`
}

/** What is wrong; undefined when nothing is. */
export const judge = (expected: Expected, outcome: Outcome): string | undefined => {
  const all = [expected].flat() as (ExpectedAnswer | ExpectedEnd)[] // `flat` loses the readonly array
  const reasons = all.map((one) => ('end' in one ? judgeEnd(one, outcome) : judgeAnswer(one, outcome)))
  return reasons.includes(undefined) ? undefined : reasons.join('; nor ')
}
