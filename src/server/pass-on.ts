/** Sends a client the answer of another server as it came, or says that there was none. */
import { STATUS_CODES } from 'node:http'
import { type HeadLines, lineIn, putLine } from '../contract/head-lines.ts'
import type { Exchange } from './exchange.ts'
import { answerPast } from './gateway.ts'
import { noteSending } from './journal.ts'
import { type HeaderList, headerIn, type RawAnswer } from './raw.ts'
import { BODILESS, sendHead } from './send.ts'

/** By name; one that came several times has all its values. */
const byName = (headers: HeaderList): HeadLines => {
  const lines: HeadLines = []
  for (const [name, value] of headers) {
    const key = name.toLowerCase()
    const before = lineIn(lines, key)
    if (Array.isArray(before)) before.push(value)
    else putLine(lines, key, before === undefined ? value : [String(before), value])
  }
  return lines
}

/** None of the vendor's headers of ours are written. */
export const passOn = (exchange: Exchange, { status, headers, body }: RawAnswer): void => {
  const { reply, request } = exchange
  exchange.head = byName(headers)
  const isBodiless = BODILESS.includes(status) || request.method === 'HEAD'
  if (!isBodiless) exchange.setHeader('content-length', String(body.length))
  const isText = headerIn(headers, 'content-encoding') === undefined
  noteSending(exchange, { status, text: isText && !isBodiless ? body.toString() : undefined })
  sendHead(exchange, status, STATUS_CODES[status] ?? '')
  reply.raw.end(isBodiless ? undefined : body)
}

/** In our own name: `who` is the part of membermock that asked `host`, and `why` has nothing of the request. */
export const noteNoAnswer = (exchange: Exchange, who: string, host: string, why: string): void => {
  const message = `membermock ${who}: ${host} has not answered: ${why}`
  answerPast(exchange, {
    status: 502,
    headers: { 'content-type': 'application/json; charset=utf-8', 'x-membermock-error': message },
    body: JSON.stringify({ error: { message } }),
  })
}
