/** How a delivery of Whop's is signed: by Standard Webhooks, with the whole secret as it is written as the key. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Signed } from '../../contract/webhook-dialect.ts'
import type { Posting } from '../../sandbox/letters.ts'

/** Receivers that go by Standard Webhooks take no time that is further from theirs, in seconds. */
const TOLERANCE = 300

/** The SDK takes `btoa(secret)`, which it decodes to these same bytes. */
export const signatureOf = (id: string, seconds: number, body: string, secret: string): string =>
  `v1,${createHmac('sha256', secret).update(`${id}.${seconds}.${body}`).digest('base64')}`

export const deliveryHeaders = ({ letter, secret, seconds }: Posting): Readonly<Record<string, string>> => ({
  'content-type': 'application/json',
  'webhook-id': letter.eventId,
  'webhook-timestamp': String(seconds),
  'webhook-signature': signatureOf(letter.eventId, seconds, letter.body, secret),
})

const isSame = (given: string, right: string): boolean => {
  const [a, b] = [Buffer.from(given), Buffer.from(right)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** As Standard Webhooks has it: one of several signatures will do. */
export const isSigned = ({ headers, body, secret, seconds }: Signed): boolean => {
  const at = Number(headers['webhook-timestamp'])
  if (!(Math.abs(at - seconds) <= TOLERANCE)) return false
  const right = signatureOf(headers['webhook-id'] ?? '', at, body, secret)
  return (headers['webhook-signature'] ?? '').split(' ').some((given) => isSame(given, right))
}
