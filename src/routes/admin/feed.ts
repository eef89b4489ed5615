/** What one reader is told of a journal: gathered, shown off the hot path, and left out when it reads too slowly. */
import { Readable } from 'node:stream'
import type { Delivery } from '../../control/deliveries/schemas.ts'
import type { Following } from '../../control/journal/journal.ts'
import { weightOf } from '../../control/journal/weight.ts'
import { startTurn } from '../../control/turns.ts'

export interface FeedOptions extends Following {
  heartbeatMs?: number
}

const HEARTBEAT_MS = 5000
/** A burst of requests is shown at once. */
const GATHER_MS = 40
/** Showing takes at most one part in so many of the time, however many credentials there are to hide. */
const SHARE = 10
const LONGEST_MS = 2000
/** So many deliveries that have changed wait for a reader. */
const MOST_DELIVERIES = 1000
/** Requests in one piece of the stream. */
const BATCH = 50

const frame = (event: string, data: unknown, id?: string): string =>
  `event: ${event}\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`

/**
 * Events `request` with an entry, `delivery` with one to a webhook each time that it changes, `dropped` with a count of those left out, `cleared` when what was told before is no
 * longer held, and `gone`, after which it ends. A comment goes out when nothing else does.
 */
export class Feed extends Readable {
  readonly #options: FeedOptions
  readonly #stopListening: () => void
  readonly #heart: NodeJS.Timeout
  #timer: NodeJS.Timeout | undefined
  /** Numbers of requests to be told of. */
  #waiting: number[] = []
  #noted = 0
  #told = 0
  #dropped = 0
  #wasReset = false
  #gatherMs = GATHER_MS
  #isWanted = false
  /** Those that have changed since they were last told of, as they were last. */
  readonly #deliveries = new Map<string, Delivery>()

  constructor(options: FeedOptions) {
    super({ encoding: 'utf8' })
    this.#options = options
    const stopRequests = options.journal.listen(({ number }) => this.#note(number))
    const stopDeliveries = options.followDeliveries((delivery) => this.#noteDelivery(delivery))
    this.#stopListening = () => {
      stopRequests()
      stopDeliveries()
    }
    this.#heart = setInterval(() => this.#beat(), options.heartbeatMs ?? HEARTBEAT_MS)
    this.push(': membermock\n\n')
  }

  override _read(): void {
    this.#isWanted = true
    if (this.#waiting.length + this.#deliveries.size > 0) this.#schedule()
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#stop()
    done(error)
  }

  #stop(): void {
    this.#stopListening()
    clearInterval(this.#heart)
    clearTimeout(this.#timer)
  }

  /** All that happens while a request is being answered. */
  #note(number: number): void {
    if (number <= this.#noted) {
      this.#wasReset = true
      this.#waiting = []
    }
    this.#noted = number
    this.#waiting.push(number)
    if (this.#waiting.length > this.#options.journal.size) {
      this.#waiting.shift()
      this.#dropped += 1
    }
    this.#schedule()
  }

  #noteDelivery(delivery: Delivery): void {
    this.#deliveries.delete(delivery.id)
    this.#deliveries.set(delivery.id, delivery)
    const [oldest] = this.#deliveries.keys()
    if (oldest !== undefined && this.#deliveries.size > MOST_DELIVERIES) this.#deliveries.delete(oldest)
    this.#schedule()
  }

  #schedule(): void {
    this.#timer ??= setTimeout(() => this.#tell(), this.#gatherMs)
  }

  #tell(): void {
    this.#timer = undefined
    if (!this.#isWanted || this.#waiting.length + this.#deliveries.size === 0) return
    const startedAt = performance.now()
    const cleared = this.#clearing()
    const text = cleared + this.#requests() + this.#changedDeliveries()
    this.#gatherMs = Math.min(LONGEST_MS, GATHER_MS + SHARE * (performance.now() - startedAt))
    this.#send(text)
    if (this.#waiting.length + this.#deliveries.size > 0) this.#schedule()
  }

  /** Has somebody emptied the journal since the last that was told of? What was dropped for want of room is no clearing. */
  #clearing(): string {
    const { journal } = this.#options
    if (!this.#wasReset && (this.#told === 0 || !journal.isCleared(this.#told))) return ''
    this.#wasReset = false
    this.#told = 0
    return frame('cleared', {})
  }

  /** Those that wait, or as many as there is time for in one turn. */
  #requests(): string {
    const { journal, show } = this.#options
    const isOver = startTurn()
    let text = ''
    for (let count = 0; count < BATCH && this.#waiting.length > 0; count++) {
      const [number = 0] = this.#waiting
      const slot = journal.get(number)
      if (isOver(slot === undefined ? 1 : weightOf(slot))) break
      this.#waiting.shift()
      this.#told = number
      if (slot === undefined) this.#dropped += 1
      else text += frame('request', show(slot), `r_${number}`)
    }
    const count = this.#dropped
    this.#dropped = 0
    return (count === 0 ? '' : frame('dropped', { count })) + text
  }

  #changedDeliveries(): string {
    const changed = [...this.#deliveries.values()].slice(0, BATCH)
    for (const { id } of changed) this.#deliveries.delete(id)
    return changed.map((delivery) => frame('delivery', delivery, delivery.id)).join('')
  }

  #beat(): void {
    if (this.#options.isGone()) {
      this.#stop()
      this.push(frame('gone', {}))
      this.push(null)
      return
    }
    if (!this.#isWanted || this.#waiting.length > 0) return
    this.#send(this.#clearing() || ': still here\n\n')
  }

  #send(text: string): void {
    this.#isWanted = this.push(text)
  }
}
