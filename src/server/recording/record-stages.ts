/** The way of a request that is recorded: it goes to the target, its answer to the client, and what is anonymous of both to the disk. */
import { ApiError } from '../../contract/refusal.ts'
import type { Exchange } from '../exchange.ts'
import { forward, NoAnswer, pairsOf } from '../forward.ts'
import type { Next } from '../next.ts'
import { noteNoAnswer, passOn } from '../pass-on.ts'
import type { RawAnswer, RawRequest } from '../raw.ts'
import { hasBody, receiveBody } from '../receive-body.ts'
import type { Stage } from '../stage.ts'
import { placeAt, type Target } from '../target.ts'
import type { ExchangePrivacy } from './exchange-privacy.ts'
import { NotKept } from './plain-body.ts'
import type { Recorder } from './recorder.ts'

export interface Recording {
  target: Target
  /** In capitals. */
  methods: readonly string[]
  /** How many requests are sent on. */
  limit: number
  /** How many in a second, at most. */
  rate: number
  privacy: ExchangePrivacy
  recorder: Recorder
  /** Told of each exchange that was not kept, and why, in words that have nothing of it. */
  lost(why: string): void
}

/** So many wait for their turn. */
const MOST_WAITING = 100

const refused = (what: string): ApiError => new ApiError('notImplemented', { operation: what })

/** Patterns remember what they met last: it is not to be the request. */
const forgetTexts = (): void => {
  ;/x/.exec('x')
}

/** Milliseconds until it is this request's turn; undefined when too many wait. */
const createTurns = (rate: number): (() => number | undefined) => {
  const every = 1000 / rate
  let next = 0
  return () => {
    const now = performance.now()
    if (next - now > MOST_WAITING * every) return undefined
    const at = Math.max(next, now)
    next = at + every
    return at - now
  }
}

const keep = ({ privacy, recorder, lost }: Recording, request: RawRequest, answer: RawAnswer): void => {
  try {
    recorder.keep(privacy.write(request, answer))
  } catch (error) {
    // Of an error that nobody expected the words may have anything.
    lost(
      error instanceof NotKept
        ? error.message
        : `for ${error instanceof Error ? error.name : 'a reason'} of its own`,
    )
  }
  forgetTexts()
}

/** Bodies are asked for as they are: what is packed has to be unpacked before it can be looked through. */
const headersOf = ({ request }: Exchange): RawRequest['headers'] => [
  ...pairsOf(request.raw.rawHeaders).filter(([name]) => name.toLowerCase() !== 'accept-encoding'),
  ['Accept-Encoding', 'identity'],
]

const send = async (exchange: Exchange, recording: Recording, body: Buffer): Promise<void> => {
  const { target, vendor } = exchange
  if (vendor === undefined) return
  const request: RawRequest = { method: exchange.method, target, headers: headersOf(exchange), body }
  try {
    const answer = await forward(placeAt(recording.target, vendor, target), request)
    passOn(exchange, answer)
    keep(recording, request, answer)
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error
    noteNoAnswer(exchange, 'record', recording.target.url.host, error.message)
  }
}

/** Which requests are sent on, and when. */
const createGate = ({ methods, limit, rate }: Recording): Stage => {
  const turn = createTurns(rate)
  let sent = 0
  return {
    name: 'record gate',
    run(exchange): Next {
      const { method, reply } = exchange
      // No journal is to have it.
      exchange.isNoted = true
      // What Node remembers of a connection is gone with it.
      reply.raw.shouldKeepAlive = false
      if (!methods.includes(method)) throw refused(`${method} while it records, unless --methods names it`)
      if (sent >= limit) throw refused(`more requests than the ${limit} of --limit while it records`)
      const ms = turn()
      if (ms === undefined) throw refused('so many requests at once while it records, with --rate')
      sent += 1
      return ms === 0 ? undefined : (go) => void setTimeout(go, ms)
    },
  }
}

export const createRecordStages = (recording: Recording): readonly Stage[] => [
  createGate(recording),
  {
    name: 'record',
    run: (exchange) => (go) => {
      const { request, vendor } = exchange
      const pass = (body: Buffer): void => {
        send(exchange, recording, body).catch(go)
      }
      if (!hasBody(request.raw)) return pass(Buffer.alloc(0))
      if (request.headers.expect !== undefined) exchange.reply.raw.writeContinue()
      receiveBody(request.raw, vendor?.bodyBytes ?? 0, (received) => {
        if (received?.isTooLarge) go(new ApiError('bodyTooLarge'))
        else if (received !== undefined) pass(received.bytes)
      })
    },
  },
]
