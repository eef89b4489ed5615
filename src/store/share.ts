/**
 * What several processes share. A unit of work is done on this process's copies first; then the store keeps what it has
 * changed, if it is still in the version that the work began with. Else others' changes are learnt, and it is done again.
 */
import type { Carrier } from '../sandbox/delivery.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { SandboxesOptions } from '../sandbox/sandboxes.ts'
import { doAlone } from './alone.ts'
import { Clerk } from './clerk.ts'
import { type Connection, reasonOf, StoreError } from './connection.ts'
import { Courier } from './courier.ts'
import { Heart } from './heart.ts'
import { JournalReader } from './journal-reader.ts'
import { News } from './news.ts'
import { type Replica, UNKNOWN } from './replica.ts'
import { follow, type Tail } from './reply.ts'
import { SharedSandboxes } from './shared-sandboxes.ts'
import type { Unit } from './unit.ts'

export type { Unit }

/** So many go to the store at once. */
const MOST_AT_ONCE = 200

/** How long a delivery of a process that has died waits for another, besides a beat. */
const LEASE_MS = 10_000

export class Share {
  readonly sandboxes: SharedSandboxes
  readonly connection: Connection
  readonly #clerk: Clerk
  readonly #journals: JournalReader
  #waiting: Unit[] = []
  #isAtWork = false
  readonly #news: News
  readonly #courier: Courier
  readonly #heart: Heart

