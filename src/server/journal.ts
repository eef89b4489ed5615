/** Notes each request of a vendor, and its answer, in the journal of its sandbox. */
import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { CAPTURED_BYTES, CapturedBody } from '../sandbox/journal.ts'
import type { Sandboxes } from '../sandbox/sandboxes.ts'

/** What the journal knows of a request before there is an answer. */
interface Arrival {
  vendor: string | undefined
  /** Milliseconds since the epoch on the sandbox's clock. */
  time: number
  /** Milliseconds of the machine, which go on while the sandbox's clock stands. */
  startedAt: number
  body: CapturedBody | undefined
}

declare module 'fastify' {
  interface FastifyRequest {
    /** `undefined` when the journal is off, and once the request has been noted. */
    arrival: Arrival | undefined
    /** The id of the planned fault that befell the request. */
    fault: string | undefined
    /** The operation that was answered 501. */
    unimplemented: string | undefined
  }
}

export interface Outcome {
  /** 0: no answer, the socket was cut. */
  status: number
  /** As far as it was sent; text, or what is still being captured. */
  responseBody?: string | CapturedBody | undefined
}

export const decorateJournal = (app: FastifyInstance): void => {
  app.decorateRequest('arrival', undefined)
  app.decorateRequest('fault', undefined)
  app.decorateRequest('unimplemented', undefined)
}

const capture = (stream: Readable): CapturedBody => {
  const body = new CapturedBody()
  stream.on('data', (chunk: Buffer | string) => body.add(chunk))
  return body
}

/** No route of a vendor reads a body, so nobody else waits for these bytes; Node would throw them away. */
const captureRequest = (raw: IncomingMessage): CapturedBody | undefined => {
  const { 'content-length': length, 'transfer-encoding': encoding } = raw.headers
  if ((length === undefined || length === '0') && encoding === undefined) return undefined
  return capture(raw)
}

/**
 * Of two equal lists, the one that the journal holds already. Clients repeat themselves, so a full ring needs little
 * that is new, and the garbage collector has nothing to carry from its young generation to the old.
 */
const sharedList = (held: readonly string[], fresh: readonly string[]): readonly string[] => {
  if (held.length !== fresh.length) return fresh
  for (let i = 0; i < fresh.length; i++) if (held[i] !== fresh[i]) return fresh
  return held
}

const NO_HEADERS: Readonly<Record<string, unknown>> = {}

let headersKey: symbol | undefined

/**
 * What Fastify is to send, by lower-case name: not a copy, where that can be had. `reply.getHeaders()` makes one for
 * each request, which is half of what the journal would cost.
 */
export const headersOf = (reply: FastifyReply): Readonly<Record<string, unknown>> => {
  headersKey ??= Object.getOwnPropertySymbols(reply).find(
    ({ description }) => description === 'fastify.reply.headers',
  )
  if (headersKey === undefined) return reply.getHeaders()
  return (reply as unknown as Record<symbol, Record<string, unknown>>)[headersKey] ?? reply.getHeaders() // not typed
}

/** Most headers of an answer are constants, which a slot held already when it was last used. */
const refill = (held: unknown[], fresh: Readonly<Record<string, unknown>>): void => {
  let i = 0
  for (const name in fresh) {
    const value = fresh[name]
    if (held[i] !== name) held[i] = name
    if (held[i + 1] !== value) held[i + 1] = value
    i += 2
  }
  if (held.length !== i) held.length = i
}

/**
 * Notes the request, once. The journal's own hook does so with whatever is sent through Fastify; call it before a
 * socket is cut or written to by hand, where that hook never runs.
 */
export const noteRequest = (request: FastifyRequest, reply: FastifyReply, outcome: Outcome): void => {
  const { arrival, raw } = request
  if (arrival === undefined) return
  request.arrival = undefined
  const { journal } = request.sandbox
  const { last } = journal
  const slot = journal.take()
  slot.rawHeaders = sharedList(last.rawHeaders, raw.rawHeaders)
  refill(slot.responseHeaders, outcome.status === 0 ? NO_HEADERS : headersOf(reply))
  slot.time = arrival.time
  slot.vendor = arrival.vendor
  slot.operation = request.operation ?? request.unimplemented
  slot.method = request.method
  slot.url = last.url === request.originalUrl ? last.url : request.originalUrl
  slot.requestBody = arrival.body
  slot.status = outcome.status
  slot.responseBody = outcome.responseBody
  slot.fault = request.fault
  slot.refusedBy = request.refusedBy
  slot.isUnimplemented = request.unimplemented !== undefined
  slot.durationMs = performance.now() - arrival.startedAt
  journal.announce(slot)
}

/** What Fastify is about to send, as far as the journal keeps it. */
const shownBody = (payload: unknown, reply: FastifyReply): string | CapturedBody | undefined => {
  if (typeof payload === 'string' && payload.length <= CAPTURED_BYTES) return payload
  if (payload === undefined || payload === null) return undefined
  if (typeof payload === 'string' || Buffer.isBuffer(payload)) {
    const bytes = Buffer.from(payload)
    reply.header('content-length', bytes.length) // what is kept of it no longer tells
    const body = new CapturedBody()
    body.add(bytes)
    return body
  }
  return capture(payload as Readable) // vendors send nothing else
}

/** Behind the hook that finds the sandbox, before whatever may answer. */
export const addArrivalHook = (scope: FastifyInstance, vendor: string | undefined): void => {
  scope.addHook('onRequest', (request, _reply, done) => {
    const { clock, journal } = request.sandbox
    if (journal.size > 0)
      request.arrival = {
        vendor,
        time: clock.now(),
        startedAt: performance.now(),
        body: captureRequest(request.raw),
      }
    done()
  })
}

/** Behind every other onSend hook, so that it sees what they have made of the answer. */
export const addJournalHook = (scope: FastifyInstance): void => {
  scope.addHook('onSend', (request, reply, payload, done) => {
    if (request.arrival !== undefined)
      noteRequest(request, reply, { status: reply.statusCode, responseBody: shownBody(payload, reply) })
    done(null, payload)
  })
}

/** A request that is nobody's is the default sandbox's. */
export const addNobodyHooks = (scope: FastifyInstance, sandboxes: Sandboxes): void => {
  scope.addHook('onRequest', (request, _reply, done) => {
    request.sandbox = sandboxes.default
    request.refusedBy = 'path'
    done()
  })
  addArrivalHook(scope, undefined)
  addJournalHook(scope)
}
