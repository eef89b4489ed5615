/** What is due at a time: kept as data, so that a reset forgets it and a snapshot holds it. */

/** Something to do when the clock reaches `time`, in milliseconds since the epoch. */
export interface Job {
  readonly id: number
  readonly time: number
  /** Who does it: the name of one of the sandbox's workers. */
  readonly worker: string
  /** JSON: what it has to know. */
  readonly data: unknown
}

export interface JobsState {
  readonly next: number
  readonly due: readonly Job[]
}

/** In the order in which they fall due; of one time, the one that was planned first comes first. */
export class Jobs {
  #due: Job[] = []
  #next = 1
  /** Counts up whenever something is planned, done or dropped. */
  revision = 0

  get first(): Job | undefined {
    return this.#due[0]
  }

  get state(): JobsState {
    return { next: this.#next, due: [...this.#due] }
  }

  set state({ next, due }: JobsState) {
    this.#next = next
    this.#due = [...due]
    this.revision += 1
  }

  add(time: number, worker: string, data: unknown): Job {
    const job = { id: this.#next, time, worker, data }
    this.#next += 1
    this.revision += 1
    let low = 0
    let high = this.#due.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#due[middle]?.time ?? 0) <= time) low = middle + 1
      else high = middle
    }
    this.#due.splice(low, 0, job)
    return job
  }

  /** False when it is done or was never there. */
  cancel(id: number): boolean {
    const index = this.#due.findIndex((job) => job.id === id)
    if (index === -1) return false
    this.#due.splice(index, 1)
    this.revision += 1
    return true
  }

  /** Takes out the first job that is due at `time` or before. */
  takeDue(time: number): Job | undefined {
    const first = this.#due[0]
    if (first === undefined || first.time > time) return undefined
    this.revision += 1
    return this.#due.shift()
  }

  /** Forgets those that are due at `time` or before, unless `isKept`. */
  dropUntil(time: number, isKept: (job: Job) => boolean): void {
    const kept = this.#due.filter((job) => job.time > time || isKept(job))
    if (kept.length < this.#due.length) this.revision += 1
    this.#due = kept
  }

  clear(): void {
    this.#due = []
    this.#next = 1
    this.revision += 1
  }
}
