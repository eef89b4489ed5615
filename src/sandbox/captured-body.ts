/** The beginning of a body that comes in pieces, and may still be coming: in one buffer, however many they are. */
import { jsonLength, jsonLengthOfBytes } from './json-length.ts'

/** How much of a body is kept. */
export const CAPTURED_BYTES = 64 * 1024

const NOTHING = Buffer.alloc(0)

export class CapturedBody {
  #buffer = NOTHING
  #size = 0
  #isForgotten = false
  /** Of one that has come whole: a character for each byte, which takes less than a buffer of its own. */
  #whole = ''
  #whenGrown: (bytes: number) => void = () => {}

  /** A body of which no more will come. */
  static of(bytes: Buffer): CapturedBody {
    const body = new CapturedBody()
    body.#whole = bytes.toString('latin1', 0, CAPTURED_BYTES)
    return body
  }

  add(chunk: Buffer | string): void {
    const room = CAPTURED_BYTES - this.#size
    if (room === 0 || this.#isForgotten) return
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
    const length = Math.min(bytes.length, room)
    this.#makeRoom(this.#size + length)
    bytes.copy(this.#buffer, this.#size, 0, length)
    this.#size += length
  }

  get text(): string {
    return this.textUpTo(CAPTURED_BYTES)
  }

  /** Of its first so many bytes. */
  textUpTo(bytes: number): string {
    if (this.#whole !== '') return Buffer.from(this.#whole.slice(0, bytes), 'latin1').toString()
    return this.#buffer.toString('utf8', 0, Math.min(bytes, this.#size))
  }

  /** Bytes that its text comes to in JSON, or more than `most`. */
  jsonLength(most: number): number {
    if (this.#whole !== '') return jsonLength(this.#whole, most)
    return jsonLengthOfBytes(this.#buffer.subarray(0, this.#size), most)
  }

  /** Bytes that are held for it: up to twice those that have come. */
  get heldBytes(): number {
    return this.#buffer.length + this.#whole.length
  }

  /** Calls `tell` with how many more bytes are held, each time that it grows from now on. */
  watch(tell: (bytes: number) => void): void {
    this.#whenGrown = tell
  }

  /** Lets go of what is held, and takes no more. */
  forget(): void {
    this.#isForgotten = true
    this.#whenGrown = () => {}
    this.#buffer = NOTHING
    this.#whole = ''
    this.#size = 0
  }

  #makeRoom(size: number): void {
    const held = this.#buffer.length
    if (size <= held) return
    // Not from Node's pool: a small piece of it would keep the whole.
    const larger = Buffer.allocUnsafeSlow(Math.min(CAPTURED_BYTES, Math.max(size, held * 2)))
    this.#buffer.copy(larger, 0, 0, this.#size)
    this.#buffer = larger
    this.#whenGrown(larger.length - held)
  }
}
