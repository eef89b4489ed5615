/** Brings deliveries to where they may go: so many at a time, each within its time, until the server closes. */
import { type Carrier, isSuccess, type Outcome, type Parcel } from '../../sandbox/delivery.ts'

/** What receives in this process, without a socket. */
export type Receiver = (parcel: Parcel) => Promise<{ status: number; body: string }>

export interface CarrierOptions {
  /** Hosts beside this machine's own that may be connected to; `host` or `host:port`. */
  hosts: readonly string[]
  /** Where the server itself listens: nothing is delivered to its admin. */
  port?(): number | undefined
  failed(error: unknown): void
}

/** How attempts ended: with 2xx, with another answer, with none; or they may not go where they were for. */
export type AttemptCounts = Record<'accepted' | 'refused' | 'unanswered' | 'unsent', number>

const endingOf = (outcome: Outcome): keyof AttemptCounts => {
  if ('unsent' in outcome) return 'unsent'
  if ('failure' in outcome) return 'unanswered'
  return isSuccess(outcome.status) ? 'accepted' : 'refused'
}

/** So many connections are open at once, whoever they are for. */
const MOST_OPEN = 32

const TIMEOUT = 'timeout'
const STOPPED = 'stopped'

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error)

/** Milliseconds since it was called, when it is called again. */
const stopwatch = (): (() => number) => {
  const startedAt = performance.now()
  return () => Math.round((performance.now() - startedAt) * 100) / 100
}

/** A receiver in this process that fails is one that answers 500. */
const handOver = async (receiver: Receiver, parcel: Parcel, signal: AbortSignal): Promise<Outcome> => {
  const ms = stopwatch()
  const cut = new Promise<Outcome>((resolve) => {
    signal.addEventListener('abort', () => resolve({ failure: String(signal.reason), ms: ms() }))
  })
  const received = receiver(parcel).catch((error: unknown) => ({ status: 500, body: String(error) }))
  return Promise.race([cut, received.then((answer): Outcome => ({ ...answer, ms: ms() }))])
}

export class DeliveryCarrier implements Carrier {
  readonly attempts: AttemptCounts = { accepted: 0, refused: 0, unanswered: 0, unsent: 0 }
  readonly #options: CarrierOptions
  readonly #receivers = new Map<string, Receiver>()
  readonly #closing = new AbortController()
  #waiting: (() => void)[] = []
  readonly #open = new Set<Promise<Outcome>>()
  #isClosed = false

  constructor(options: CarrierOptions) {
    this.#options = options
  }

  failed(error: unknown): void {
    this.#options.failed(error)
  }

  async send(parcel: Parcel): Promise<Outcome> {
    while (this.#open.size >= MOST_OPEN && !this.#isClosed)
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    if (this.#isClosed) return { unsent: 'stopped' }
    const carried = this.#carry(parcel)
    this.#open.add(carried)
    const outcome = await carried
    this.#open.delete(carried)
    this.attempts[endingOf(outcome)] += 1
    this.#waiting.shift()?.()
    return outcome
  }

  /** Everything for that origin goes to `receiver` until the returned function is called. */
  receive(origin: string, receiver: Receiver): () => void {
    this.#receivers.set(origin, receiver)
    return () => this.#receivers.delete(origin)
  }

  /** Takes nothing more, and waits for what is under way: for so many milliseconds, then it is cut off and stays due. */
  async close(graceMs: number): Promise<void> {
    this.#isClosed = true
    for (const go of this.#waiting.splice(0)) go()
    if (this.#open.size === 0) return
    const timer = setTimeout(() => this.#closing.abort(STOPPED), graceMs)
    await Promise.all(this.#open)
    clearTimeout(timer)
  }

  async #carry(parcel: Parcel): Promise<Outcome> {
    const timing = new AbortController()
    const timer = setTimeout(() => timing.abort(TIMEOUT), parcel.timeoutMs)
    const signal = AbortSignal.any([timing.signal, this.#closing.signal])
    try {
      const receiver = this.#receivers.get(new URL(parcel.url).origin)
      const way = receiver === undefined ? this.#travel(parcel, signal) : handOver(receiver, parcel, signal)
      const outcome = await way
      return 'failure' in outcome && outcome.failure === STOPPED ? { unsent: 'stopped' } : outcome
    } catch (error) {
      // A name that nobody knows, or what is no URL.
      return { failure: codeOf(error), ms: 0 }
    } finally {
      clearTimeout(timer)
    }
  }

  /** What it takes is loaded with the first delivery. */
  async #travel(parcel: Parcel, signal: AbortSignal): Promise<Outcome> {
    const [{ leadsToAdmin, reachable }, { post }] = await Promise.all([
      import('./reach.ts'),
      import('./post.ts'),
    ])
    const url = new URL(parcel.url)
    if (leadsToAdmin(url, this.#options.port?.())) return { unsent: 'host' }
    const addresses = await reachable(url, this.#options.hosts)
    return addresses === undefined ? { unsent: 'host' } : post(parcel, addresses, signal)
  }
}