  /** `settings` are what processes have to have in common to share something. */
  constructor(connection: Connection, settings: string, options: SandboxesOptions, leaseMs = LEASE_MS) {
    this.connection = connection
    this.#courier = new Courier({
      connection,
      leaseMs,
      unit: (sandbox, work) =>
        new Promise((kept, failed) => this.do({ sandbox: () => sandbox, run: work, kept, failed })),
    })
    this.#news = new News(connection, (id) => this.#catchNews(id))
    this.sandboxes = new SharedSandboxes(options, (id) => ({
      note: (entry) => this.#note(id, entry),
      listen: () => this.#news.follow(id),
    }))
    this.#clerk = new Clerk(connection, this.sandboxes, settings)
    this.#journals = new JournalReader(connection, this.sandboxes)
    this.#heart = new Heart(connection, {
      look: (ids) => this.#lookAt(ids),
      beaten: () => this.#courier.forgive(),
    })
    const settle = (sandbox: Sandbox): void => {
      sandbox.clock.whenDue = () => this.#catchUp(sandbox)
    }
    settle(this.sandboxes.default)
    this.sandboxes.whenAdded = settle
  }

  /** Brings deliveries from here from now on; undefined: no more. */
  set carrier(carrier: Carrier | undefined) {
    this.#courier.carrier = carrier
  }

  /** What others do to a sandbox is learnt as it happens, until the returned function is called. */
  follow(id: string): () => void {
    return this.#news.follow(id)
  }

  get isUp(): boolean {
    return this.connection.isUp
  }

  /** True for the first process that finds the store empty. Throws a StoreError for one that others have with other settings. */
  async begin(): Promise<boolean> {
    const isFirst = await this.#clerk.begin()
    this.#heart.start()
    return isFirst
  }

  /** Does it in its turn. */
  do(unit: Unit): void {
    this.#waiting.push(unit)
    if (!this.#isAtWork) void this.#work()
  }

  /** Resolves when this process knows what the others have done so far. */
  sync(sandbox: () => Sandbox): Promise<void> {
    return new Promise((kept, failed) => this.do({ sandbox, run() {}, kept, failed }))
  }

  /**
   * Does what steering asks for; throws what it throws. What `watches` something is given what there is, and runs beside
   * other work.
   */
  async perform<Result>(
    run: () => Result | Promise<Result>,
    id: string,
    watches?: 'journal' | 'deliveries',
  ): Promise<Result> {
    const sandbox = (): Sandbox => this.sandboxes.get(id) ?? this.sandboxes.default
    if (watches !== undefined) {
      await this.sync(sandbox)
      await this.#journals.read(sandbox())
      const stop = watches === 'deliveries' ? this.#news.follow(id) : undefined
      return Promise.resolve(run()).finally(stop)
    }
    const result = await doAlone((unit) => this.do(unit), sandbox, run)
    for (const made of this.sandboxes.takeUnkept()) await this.sync(() => made.sandbox)
    return result
  }

  async close(): Promise<void> {
    this.#heart.stop()
    await this.connection.close()
  }

  async #work(): Promise<void> {
    this.#isAtWork = true
    while (this.#waiting.length > 0) {
      const groups = new Map<Sandbox, Unit[]>()
      for (const unit of this.#next()) {
        const sandbox = unit.sandbox()
        const group = groups.get(sandbox)
        if (group === undefined) groups.set(sandbox, [unit])
        else group.push(unit)
      }
      await Promise.all([...groups].map(([sandbox, units]) => this.#doIn(sandbox, units)))
    }
    this.#isAtWork = false
  }

  /** Those that come next: one that has to be alone, or all up to such a one. */
  #next(): Unit[] {
    const alone = this.#waiting.findIndex(({ isAlone }) => isAlone)
    const count = alone === -1 ? this.#waiting.length : Math.max(1, alone)
    return this.#waiting.splice(0, Math.min(MOST_AT_ONCE, count))
  }

  async #doIn(sandbox: Sandbox, units: readonly Unit[]): Promise<void> {
    const replica = this.sandboxes.replicaOf(sandbox)
    if (replica === undefined) {
      // It is gone, and so is what happens to it.
      for (const unit of units) await unit.run()
      for (const unit of units) unit.kept()
      return
    }
    const isKnown = replica.version !== UNKNOWN && this.sandboxes.version !== UNKNOWN
    replica.begin()
    let list = ''
    try {
      if (isKnown)
        for (const unit of units) {
          const running = unit.run()
          if (running !== undefined) await running
        }
      if (isKnown) list = this.sandboxes.takeHappened()
      const sent = { list: this.sandboxes.version, version: replica.version }
      const committed = await this.#clerk.commit(replica, list, isKnown)
      if (committed.kind === 'ok') this.#clerk.keep(replica, committed)
      else {
        this.#takeBack(replica, list)
        if (committed.kind === 'old') this.#learn(replica, committed, sent)
        else await this.#startAgain()
        this.#waiting.unshift(...units)
        return
      }
    } catch (error) {
      this.#takeBack(replica, list)
      replica.version = UNKNOWN
      const failure = new StoreError(
        `the store at ${this.connection.at} does not answer (${reasonOf(error)})`,
      )
      for (const unit of units) unit.failed(failure)
      return
    }
    for (const unit of units) unit.kept()
    this.#courier.look(sandbox)
  }

  #takeBack(replica: Replica, list: string): void {
    replica.undo()
    if (list !== '') this.sandboxes.version = UNKNOWN
  }

  #learn(
    replica: Replica,
    { list, sandbox }: { list: Tail; sandbox: Tail },
    sent: { list: number; version: number },
  ): void {
    if (this.sandboxes.version === sent.list) follow(list, this.sandboxes)
    // The list may have it no more.
    if (this.sandboxes.replicaOf(replica.sandbox) !== replica) return
    if (replica.version === sent.version) follow(sandbox, replica)
  }

  /** The store is empty: nothing is left of what was there. */
  async #startAgain(): Promise<void> {
    await this.#clerk.begin()
    this.sandboxes.become('', 0)
    for (const replica of this.sandboxes.replicas) replica.become('', 0)
  }

  #note(id: string, entry: string): void {
    const sandbox = this.sandboxes.get(id)
    if (sandbox === undefined) return
    const { sandboxes } = this
    this.do({
      sandbox: () => sandbox,
      run: () => sandboxes.replicaOf(sandbox)?.journal.add(entry),
      kept() {},
      failed() {},
    })
  }

  async #catchNews(id: string): Promise<void> {
    const sandbox = this.sandboxes.get(id)
    if (sandbox === undefined) return
    await this.sync(() => sandbox)
    await this.#journals.read(sandbox)
  }

  #catchUp(sandbox: Sandbox): void {
    // Whoever finds the store again does it.
    if (!this.isUp) return
    this.do({ sandbox: () => sandbox, run: () => sandbox.clock.catchUp(), kept() {}, failed() {} })
  }

  /** Of a sandbox, more may be due than this process knows of. */
  async #lookAt(ids: readonly string[]): Promise<readonly string[]> {
    await this.sync(() => this.sandboxes.default)
    return ids.filter((id) => {
      const sandbox = this.sandboxes.get(id)
      if (sandbox === undefined) return true
      this.sandboxes.replicaOf(sandbox)?.forgetDue()
      this.#catchUp(sandbox)
      return false
    })
  }
}
