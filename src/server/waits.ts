/** Waiting on purpose, which neither a client that has gone nor a server that closes need wait for. */
import type { ServerResponse } from 'node:http'

export class Waits {
  readonly #ends = new Set<() => void>()
  #isClosing = false

  /** Calls `then` once: after `ms`, for ever if that is Infinity, or when `response` closes or the server does. */
  start(response: ServerResponse, ms: number, then: () => void): void {
    if (ms === 0 || this.#isClosing || response.destroyed) {
      then()
      return
    }
    const end = (): void => {
      if (!this.#ends.delete(end)) return
      clearTimeout(timer)
      response.off('close', end)
      then()
    }
    const timer = ms === Number.POSITIVE_INFINITY ? undefined : setTimeout(end, ms)
    this.#ends.add(end)
    response.once('close', end)
  }

  /** Ends what waits, and whatever would from now on. */
  endAll(): void {
    this.#isClosing = true
    for (const end of [...this.#ends]) end()
  }
}
