/** Fixed-window request counters on a sandbox's clock, for one vendor. */
import { createHash } from 'node:crypto'
import type { Clock } from './clock.ts'

export { isRequestLimit, isWindowLength, LONGEST_WINDOW_SECONDS, MOST_REQUESTS } from './limit-bounds.ts'

export interface LimitRule {
  /** Requests in one window; also what the vendor's headers show while `isOff`. */
  limit: number
  windowSeconds: number
  /** True: count nothing, refuse nothing. */
  isOff: boolean
  /** True: a window starts at the whole second of its first request. */
  startsOnSecond: boolean
}

/** What to change of a rule; what is left out stays. */
export interface LimitChange {
  /** Null is off. */
  limit?: number | null | undefined
  windowSeconds?: number | undefined
  /** Requests left in every key's current window, those of keys not yet seen included. */
  remaining?: number | undefined
}

/** One key's window. `isOver` tells of the request just taken. */
export interface RateWindow {
  start: number
  used: number
  isOver: boolean
}

const SWEEP_AT = 1000

/** As many windows are remembered, current ones included: a clock that stands still ends none of them. */
export const MOST_WINDOWS = 50_000

/** A longer key, which can only be made up, is remembered by its digest. */
const LONG_KEY = 128

const shortened = (key: string): string =>
  key.length <= LONG_KEY ? key : createHash('sha256').update(key).digest('base64')

/** How long a `remaining` that was set waits for keys not yet seen, unless a window is longer. */
const PRESET_MS = 60_000

/** All that a limiter knows. Times are in milliseconds since the epoch. */
export interface LimiterState {
  readonly rule: Pick<LimitRule, 'limit' | 'windowSeconds' | 'isOff'>
  readonly preset: { readonly setAt: number; readonly used: number } | null
  readonly windows: readonly { readonly key: string; readonly start: number; readonly used: number }[]
}

export class RateLimiter {
  #rule: LimitRule
  readonly #initialRule: LimitRule
  readonly #initialChange: LimitChange
  readonly #clock: Clock
  readonly #windows = new Map<string, RateWindow>()
  /** What a key not seen since `remaining` was set has used when its first window opens. */
  #preset: { setAt: number; used: number } | undefined
  #sweepAt = SWEEP_AT
  /** Told of each request before it is taken out of a window: `window` is that of its key, if it has one. */
  whenTaken: ((key: string, window: RateWindow | undefined, now: number) => void) | undefined

  /** `change` is in force from the start and after a reset. */
  constructor(rule: LimitRule, clock: Clock, change: LimitChange = {}) {
    this.#initialRule = rule
    this.#initialChange = change
    this.#rule = rule
    this.#clock = clock
    this.change(change)
  }

  get rule(): LimitRule {
    return this.#rule
  }

  /** How many windows are remembered. */
  get size(): number {
    return this.#windows.size
  }

