/** Fixed-window request counters on a sandbox's clock, for one vendor. */
import type { Clock } from './clock.ts'

export interface LimitRule {
  /** Requests in one window; also what the vendor's headers show while `isOff`. */
  limit: number
  windowSeconds: number
  /** True: count nothing, refuse nothing. */
  isOff: boolean
  /** True: a window starts at the whole second of its first request. */
  startsOnSecond: boolean
}

/** One key's window. `isOver` tells of the request just taken. */
export interface RateWindow {
  start: number
  used: number
  isOver: boolean
}

const SWEEP_AT = 1000

export class RateLimiter {
  rule: LimitRule
  readonly #clock: Clock
  readonly #windows = new Map<string, RateWindow>()
  #preset: number | undefined
  #sweepAt = SWEEP_AT

  constructor(rule: LimitRule, clock: Clock) {
    this.rule = rule
    this.#clock = clock
  }

  /** How many windows are remembered. */
  get size(): number {
    return this.#windows.size
  }

  /** Takes one request of `key` out of its window, opening a new one where the old has ended. */
  take(key: string): RateWindow {
    const now = this.#clock.now()
    let window = this.#windows.get(key)
    if (window === undefined) window = this.#open(key, now)
    else if (!this.#isCurrent(window, now)) this.#restart(window, now, 0)
    if (this.rule.isOff) window.isOver = false
    else {
      window.isOver = window.used >= this.rule.limit
      if (!window.isOver) window.used += 1
    }
    return window
  }

  /** Looks at `key`'s window without taking from it. */
  peek(key: string): RateWindow {
    const now = this.#clock.now()
    const window = this.#windows.get(key)
    if (window !== undefined && this.#isCurrent(window, now)) return window
    return { start: this.#startOf(now), used: window === undefined ? this.#presetUse() : 0, isOver: false }
  }

  /** Requests left in the window; the whole limit while the limiter is off. */
  remaining(window: RateWindow): number {
    return this.rule.isOff ? this.rule.limit : Math.max(0, this.rule.limit - window.used)
  }

  /** Whole seconds until the window ends, rounded up, at least 1. */
  secondsLeft(window: RateWindow): number {
    return Math.max(1, Math.ceil((window.start - this.#clock.now()) / 1000 + this.rule.windowSeconds))
  }

  /** Unix time in seconds at which the window ends. */
  resetsAt(window: RateWindow): number {
    return Math.ceil(window.start / 1000) + this.rule.windowSeconds
  }

  /** Leaves `remaining` requests in every current window, and in the first window of each key not yet seen. */
  setRemaining(remaining: number): void {
    const now = this.#clock.now()
    this.#preset = remaining
    for (const [key, window] of this.#windows) {
      if (this.#isCurrent(window, now)) window.used = this.#presetUse()
      else this.#windows.delete(key)
    }
  }

  reset(): void {
    this.#windows.clear()
    this.#preset = undefined
    this.#sweepAt = SWEEP_AT
  }

  #open(key: string, now: number): RateWindow {
    if (this.#windows.size >= this.#sweepAt && this.#preset === undefined) this.#sweep(now)
    const window = { start: this.#startOf(now), used: this.#presetUse(), isOver: false }
    this.#windows.set(key, window)
    return window
  }

  #restart(window: RateWindow, now: number, used: number): void {
    window.start = this.#startOf(now)
    window.used = used
  }

  #presetUse(): number {
    return this.#preset === undefined ? 0 : Math.max(0, this.rule.limit - this.#preset)
  }

  #startOf(now: number): number {
    return this.rule.startsOnSecond ? Math.floor(now / 1000) * 1000 : now
  }

  /** A clock set back to before the window began ends it too. */
  #isCurrent(window: RateWindow, now: number): boolean {
    const age = now - window.start
    return age >= 0 && age < this.rule.windowSeconds * 1000
  }

  /** Forgets ended windows, so that a stream of made-up keys cannot fill the memory. */
  #sweep(now: number): void {
    for (const [key, window] of this.#windows) if (!this.#isCurrent(window, now)) this.#windows.delete(key)
    this.#sweepAt = Math.max(SWEEP_AT, this.#windows.size * 2)
  }
}
