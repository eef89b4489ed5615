/** AITable's headers: its gateway's CORS on all, Helmet's on what the application writes, ids and times behind that. */
import { type Answer, empty } from '../../contract/answer.ts'
import type { Call } from '../../contract/call.ts'
import { linesOf } from '../../contract/head-lines.ts'
import type { Surroundings } from '../../contract/vendor.ts'
import { BASE62 } from '../../sandbox/random.ts'
import { compress } from './gzip.ts'
import { MIDDLEWARE, PARSER } from './layers.ts'

/** gateway/conf.d/server/room.conf of github.com/apitable/apitable. */
export const GATEWAY = {
  'access-control-allow-origin': '*',
  'access-control-allow-credentials': 'true',
  'access-control-allow-methods': 'GET, POST, OPTIONS, DELETE, PATCH',
  'access-control-allow-headers':
    'Authorization,DNT,X-CustomHeader,Keep-Alive,User-Agent,X-Requested-With,If-Modified-Since,Cache-Control,Content-Type,Content-Range,Range,X-APITable-User-Agent,X-Vika-User-Agent',
} as const

/** What fastify-helmet 5.0.0 (helmet 4.6.0) sends with the options of adapters.init.ts. */
export const HELMET = {
  'content-security-policy':
    "default-src 'self';base-uri 'self';block-all-mixed-content;font-src 'self' https: data:;frame-ancestors 'self';img-src 'self' data:;object-src 'none';script-src 'self' 'unsafe-inline';script-src-attr 'none';style-src 'self' https: 'unsafe-inline';upgrade-insecure-requests",
  'x-dns-prefetch-control': 'off',
  'expect-ct': 'max-age=0',
  'x-frame-options': 'SAMEORIGIN',
  'strict-transport-security': 'max-age=15552000; includeSubDomains',
  'x-download-options': 'noopen',
  'x-content-type-options': 'nosniff',
  'x-permitted-cross-domain-policies': 'none',
  'referrer-policy': 'no-referrer',
  'x-xss-protection': '0',
} as const

const APPLICATION = linesOf({ ...HELMET, ...GATEWAY })
const GATEWAY_ALONE = linesOf(GATEWAY)

/** Letters and digits: generateRandomString of packages/core, called without a length. */
const REQUEST_ID_LENGTH = 20

const isDecodable = (part: string): boolean => {
  try {
    decodeURIComponent(part)
    return true
  } catch {
    return false
  }
}

/** The part of the path that stands for an id and cannot be read. */
const unreadableIn = ({ operation, asked }: Call): string | undefined => {
  if (operation === undefined || !asked.includes('%')) return undefined
  const [path = ''] = asked.split('?', 1)
  return path.split('/').find((part) => !isDecodable(part))
}

/** The router's own words, in front of every hook. */
const badUrl = (part: string): Answer => ({
  status: 400,
  text: JSON.stringify({
    error: 'Bad Request',
    message: `'${part}' is not a valid url component`,
    statusCode: 400,
  }),
  headers: { 'content-type': 'application/json' },
})

const isPastApplication = (call: Call): boolean =>
  call.method === 'OPTIONS' || unreadableIn(call) !== undefined

export const surroundings: Surroundings = {
  arrive: (call) => call.setHeaders(isPastApplication(call) ? GATEWAY_ALONE : APPLICATION),
  /** OPTIONS is the gateway's: neither the application nor its headers are reached. */
  front(call) {
    if (call.method === 'OPTIONS') return empty(204)
    const part = unreadableIn(call)
    return part === undefined ? undefined : badUrl(part)
  },
  leave(call, outgoing) {
    if (call.layer === MIDDLEWARE) {
      call.setHeader('content-type', 'application/json')
      outgoing.isChunked = true
    } else if (call.layer === PARSER) {
      call.setHeader('request-id', 'null')
      call.setHeader('server-timing', `total;dur=${call.sandbox.clock.now()}`)
    } else {
      call.setHeader('request-id', call.sandbox.random.text(BASE62, REQUEST_ID_LENGTH))
      call.setHeader('server-timing', `total;dur=${Math.round(call.elapsed())}`)
    }
    compress(call, outgoing)
  },
}
