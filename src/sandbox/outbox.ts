/** What a sandbox tells of its changes: from a unit of work to events, and from there to endpoints, until they have it. */
import type { Change } from './changes.ts'
import { type Clock, machineTime } from './clock.ts'
import type { Database } from './database.ts'
import { type Attempt, type Carrier, type Delivery, isSuccess, type Outcome } from './delivery.ts'
import { DeliveryRecords } from './delivery-records.ts'
import type { Correspondence, Endpoint, Letter } from './letters.ts'
import { Lines } from './lines.ts'
import { Random } from './random.ts'

export interface OutboxState {
  /** How many deliveries, and how many events, there ever were. */
  readonly made: number
  readonly told: number
  readonly deliveries: readonly Delivery[]
}

/** A vendor that tells, and what its sandbox remembers of it. */
export interface Sender {
  readonly letters: Correspondence
  readonly db: Database
}

export interface OutboxOptions {
  readonly seed: number
  readonly clock: Clock
  senderOf(vendorId: string): Sender | undefined
  /** Undefined: nobody brings anything yet, and all of it stays due. */
  carrier(): Carrier | undefined
}

const WORKER = 'deliveries'

/** As a delivery is when it has been made, and nothing has been tried. */
const fresh = (vendor: string, letter: Letter, url: string, time: number) => ({
  vendor,
  ...letter,
  url,
  time,
  state: 'due' as const,
  reason: null,
  isRetried: true,
  repeats: null,
  attempts: [],
})

export class Outbox {
  readonly records = new DeliveryRecords()
  readonly #options: OutboxOptions
  readonly #lines = new Lines((number) => this.#attempt(number))
  #made = 0
  #told = 0
  /** Counts up with each reset: what is under way then is nobody's. */
  #era = 0

  constructor(options: OutboxOptions) {
    this.#options = options
    // What is late is late: a clock that is set does not make it undone.
    options.clock.employ(WORKER, ({ time, data }) => this.#fallDue(Number(data), time), { keepsPast: true })
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
    for (const letter of sender.letters.letters({ db: sender.db, changes, time, random }))
      this.send(vendor, letter)
  }

  /** Makes a delivery of a letter, due now. */
  send(
    vendor: string,
    letter: Letter,
    more: Partial<Pick<Delivery, 'isRetried' | 'repeats'>> = {},
  ): Delivery {
    this.#made += 1
    const now = this.#options.clock.now()
    const url = this.#endpointOf(vendor, letter.endpoint)?.url ?? ''
    const made = { ...fresh(vendor, letter, url, now), ...more, number: this.#made }
    const delivery: Delivery = this.records.hasRoom
      ? { ...made, due: now }
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
    this.records.clear()
    this.#lines.clear()
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

  #enqueue({ vendor, endpoint, number, due }: Delivery): void {
    if (due !== null) this.#lines.add(`${vendor} ${endpoint}`, number, due)
  }

  #fallDue(number: number, time: number): void {
    const delivery = this.records.get(number)
    if (delivery?.due === time) this.#enqueue(delivery)
  }

  async #attempt(number: number): Promise<void> {
    const { carrier: find } = this.#options
    const carrier = find()
    const delivery = this.records.get(number)
    if (delivery === undefined || carrier === undefined) return
    try {
      const sender = this.#options.senderOf(delivery.vendor)
      const endpoint = this.#endpointOf(delivery.vendor, delivery.endpoint)
      if (sender === undefined || endpoint === undefined || !endpoint.isActive)
        this.#giveUp(delivery, 'endpoint')
      else await this.#bring(delivery, endpoint, sender, carrier)
    } catch (error) {
      carrier.failed(error)
    }
  }

  async #bring(
    delivery: Delivery,
    endpoint: Endpoint,
    { letters, db }: Sender,
    carrier: Carrier,
  ): Promise<void> {
    const { clock, seed } = this.#options
    const era = this.#era
    // A clock that stands has left it where it fell due.
    const time = clock.mode === 'frozen' ? (delivery.due ?? clock.now()) : clock.now()
    const random = new Random(`${seed}:delivery:${delivery.number}:${delivery.attempts.length}`)
    const seconds = Math.floor(machineTime() / 1000)
    const headers = letters.headers({ letter: delivery, secret: endpoint.secret, seconds, random })
    const { url } = endpoint
    const outcome = await carrier.send({ url, headers, body: delivery.body, timeoutMs: letters.timeoutMs })
    if (era !== this.#era) return
    if ('unsent' in outcome) {
      if (outcome.unsent !== 'stopped') this.#giveUp({ ...delivery, url }, outcome.unsent)
      return
    }
    const attempt: Attempt = { time, headers, ...answerOf(outcome), fault: null }
    this.#note({ ...delivery, url, attempts: [...delivery.attempts, attempt] }, attempt, { letters, db })
  }

  #giveUp(delivery: Delivery, reason: string): void {
    this.records.put({ ...delivery, state: 'notSent', reason, due: null })
  }

  #note(delivery: Delivery, attempt: Attempt, { letters, db }: Sender): void {
    const { attempts, isRetried, endpoint } = delivery
    const [first] = attempts
    const isDone = isSuccess(attempt.status)
    const gap = isDone || !isRetried ? undefined : letters.retries[attempts.length - 1]
    const due = gap === undefined || first === undefined ? null : first.time + gap
    const state = isDone ? 'delivered' : due === null ? 'failed' : 'due'
    this.records.put({ ...delivery, state, due })
    if (due !== null) this.#plan({ ...delivery, due })
    const isFirst = attempts.length === 1
    const attempted = { endpoint, time: attempt.time, isSuccess: isDone, isFirst, isLast: due === null }
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

const answerOf = (outcome: Exclude<Outcome, { unsent: unknown }>) =>
  'failure' in outcome
    ? { status: null, reason: outcome.failure, body: '', ms: outcome.ms }
    : { status: outcome.status, reason: null, body: outcome.body, ms: outcome.ms }
