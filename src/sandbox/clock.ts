/** The only place that reads the machine's time: a sandbox's clock follows it, shifted, or stands still. */
import { check, within } from './clock-time.ts'
import { type Job, Jobs, type JobsState } from './jobs.ts'

export { FIRST_TIME, isClockTime, LAST_TIME } from './clock-time.ts'

export type ClockMode = 'following' | 'frozen'

/** All that a clock knows; `offset` is in milliseconds, and goes with a clock that follows. */
export interface ClockState {
  readonly frozenAt: number | null
  readonly offset: number
  readonly jobs: JobsState
}

/** Does a job; the clock shows the job's own time meanwhile. */
export type Worker = (job: Job) => void

export interface Employment {
  /** True: a job that is past when the time is set stays due, for the next advance. */
  keepsPast?: boolean
  /** The JSON Schema of its jobs’ data, which a snapshot is held against; absent: they have none. */
  data?: object
}

interface Employed {
  readonly worker: Worker
  readonly data: object
}

/** The machine's own time in milliseconds since the epoch: for what others hold against their own clocks. */
export const machineTime = (): number => Date.now()

/** The longest that Node waits at a time. */
const LONGEST_WAIT = 2 ** 31 - 1

/** A job that plans itself again for the same moment would go on for ever: so many are done in one advance. */
export const MOST_JOBS = 100_000

/** So many are done in one turn: whoever asks meanwhile is answered. */
export const JOBS_IN_A_TURN = 100

const tooMany = (): RangeError => new RangeError(`more than ${MOST_JOBS} jobs fall due in one advance`)

export class Clock {
  #offset = 0
  #frozenAt: number | undefined
  #jobs: Jobs | undefined
  #workers: Map<string, Employed> | undefined
  readonly #keepers = new Set<string>()
  #timer: NodeJS.Timeout | undefined
  /** Counts up when the time is set: an advance that is under way ends there. */
  #era = 0
  /** The last advance that lets the machine do other work in between; the next advance waits for its end. */
  #advanced: Promise<unknown> = Promise.resolve()
  /** Told when the time has been set; not when it moves on. */
  whenSet: (() => void) | undefined
  /** Told of what a job threw that fell due by itself: nobody else is there to be told. */
  whenFailed: ((error: unknown) => void) | undefined
  /** Who is told that a job is due while it follows the machine, and sees to it by `catchUp`; unless told, the clock. */
  whenDue: (() => void) | undefined

  /** Milliseconds since the Unix epoch, as this sandbox sees them. */
  now(): number {
    return this.#frozenAt ?? within(Date.now() + this.#offset)
  }

  /** True when `now` is not the machine's time, so that a `Date` header has to be set by hand. */
  get isShifted(): boolean {
    return this.#frozenAt !== undefined || this.#offset !== 0
  }

  /** Another one whenever something of `state` is. */
  get revision(): string {
    return `${this.#offset} ${this.#frozenAt} ${this.#jobs?.revision ?? 0}`
  }

  /** How far it goes ahead of the machine while it follows, in milliseconds. */
  get offset(): number {
    return this.#offset
  }

  get mode(): ClockMode {
    return this.#frozenAt === undefined ? 'following' : 'frozen'
  }

  /** Who is employed: a name, and the JSON Schema of what its jobs have to know. */
  get workers(): ReadonlyMap<string, Pick<Employed, 'data'>> {
    return this.#workers ?? new Map()
  }

  /** The first that is due. */
  get first(): Job | undefined {
    return this.#jobs?.first
  }

  /** Those that are not done yet, the first due first. */
  get due(): readonly Job[] {
    return this.#jobs?.state.due ?? []
  }

  /** Names who does the jobs of that worker; stays when the clock is reset. */
  employ(name: string, worker: Worker, { keepsPast = false, data = {} }: Employment = {}): void {
    this.#workers ??= new Map()
    this.#workers.set(name, { worker, data })
    if (keepsPast) this.#keepers.add(name)
  }

  /** Plans a job for `time`; one for a time that is past is done by the next advance, or at once when following. */
  at(time: number, worker: string, data: unknown): Job {
    this.#jobs ??= new Jobs()
    const job = this.#jobs.add(time, worker, data)
    this.#arm()
    return job
  }

