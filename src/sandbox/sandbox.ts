/** One isolated world: state, clock, chance, rate windows, faults and journal of every vendor. */
import { Clock } from './clock.ts'
import { Course } from './course.ts'
import { Database } from './database.ts'
import { Faults } from './faults.ts'
import { Journal } from './journal.ts'
import type { Outbox } from './outbox.ts'
import { ownCredentials, ownStart } from './own-start.ts'
import { Random } from './random.ts'
import { RateLimiter } from './rate-limit.ts'
import type { SandboxOptions, VendorStore } from './sandbox-options.ts'
import type { Scenario } from './scenario.ts'
import type { SeededVendor } from './seeded-vendor.ts'
import { SNAPSHOT_VERSION, type Snapshot, type VendorSnapshot } from './snapshot.ts'

export class Sandbox {
  readonly id: string
  readonly name: string | undefined
  readonly seed: number
  readonly clock = new Clock()
  readonly #vendors: readonly SeededVendor[]
  readonly #options: SandboxOptions
  // Made at the first look, as the stores are, so that an idle sandbox costs little.
  #faults: Faults | undefined
  #journal: Journal | undefined
  #random: Random | undefined
  #stores: Map<string, VendorStore> | undefined
  #made: Course | undefined

  constructor(vendors: readonly SeededVendor[], options: SandboxOptions) {
    this.#vendors = vendors
    this.#options = options
    this.id = options.id
    this.name = options.name
    this.seed = options.seed
    this.#start()
  }

  get faults(): Faults {
    this.#faults ??= new Faults()
    return this.#faults
  }

  get journal(): Journal {
    const { watch, journalSize } = this.#options
    this.#journal ??= watch?.createJournal(journalSize) ?? new Journal(journalSize)
    return this.#journal
  }

