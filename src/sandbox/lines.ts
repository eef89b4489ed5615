/** What waits for one thing after another: in each line one at a time is at work, the one due first, first. */

interface Waiting {
  readonly due: number
  readonly number: number
}

interface Line {
  readonly waiting: Waiting[]
  isBusy: boolean
}

const isBefore = (a: Waiting, b: Waiting): boolean =>
  a.due < b.due || (a.due === b.due && a.number < b.number)

/** What an outbox needs of whoever sees to what is due. */
export interface Queue {
  readonly isIdle: boolean
  add(name: string, number: number, due: number): void
  clear(): void
  start(): void
  stop(): void
  whenIdle(then: () => void): () => void
}

export class Lines implements Queue {
  #lines = new Map<string, Line>()
  /** Those that wait. */
  readonly #numbers = new Set<number>()
  readonly #work: (number: number) => Promise<void>
  #whenIdle: (() => void)[] = []
  #isStopped = false

  /** `work` never rejects. */
  constructor(work: (number: number) => Promise<void>) {
    this.#work = work
  }

  /** Nothing waits and nothing is at work. */
  get isIdle(): boolean {
    return this.#lines.size === 0
  }

  /** Puts `number` into the line `name`, unless it waits already. */
  add(name: string, number: number, due: number): void {
    if (this.#numbers.has(number)) return
    this.#numbers.add(number)
    const line = this.#lines.get(name) ?? { waiting: [], isBusy: false }
    this.#lines.set(name, line)
    const one = { due, number }
    let at = line.waiting.length
    for (let before = line.waiting[at - 1]; before !== undefined && isBefore(one, before); ) {
      at -= 1
      before = line.waiting[at - 1]
    }
    line.waiting.splice(at, 0, one)
    this.#next(name, line)
  }

  /** Forgets whoever waits; what is at work goes on, and nobody waits for it. */
  clear(): void {
    this.#lines = new Map()
    this.#numbers.clear()
    this.#tellIdle()
  }

  /** Nobody waiting is taken any more. */
  stop(): void {
    this.#isStopped = true
  }

  /** Goes on with whoever waits. */
  start(): void {
    this.#isStopped = false
    for (const [name, line] of this.#lines) this.#next(name, line)
  }

  /** Calls `then` when nothing waits and nothing is at work; at once if that is so now. What it returns takes it back. */
  whenIdle(then: () => void): () => void {
    if (this.isIdle) then()
    else this.#whenIdle.push(then)
    return () => {
      this.#whenIdle = this.#whenIdle.filter((one) => one !== then)
    }
  }

  /** Not before whatever runs now has come to its end: an answer waits for no delivery. */
  #next(name: string, line: Line): void {
    if (line.isBusy || this.#isStopped) return
    line.isBusy = true
    setImmediate(() => this.#take(name, line))
  }

  async #take(name: string, line: Line): Promise<void> {
    if (this.#isStopped) {
      line.isBusy = false
      return
    }
    const isOurs = (): boolean => this.#lines.get(name) === line
    const first = isOurs() ? line.waiting.shift() : undefined
    if (first === undefined) return
    this.#numbers.delete(first.number)
    await this.#work(first.number)
    line.isBusy = false
    if (!isOurs()) return
    if (line.waiting.length > 0) return this.#next(name, line)
    this.#lines.delete(name)
    this.#tellIdle()
  }

  #tellIdle(): void {
    if (!this.isIdle) return
    const told = this.#whenIdle
    this.#whenIdle = []
    for (const then of told) then()
  }
}
