/** A sandbox as this process has it, beside what the store has: what units of work change is told of, or taken back. */
import type { ClockState } from '../sandbox/clock.ts'
import type { DeliveryRecords } from '../sandbox/delivery-records.ts'
import type { Journal } from '../sandbox/journal.ts'
import type { Queue } from '../sandbox/lines.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { VendorStore, Watch } from '../sandbox/sandbox-options.ts'
import type { Snapshot } from '../sandbox/snapshot.ts'
import { DeliveryRecorder } from './delivery-recorder.ts'
import { applyRows, clockDelta, type Delta, withClockDelta } from './delta.ts'
import { Recorder } from './recorder.ts'
import { type Keeper, SharedJournal } from './shared-journal.ts'
import { WaitingQueue } from './waiting-queue.ts'

/** It is not known what the sandbox is like. */
export const UNKNOWN = -1

/** What the last unit of work began with. */
interface Before {
  random: Snapshot['random']
  faults: string
  clock: ClockState
  revision: string
  opened: readonly string[]
  scenario: string
}

const sameWords = (a: Snapshot['random'], b: Snapshot['random']): boolean =>
  a[0] === b[0] && a[1] === b[1] && a[2] === b[2] && a[3] === b[3]

export class Replica implements Watch {
  /** Which version of the sandbox this process has. */
  version = 0
  readonly #recorder = new Recorder()
  readonly #keeper: Keeper
  #sandbox: Sandbox | undefined
  #before: Before | undefined
  #journal: SharedJournal | undefined
  readonly #deliveries = new DeliveryRecorder(() => this.#isLearning)
  #due: number | string | undefined = '-'
  /** True while others' changes are being made. */
  #isLearning = false
  /** True: it is another one altogether, by a reset or a snapshot. */
  #isWhole = false

  constructor(keeper: Keeper) {
    this.#keeper = keeper
  }

  createJournal(size: number): Journal {
    this.#journal = new SharedJournal(size, this.#keeper)
    return this.#journal
  }

  /** Whoever has a lease brings what is due: see `courier.ts`. */
  readonly createQueue = (records: DeliveryRecords): Queue =>
    new WaitingQueue(records, () => this.sandbox.clock.now())

  opened(vendor: string, store: VendorStore): void {
    this.#recorder.follow(vendor, store)
  }

