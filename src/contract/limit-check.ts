/** Takes the request out of its window, and refuses it when nothing is left. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { RateLimiter, RateWindow } from '../sandbox/rate-limit.ts'
import { ApiError, type Facts } from './refusal.ts'
import type { Check } from './vendor.ts'

export interface RateLimitOptions {
  /** Whose window: the text that requests counted together have in common. */
  counter(request: FastifyRequest): string
  /** For a vendor that shows its windows in headers. */
  show?(reply: FastifyReply, limiter: RateLimiter, window: RateWindow): void
}

export interface RateLimitCheck extends Check {
  /** What a refusal by it would say of this request now; nothing is counted. */
  facts(request: FastifyRequest): Facts
  /** Puts the window's headers on an answer that is not counted. */
  show(request: FastifyRequest, reply: FastifyReply): void
}

/** The window as the request meets it, not taken from. */
const look = (limiter: RateLimiter, key: string): RateWindow => {
  const window = limiter.peek(key)
  return { ...window, isOver: !limiter.rule.isOff && limiter.remaining(window) === 0 }
}

export const createRateLimitCheck = (
  vendorId: string,
  { counter, show }: RateLimitOptions,
): RateLimitCheck => {
  const limiterOf = (request: FastifyRequest): RateLimiter => request.sandbox.store(vendorId).limiter

  const factsOf = (limiter: RateLimiter, window: RateWindow): Facts => ({
    limit: limiter.rule.limit,
    seconds: limiter.secondsLeft(window),
  })

  return {
    name: 'limit',
    run(request, reply) {
      const limiter = limiterOf(request)
      const key = counter(request)
      // An answer that a planned fault mangles uses no point.
      const window = request.socketFault === undefined ? limiter.take(key) : look(limiter, key)
      show?.(reply, limiter, window)
      if (window.isOver) throw new ApiError('rateLimited', factsOf(limiter, window))
    },
    facts(request) {
      const limiter = limiterOf(request)
      return factsOf(limiter, limiter.peek(counter(request)))
    },
    show(request, reply) {
      const limiter = limiterOf(request)
      show?.(reply, limiter, look(limiter, counter(request)))
    },
  }
}
