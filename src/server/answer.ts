/** What a handler gives becomes an answer. */
import { JSON_TYPE } from '../contract/answer.ts'
import { ApiError } from '../contract/refusal.ts'
import type { Exchange } from './exchange.ts'
import type { Stage } from './stage.ts'

/** What clients may have changed of one vendor's rows in a sandbox: some 50,000 new members. Steering has no such limit. */
export const MOST_CHANGED_BYTES = 64 * 1024 * 1024

/** No vendor is known to refuse for this; it is the vendor's 500, and the log says why. */
const refuseWithoutRoom = ({ vendor, sandbox, store, method }: Exchange, before: number): void => {
  const { weight } = store.db
  // What is deleted is remembered too, but there is to be a way back.
  const most = method === 'DELETE' ? 2 * MOST_CHANGED_BYTES : MOST_CHANGED_BYTES
  if (weight <= most || weight <= before) return
  throw new Error(
    `${vendor?.title}: clients have changed as much of the sandbox "${sandbox.id}" as it holds, 64 MiB; reset it`,
  )
}

/** What the handler changes is kept as a whole, or taken back when it throws. */
export const callHandler: Stage = {
  name: 'handler',
  run(exchange) {
    const { served, store, query, input } = exchange
    if (served === undefined) throw new ApiError('unknownPath')
    // A handler that refuses has looked for something and not found it, or not as it has to be.
    exchange.refusedBy = 'lookup'
    const { weight } = store.db
    exchange.answer = store.db.run(() => {
      const answer = served.handle(exchange, { query, body: input })
      refuseWithoutRoom(exchange, weight)
      return answer
    }).result
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

export const writeAnswer: Stage = {
  name: 'answer',
  run(exchange) {
    const { text, headers, without } = exchange.answer
    if (text !== undefined) exchange.setHeader('content-type', JSON_TYPE)
    for (const name in headers) exchange.setHeader(name, headers[name] ?? '')
    if (without !== undefined) for (const name of without) exchange.removeHeader(name)
    return undefined
  },
}
