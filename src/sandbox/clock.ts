/** The only place that reads the machine's time: a sandbox's clock follows it, shifted, or stands still. */

export type ClockMode = 'following' | 'frozen'

export class Clock {
  #offset = 0
  #frozenAt: number | undefined

  /** Milliseconds since the Unix epoch, as this sandbox sees them. */
  now(): number {
    return this.#frozenAt ?? Date.now() + this.#offset
  }

  /** True when `now` is not the machine's time, so that a `Date` header has to be set by hand. */
  get isShifted(): boolean {
    return this.#frozenAt !== undefined || this.#offset !== 0
  }

  get mode(): ClockMode {
    return this.#frozenAt === undefined ? 'following' : 'frozen'
  }

  freeze(at: number): void {
    this.#frozenAt = at
  }

  /** Moves on by `ms`, in both modes. */
  advance(ms: number): void {
    if (this.#frozenAt === undefined) this.#offset += ms
    else this.#frozenAt += ms
  }

  /** Back to the machine's time. */
  follow(): void {
    this.#frozenAt = undefined
    this.#offset = 0
  }
}
