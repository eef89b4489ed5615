/** Takes the request out of its window, and refuses it when nothing is left. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { RateLimiter, RateWindow } from '../sandbox/rate-limit.ts'
import { ApiError, type Check } from '../vendor.ts'

export interface RateLimitOptions {
  /** Whose window: the text that requests counted together have in common. */
  counter(request: FastifyRequest): string
  /** For a vendor that shows its windows in headers. */
  show?(reply: FastifyReply, limiter: RateLimiter, window: RateWindow): void
}

export const createRateLimitCheck = (vendorId: string, { counter, show }: RateLimitOptions): Check => ({
  name: 'limit',
  run(request, reply) {
    const { limiter } = request.sandbox.store(vendorId)
    const window = limiter.take(counter(request))
    show?.(reply, limiter, window)
    if (window.isOver)
      throw new ApiError('rateLimited', { limit: limiter.rule.limit, seconds: limiter.secondsLeft(window) })
  },
})
