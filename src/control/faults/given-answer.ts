/** An answer that a rule gives whole: can it be sent as it is? */
import { validateHeaderName, validateHeaderValue } from 'node:http'
import { pointer } from '../../contract/json.ts'
import type { GivenAnswer } from '../../sandbox/faults.ts'
import { check } from './check.ts'

/** Statuses whose answers have no body. */
const BODILESS = [204, 205, 304]

/** What frames the bytes is not for a rule to say: a client would wait for more, or take the rest for another answer. */
const FRAMING = [
  'connection',
  'content-length',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]

/** Of an answer with a status: it is not the vendor's own. */
export const isGiven = ({ headers, body }: GivenAnswer): boolean =>
  headers !== undefined || body !== undefined

const passes = (validate: () => void): boolean => {
  try {
    validate()
    return true
  } catch {
    return false
  }
}

const checkHeader = (name: string, values: readonly string[], path: string): void => {
  check(
    passes(() => validateHeaderName(name)),
    path,
    `${JSON.stringify(name)} is no name of a header`,
    ['retry-after'],
  )
  check(!FRAMING.includes(name.toLowerCase()), path, `${name} is said by the server itself`, [])
  check(
    values.every((value) => passes(() => validateHeaderValue(name, value))),
    path,
    `${name} has a value that no header can have`,
    ['text of one line'],
  )
}

/** Throws a ControlError unless `answer`, which lies at `path` and fits its schema, can be sent. */
export const checkGiven = (answer: GivenAnswer & { retryAfter?: number }, path: string): void => {
  const { status, headers = {}, body, retryAfter } = answer
  const isFinal = status >= 200 && status <= 599
  check(isFinal, `${path}/status`, `${status} is no status of an answer`, ['a whole number from 200 to 599'])
  const hasNone = BODILESS.includes(status) && body !== undefined
  check(!hasNone, `${path}/body`, `an answer with ${status} has no body`, [])
  const isOwn = retryAfter === undefined
  check(isOwn, `${path}/retryAfter`, 'retryAfter goes with the vendor’s own 429', [
    { headers: { 'retry-after': String(retryAfter) } },
  ])
  for (const [name, value] of Object.entries(headers))
    checkHeader(name, [value].flat(), `${path}/headers${pointer(name)}`)
}