  /** What goes on beside answers. */
  get #course(): Course {
    this.#made ??= new Course({
      seed: this.seed,
      clock: this.clock,
      vendors: this.#vendors,
      dbOf: (vendorId) => this.store(vendorId).db,
      opened: () => this.#stores?.keys() ?? [],
      carrier: () => this.#options.carrier?.(),
      createQueue: this.#options.watch?.createQueue,
      faults: () => this.faults,
      random: () => this.random,
    })
    return this.#made
  }

  get outbox(): Outbox {
    return this.#course.outbox
  }

  get scenario(): Scenario {
    return this.#course.scenario
  }

  get random(): Random {
    this.#random ??= new Random(`${this.seed}`)
    return this.#random
  }

  /** What it remembers of a vendor. */
  store(vendorId: string): VendorStore {
    const store = this.#stores?.get(vendorId)
    if (store !== undefined) return store
    const made = this.#createStore(this.#vendor(vendorId))
    this.#stores ??= new Map()
    this.#stores.set(vendorId, made)
    if (this.#vendor(vendorId).lifecycle !== undefined) this.#course.begin(this.#vendor(vendorId))
    return made
  }

  /** Ids of the vendors of which it remembers something. */
  get opened(): readonly string[] {
    return [...(this.#stores?.keys() ?? [])]
  }

  /** Forgets what it remembers of a vendor, as if nobody had asked for it. */
  close(vendorId: string): void {
    this.#stores?.delete(vendorId)
  }

  /** What goes on beside answers, once something does. */
  get course(): Course | undefined {
    return this.#made
  }

  /**
   * Moves its clock on by `ms`, and does what falls due on the way, with a `rest` now and then; ask `isClockTime` of
   * what it comes to first.
   */
  advance(ms: number, rest: () => Promise<unknown>): Promise<void> {
    // What nobody has asked for yet lives too.
    for (const { id, lifecycle } of this.#vendors) if (lifecycle !== undefined) this.store(id)
    return this.clock.advanceInTurns(ms, rest)
  }

  /** Names of states to its own tokens, for each vendor; those that its seed has no key for are left out. */
  get credentials(): Readonly<Record<string, Readonly<Record<string, string>>>> {
    return Object.fromEntries(
      this.#vendors.map((vendor) => [vendor.id, Object.fromEntries(ownCredentials(vendor, this.#options))]),
    )
  }

  /** Every token it starts with. */
  initialTokens(vendorId: string): string[] {
    const { additions } = this.#options
    const keys = ownStart(this.#vendor(vendorId), this.#options).tables.keys?.fixed.keys() ?? []
    return [...keys, ...(additions?.[vendorId]?.tokens ?? [])]
  }

  /** Every token it starts with, and every one that it was given since. */
  tokens(vendorId: string): Set<string> {
    const given = this.#stores?.get(vendorId)?.db.tables.keys?.changes ?? []
    return new Set([...this.initialTokens(vendorId), ...given.map(({ key }) => key)])
  }

  /** As it was when it was made: the same next calls give the same bytes. */
  reset(): void {
    this.#stores = undefined
    this.#random = undefined
    this.#faults?.reset()
    this.#journal?.reset()
    this.#made?.reset()
    this.clock.reset()
    this.#start()
  }

  /** Nothing of it goes on: it is about to be forgotten. */
  end(): void {
    this.#made?.reset()
    this.clock.reset()
  }

  /** Somebody brings its deliveries now, or nobody does any more. */
  deliver(isOn: boolean): void {
    this.#made?.deliver(isOn)
  }

  /** How many requests its journal has noted and no longer holds. */
  get droppedRequests(): number {
    return this.#journal?.dropped ?? 0
  }

  /** How many deliveries would go out now, or later by themselves. */
  get dueDeliveries(): number {
    return this.#made?.dueDeliveries ?? 0
  }

  snapshot(): Snapshot {
    const vendors = [...(this.#stores ?? [])].map(([id, { db, limiter }]) => [
      id,
      { tables: db.changes, limiter: limiter.state },
    ])
    return {
      version: SNAPSHOT_VERSION,
      seed: this.seed,
      clock: this.clock.state,
      random: this.random.state,
      faults: this.faults.state,
      ...this.#made?.state,
      vendors: Object.fromEntries(vendors),
    }
  }

  /** Who does its jobs, those who have not been needed yet included. */
  get workers(): Clock['workers'] {
    this.#course.employAll()
    return this.clock.workers
  }

  /** A vendor's tables as they would be with these changes, and nobody's yet. */
  tablesWith(vendorId: string, changes: VendorSnapshot['tables']): Database {
    const tables = this.#openTables(this.#vendor(vendorId))
    tables.restore(changes)
    return tables
  }

  /** Takes the place of all that is remembered; the caller has made sure that the snapshot fits. */
  restore({ clock, random, faults, vendors, outbox, scenario }: Snapshot): void {
    this.#stores = new Map()
    this.clock.state = clock
    this.random.state = random
    this.faults.state = faults
    for (const [id, { tables, limiter }] of Object.entries(vendors)) {
      const store = { db: this.tablesWith(id, tables), limiter: this.#createLimiter(this.#vendor(id)) }
      store.limiter.state = limiter
      this.#stores.set(id, store)
      this.#options.watch?.opened(id, store)
    }
    this.#course.state = { ...(outbox && { outbox }), ...(scenario && { scenario }) }
  }

  #start(): void {
    const { freeze, limits = {} } = this.#options
    if (freeze !== undefined) this.clock.freeze(freeze)
    // What remains is counted from now on, not from the first look.
    for (const [vendorId, { remaining }] of Object.entries(limits))
      if (remaining !== undefined) this.store(vendorId)
  }

  #vendor(vendorId: string): SeededVendor {
    const vendor = this.#vendors.find(({ id }) => id === vendorId)
    if (vendor === undefined) throw new TypeError(`no vendor ${vendorId}`)
    return vendor
  }

  #createStore(vendor: SeededVendor): VendorStore {
    const store: VendorStore = { db: this.#openTables(vendor), limiter: this.#createLimiter(vendor) }
    store.db.restore(this.#options.additions?.[vendor.id]?.changes ?? {})
    this.#options.watch?.opened(vendor.id, store)
    return store
  }

  #createLimiter({ id, limit }: SeededVendor): RateLimiter {
    return new RateLimiter(limit, this.clock, this.#options.limits?.[id])
  }

  #openTables(vendor: SeededVendor): Database {
    const db = new Database(vendor.model, ownStart(vendor, this.#options))
    this.#course.follow(vendor, db)
    return db
  }
}
