/** Waits for the body of a request whose operation reads one. */
import { isBodyRead } from './body-wanted.ts'
import { noteCut } from './journal.ts'
import { hasBody, receiveBody } from './receive-body.ts'
import type { Stage } from './stage.ts'

/** A client that has gone before the end of its body is not answered, and what it asked for is not done. */
export const takeBody: Stage = {
  name: 'body',
  run(exchange) {
    const { vendor, request, reply } = exchange
    if (vendor === undefined || !isBodyRead(exchange) || !hasBody(request.raw)) return undefined
    // Whoever had to know it earlier has waited for it.
    if (exchange.body !== undefined) return undefined
    return (go) => {
      if (request.headers.expect !== undefined) reply.raw.writeContinue()
      receiveBody(request.raw, vendor.bodyBytes, (body) => {
        if (body === undefined) return noteCut(exchange)
        exchange.body = body
        go()
      })
    }
  },
}
