/** Posts one parcel to an address that has been checked: no redirect is followed, and what comes back is bounded. */
import { type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http'
import type { LookupFunction } from 'node:net'
import type { Outcome, Parcel } from '../../sandbox/delivery.ts'
import type { Address } from './reach.ts'

/** So much of an answer is read, and of its headers. */
const BODY_BYTES = 16 * 1024
const HEADER_BYTES = 16 * 1024

/** For a connection: it asks for all addresses or for one, and gets those that were checked and no others. */
const lookupOf = (addresses: readonly Address[]): LookupFunction => {
  const [first = { address: '127.0.0.1', family: 4 }] = addresses
  return (_name, { all }, done) => {
    if (all === true) done(null, [...addresses])
    else done(null, first.address, first.family)
  }
}

/** The beginning of a body; the rest is cut off. */
const readBody = async (answer: IncomingMessage): Promise<string> => {
  const pieces: Buffer[] = []
  let length = 0
  try {
    for await (const piece of answer as AsyncIterable<Buffer>) {
      pieces.push(piece)
      length += piece.length
      if (length >= BODY_BYTES) break
    }
  } catch {
    // It has answered all the same.
  }
  answer.destroy()
  return Buffer.concat(pieces).subarray(0, BODY_BYTES).toString()
}

const codeOf = (error: Error): string => ('code' in error ? String(error.code) : error.message)

/** `signal` cuts it off, with its reason as the failure. */
export const post = async (
  { url, headers, body }: Parcel,
  addresses: readonly Address[],
  signal: AbortSignal,
): Promise<Outcome> => {
  const startedAt = performance.now()
  const ms = (): number => Math.round((performance.now() - startedAt) * 100) / 100
  const target = new URL(url)
  const isSecure = target.protocol === 'https:'
  const request = isSecure ? (await import('node:https')).request : requestHttp
  return new Promise((resolve) => {
    const sent: ClientRequest = request(target, {
      method: 'POST',
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      // A connection that is used again may be cut just then, and a delivery would fail that has not.
      agent: false,
      lookup: lookupOf(addresses),
      maxHeaderSize: HEADER_BYTES,
      signal,
    })
    sent.on('response', (answer) => {
      const { statusCode: status = 0 } = answer
      readBody(answer).then((text) => resolve({ status, body: text, ms: ms() }))
    })
    // Without it Node closes the connection, and nothing else would be heard of it.
    sent.on('upgrade', ({ statusCode: status = 0 }, socket) => {
      socket.destroy()
      resolve({ status, body: '', ms: ms() })
    })
    sent.on('error', (error) => {
      const failure = signal.aborted ? String(signal.reason) : codeOf(error)
      resolve({ failure, ms: ms() })
    })
    sent.end(body)
  })
}
