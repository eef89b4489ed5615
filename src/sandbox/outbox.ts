/** What a sandbox tells of its changes: from a unit of work to events, and from there to endpoints, until they have it. */

import { afterAttempts, tryDelivery } from './attempt.ts'
import type { Change } from './changes.ts'
import type { Attempt, Delivery } from './delivery.ts'
import { DeliveryRecords } from './delivery-records.ts'
import type { PlannedFault } from './faults.ts'
import type { Endpoint, Letter } from './letters.ts'
import { Lines, type Queue } from './lines.ts'
import { lineOf, type NewDelivery, newDelivery } from './new-delivery.ts'
import type { Errand, OutboxOptions, OutboxState } from './outbox-parts.ts'
import { Random } from './random.ts'

export type { Errand, OutboxOptions, OutboxState } from './outbox-parts.ts'

const WORKER = 'deliveries'

/** What waits for another to go first waits so long, on the sandbox's clock, when none comes. */
const LONGEST_HOLD_MS = 5000

export class Outbox {
  readonly records = new DeliveryRecords()
  readonly #options: OutboxOptions
  readonly #lines: Queue
  #made = 0
  #told = 0
  /** Counts up with each reset: what is under way then is nobody's. */
  #era = 0
  /** By line, the one that lets another go first. */
  readonly #heldBack = new Map<string, number>()

