/** Faults below HTTP: an answer that is cut off, garbled, never sent, cut short or spread out. */
import type { ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { versions } from 'node:process'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { SocketFault } from '../sandbox/faults.ts'
import { holdEnd } from './delivery.ts'
import type { Waits } from './waits.ts'

type Cut = 'reset' | 'close' | 'hang' | 'malformed' | 'truncate'

/** Node 24 has undici 7, whose parser puts it in another way. */
const NO_HTTP: readonly [code: string | undefined, expected: string] =
  Number.parseInt(versions.undici ?? '', 10) >= 7
    ? [undefined, 'HTTP/, RTSP/ or ICE/']
    : ['HPE_INVALID_CONSTANT', 'HTTP/']

/** As the `fetch` of this Node puts it. */
const WHAT_CLIENTS_SEE: Readonly<Record<Cut, readonly [code: string | undefined, message: string]>> = {
  reset: ['ECONNRESET', 'read ECONNRESET'],
  close: ['UND_ERR_SOCKET', 'other side closed'],
  hang: ['UND_ERR_SOCKET', 'other side closed'],
  malformed: [NO_HTTP[0], `Response does not match the HTTP/1.1 protocol (Expected ${NO_HTTP[1]})`],
  truncate: ['UND_ERR_SOCKET', 'other side closed'],
}

/** What a request without a socket gets in place of an answer: `inject` rejects with it. */
export class SocketFaultError extends Error {
  override readonly name = 'SocketFaultError'
  readonly fault: Cut
  /** The code that a client with a socket would have found. */
  readonly code: string | undefined

  constructor(fault: Cut) {
    const [code, message] = WHAT_CLIENTS_SEE[fault]
    super(message)
    this.fault = fault
    this.code = code
  }
}

const NOT_HTTP = 'These bytes are not HTTP.\r\n\r\n'

const CUTS: Readonly<Record<Cut, (socket: Socket) => void>> = {
  reset(socket) {
    // Behind another cut the socket is closing already: then Node cannot reset it, and would never let go of it.
    if (socket.writableEnded) socket.destroy()
    else socket.resetAndDestroy()
  },
  close: (socket) => socket.destroySoon(),
  hang: (socket) => socket.destroy(),
  malformed(socket) {
    socket.write(NOT_HTTP)
    socket.destroySoon()
  },
  truncate: (socket) => socket.destroySoon(),
}

/** Ends the exchange; no more of an answer can be sent. */
const cut = (request: FastifyRequest, response: ServerResponse, fault: Cut): void => {
  const { socket } = request.raw
  if (socket instanceof Socket) CUTS[fault](socket)
  else response.destroy(new SocketFaultError(fault))
}

/** Fastify passes text or bytes, and nothing when it ends what a stream has written. */
type Chunk = string | Uint8Array | null | undefined

const bytesOf = (chunk: Chunk): Uint8Array =>
  typeof chunk === 'string' ? Buffer.from(chunk) : (chunk ?? Buffer.of())

/** Puts `write` and `end` between Fastify and the socket, for one answer. */
const intercept = (response: ServerResponse, write: (chunk: Chunk) => void, end: () => void): void => {
  // Node's types list every form of the two; only these are called.
  response.write = ((chunk: Chunk) => {
    write(chunk)
    return true
  }) as ServerResponse['write']
  response.end = ((chunk: Chunk) => {
    write(chunk)
    end()
    return response
  }) as ServerResponse['end']
}

/** The status line, all headers and so many bytes of the body. */
const truncate = (request: FastifyRequest, response: ServerResponse, length: number): void => {
  const write = response.write.bind(response)
  let left = length
  intercept(
    response,
    (chunk) => {
      const part = bytesOf(chunk).subarray(0, left)
      left -= part.length
      if (part.length > 0 && !response.destroyed) write(part)
    },
    () => {
      response.flushHeaders()
      cut(request, response, 'truncate')
    },
  )
}

const PIECES = 10

/** The headers at once, then the body in equal pieces, the last of them after `ms`. */
const dribble = (response: ServerResponse, ms: number, waits: Waits): void => {
  holdEnd(response)
  const write = response.write.bind(response)
  const end = response.end.bind(response)
  const chunks: Uint8Array[] = []
  const sendAll = (): void => {
    const body = Buffer.concat(chunks)
    const size = Math.max(1, Math.ceil(body.length / PIECES))
    const pause = (ms * size) / Math.max(1, body.length)
    const sendFrom = (start: number): void => {
      if (response.destroyed) return
      if (start >= body.length) {
        end()
        return
      }
      waits.start(response, pause, () => {
        if (!response.destroyed) write(body.subarray(start, start + size))
        sendFrom(start + size)
      })
    }
    response.flushHeaders()
    sendFrom(0)
  }
  intercept(response, (chunk) => chunks.push(bytesOf(chunk)), sendAll)
}

/** In place of an answer. */
export const cutOff = (
  fault: Extract<SocketFault, string>,
  request: FastifyRequest,
  { raw: response }: FastifyReply,
  waits: Waits,
): void => {
  const ms = fault === 'hang' ? Number.POSITIVE_INFINITY : 0
  waits.start(response, ms, () => cut(request, response, fault))
}

/** Arranges what will become of the answer that the request is about to get. */
export const mangle = (
  fault: Exclude<SocketFault, string>,
  request: FastifyRequest,
  { raw: response }: FastifyReply,
  waits: Waits,
): void => {
  if ('truncate' in fault) truncate(request, response, fault.truncate)
  else dribble(response, fault.dribble, waits)
}
