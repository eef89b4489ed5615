/** The only source of chance: a seeded generator (sfc32), equal on every machine and Node version. */

export const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const DIGITS = Buffer.from('0123456789abcdef')
/**
 * A UUID is written into bytes: text that is put together from pieces stays in pieces, which every later look at it
 * pays for.
 */
const UUID = Buffer.from('xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx')
/** Where its digits are. */
const PLACES = [...UUID.keys()].filter((place) => UUID[place] !== 0x2d)

/** Writes eight digits from the `first` on. */
const writeDigits = (bits: number, first: number): void => {
  for (let i = 0; i < 8; i++) UUID[PLACES[first + i] ?? 0] = DIGITS[(bits >>> (28 - 4 * i)) & 15] ?? 0
}

/** Of more letters V8 puts no text together, piece by piece, that it would not keep in pieces. */
const SHORT = 12
const LETTERS = Buffer.alloc(64)

/** FNV-1a over the text, started at four points: 128 bits of state from any seed text. */
const hash = (text: string, start: number): number => {
  let h = start
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 16777619)
  return h >>> 0
}

/** A whole state: four integers, of which the low 32 bits count. */
type Words = readonly [number, number, number, number]

const hashWords = (text: string): Words => [
  hash(text, 0x811c9dc5),
  hash(text, 0x9e3779b9),
  hash(text, 0x85ebca6b),
  hash(text, 0xc2b2ae35),
]

export class Random {
  #a: number
  #b: number
  #c: number
  #counter: number

  /** `seed` is any text, or four integers, which costs less; the same seed gives the same sequence. */
  constructor(seed: string | Words) {
    const words = typeof seed === 'string' ? hashWords(seed) : seed
    this.#a = words[0] | 0
    this.#b = words[1] | 0
    this.#c = words[2] | 0
    this.#counter = words[3] | 0
    for (let i = 0; i < 12; i++) this.next()
  }

  /** Where the sequence stands: set in another, it goes on from here. */
  get state(): Words {
    return [this.#a | 0, this.#b | 0, this.#c | 0, this.#counter | 0]
  }

  set state(words: Words) {
    this.#a = words[0] | 0
    this.#b = words[1] | 0
    this.#c = words[2] | 0
    this.#counter = words[3] | 0
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

  /** Letters of `alphabet`, which is ASCII. */
  text(alphabet: string, length: number): string {
    if (length > SHORT && length <= LETTERS.length) {
      for (let i = 0; i < length; i++) LETTERS[i] = alphabet.charCodeAt(this.next() % alphabet.length)
      return LETTERS.toString('latin1', 0, length)
    }
    let text = ''
    for (let i = 0; i < length; i++) text += alphabet[this.next() % alphabet.length]
    return text
  }

  /** A version 4 UUID in lower case. */
  uuid(): string {
    const [a, b, c, d] = [this.next(), this.next(), this.next(), this.next()]
    writeDigits(a, 0)
    writeDigits((b & 0xffff0fff) | 0x4000, 8)
    writeDigits((c & 0x0fffffff) | ((8 + (this.next() & 3)) << 28), 16)
    writeDigits(d, 24)
    return UUID.toString('latin1')
  }

  /** Eight lower-case hex digits. */
  hex(): string {
    return this.next().toString(16).padStart(8, '0')
  }
}
