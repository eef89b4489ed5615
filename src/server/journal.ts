/** Notes each request of a vendor, and its answer, in the journal of its sandbox. */
import { type HeadLines, putLine } from '../contract/head-lines.ts'
import { CAPTURED_BYTES, CapturedBody, type Journal } from '../sandbox/journal.ts'
import { isBodyRead } from './body-wanted.ts'
import { hasEnded } from './conversations.ts'
import { followAnswer, holdEnd } from './delivery.ts'
import type { Exchange } from './exchange.ts'
import { hasBody } from './receive-body.ts'
import type { Stage } from './stage.ts'

/** The bytes are kept as they come, whoever else reads them. */
export const captureBody: Stage = {
  name: 'capture',
  run(exchange) {
    const { sandbox, request } = exchange
    if (sandbox.journal.size === 0 || !hasBody(request.raw) || isBodyRead(exchange)) return undefined
    const captured = new CapturedBody()
    request.raw.on('data', (chunk: Buffer) => captured.add(chunk))
    exchange.captured = captured
    return undefined
  },
}

/** Most headers of an answer are constants, which a slot held already when it was last used. */
const refill = (held: unknown[], fresh: Readonly<HeadLines>): void => {
  for (let i = 0; i < fresh.length; i++) if (held[i] !== fresh[i]) held[i] = fresh[i]
  if (held.length !== fresh.length) held.length = fresh.length
}

/** As much of a text as the journal keeps. What goes out in chunks, or is cut, does not tell its length. */
const shown = (text: string | undefined, isChunked: boolean): string | CapturedBody | undefined => {
  if (text === undefined || (text.length <= CAPTURED_BYTES && !isChunked)) return text
  const body = new CapturedBody()
  body.add(text)
  return body
}

const requestBodyOf = ({ captured, body }: Exchange): CapturedBody | undefined => {
  return body === undefined ? captured : CapturedBody.of(body.bytes)
}

/** What of a text is not kept no longer tells its length. */
const headersOf = ({ reply: { raw }, head, isChunked }: Exchange, text = ''): Readonly<HeadLines> => {
  const isCut = text.length > CAPTURED_BYTES && !isChunked
  // Fastify writes one of its own while it closes.
  if (!isCut && !raw.hasHeader('connection')) return head
  const all: HeadLines = []
  for (const [name, value = ''] of Object.entries(raw.getHeaders())) putLine(all, name, value)
  for (let i = 0; i < head.length; i += 2) putLine(all, String(head[i]), head[i + 1] ?? '')
  if (isCut) putLine(all, 'content-length', Buffer.byteLength(text))
  return all
}

export interface Outcome {
  /** 0: no answer, the socket was cut. */
  status: number
  text?: string | undefined
}

/** What is equal to that of the request before is held once: what is held by itself outlives its request. */
const sharedWith = (before: readonly string[], texts: readonly string[]): readonly string[] => {
  if (before.length !== texts.length) return texts
  for (let i = 0; i < texts.length; i++) if (before[i] !== texts[i]) return texts
  return before
}

const writeEntry = (exchange: Exchange, journal: Journal, { status, text }: Outcome): void => {
  const { request, vendor } = exchange
  const before = journal.last
  const slot = journal.take()
  slot.rawHeaders = sharedWith(before.rawHeaders, request.raw.rawHeaders)
  refill(slot.responseHeaders, status === 0 ? [] : headersOf(exchange, text))
  slot.time = exchange.arrivedAt
  slot.vendor = vendor?.id
  slot.operation = exchange.operation ?? exchange.unimplemented ?? exchange.lacking
  slot.method = request.method
  slot.url = before.url === request.originalUrl ? before.url : request.originalUrl
  slot.requestBody = requestBodyOf(exchange)
  slot.status = status
  slot.responseBody = shown(text, exchange.isChunked)
  slot.fault = exchange.fault
  slot.answeredBy = exchange.answeredBy
  slot.refusedBy = exchange.refusedBy
  slot.reason = exchange.refusedBy === undefined ? undefined : exchange.reason
  slot.isUnimplemented = exchange.unimplemented !== undefined
  slot.durationMs = exchange.elapsed()
  journal.announce(slot)
}

/** Notes and counts the request, once. */
const noteRequest = (exchange: Exchange, outcome: Outcome): void => {
  if (exchange.isNoted) return
  exchange.isNoted = true
  const { meter, sandbox } = exchange
  if (meter.isOn) meter.count(exchange, outcome.status)
  const { journal } = sandbox
  if (journal.size > 0) writeEntry(exchange, journal, outcome)
}

const CUT: Outcome = { status: 0 }

/** No answer is sent, or nobody is there to get it. */
export const noteCut = (exchange: Exchange): void => noteRequest(exchange, CUT)

/** Notes what is about to be sent. A client that has gone meanwhile gets nothing, though the work is done. */
export const noteSending = (exchange: Exchange, outcome: Outcome): void => {
  const { socketFault, reply } = exchange
  const isSpread = typeof socketFault === 'object' && 'dribble' in socketFault
  if (reply.raw.destroyed) {
    noteCut(exchange)
    return
  }
  if (hasEnded(reply.raw)) holdEnd(reply.raw)
  else if (!isSpread) {
    noteRequest(exchange, outcome)
    return
  }
  // Whether it arrives shows only later.
  followAnswer(reply.raw, (isDelivered) => noteRequest(exchange, isDelivered ? outcome : CUT))
}

export const noteAnswer: Stage = {
  name: 'journal',
  run(exchange) {
    noteSending(exchange, exchange.answer)
    return undefined
  },
}
