/** What goes on in a sandbox beside answers: deliveries, scenarios, and what time does to rows. Made when first needed. */
import type { Clock } from './clock.ts'
import type { Database } from './database.ts'
import type { Carrier } from './delivery.ts'
import type { Faults } from './faults.ts'
import { Lives, type Living } from './lifecycle.ts'
import { Outbox, type OutboxOptions, type OutboxState } from './outbox.ts'
import type { Random } from './random.ts'
import { Scenario, type Step } from './scenario.ts'
import type { SeededVendor } from './seeded-vendor.ts'

export interface CourseOptions {
  readonly seed: number
  readonly clock: Clock
  readonly vendors: readonly SeededVendor[]
  /** Opens what the sandbox remembers of a vendor. */
  dbOf(vendorId: string): Database
  /** Ids of those that have been opened. */
  opened(): Iterable<string>
  carrier(): Carrier | undefined
  createQueue?: OutboxOptions['createQueue']
  faults(): Faults
  random(): Random
}

export interface CourseState {
  /** Absent: nothing was ever told of. */
  readonly outbox?: OutboxState
  /** Absent: nothing was ever planned. */
  readonly scenario?: readonly Step[]
}

export class Course {
  readonly #options: CourseOptions
  #outbox: Outbox | undefined
  #scenario: Scenario | undefined
  #lives: Lives | undefined

  constructor(options: CourseOptions) {
    this.#options = options
    options.clock.whenFailed = (error) => options.carrier()?.failed(error)
  }

  get outbox(): Outbox {
    const { seed, clock, carrier, faults, dbOf, createQueue } = this.#options
    this.#outbox ??= new Outbox({
      seed,
      clock,
      carrier,
      faults,
      createQueue,
      senderOf: (id) => {
        const letters = this.#vendor(id)?.webhooks
        return letters && { letters, db: dbOf(id) }
      },
    })
    return this.#outbox
  }

  get scenario(): Scenario {
    const { clock, dbOf, random } = this.#options
    this.#scenario ??= new Scenario({
      clock,
      stageOf: (id) => {
        const life = this.#vendor(id)?.life
        return life && { life, db: dbOf(id), random: random() }
      },
    })
    return this.#scenario
  }

  /** The outbox, once something was told of or somebody has asked. */
  get startedOutbox(): Outbox | undefined {
    return this.#outbox
  }

  /** The scenario, once something was planned or somebody has asked. */
  get startedScenario(): Scenario | undefined {
    return this.#scenario
  }

  /** How many deliveries would go out now, or later by themselves. */
  get dueDeliveries(): number {
    return this.#outbox?.records.dueCount ?? 0
  }

  /** Takes part in what becomes of a vendor's tables, which have just been opened. */
  follow(vendor: SeededVendor, db: Database): void {
    const { id, webhooks, lifecycle } = vendor
    if (webhooks === undefined && lifecycle === undefined) return
    db.listen((changes) => {
      // Most often nobody is to be told, and an outbox is not even made.
      if (webhooks?.hasEndpoints(db)) this.outbox.tell(id, changes)
      if (lifecycle !== undefined) this.#lifeOf().changed(id, changes)
    })
  }

  /** Plans what is to come of a vendor's rows as they start. */
  begin({ id, lifecycle }: SeededVendor): void {
    if (lifecycle !== undefined) this.#lifeOf().armAll(this.#living().filter(({ vendor }) => vendor === id))
  }

  /** Makes all that has jobs, so that each worker of the clock is there. */
  employAll(): void {
    void [this.outbox, this.scenario, this.#lifeOf()]
  }

  /** Somebody brings deliveries now, or nobody does any more. */
  deliver(isOn: boolean): void {
    if (isOn) this.#outbox?.start()
    else this.#outbox?.stop()
  }

  get state(): CourseState {
    const outbox = this.#outbox?.state
    return {
      ...(outbox !== undefined && outbox.made + outbox.told > 0 && { outbox }),
      ...(this.#scenario?.isUsed && { scenario: this.#scenario.steps }),
    }
  }

  set state({ outbox, scenario }: CourseState) {
    this.reset()
    if (outbox !== undefined) this.outbox.state = outbox
    if (scenario !== undefined) this.scenario.steps = scenario
    this.resume()
  }

  /** Goes on with the jobs that the clock has been given: they need somebody to do them. */
  resume(): void {
    if (this.#options.vendors.some(({ lifecycle }) => lifecycle !== undefined)) this.#lifeOf().resume()
  }

  reset(): void {
    this.#outbox?.reset()
    this.#scenario?.reset()
    this.#lives?.forget()
  }

  #vendor(vendorId: string): SeededVendor | undefined {
    return this.#options.vendors.find(({ id }) => id === vendorId)
  }

  #lifeOf(): Lives {
    if (this.#lives !== undefined) return this.#lives
    const { clock } = this.#options
    const lives = new Lives(clock, () => this.#living())
    clock.whenSet = () => lives.armAgain()
    this.#lives = lives
    return lives
  }

  /** Those vendors whose tables have been opened. */
  #living(): readonly Living[] {
    const { seed, dbOf, opened, random } = this.#options
    return [...opened()].flatMap((id): Living[] => {
      const vendor = this.#vendor(id)
      const lifecycle = vendor?.lifecycle
      if (vendor === undefined || lifecycle === undefined) return []
      const { tables } = vendor.start(seed)
      return [
        {
          vendor: id,
          lifecycle,
          db: dbOf(id),
          random: random(),
          seeded: (table) => tables[table]?.fixed.values() ?? [],
          keyOf: (table, row) => vendor.model[table]?.key(row) ?? '',
        },
      ]
    })
  }
}
