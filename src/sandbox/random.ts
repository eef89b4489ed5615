/** The only source of chance: a seeded generator (sfc32), equal on every machine and Node version. */

export const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
/** The two digits of every byte: a UUID from these costs a seventh of one by `toString` and `padStart`. */
const BYTES = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** The low 16 bits of `bits` in hex. */
const hex4 = (bits: number): string => `${BYTES[(bits >>> 8) & 255]}${BYTES[bits & 255]}`

/** FNV-1a over the text, started at four points: 128 bits of state from any seed text. */
const hash = (text: string, start: number): number => {
  let h = start
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 16777619)
  return h >>> 0
}

export class Random {
  #a: number
  #b: number
  #c: number
  #counter: number

  /** `seed` is any text; the same text gives the same sequence. */
  constructor(seed: string) {
    this.#a = hash(seed, 0x811c9dc5)
    this.#b = hash(seed, 0x9e3779b9)
    this.#c = hash(seed, 0x85ebca6b)
    this.#counter = hash(seed, 0xc2b2ae35)
    for (let i = 0; i < 12; i++) this.next()
  }

  /** An integer from 0 to 2^32 - 1. */
  next(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0
    this.#counter = (this.#counter + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum
    return sum >>> 0
  }

  /** A number from 0 to below 1. */
  fraction(): number {
    return this.next() / 0x1_0000_0000
  }

  /** An integer from `low` to `high`, both included. */
  integer(low: number, high: number): number {
    return low + Math.floor(this.fraction() * (high - low + 1))
  }

  text(alphabet: string, length: number): string {
    let text = ''
    for (let i = 0; i < length; i++) text += alphabet[this.next() % alphabet.length]
    return text
  }

  /** A version 4 UUID in lower case. */
  uuid(): string {
    const [a, b, c, d] = [this.next(), this.next(), this.next(), this.next()]
    const versioned = (b & 0xffff0fff) | 0x4000
    const variant = (c & 0x0fffffff) | ((8 + (this.next() & 3)) << 28)
    return `${hex4(a >>> 16)}${hex4(a)}-${hex4(b >>> 16)}-${hex4(versioned)}-${hex4(variant >>> 16)}-${hex4(c)}${hex4(d >>> 16)}${hex4(d)}`
  }

  /** Eight lower-case hex digits. */
  hex(): string {
    const bits = this.next()
    return hex4(bits >>> 16) + hex4(bits)
  }
}
