/** Looks every second for what is due in sandboxes that no process may have at hand, such as those of one that has died. */
import { machineTime } from '../sandbox/clock.ts'
import type { Connection } from './connection.ts'
import { DUE } from './names.ts'

const BEAT_MS = 1000
/** So many sandboxes are looked at with each beat. */
const MOST = 16

export interface HeartOptions {
  /** Does what is due in the sandboxes of these ids; gives those that are no more. */
  look(ids: readonly string[]): Promise<readonly string[]>
  beaten(): void
}

export class Heart {
  readonly #connection: Connection
  readonly #options: HeartOptions
  #timer: NodeJS.Timeout | undefined

  constructor(connection: Connection, options: HeartOptions) {
    this.#connection = connection
    this.#options = options
  }

  start(): void {
    this.#timer ??= setInterval(() => {
      // The next beat looks again.
      this.beat().catch(() => {})
    }, BEAT_MS).unref()
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  async beat(): Promise<void> {
    const { client } = this.#connection
    this.#options.beaten()
    if (!this.#connection.isUp) return
    const due = await client.zrangebyscore(DUE, 0, machineTime(), 'LIMIT', 0, MOST)
    const gone = due.length === 0 ? [] : await this.#options.look(due)
    if (gone.length > 0) await client.zrem(DUE, ...gone)
  }
}
