/** The WHATWG fetch of a membermock: the same front door and the same answers, but no socket. */
import type { OutgoingHttpHeaders } from 'node:http'
import { pipeline, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import type { Address } from '../contract/vendor.ts'

type Fetch = typeof globalThis.fetch

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']

/** Statuses whose answers have no body; a Response refuses one. */
const BODILESS = [204, 205, 304]

/** What a client does of its own accord. */
interface Habits {
  /** Sent where the caller does not say them. */
  headers: Readonly<Record<string, string | undefined>>
  /** What is compressed comes out as it was. */
  decodes: boolean
}

const OF_FETCH: Habits = {
  headers: {
    accept: '*/*',
    'accept-language': '*',
    'sec-fetch-mode': 'cors',
    'user-agent': 'node',
    'accept-encoding': 'gzip, deflate',
  },
  decodes: true,
}

/** For a client that has written down the whole of its request, and reads the bytes of its answer. */
export const OF_NODE_HTTP: Habits = {
  // Else `inject` would name itself.
  headers: { 'user-agent': undefined },
  decodes: false,
}

/** Which URLs lead to this membermock. */
export interface Reach {
  /** To one of the vendors' real hosts. */
  isVendors(url: URL): boolean
  /** To one of these, or to where it listens. */
  isOurs(url: URL): boolean
  /** For people. */
  names: readonly string[]
}

/** `origin` is where the membermock listens. */
export const createReach = (vendors: readonly Address[], origin: string): Reach => {
  const hosts = vendors.flatMap((vendor) => vendor.hosts).filter((host) => !host.endsWith('.localhost'))
  const own = new URL(origin)
  const isVendors = ({ protocol, hostname }: URL): boolean =>
    /^https?:$/.test(protocol) && hosts.includes(hostname)
  const isHere = ({ protocol, hostname, port }: URL): boolean =>
    protocol === own.protocol &&
    port === own.port &&
    (hostname === own.hostname || LOOPBACK.includes(hostname) || hostname.endsWith('.localhost'))
  return { isVendors, isOurs: (url) => isVendors(url) || isHere(url), names: [own.origin, ...hosts] }
}

/** In the order in which Node sends them. */
const requestHeaders = (request: Request, body: Buffer | undefined, habits: Habits): OutgoingHttpHeaders => {
  const given = Object.fromEntries(request.headers)
  const hasLength = body !== undefined || ['POST', 'PUT', 'PATCH'].includes(request.method)
  return {
    host: new URL(request.url).host,
    connection: request.method === 'HEAD' ? 'close' : 'keep-alive',
    ...given,
    ...habits.headers,
    ...given,
    ...(hasLength && { 'content-length': String(body?.length ?? 0) }),
  }
}

const responseHeaders = (headers: OutgoingHttpHeaders): Headers => {
  const made = new Headers()
  for (const [name, value] of Object.entries(headers))
    for (const one of [value].flat()) if (one !== undefined) made.append(name, String(one))
  return made
}

/** Rejects as a socket's would: with the signal's reason, or because the other side has cut it off. */
async function* chunksOf(stream: Readable, request: Request): AsyncGenerator<Uint8Array> {
  try {
    yield* stream
  } catch (cause) {
    if (request.signal.aborted) throw request.signal.reason
    throw new TypeError('terminated', { cause })
  }
}

const decoded = (stream: Readable, headers: OutgoingHttpHeaders): Readable =>
  headers['content-encoding'] === 'gzip' ? pipeline(stream, createGunzip(), () => {}) : stream

const answer = async (app: FastifyInstance, request: Request, habits: Habits): Promise<Response> => {
  const url = new URL(request.url)
  const body = request.body === null ? undefined : Buffer.from(await request.arrayBuffer())
  const { statusCode, statusMessage, headers, stream } = await app.inject({
    // Types name the common methods only.
    method: request.method as 'GET',
    url: url.pathname + url.search,
    headers: requestHeaders(request, body, habits),
    // A stream stays open to the signal; of bytes that have been read, `inject` forgets it.
    ...(body !== undefined && { payload: Readable.from([body]) }),
    signal: request.signal,
    payloadAsStream: true,
  })
  const bytes = habits.decodes ? decoded(stream(), headers) : stream()
  // Whoever reads the body is told; if nobody does, it is no matter.
  bytes.on('error', () => {})
  const isEmpty = request.method === 'HEAD' || BODILESS.includes(statusCode)
  return new Response(isEmpty ? null : ReadableStream.from(chunksOf(bytes, request)), {
    status: statusCode,
    statusText: statusMessage,
    headers: responseHeaders(headers),
  })
}

const isOfClosed = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('FST_ERR_REOPENED')

/** Rejects with a TypeError for a URL that leads elsewhere. */
export const createFetch =
  (app: FastifyInstance, { isOurs, names }: Reach, habits: Habits = OF_FETCH): Fetch =>
  async (input, init) => {
    const request = new Request(input, init)
    const url = new URL(request.url)
    if (!isOurs(url))
      throw new TypeError(
        `mock.fetch never leaves the process, and ${url.host} is none of ${names.join(', ')}`,
      )
    request.signal.throwIfAborted()
    try {
      const response = await answer(app, request, habits)
      url.hash = ''
      return Object.defineProperty(response, 'url', { value: url.href })
    } catch (cause) {
      if (request.signal.aborted) throw request.signal.reason
      const closed = isOfClosed(cause) ? new Error('this membermock is closed') : cause
      throw new TypeError('fetch failed', { cause: closed })
    }
  }

const urlOf = (input: Parameters<Fetch>[0]): URL | undefined => {
  const text = input instanceof Request ? input.url : String(input)
  return URL.canParse(text) ? new URL(text) : undefined
}

interface Layer {
  previous: Fetch
  isOn: boolean
}

/** A layer is known by this on its function, to other copies of this module too. */
const LAYER: unique symbol = Symbol.for('membermock.fetch')

type LayeredFetch = Fetch & { [LAYER]?: Layer }

/** Takes away the layers on top that are off; those that lie below one of somebody else's let everything through. */
const unwind = (): void => {
  for (;;) {
    const top: LayeredFetch = globalThis.fetch
    const layer = top[LAYER]
    if (layer === undefined || layer.isOn) return
    globalThis.fetch = layer.previous
  }
}

/** Puts `own` in front of the global fetch for the vendors' real hosts; what it returns takes it away again. */
export const interceptFetch = (own: Fetch, { isVendors }: Reach): (() => void) => {
  const layer: Layer = { previous: globalThis.fetch, isOn: true }
  const intercepted: Fetch = (input, init) => {
    if (!layer.isOn) unwind()
    const url = urlOf(input)
    return layer.isOn && url !== undefined && isVendors(url) ? own(input, init) : layer.previous(input, init)
  }
  globalThis.fetch = Object.assign(intercepted, { [LAYER]: layer })
  return () => {
    layer.isOn = false
    unwind()
  }
}
