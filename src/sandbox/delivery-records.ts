/** The deliveries of a sandbox: all that are due, and the last that are done. */
import type { Delivery } from './delivery.ts'

/** So many that are done are remembered, and so many characters of them. */
export const MOST_DONE = 1000
const MOST_DONE_CHARACTERS = 8 * 1024 * 1024
/** So many characters may wait: a receiver that hangs fills no memory. */
const MOST_DUE_CHARACTERS = 32 * 1024 * 1024

/** What a delivery takes, counted from above: about so much beside its texts. */
const EACH = 512

const sizeOf = ({ body, url, attempts }: Delivery): number =>
  attempts.reduce((sum, attempt) => sum + EACH + attempt.body.length, EACH + body.length + url.length)

export class DeliveryRecords {
  /** In the order in which they were made. */
  readonly #all = new Map<number, Delivery>()
  /** Of those that are done, in the order in which they were. */
  readonly #done = new Set<number>()
  #dueCharacters = 0
  #doneCharacters = 0
  readonly #listeners = new Set<(delivery: Delivery) => void>()

  /** Oldest first. */
  list(): readonly Delivery[] {
    return [...this.#all.values()]
  }

  get(number: number): Delivery | undefined {
    return this.#all.get(number)
  }

  /** How many are due. */
  get dueCount(): number {
    return this.#all.size - this.#done.size
  }

  /** False: more that are due would take too much memory. */
  get hasRoom(): boolean {
    return this.#dueCharacters < MOST_DUE_CHARACTERS
  }

  /** Adds one, or replaces the one of its number, and tells the listeners. */
  put(delivery: Delivery): void {
    this.restore(delivery)
    for (const listener of this.#listeners) listener(delivery)
  }

  /** As `put`, and tells nobody. */
  restore(delivery: Delivery): void {
    const { number, state } = delivery
    this.#forget(number)
    this.#all.set(number, delivery)
    const size = sizeOf(delivery)
    if (state === 'due') this.#dueCharacters += size
    else {
      this.#done.add(number)
      this.#doneCharacters += size
      this.#prune()
    }
  }

  clear(): void {
    this.#all.clear()
    this.#done.clear()
    this.#dueCharacters = 0
    this.#doneCharacters = 0
  }

  /** Calls `listener` with each delivery that is made or changes, until the returned function is called. */
  listen(listener: (delivery: Delivery) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Calls `then` once, when the first attempt of a delivery has been made or it is known that none will be. */
  whenTried(number: number, then: (delivery: Delivery) => void): void {
    const isTried = ({ attempts, state }: Delivery): boolean => attempts.length > 0 || state !== 'due'
    const now = this.#all.get(number)
    if (now !== undefined && isTried(now)) then(now)
    if (now === undefined || isTried(now)) return
    const stop = this.listen((delivery) => {
      if (delivery.number !== number || !isTried(delivery)) return
      stop()
      then(delivery)
    })
  }

  /** Its place among all stays when it is set again. */
  #forget(number: number): void {
    const before = this.#all.get(number)
    if (before === undefined) return
    if (this.#done.delete(number)) this.#doneCharacters -= sizeOf(before)
    else this.#dueCharacters -= sizeOf(before)
  }

  #prune(): void {
    for (const number of this.#done) {
      if (this.#done.size <= MOST_DONE && this.#doneCharacters <= MOST_DONE_CHARACTERS) return
      this.#forget(number)
      this.#all.delete(number)
    }
  }
}
