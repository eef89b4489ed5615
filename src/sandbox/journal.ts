/** The last requests of a sandbox and their answers: a ring whose slots are used again. */

/** How much of a body is kept. */
export const CAPTURED_BYTES = 64 * 1024

/** The beginning of a body that comes in pieces, and may still be coming. */
export class CapturedBody {
  readonly #chunks: Buffer[] = []
  #size = 0

  add(chunk: Buffer | string): void {
    if (this.#size >= CAPTURED_BYTES) return
    const bytes = Buffer.from(chunk).subarray(0, CAPTURED_BYTES - this.#size)
    this.#chunks.push(bytes)
    this.#size += bytes.length
  }

  get text(): string {
    return Buffer.concat(this.#chunks).toString()
  }
}

/** What is noted on the hot path: references only; what people read is made from it when they ask. */
export interface Slot {
  /** Counts up from 1; 0 in a slot not yet used. */
  number: number
  /** Milliseconds since the epoch on the sandbox's clock. */
  time: number
  vendor: string | undefined
  operation: string | undefined
  method: string
  /** As the client sent it. */
  url: string
  /** Names and values in turn, as they came. */
  rawHeaders: readonly string[]
  /** `undefined` when the request announced none. */
  requestBody: CapturedBody | undefined
  /** 0: the socket was cut instead. */
  status: number
  /** Names and values in turn, as Fastify has them; what it and Node add when they send is not there. */
  readonly responseHeaders: unknown[]
  responseBody: string | CapturedBody | undefined
  fault: string | undefined
  refusedBy: string | undefined
  isUnimplemented: boolean
  durationMs: number
}

const createSlot = (): Slot => ({
  number: 0,
  time: 0,
  vendor: undefined,
  operation: undefined,
  method: '',
  url: '',
  rawHeaders: [],
  requestBody: undefined,
  status: 0,
  responseHeaders: [],
  responseBody: undefined,
  fault: undefined,
  refusedBy: undefined,
  isUnimplemented: false,
  durationMs: 0,
})

export class Journal {
  readonly size: number
  #slots: Slot[] = []
  #last = createSlot()
  #count = 0
  /** Requests noted before the last clearing. */
  #cleared = 0
  readonly #listeners = new Set<(slot: Slot) => void>()

  /** `size` 0 remembers nothing. */
  constructor(size: number) {
    this.size = size
  }

  /** The slot of the newest request; what is equal in the next one need not be held twice. */
  get last(): Slot {
    return this.#last
  }

  /** The slot for one more request, numbered; every other field is the caller's to set. Not for size 0. */
  take(): Slot {
    const place = this.#count % this.size
    let slot = this.#slots[place]
    if (slot === undefined) {
      slot = createSlot()
      this.#slots[place] = slot
    }
    this.#count += 1
    slot.number = this.#count
    this.#last = slot
    return slot
  }

  /** Tells the listeners of a slot that has been filled. */
  announce(slot: Slot): void {
    for (const listener of this.#listeners) listener(slot)
  }

  /** Oldest first. The slots are the journal's own and change later. */
  entries(): readonly Slot[] {
    const held = Math.min(this.#count - this.#cleared, this.size)
    return Array.from({ length: held }, (_, i) => this.#slots[(this.#count - held + i) % this.size]).filter(
      (slot) => slot !== undefined,
    )
  }

  /** The request of that number, while it is held. */
  get(number: number): Slot | undefined {
    const slot = this.#slots[(number - 1) % this.size]
    return slot?.number === number ? slot : undefined
  }

  /** How many were noted since the last clearing and are no longer held. */
  get dropped(): number {
    return Math.max(0, this.#count - this.#cleared - this.size)
  }

  /** Calls `listener` with each request noted from now on, until the returned function is called. */
  listen(listener: (slot: Slot) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Forgets the entries; numbers go on. */
  clear(): void {
    this.#cleared = this.#count
    this.#slots = []
    this.#last = createSlot()
  }

  /** As new: numbers start again; listeners stay. */
  reset(): void {
    this.#slots = []
    this.#last = createSlot()
    this.#count = 0
    this.#cleared = 0
  }
}
