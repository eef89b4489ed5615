/** AITable's headers: its gateway's CORS on all, Helmet's on what the application writes, ids and times behind that. */
import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { BASE62 } from '../../sandbox/random.ts'

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

declare module 'fastify' {
  interface FastifyRequest {
    /** Milliseconds of the machine when AITable's part of the request began. */
    startedAt: number
  }
}

/** The vendor's helper draws letters and digits; ten of them is assumed. */
const REQUEST_ID_LENGTH = 10

const decorateAnswer = (request: FastifyRequest, reply: FastifyReply, payload: unknown): unknown => {
  if (request.method === 'OPTIONS') return payload
  if (request.isInMiddleware && typeof payload === 'string') {
    reply.header('content-type', 'application/json')
    return Readable.from([Buffer.from(payload)]) // a stream goes out chunked, without a length
  }
  reply.header('request-id', request.sandbox.random.text(BASE62, REQUEST_ID_LENGTH))
  reply.header('server-timing', `total;dur=${Math.round(performance.now() - request.startedAt)}`)
  return payload
}

export const addHeaderHooks = (scope: FastifyInstance): void => {
  scope.decorateRequest('isInMiddleware', false)
  scope.decorateRequest('startedAt', 0)
  scope.addHook('onRequest', (request, reply, done) => {
    // Fastify's own elapsedTime is 0 where nobody logs; this one goes on while the sandbox's clock stands.
    request.startedAt = performance.now()
    if (request.method !== 'OPTIONS') {
      reply.headers(APPLICATION)
      return done()
    }
    // The gateway answers these itself: neither the application nor its headers are reached.
    reply.headers(GATEWAY).code(204).send()
  })
  scope.addHook('onSend', (request, reply, payload, done) =>
    done(null, decorateAnswer(request, reply, payload)),
  )
}