  /**
   * Takes one request of a key out of its window, opening a new one where the old has ended. `most` is how many the
   * key has at the most, where it is given fewer than the rule says.
   */
  take(longKey: string, most = Infinity): RateWindow {
    const key = shortened(longKey)
    const now = this.#clock.now()
    let window = this.#windows.get(key)
    this.whenTaken?.(key, window, now)
    if (window === undefined) window = this.#open(key, now)
    else if (!this.#isCurrent(window, now)) this.#restart(window, now)
    if (this.#rule.isOff) window.isOver = false
    else {
      window.isOver = window.used >= Math.min(this.#rule.limit, most)
      if (!window.isOver) window.used += 1
    }
    return window
  }

  /** The window of a key that `whenTaken` was told of. */
  held(key: string): RateWindow | undefined {
    return this.#windows.get(key)
  }

  /** As a request at `now` has left it; undefined: it is forgotten. */
  hold(key: string, window: RateWindow | undefined, now: number): void {
    if (window === undefined) this.#windows.delete(key)
    else Object.assign(this.#windows.get(key) ?? this.#open(key, now), window)
  }

  /** Looks at `key`'s window without taking from it. */
  peek(key: string): RateWindow {
    const now = this.#clock.now()
    const window = this.#windows.get(shortened(key))
    if (window !== undefined && this.#isCurrent(window, now)) return window
    return this.#newWindow(now, window === undefined)
  }

  /** Requests left in the current window that has the fewest, or in the first one of a key not yet seen. */
  fewest(): number {
    const now = this.#clock.now()
    let used = this.#presetUse(now) ?? 0
    for (const window of this.#windows.values())
      if (this.#isCurrent(window, now)) used = Math.max(used, window.used)
    return Math.max(0, this.#rule.limit - used)
  }

  /** Requests left in the window; the whole limit while the limiter is off. */
  remaining(window: RateWindow): number {
    return this.#rule.isOff ? this.#rule.limit : Math.max(0, this.#rule.limit - window.used)
  }

  /** Whole seconds until the window ends, rounded up, at least 1. */
  secondsLeft(window: RateWindow): number {
    return Math.max(1, Math.ceil((window.start - this.#clock.now()) / 1000 + this.#rule.windowSeconds))
  }

  /** Unix time in seconds at which the window ends. */
  resetsAt(window: RateWindow): number {
    return Math.ceil(window.start / 1000) + this.#rule.windowSeconds
  }

  /** Counts so far stay: a limit lowered below them refuses at once. */
  change({ limit, windowSeconds, remaining }: LimitChange): void {
    const { isOff } = this.#rule
    this.#rule = {
      ...this.#rule,
      limit: limit ?? this.#rule.limit,
      windowSeconds: windowSeconds ?? this.#rule.windowSeconds,
      isOff: limit === undefined ? isOff : limit === null,
    }
    if (remaining !== undefined) this.setRemaining(remaining)
  }

  get state(): LimiterState {
    const windows = [...this.#windows].map(([key, { start, used }]) => ({ key, start, used }))
    return { rule: this.#rule, preset: this.#preset ?? null, windows }
  }

  set state({ rule, preset, windows }: LimiterState) {
    this.#rule = { ...this.#initialRule, ...rule }
    this.#preset = preset ?? undefined
    this.#windows.clear()
    for (const { key, start, used } of windows) this.#windows.set(key, { start, used, isOver: false })
    this.#sweepAt = Math.max(SWEEP_AT, windows.length)
  }

  /** As it was made. */
  reset(): void {
    this.#windows.clear()
    this.#preset = undefined
    this.#sweepAt = SWEEP_AT
    this.#rule = this.#initialRule
    this.change(this.#initialChange)
  }

  /** In every current window, and in the first window of each key that is not seen yet. */
  setRemaining(remaining: number): void {
    const now = this.#clock.now()
    const used = Math.max(0, this.#rule.limit - remaining)
    this.#preset = { setAt: now, used }
    for (const [key, window] of this.#windows) {
      if (this.#isCurrent(window, now)) window.used = used
      else this.#windows.delete(key)
    }
  }

  #open(key: string, now: number): RateWindow {
    if (this.#windows.size >= this.#sweepAt) this.#sweep(now)
    if (this.#windows.size >= MOST_WINDOWS) this.#forgetHalf()
    const window = this.#newWindow(now, true)
    this.#windows.set(key, window)
    return window
  }

  #newWindow(now: number, isUnseen: boolean): RateWindow {
    const used = isUnseen ? this.#presetUse(now) : undefined
    return { start: this.#startOf(now), used: used ?? 0, isOver: false }
  }

  #presetUse(now: number): number | undefined {
    if (this.#preset === undefined) return undefined
    const { setAt, used } = this.#preset
    const isInForce = now >= setAt && now - setAt < Math.max(PRESET_MS, this.#rule.windowSeconds * 1000)
    return isInForce ? used : undefined
  }

  #restart(window: RateWindow, now: number): void {
    window.start = this.#startOf(now)
    window.used = 0
  }

  #startOf(now: number): number {
    return this.#rule.startsOnSecond ? Math.floor(now / 1000) * 1000 : now
  }

  /** A clock set back to before the window began ends it too. */
  #isCurrent(window: RateWindow, now: number): boolean {
    const age = now - window.start
    return age >= 0 && age < this.#rule.windowSeconds * 1000
  }

  /**
   * Forgets ended windows, so that a stream of made-up keys cannot fill the memory; but not while it matters
   * whether a key has been seen.
   */
  #sweep(now: number): void {
    if (this.#presetUse(now) !== undefined) return
    for (const [key, window] of this.#windows) if (!this.#isCurrent(window, now)) this.#windows.delete(key)
    this.#sweepAt = Math.max(SWEEP_AT, this.#windows.size * 2)
  }

  /** The oldest that asked once first, which made-up keys do; then the oldest of all. */
  #forgetHalf(): void {
    const forget = (isDue: (window: RateWindow) => boolean): void => {
      for (const [key, window] of this.#windows) {
        if (this.#windows.size <= MOST_WINDOWS / 2) return
        if (isDue(window)) this.#windows.delete(key)
      }
    }
    const once = 1 + (this.#preset?.used ?? 0)
    forget(({ used, isOver }) => used <= once && !isOver)
    forget(() => true)
    this.#sweepAt = MOST_WINDOWS
  }
}
