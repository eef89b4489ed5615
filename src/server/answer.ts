/** From what a handler gives to what goes over the wire. */
import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { ApiError } from '../contract/refusal.ts'
import type { Stage } from './stage.ts'

/** What the handler changes is kept as a whole, or taken back when it throws. */
export const callHandler: Stage = {
  name: 'handler',
  run(exchange) {
    const { served, store, query, input } = exchange
    if (served === undefined) throw new ApiError('unknownPath')
    // A handler that refuses has looked for something and not found it, or not as it has to be.
    exchange.refusedBy = 'lookup'
    exchange.answer = store.db.run(() => served.handle(exchange, { query, body: input })).result
    exchange.refusedBy = undefined
    const { wait } = exchange.answer
    if (wait === undefined) return undefined
    return (go) =>
      wait((answer) => {
        exchange.answer = answer
        go()
      })
  },
}

const JSON_TYPE = 'application/json; charset=utf-8'

export const writeAnswer: Stage = {
  name: 'answer',
  run({ reply, answer: { status, text, headers } }) {
    reply.code(status)
    if (text !== undefined) reply.header('content-type', JSON_TYPE)
    if (headers !== undefined) reply.headers(headers)
    return undefined
  },
}

/** Fast rather than small: what comes out is the same once it is read. */
const GZIP_LEVEL = 1

export const sendAnswer: Stage = {
  name: 'send',
  run({ reply, answer: { text }, isChunked, isGzipped }) {
    if (isGzipped && text !== undefined) reply.send(Readable.from([gzipSync(text, { level: GZIP_LEVEL })]))
    else if (isChunked && text !== undefined) reply.send(Readable.from([Buffer.from(text)]))
    else reply.send(text)
    return 'stop'
  },
}
