/** One station on a request's way, and how a request goes from one to the next. */
import type { Exchange } from './exchange.ts'
import type { Next } from './next.ts'

export interface Stage {
  readonly name: string
  /** Throws an ApiError to refuse in the vendor's words; whatever else it throws is the vendor's 500. */
  run(exchange: Exchange): Next
}

/** Changes the way of a vendor's requests, as for what has been recorded; most have none. */
export type Reroute = (stages: readonly Stage[]) => readonly Stage[]

/** What becomes of a request behind the last stage, or in place of it. */
export interface End {
  done(exchange: Exchange): void
  failed(exchange: Exchange, error: unknown): void
}

/** Sends an exchange through `stages`, from the one numbered `from` on. */
export const walk = (stages: readonly Stage[], exchange: Exchange, end: End, from = 0): void => {
  try {
    for (let at = from; at < stages.length; at++) {
      const next = stages[at]?.run(exchange)
      if (next === 'stop') return
      if (next === 'answered') break
      if (next !== undefined) {
        next((error) => {
          if (error === undefined) walk(stages, exchange, end, at + 1)
          else end.failed(exchange, error)
        })
        return
      }
    }
  } catch (error) {
    end.failed(exchange, error)
    return
  }
  end.done(exchange)
}
