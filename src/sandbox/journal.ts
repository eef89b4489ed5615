/** The last requests of a sandbox and their answers: a ring whose slots are used again. */

import { CapturedBody } from './captured-body.ts'

export { CAPTURED_BYTES, CapturedBody } from './captured-body.ts'

/** What a ring may hold for each of its entries, on average; a small ring may hold as much as for `LEAST`. */
const BYTES_EACH = 64 * 1024
const LEAST = 16

/** An upper bound of what V8 adds to a text, and of what a slot takes without its texts. */
const TEXT_BYTES = 32
const SLOT_BYTES = 512

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
  /** Who answered in place of the emulation. */
  answeredBy: string | undefined
  refusedBy: string | undefined
  reason: string | undefined
  isUnimplemented: boolean
  durationMs: number
  /** What all of this takes; the journal's own to count. */
  heldBytes: number
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
  answeredBy: undefined,
  refusedBy: undefined,
  reason: undefined,
  isUnimplemented: false,
  durationMs: 0,
  heldBytes: 0,
})

/** Node reads headers and URLs as latin1: a byte for a character. */
const bytesOfTexts = (texts: readonly unknown[]): number => {
  let bytes = 0
  for (const text of texts) bytes += TEXT_BYTES + (typeof text === 'string' ? text.length : 0)
  return bytes
}

/**
 * Without bodies that are captured, which tell themselves, and without request headers. A text that entries share counts
 * for each of them.
 */
const bytesOf = ({ url, responseHeaders, responseBody, reason = '' }: Slot): number => {
  const text = typeof responseBody === 'string' ? 2 * responseBody.length : 0
  return SLOT_BYTES + url.length + 2 * reason.length + text + bytesOfTexts(responseHeaders)
}

export class Journal {
  readonly size: number
  /** Above it, the oldest entries are dropped. */
  readonly mostBytes: number
  #slots: Slot[] = []
  #last = createSlot()
  #count = 0
  /** Requests noted before the last clearing. */
  #cleared = 0
  /** The number of the oldest that is held; one more than the newest when none is. */
  #oldest = 1
  #heldBytes = 0
  /** Request headers, and what they take: the next request's are mostly the same list. */
  #counted: { texts: readonly string[]; bytes: number } = { texts: [], bytes: 0 }
  readonly #listeners = new Set<(slot: Slot) => void>()

  /** `size` 0 remembers nothing. A ring of 1,000 holds 64 MB at most, however large its entries are. */
  constructor(size: number) {
    this.size = size
    this.mostBytes = Math.max(size, LEAST) * BYTES_EACH
  }

  /** The slot of the newest request; what is equal in the next one need not be held twice. */
  get last(): Slot {
    return this.#last
  }

  /** Bytes that the entries take, counted from above. */
  get heldBytes(): number {
    return this.#heldBytes
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
    this.#letGo(slot)
    slot.number = this.#count
    this.#oldest = Math.max(this.#oldest, this.#count - this.size + 1)
    this.#last = slot
    return slot
  }

  /** Counts what a slot that has been filled holds, and tells the listeners of it. */
  announce(slot: Slot): void {
    const texts = slot.rawHeaders
    if (this.#counted.texts !== texts) this.#counted = { texts, bytes: bytesOfTexts(texts) }
    this.#grow(slot, bytesOf(slot) + this.#counted.bytes)
    this.#follow(slot, slot.requestBody)
    this.#follow(slot, slot.responseBody)
    for (const listener of this.#listeners) listener(slot)
  }

  /** Oldest first. The slots are the journal's own and change later. */
  entries(): readonly Slot[] {
    return Array.from(
      { length: this.#count - this.#oldest + 1 },
      (_, i) => this.#slots[(this.#oldest - 1 + i) % this.size],
    ).filter((slot) => slot !== undefined)
  }

  /** The request of that number, while it is held. */
  get(number: number): Slot | undefined {
    const slot = this.#slots[(number - 1) % this.size]
    return slot?.number === number ? slot : undefined
  }

  /** How many were noted since the last clearing and are no longer held. */
  get dropped(): number {
    return this.#oldest - 1 - this.#cleared
  }

  /** True for a request that a clearing has taken away, not the ones that came after it. */
  isCleared(number: number): boolean {
    // After a reset the numbers start again, so that one told of before is not reached yet.
    return number <= this.#cleared || number > this.#count
  }

  /** Calls `listener` with each request noted from now on, until the returned function is called. */
  listen(listener: (slot: Slot) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Forgets the entries; numbers go on. */
  clear(): void {
    this.#empty()
    this.#cleared = this.#count
    this.#oldest = this.#count + 1
  }

  /** As new: numbers start again; listeners stay. */
  reset(): void {
    this.#empty()
    this.#count = 0
    this.#cleared = 0
    this.#oldest = 1
  }

  /**
   * Goes on behind the request numbered `behind`, where others note requests too. Those up to `cleared` were cleared, and
   * those up to `gone` are held by nobody any more.
   */
  protected goOn(behind: number, cleared: number, gone: number): void {
    if (behind !== this.#count) {
      this.#empty()
      this.#count = behind
      this.#oldest = behind + 1
    }
    this.#cleared = cleared
    while (this.#oldest <= Math.min(gone, this.#count)) this.#dropOldest()
    this.#oldest = Math.max(this.#oldest, gone + 1)
  }

  #empty(): void {
    // A clearing leaves holes.
    this.#slots.forEach((slot) => {
      this.#letGo(slot)
    })
    this.#slots = []
    this.#last = createSlot()
  }

  /** A body may still be coming when its request has been answered. */
  #follow(slot: Slot, body: Slot['responseBody']): void {
    if (!(body instanceof CapturedBody)) return
    this.#grow(slot, body.heldBytes)
    body.watch((bytes) => this.#grow(slot, bytes))
  }

  #grow(slot: Slot, bytes: number): void {
    slot.heldBytes += bytes
    this.#heldBytes += bytes
    while (this.#heldBytes > this.mostBytes && this.#oldest < this.#count) this.#dropOldest()
  }

  #dropOldest(): void {
    const place = (this.#oldest - 1) % this.size
    const slot = this.#slots[place]
    if (slot !== undefined) this.#letGo(slot)
    this.#slots[place] = createSlot()
    this.#oldest += 1
  }

  #letGo(slot: Slot): void {
    this.#heldBytes -= slot.heldBytes
    slot.heldBytes = 0
    slot.requestBody?.forget()
    if (slot.responseBody instanceof CapturedBody) slot.responseBody.forget()
  }
}
