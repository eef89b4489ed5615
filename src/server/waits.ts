/** Waiting on purpose, which neither a client that has gone nor a server that closes need wait for. */
import type { ServerResponse } from 'node:http'
import { CLIENT_ENDED, hasEnded } from './conversations.ts'

export class Waits {
  readonly #ends = new Set<() => void>()
  #isClosing = false

  /**
   * Calls `then` once: after `ms`, for ever if that is Infinity, or when `response` closes or the server does. Who waits
   * for ever gets nothing, so it makes no difference whether a client that has ended still reads.
   */
  start(response: ServerResponse, ms: number, then: () => void): void {
    const isForEver = ms === Number.POSITIVE_INFINITY
    if (ms === 0 || this.#isClosing || response.destroyed || (isForEver && hasEnded(response))) {
      then()
      return
    }
    const end = (): void => {
      if (!this.#ends.delete(end)) return
      clearTimeout(timer)
      response.off('close', end).off(CLIENT_ENDED, end)
      then()
    }
    const timer = isForEver ? undefined : setTimeout(end, ms)
    this.#ends.add(end)
    response.once('close', end)
    if (isForEver) response.once(CLIENT_ENDED, end)
  }

  /** Ends what waits, and whatever would from now on. */
  endAll(): void {
    this.#isClosing = true
    for (const end of [...this.#ends]) end()
  }
}
