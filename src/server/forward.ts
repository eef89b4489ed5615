/** Sends a request on to another server and takes in its whole answer: bounded in bytes and time, no redirect followed. */
import { type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http'
import type { HeaderList, RawAnswer, RawRequest } from './raw.ts'
import type { Place } from './target.ts'

/** The largest answer that is taken; and of its headers. */
const ANSWER_BYTES = 10 * 1024 * 1024
const HEADER_BYTES = 64 * 1024

/** How long the whole of it may take. */
const PATIENCE_MS = 30_000

/** About one connection alone (RFC 9110, 7.6.1), or written anew. */
const OF_CONNECTION: readonly string[] = [
  'connection',
  'keep-alive',
  'proxy-connection',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'http2-settings',
  'expect',
]

/** The other server did not answer as it should; `message` says how, without anything of the request. */
export class NoAnswer extends Error {}

/** As they came, without those of the connection and those that a `Connection` header names. */
export const endToEnd = (headers: HeaderList): HeaderList => {
  const named = headers
    .filter(([name]) => name.toLowerCase() === 'connection')
    .flatMap(([, value]) => value.toLowerCase().split(','))
    .map((name) => name.trim())
  const dropped = new Set([...OF_CONNECTION, ...named])
  return headers.filter(([name]) => !dropped.has(name.toLowerCase()))
}

/** Names and values that take turns, as Node has them. */
export const pairsOf = (raw: readonly string[]): HeaderList =>
  raw.flatMap((name, i) => (i % 2 === 0 ? [[name, raw[i + 1] ?? ''] as const] : []))

const codeOf = (error: Error): string => ('code' in error ? String(error.code) : error.name)

const readAnswer = async (answer: IncomingMessage): Promise<RawAnswer> => {
  const pieces: Buffer[] = []
  let length = 0
  for await (const piece of answer as AsyncIterable<Buffer>) {
    length += piece.length
    if (length > ANSWER_BYTES) throw new NoAnswer('more than 10 MiB')
    pieces.push(piece)
  }
  return {
    status: answer.statusCode ?? 0,
    headers: endToEnd(pairsOf(answer.rawHeaders)),
    body: Buffer.concat(pieces),
  }
}

/** Node's form for a header that comes several times. */
const headersFor = ({ method, headers, body }: Omit<RawRequest, 'target'>, host: string): string[] => {
  const own = endToEnd(headers).filter(([name]) => !/^(?:host|content-length)$/i.test(name))
  const hasLength = body.length > 0 || ['POST', 'PUT', 'PATCH'].includes(method)
  const length: HeaderList = hasLength ? [['Content-Length', String(body.length)]] : []
  return [['Host', host] as const, ...own, ...length].flat()
}

/** Rejects with a NoAnswer. */
export const forward = async (
  { origin, path }: Place,
  asked: Omit<RawRequest, 'target'>,
): Promise<RawAnswer> => {
  const request = origin.protocol === 'https:' ? (await import('node:https')).request : requestHttp
  const signal = AbortSignal.timeout(PATIENCE_MS)
  try {
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const sent: ClientRequest = request(origin, {
        path,
        method: asked.method,
        headers: headersFor(asked, origin.host),
        agent: false,
        setHost: false,
        maxHeaderSize: HEADER_BYTES,
        signal,
      })
      sent.once('response', resolve)
      // Nothing else would be heard of it.
      sent.once('upgrade', (_answer, socket) => {
        socket.destroy()
        reject(new NoAnswer('the status 101'))
      })
      sent.on('error', reject)
      sent.end(asked.body.length === 0 ? undefined : asked.body)
    })
    const { statusCode = 0 } = answer
    if (statusCode < 200) {
      answer.destroy()
      throw new NoAnswer(`the status ${statusCode}`)
    }
    return await readAnswer(answer)
  } catch (error) {
    if (error instanceof NoAnswer) throw error
    if (signal.aborted) throw new NoAnswer(`no answer within ${PATIENCE_MS / 1000} s`)
    throw new NoAnswer(error instanceof Error ? codeOf(error) : 'nothing that can be read')
  }
}
