/** Gives recorded answers before anything is emulated. */
import type { IncomingHttpHeaders } from 'node:http'
import { ApiError } from '../../contract/refusal.ts'
import type { Vendor } from '../../contract/vendor.ts'
import type { Exchange as Recorded } from '../../exchange/format.ts'
import { askedOf } from '../../exchange/format.ts'
import type { Exchange } from '../exchange.ts'
import { answerPast } from '../gateway.ts'
import { noteCut } from '../journal.ts'
import type { Next } from '../next.ts'
import { hasBody, receiveBody } from '../receive-body.ts'
import type { Reroute, Stage } from '../stage.ts'
import { AnswerBook } from './answer-book.ts'
import { readAsked } from './asked.ts'

export interface ReplayOptions {
  vendor: Vendor
  /** Of any vendor. */
  exchanges: readonly Recorded[]
  /** True: what was not recorded is answered 501. */
  isOnly: boolean
}

const headerOf = (headers: IncomingHttpHeaders, name: string): string | undefined => {
  const value = headers[name]
  return Array.isArray(value) ? value.join(', ') : value
}

/** Looks up the answer; without one, the request goes on or is refused. */
const createFinder =
  (book: AnswerBook, { vendor, isOnly }: ReplayOptions) =>
  (exchange: Exchange): void => {
    const { method, target, body, request } = exchange
    const text = body?.bytes.toString() ?? ''
    const header = (name: string): string | undefined => headerOf(request.headers, name)
    exchange.recorded = book.find(readAsked(vendor, { method, target, body: text, header }))
    if (exchange.recorded !== undefined || !isOnly) return
    const operation = exchange.operation ?? 'this'
    exchange.refusedBy = 'emulated'
    throw new ApiError('notImplemented', { operation: `${operation}: it was not recorded` })
  }

const findRecorded = (book: AnswerBook, options: ReplayOptions): Stage => {
  const find = createFinder(book, options)
  return {
    name: 'recorded',
    run(exchange): Next {
      const { request, reply, method, target, vendor } = exchange
      const [path = ''] = target.split('?', 1)
      if (!book.needsBody(method, path) || !hasBody(request.raw)) {
        find(exchange)
        return undefined
      }
      return (go) => {
        if (request.headers.expect !== undefined) reply.raw.writeContinue()
        receiveBody(request.raw, vendor?.bodyBytes ?? 0, (body) => {
          if (body === undefined) return noteCut(exchange)
          exchange.body = body
          try {
            find(exchange)
            go()
          } catch (error) {
            go(error instanceof Error ? error : new Error(String(error)))
          }
        })
      }
    },
  }
}

const answerRecorded: Stage = {
  name: 'replay',
  run(exchange): Next {
    const { recorded } = exchange
    if (recorded === undefined) return undefined
    exchange.answeredBy = 'recording'
    answerPast(exchange, recorded)
    return 'stop'
  },
}

/** Whether we serve the path does not matter for what was recorded. */
const unlessRecorded = (stage: Stage): Stage => ({
  name: stage.name,
  run: (exchange) => (exchange.recorded === undefined ? stage.run(exchange) : undefined),
})

/** Faults that are planned befall recorded requests too: they stand before the answer. */
export const createReplay = (options: ReplayOptions): Reroute => {
  const { vendor, exchanges } = options
  const own = exchanges.filter((exchange) => askedOf(exchange).path.startsWith(`/${vendor.id}/`))
  const book = new AnswerBook(vendor, own)
  return (stages) =>
    stages.flatMap((stage) => {
      if (stage.name === 'front' || stage.name === 'path') return [unlessRecorded(stage)]
      if (stage.name === 'capture') return [stage, findRecorded(book, options)]
      return stage.name === 'strike' ? [stage, answerRecorded] : [stage]
    })
}