  get journal(): SharedJournal {
    void this.sandbox.journal // makes it
    if (this.#journal === undefined) throw new TypeError('a sandbox that makes its own journal is not shared')
    return this.#journal
  }

  get sandbox(): Sandbox {
    if (this.#sandbox === undefined) throw new TypeError('a replica without its sandbox')
    return this.#sandbox
  }

  /** When the sandbox has been made; false when it is known already. */
  attach(sandbox: Sandbox): boolean {
    if (this.#sandbox === sandbox) return false
    this.#sandbox = sandbox
    return true
  }

  /** Work on it begins; a sandbox that nobody has asked for holds nothing to compare with. */
  begin(): void {
    this.journal.open()
    if (this.#before === undefined) this.#settle()
  }

  /** It has been reset, or given a snapshot. */
  replaced(): void {
    if (!this.#isLearning) this.#isWhole = true
  }

  get isWhole(): boolean {
    return this.#isWhole
  }

  /** The whole of it. */
  get whole(): string {
    return JSON.stringify(this.sandbox.snapshot())
  }

  /** What has changed since `kept`; undefined for nothing. */
  get delta(): string | undefined {
    const before = this.#before
    if (before === undefined) return undefined
    const delta: Delta = { ...this.#recorder.delta, ...this.#restOf(before) }
    for (const _ in delta) return JSON.stringify(delta)
    return undefined
  }

  /** What the store has to know of when its next job is due: a time of the machine, '-' for none, '' for nothing new. */
  takeDue(): number | string {
    const { clock, course } = this.sandbox
    const { first } = clock
    const isDue = first !== undefined && clock.mode === 'following'
    const isWaiting = course?.startedOutbox?.isIdle === false
    const due = isWaiting ? 1 : isDue ? Math.max(2, first.time - clock.offset) : '-'
    if (due === this.#due) return ''
    this.#due = due
    return due
  }

  /** The store may have it otherwise. */
  forgetDue(): void {
    this.#due = undefined
  }

  /** The store has it as it is now, as that version. */
  kept(version: number): void {
    this.version = version
    this.#isWhole = false
    this.#settle()
  }

  /** Takes back what has not been kept. */
  undo(): void {
    const before = this.#before
    this.#due = undefined
    if (before === undefined || this.version === UNKNOWN) return
    const { sandbox } = this
    const after = this.#restOf(before)
    if (
      this.#isWhole ||
      after.outbox !== undefined ||
      after.scenario !== undefined ||
      !this.#recorder.undo()
    ) {
      this.version = UNKNOWN
      return
    }
    for (const vendor of after.opened ?? []) {
      sandbox.close(vendor)
      this.#recorder.forget(vendor)
    }
    sandbox.random.state = before.random
    if (after.faults !== undefined) sandbox.faults.state = JSON.parse(before.faults)
    if (after.clock !== undefined) this.#setClock(before.clock)
  }

  /** Makes a change that another process has made; `version` is what it comes to. */
  learn(change: string, version: number): void {
    this.#learning(() => {
      const delta: Delta = JSON.parse(change)
      const { sandbox } = this
      const { clock } = this.#before ?? this.#now()
      applyRows(sandbox, delta)
      if (delta.random !== undefined) sandbox.random.state = delta.random
      if (delta.faults !== undefined) sandbox.faults.state = delta.faults
      if (delta.clock !== undefined) this.#setClock(withClockDelta(clock, delta.clock))
      else if (delta.opened !== undefined) this.#setClock(clock)
      if (delta.outbox !== undefined) sandbox.outbox.learn(delta.outbox)
      if (delta.scenario !== undefined) sandbox.scenario.steps = delta.scenario
    })
    this.version = version
  }

  /** Makes it what it is as a whole; '' is as it starts. */
  become(base: string, version: number): void {
    this.#learning(() => {
      this.#recorder.clear()
      if (base === '') this.sandbox.reset()
      else this.sandbox.restore(JSON.parse(base))
    })
    this.version = version
  }

  #learning(work: () => void): void {
    this.#isLearning = true
    const { journal } = this
    journal.isDeaf = true
    work()
    journal.isDeaf = false
    this.#isLearning = false
    this.#isWhole = false
    this.#settle()
  }

  #settle(): void {
    this.#recorder.begin()
    this.#deliveries.begin(this.sandbox.course?.startedOutbox)
    this.#before = this.#now()
  }

  #now(): Before {
    const { random, faults, clock, opened, course } = this.sandbox
    const revision = clock.revision
    const known = this.#before
    return {
      random: random.state,
      faults: JSON.stringify(faults.state),
      revision,
      clock: known?.revision === revision ? known.clock : clock.state,
      opened: known?.opened.length === opened.length ? known.opened : opened,
      scenario: JSON.stringify(course?.startedScenario?.isUsed ? course.startedScenario.steps : []),
    }
  }

  #restOf(before: Before): Delta {
    const after = this.#now()
    const outbox = this.#deliveries.since(this.sandbox.course?.startedOutbox)
    return {
      ...(after.opened.length > before.opened.length && {
        opened: after.opened.filter((vendor) => !before.opened.includes(vendor)),
      }),
      ...(!sameWords(before.random, after.random) && { random: after.random }),
      ...(before.faults !== after.faults && { faults: this.sandbox.faults.state }),
      ...(before.revision !== after.revision && { clock: clockDelta(before.clock, after.clock) }),
      ...(outbox !== undefined && { outbox }),
      ...(before.scenario !== after.scenario && { scenario: JSON.parse(after.scenario) }),
    }
  }

  #setClock(state: ClockState): void {
    this.sandbox.clock.state = state
    this.sandbox.course?.resume()
  }
}
