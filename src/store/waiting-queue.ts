/** What an outbox has in place of lines where several processes share it: whoever has a lease brings what is due. */
import type { DeliveryRecords } from '../sandbox/delivery-records.ts'
import type { Queue } from '../sandbox/lines.ts'

export class WaitingQueue implements Queue {
  readonly #records: DeliveryRecords
  readonly #now: () => number

  constructor(records: DeliveryRecords, now: () => number) {
    this.#records = records
    this.#now = now
  }

  /** Nothing is due by now, as far as this process knows. */
  get isIdle(): boolean {
    if (this.#records.dueCount === 0) return true
    const now = this.#now()
    return !this.#records.list().some(({ due }) => due !== null && due <= now)
  }

  whenIdle(then: () => void): () => void {
    if (this.isIdle) {
      then()
      return () => {}
    }
    const stop = this.#records.listen(() => {
      if (!this.isIdle) return
      stop()
      then()
    })
    return stop
  }

  /** The records say it already. */
  add(): void {}
  clear(): void {}
  start(): void {}
  stop(): void {}
}