  constructor(options: OutboxOptions) {
    this.#options = options
    this.#lines = options.createQueue?.(this.records) ?? new Lines((number) => this.#attempt(number))
    // What is late is late: a clock that is set does not make it undone.
    options.clock.employ(WORKER, ({ time, data }) => this.#fallDue(Number(data), time), {
      keepsPast: true,
      data: { type: 'integer', minimum: 1 },
    })
    if (options.carrier() === undefined) this.#lines.stop()
  }

  /** Nothing that is due by now waits or is under way. */
  whenIdle(then: () => void): () => void {
    return this.#lines.whenIdle(then)
  }

  get isIdle(): boolean {
    return this.#lines.isIdle
  }

  /** What a unit of work of that vendor has changed. */
  tell(vendor: string, changes: readonly Change[]): void {
    const sender = this.#options.senderOf(vendor)
    if (sender === undefined || !sender.letters.hasEndpoints(sender.db)) return
    const time = this.#options.clock.now()
    this.#told += 1
    const random = new Random(`${this.#options.seed}:${vendor}:told:${this.#told}`)
    try {
      for (const letter of sender.letters.letters({ db: sender.db, changes, time, random }))
        this.send(vendor, letter)
    } catch (error) {
      // The change is made, and whoever made it gets an answer all the same.
      this.#options.carrier()?.failed(error)
    }
  }

  /** Makes a delivery of a letter, due now. */
  send(vendor: string, letter: Letter, more: Partial<NewDelivery> = {}): Delivery {
    this.#made += 1
    const url = this.#endpointOf(vendor, letter.endpoint)?.url ?? ''
    const time = this.#options.clock.now()
    const made = newDelivery({ vendor, letter, url, time, number: this.#made, ...more })
    const delivery: Delivery = this.records.hasRoom
      ? made
      : { ...made, due: null, state: 'notSent', reason: 'full' }
    this.records.put(delivery)
    this.#enqueue(delivery)
    return delivery
  }

  /** Sends a delivery once more, as another one of the same event. */
  repeat({ number, vendor, ...letter }: Delivery): Delivery {
    const { endpoint, event, eventId, member, body } = letter
    return this.send(vendor, { endpoint, event, eventId, member, body }, { repeats: number })
  }

  /** How many events there ever were. */
  get told(): number {
    return this.#told
  }

  /** What has become of deliveries elsewhere; whoever listens here is told. */
  learn({ made, told, deliveries }: OutboxState): void {
    this.#made = made
    this.#told = told
    for (const delivery of deliveries) this.records.put(delivery)
  }

  get state(): OutboxState {
    return { made: this.#made, told: this.#told, deliveries: this.records.list() }
  }

  /** What is due goes on from there; the clock has its own state set beside. */
  set state({ made, told, deliveries }: OutboxState) {
    this.reset()
    this.#made = made
    this.#told = told
    const now = this.#options.clock.now()
    for (const delivery of deliveries) {
      this.records.restore(delivery)
      if (delivery.due !== null && delivery.due <= now) this.#enqueue(delivery)
    }
  }

  /** Nothing was ever told. */
  reset(): void {
    this.#era += 1
    this.#made = 0
    this.#told = 0
    this.#heldBack.clear()
    this.records.clear()
    this.#lines.clear()
  }

  /** How many deliveries there ever were. */
  get made(): number {
    return this.#made
  }

  /** Somebody brings things now, or nobody does any more. */
  start(): void {
    this.#lines.start()
  }

  stop(): void {
    this.#lines.stop()
  }

  #endpointOf(vendor: string, key: string): Endpoint | undefined {
    const sender = this.#options.senderOf(vendor)
    return sender?.letters.endpoint(sender.db, key)
  }

  #enqueue(delivery: Delivery): void {
    if (delivery.due !== null) this.#lines.add(lineOf(delivery), delivery.number, delivery.due)
  }

  #fallDue(number: number, time: number): void {
    const delivery = this.records.get(number)
    if (delivery?.due === time) this.#enqueue(delivery)
  }

  async #attempt(number: number): Promise<void> {
    const carrier = this.#options.carrier()
    if (carrier === undefined) return
    const era = this.#era
    try {
      const errand = this.begin(number)
      if (errand === undefined) return
      const tried = await tryDelivery({ ...errand, carrier })
      if (era === this.#era) this.conclude(errand, tried)
    } catch (error) {
      carrier.failed(error)
    }
  }

  /** What is to be tried now; undefined: nothing, since it is given up, held up, or not there. */
  begin(number: number): Errand | undefined {
    const { clock, seed, faults } = this.#options
    const delivery = this.records.get(number)
    if (delivery === undefined) return undefined
    const letters = this.#options.senderOf(delivery.vendor)?.letters
    const endpoint = this.#endpointOf(delivery.vendor, delivery.endpoint)
    if (letters === undefined || endpoint === undefined || !endpoint.isActive) {
      this.#giveUp(delivery, 'endpoint')
      return undefined
    }
    const random = new Random(`${seed}:delivery:${delivery.number}:${delivery.attempts.length}`)
    const fault = delivery.held === null ? faults().befallDelivery(delivery, random) : undefined
    if (fault !== undefined && this.#hold(delivery, fault)) return undefined
    // A clock that stands has left it where it fell due.
    const time = clock.mode === 'frozen' ? (delivery.due ?? clock.now()) : clock.now()
    return { delivery, endpoint, letters, time, random, fault }
  }

  /** What has come of an errand. */
  conclude({ delivery, endpoint }: Errand, tried: Awaited<ReturnType<typeof tryDelivery>>): void {
    const to = { ...delivery, url: endpoint.url }
    if (typeof tried !== 'string') this.#note(to, tried)
    else if (tried !== 'stopped') this.#giveUp(to, tried)
    this.#releaseBehind(delivery)
  }

  /** False for a fault that lets it go on. */
  #hold(delivery: Delivery, { id, rule }: PlannedFault): boolean {
    const what = rule.delivery
    const isLate = typeof what === 'object'
    if (!isLate && what !== 'outOfOrder') return false
    const due = (delivery.due ?? this.#options.clock.now()) + (isLate ? what.late : LONGEST_HOLD_MS)
    const held = { ...delivery, due, held: id }
    this.records.put(held)
    this.#plan(held)
    if (!isLate) this.#heldBack.set(lineOf(delivery), delivery.number)
    return true
  }

  /** Another one of its line has gone first. */
  #releaseBehind(gone: Delivery): void {
    const line = lineOf(gone)
    const held = this.records.get(this.#heldBack.get(line) ?? 0)
    this.#heldBack.delete(line)
    if (held?.state === 'due') this.#enqueue(held)
  }

  #giveUp(delivery: Delivery, reason: string): void {
    this.records.put({ ...delivery, state: 'notSent', reason, due: null })
  }

  #note(before: Delivery, tried: readonly Attempt[]): void {
    const sender = this.#options.senderOf(before.vendor)
    if (sender === undefined) return
    const { letters, db } = sender
    const { delivery, attempted } = afterAttempts(before, tried, letters)
    this.records.put(delivery)
    this.#plan(delivery)
    if (letters.noteAttempt !== undefined) db.run(() => letters.noteAttempt?.(db, attempted))
  }

  /** At its time; at once, where the clock has gone past it while the last attempt was under way. */
  #plan(delivery: Delivery): void {
    const { clock } = this.#options
    const { due, number } = delivery
    if (due === null) return
    if (due <= clock.now()) this.#enqueue(delivery)
    else clock.at(due, WORKER, number)
  }
}
