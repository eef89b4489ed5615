/** Sends a request on to another server, with the client's own credential, and its answer back. */
import { randomBytes } from 'node:crypto'
import { ApiError } from '../../contract/refusal.ts'
import type { Exchange } from '../exchange.ts'
import { forward, NoAnswer, pairsOf } from '../forward.ts'
import { noteCut } from '../journal.ts'
import type { Next } from '../next.ts'
import { noteNoAnswer, passOn } from '../pass-on.ts'
import type { HeaderList } from '../raw.ts'
import { hasBody, receiveBody } from '../receive-body.ts'
import { placeAt, type Target } from '../target.ts'
import type { Elsewhere } from './instead.ts'

const WHO = 'elsewhere'

/** A request that comes here a second time would go on for ever. */
const isCircle = (headers: HeaderList, own: string): boolean =>
  headers.some(([name, value]) => name.toLowerCase() === 'via' && value.includes(own))

/** What is ours goes nowhere. */
const isPassed = (name: string): boolean => !name.toLowerCase().startsWith('x-membermock-')

interface Way {
  target: Target
  /** How this server is called on the way of a request. */
  own: string
}

const send = async (exchange: Exchange, { target, own }: Way, body: Buffer): Promise<void> => {
  const { vendor, method, request } = exchange
  if (vendor === undefined) return
  const came = pairsOf(request.raw.rawHeaders)
  const { host, origin } = target.url
  exchange.answeredBy = origin
  if (isCircle(came, own)) return noteNoAnswer(exchange, WHO, host, 'it sends requests on to here')
  const headers: HeaderList = [...came.filter(([name]) => isPassed(name)), ['Via', own]]
  try {
    passOn(exchange, await forward(placeAt(target, vendor, exchange.target), { method, headers, body }))
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error
    noteNoAnswer(exchange, WHO, host, error.message)
  }
}

export const createSendOn = (target: Target): Elsewhere => {
  // It comes from no seed, since two servers of one seed may stand in a row.
  const way: Way = { target, own: `1.1 membermock-${randomBytes(8).toString('hex')}` }
  return {
    takes: (_exchange, { kind }) => kind === 'notImplemented',
    answer(exchange): Next {
      const { request, reply, vendor, body } = exchange
      return (go) => {
        const pass = (bytes: Buffer): void => {
          send(exchange, way, bytes).catch(go)
        }
        if (body !== undefined) return pass(body.bytes)
        if (!hasBody(request.raw)) return pass(Buffer.alloc(0))
        if (request.headers.expect !== undefined) reply.raw.writeContinue()
        receiveBody(request.raw, vendor?.bodyBytes ?? 0, (received) => {
          if (received === undefined) return noteCut(exchange)
          if (received.isTooLarge) return go(new ApiError('bodyTooLarge'))
          exchange.body = received
          pass(received.bytes)
        })
      }
    },
  }
}