  /** False when it is done or was never there. */
  cancel(id: number): boolean {
    const isThere = this.#jobs?.cancel(id) ?? false
    this.#arm()
    return isThere
  }

  /** Sets the time, and does nothing: what would have been due by then is dropped. Ask `isClockTime` first. */
  freeze(at: number): void {
    check(at)
    this.#era += 1
    this.#frozenAt = at
    this.#dropPast()
    this.whenSet?.()
    this.#arm()
  }

  /**
   * Moves on by `ms`, in both modes, and does what falls due on the way: each job at its own time, in order. Ask
   * `isClockTime` of what it comes to first. Throws a RangeError when more than MOST_JOBS fall due; the rest stays due.
   */
  advance(ms: number): void {
    const target = this.now() + ms
    check(target)
    this.#workUntil(target)
    this.#show(target)
    this.#arm()
  }

  /** As `advance`, with a `rest` between turns; the time that is set meanwhile stands. Rejects as that throws. */
  advanceInTurns(ms: number, rest: () => Promise<unknown>): Promise<void> {
    const advanced = this.#advanced.then(() => this.#advanceInTurns(ms, rest))
    // Whoever asked for it sees where it ended.
    this.#advanced = advanced.catch(() => {}).then(rest)
    return advanced
  }

  /** The jobs that have fallen due by themselves, or as many as go into one turn. */
  catchUp(): void {
    const now = this.now()
    try {
      for (let done = 0; done < JOBS_IN_A_TURN && this.#isDue(now); done++) this.#workOnce(now)
    } catch (error) {
      this.whenFailed?.(error)
    }
    this.#arm()
  }

  /** Back to the machine's time; what would have been due by then is dropped. */
  follow(): void {
    this.#era += 1
    this.#frozenAt = undefined
    this.#offset = 0
    this.#dropPast()
    this.whenSet?.()
    this.#arm()
  }

  /** As new: it follows the machine, and nothing is due. */
  reset(): void {
    this.#jobs?.clear()
    this.follow()
  }

  get state(): ClockState {
    const jobs = this.#jobs?.state ?? { next: 1, due: [] }
    return { frozenAt: this.#frozenAt ?? null, offset: this.#offset, jobs }
  }

  set state({ frozenAt, offset, jobs }: ClockState) {
    this.#era += 1
    this.#frozenAt = frozenAt ?? undefined
    this.#offset = offset
    this.#jobs ??= new Jobs()
    this.#jobs.state = jobs
    this.#arm()
  }

  #dropPast(): void {
    this.#jobs?.dropUntil(this.now(), ({ worker }) => this.#keepers.has(worker))
  }

  /** Keeps the mode: what stood still stands still, what follows is shifted. */
  #show(time: number): void {
    if (this.#frozenAt === undefined) this.#offset += time - this.now()
    else this.#frozenAt = time
  }

  #workUntil(time: number): void {
    for (let done = 0; this.#isDue(time); done++) {
      if (done === MOST_JOBS) throw tooMany()
      this.#workOnce(time)
    }
  }

  async #advanceInTurns(ms: number, rest: () => Promise<unknown>): Promise<void> {
    const target = this.now() + ms
    check(target)
    const era = this.#era
    for (let done = 0; this.#isDue(target); done++) {
      if (done === MOST_JOBS) throw tooMany()
      if (done > 0 && done % JOBS_IN_A_TURN === 0) await rest()
      if (this.#era !== era) return
      this.#workOnce(target)
    }
    if (target > this.now()) this.#show(target)
    this.#arm()
  }

  #isDue(time: number): boolean {
    return (this.#jobs?.first?.time ?? Infinity) <= time
  }

  #workOnce(time: number): void {
    const job = this.#jobs?.takeDue(time)
    if (job === undefined) return
    if (job.time > this.now()) this.#show(job.time)
    this.#workers?.get(job.worker)?.worker(job)
  }

  /** While it follows the machine, a timer waits for the first job; the process may end meanwhile. */
  #arm(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const first = this.#jobs?.first
    if (first === undefined || this.#frozenAt !== undefined) return
    const wait = Math.min(LONGEST_WAIT, Math.max(0, first.time - this.now()))
    this.#timer = setTimeout(() => (this.whenDue === undefined ? this.catchUp() : this.whenDue()), wait)
    this.#timer.unref()
  }
}
