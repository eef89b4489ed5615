/** How a delivery of Sotion's is signed: the raw body alone, with the secret as it is written. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Signed } from '../../contract/webhook-dialect.ts'
import type { Posting } from '../../sandbox/letters.ts'

/** https://sotion.so/docs/api-reference/verifying-signatures-v4493 */
export const signatureOf = (body: string, secret: string): string =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`

/** Only the signature's name is published; the others are ours for what the overview's table says they are. */
export const deliveryHeaders = ({ letter, secret, random }: Posting): Readonly<Record<string, string>> => ({
  'Content-Type': 'application/json',
  'User-Agent': 'Sotion-Webhooks/1.0',
  'X-Webhook-Event': letter.event,
  'X-Webhook-Delivery': random.uuid(),
  'X-Webhook-Id': letter.eventId,
  'X-Webhook-Signature': signatureOf(letter.body, secret),
})

/** As the vendor's own samples look at it: in constant time. */
export const isSigned = ({ headers, body, secret }: Signed): boolean => {
  const given = Buffer.from(headers['x-webhook-signature'] ?? '')
  const right = Buffer.from(signatureOf(body, secret))
  return given.length === right.length && timingSafeEqual(given, right)
}
