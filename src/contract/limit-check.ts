/** Takes the request out of its window, and refuses it when nothing is left. */
import type { RateLimiter, RateWindow } from '../sandbox/rate-limit.ts'
import type { Call, Check } from './call.ts'
import { ApiError, type Facts } from './refusal.ts'

export interface RateLimitOptions {
  /** Whose window: the text that requests counted together have in common. */
  counter(call: Call): string
  /** How many requests the window of that counter has, where they are fewer than the rule says. */
  most?(counter: string): number | undefined
  /** For a vendor that shows its windows in headers. */
  show?(call: Call, limiter: RateLimiter, window: RateWindow): void
}

export interface RateLimitCheck extends Check {
  /** What a refusal by it would say of this request now; nothing is counted. */
  facts(call: Call): Facts
  /** Puts the window's headers on an answer that is not counted. */
  show(call: Call): void
  /** The same as if the window were used up; `seconds` is when it ends, if not when the call's own does. */
  showSpent(call: Call, seconds?: number): void
}

/** The window as the request meets it, not taken from. */
const look = (limiter: RateLimiter, key: string): RateWindow => {
  const window = limiter.peek(key)
  return { ...window, isOver: !limiter.rule.isOff && limiter.remaining(window) === 0 }
}

/** A window that has `seconds` to go. */
const endingIn = ({ sandbox, store }: Call, seconds: number): Pick<RateWindow, 'start'> => {
  const end = Math.floor(sandbox.clock.now() / 1000) + seconds
  return { start: (end - store.limiter.rule.windowSeconds) * 1000 }
}

const factsOf = (limiter: RateLimiter, window: RateWindow, most = Infinity): Facts => ({
  limit: Math.min(limiter.rule.limit, most),
  seconds: limiter.secondsLeft(window),
})

export const createRateLimitCheck = ({ counter, most, show }: RateLimitOptions): RateLimitCheck => ({
  name: 'limit',
  refuses: ['rateLimited'],
  run(call) {
    const { limiter } = call.store
    const key = counter(call)
    const window = call.isSpared ? look(limiter, key) : limiter.take(key, most?.(key))
    show?.(call, limiter, window)
    if (window.isOver) throw new ApiError('rateLimited', factsOf(limiter, window, most?.(key)))
  },
  facts(call) {
    const { limiter } = call.store
    const key = counter(call)
    return factsOf(limiter, limiter.peek(key), most?.(key))
  },
  show(call) {
    const { limiter } = call.store
    show?.(call, limiter, look(limiter, counter(call)))
  },
  showSpent(call, seconds) {
    const { limiter } = call.store
    const window = limiter.peek(counter(call))
    const { start } = seconds === undefined ? window : endingIn(call, seconds)
    show?.(call, limiter, { ...window, start, isOver: true })
  },
})
