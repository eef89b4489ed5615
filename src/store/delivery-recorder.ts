/** Notes which deliveries of a sandbox are made, or change, while units of work run. */
import type { Delivery } from '../sandbox/delivery.ts'
import type { Outbox, OutboxState } from '../sandbox/outbox.ts'

export class DeliveryRecorder {
  /** True while what others have done is learnt. */
  readonly #isDeaf: () => boolean
  #outbox: Outbox | undefined
  readonly #numbers = new Set<number>()
  #made = 0
  #told = 0

  constructor(isDeaf: () => boolean) {
    this.#isDeaf = isDeaf
  }

  /** All that was noted is so from now on. */
  begin(outbox: Outbox | undefined): void {
    if (this.#numbers.size > 0) this.#numbers.clear()
    if (outbox === undefined) return
    this.#follow(outbox)
    this.#made = outbox.made
    this.#told = outbox.told
  }

  /** What has changed since `begin`; undefined for nothing. */
  since(outbox: Outbox | undefined): OutboxState | undefined {
    if (outbox === undefined) return undefined
    const isNew = this.#outbox !== outbox
    if (isNew) this.#follow(outbox)
    const { made, told, records } = outbox
    if (made === this.#made && told === this.#told && this.#numbers.size === 0) return undefined
    const changed = [...this.#numbers].map((number) => records.get(number))
    const deliveries = isNew ? records.list() : changed.filter((one): one is Delivery => one !== undefined)
    return { made, told, deliveries }
  }

  #follow(outbox: Outbox): void {
    if (this.#outbox === outbox) return
    this.#outbox = outbox
    outbox.records.listen(({ number }) => {
      if (!this.#isDeaf()) this.#numbers.add(number)
    })
  }
}
