/** Writes an answer to its client. Past Fastify's reply, which copies the headers and looks at each of them again. */
import { gzipSync } from 'node:zlib'
import { JSON_TYPE } from '../contract/answer.ts'
import { lineIn, putLine } from '../contract/head-lines.ts'
import type { Exchange } from './exchange.ts'
import type { Stage } from './stage.ts'

/** Status line and headers; Fastify is told that it has nothing more to do. */
export const sendHead = ({ reply, head }: Exchange, status: number, reason?: string): void => {
  reply.hijack()
  if (reason === undefined) reply.raw.writeHead(status, head)
  else reply.raw.writeHead(status, reason, head)
}

/** A text without a charset gets one, unless it is known to have none. */
const completeType = ({ head, isTypeWhole }: Exchange): void => {
  const type = lineIn(head, 'content-type')
  if (type === JSON_TYPE || isTypeWhole || typeof type !== 'string') return
  if (type.includes('json') && !type.includes('charset'))
    putLine(head, 'content-type', `${type}; charset=utf-8`)
}

const sendText = (exchange: Exchange, status: number, text: string): void => {
  const { head, reply, method } = exchange
  completeType(exchange)
  if (method !== 'HEAD' || lineIn(head, 'content-length') === undefined)
    putLine(head, 'content-length', String(Buffer.byteLength(text)))
  sendHead(exchange, status)
  reply.raw.end(text)
}

/** Fast rather than small: what comes out is the same once it is read. */
const GZIP_LEVEL = 1

const sendChunk = (exchange: Exchange, status: number, text: string): void => {
  const { reply, isGzipped } = exchange
  sendHead(exchange, status)
  reply.raw.write(isGzipped ? gzipSync(text, { level: GZIP_LEVEL }) : Buffer.from(text))
  reply.raw.end()
}

/** Statuses whose answers have neither a body nor a length. */
export const BODILESS: readonly number[] = [204, 304]

const sendNothing = (exchange: Exchange, status: number): void => {
  const { head, reply, method } = exchange
  if (method !== 'HEAD' && !BODILESS.includes(status)) putLine(head, 'content-length', '0')
  sendHead(exchange, status)
  reply.raw.end()
}

export const sendAnswer: Stage = {
  name: 'send',
  run(exchange) {
    const { status, text } = exchange.answer
    if (status === 204) exchange.removeHeader('content-type')
    if (text === undefined || status === 204) sendNothing(exchange, status)
    else if (exchange.isChunked || exchange.isGzipped) sendChunk(exchange, status, text)
    else sendText(exchange, status, text)
    return 'stop'
  },
}
