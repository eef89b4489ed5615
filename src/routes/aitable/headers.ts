/** AITable's headers: its gateway's CORS on all, Helmet's on what the application writes, ids and times behind that. */
import { empty } from '../../contract/answer.ts'
import type { Call } from '../../contract/call.ts'
import type { Surroundings } from '../../contract/vendor.ts'
import { BASE62 } from '../../sandbox/random.ts'
import { MIDDLEWARE } from './checks.ts'

/** gateway/conf.d/server/room.conf of github.com/apitable/apitable. */
export const GATEWAY = {
  'access-control-allow-origin': '*',
  'access-control-allow-credentials': 'true',
  'access-control-allow-methods': 'GET, POST, OPTIONS, DELETE, PATCH',
  'access-control-allow-headers':
    'Authorization,DNT,X-CustomHeader,Keep-Alive,User-Agent,X-Requested-With,If-Modified-Since,Cache-Control,Content-Type,Content-Range,Range,X-APITable-User-Agent,X-Vika-User-Agent',
} as const

/** What fastify-helmet 5.0.0 (helmet 4.6.0) sends without options. */
export const HELMET = {
  'content-security-policy':
    "default-src 'self';base-uri 'self';block-all-mixed-content;font-src 'self' https: data:;frame-ancestors 'self';img-src 'self' data:;object-src 'none';script-src 'self';script-src-attr 'none';style-src 'self' https: 'unsafe-inline';upgrade-insecure-requests",
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

const APPLICATION = { ...HELMET, ...GATEWAY }

/** The vendor's helper draws letters and digits; ten of them is assumed. */
const REQUEST_ID_LENGTH = 10

const writeAll = (call: Call, headers: Readonly<Record<string, string>>): void => {
  for (const [name, value] of Object.entries(headers)) call.setHeader(name, value)
}

export const surroundings: Surroundings = {
  arrive: (call) => writeAll(call, call.method === 'OPTIONS' ? GATEWAY : APPLICATION),
  /** The gateway answers these itself: neither the application nor its headers are reached. */
  front: (call) => (call.method === 'OPTIONS' ? empty(204) : undefined),
  leave(call, outgoing) {
    if (call.layer === MIDDLEWARE) {
      call.setHeader('content-type', 'application/json')
      outgoing.isChunked = true
      return
    }
    call.setHeader('request-id', call.sandbox.random.text(BASE62, REQUEST_ID_LENGTH))
    call.setHeader('server-timing', `total;dur=${Math.round(call.elapsed())}`)
  },
}
