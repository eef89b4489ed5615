/** Where in a text credentials may stand: kept in step as they come and go, however many there are, and never made anew. */

/** No credential in here is shorter. One that is stands in too many texts by chance. */
export const SHORTEST = 8

/** A power of two. Two credentials seldom share a place, unless there are a million. */
const PLACES = 2 ** 20

/** A counter that has come to this stays there: then the whole is compared more often than it had to be. */
const FULL = 255

/** Where one start is, there are often more: so many characters are looked at one by one before the pattern is asked again. */
const NEAR = 64

const NONE: readonly number[] = []

/** Four characters as one number; what is lost of wide ones is seen when the whole is compared. */
const four = (text: string, at: number): number =>
  (text.charCodeAt(at) & 255) |
  ((text.charCodeAt(at + 1) & 255) << 8) |
  ((text.charCodeAt(at + 2) & 255) << 16) |
  (text.charCodeAt(at + 3) << 24)

/** From eight first characters, the last four and the length: texts that only begin like a credential fall out here. */
const placeOf = (text: string, at: number, length: number): number => {
  const ends = Math.imul(four(text, at + 4), 0x9e3779b1) ^ Math.imul(four(text, at + length - 4), 0x85ebca6b)
  const mixed = Math.imul(four(text, at) ^ ends ^ length, 0xc2b2ae35)
  return (mixed ^ (mixed >>> 15)) & (PLACES - 1)
}

/** How many credentials have a length, among those that begin alike; the longest first. */
class Lengths {
  readonly #counts = new Map<number, number>()
  sorted: readonly number[] = []

  change(length: number, by: 1 | -1): void {
    const count = (this.#counts.get(length) ?? 0) + by
    if (count > 0) this.#counts.set(length, count)
    else this.#counts.delete(length)
    if (count === 0 || (count === 1 && by === 1)) this.sorted = [...this.#counts.keys()].sort((a, b) => b - a)
  }
}

const asClass = (characters: Iterable<string>): string =>
  `[${[...characters].map((one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')}]`

export class CredentialIndex {
  readonly #isCredential: (text: string) => boolean
  readonly #lengths = new Map<number, Lengths>()
  /** Its memory is taken where it is touched. */
  readonly #counters = new Uint8Array(PLACES)
  readonly #firsts = new Set<string>()
  readonly #seconds = new Set<string>()
  /** By the last byte of a character. */
  readonly #isFirst = new Uint8Array(256)
  readonly #isSecond = new Uint8Array(256)
  #starts: RegExp | undefined
  /** Of the longest there ever was. */
  longest = 0

  /** Who else keeps the credentials tells of the whole. */
  constructor(isCredential: (text: string) => boolean) {
    this.#isCredential = isCredential
  }

  add(credential: string): void {
    this.#change(credential, 1)
    this.longest = Math.max(this.longest, credential.length)
    const first = credential.charAt(0)
    const second = credential.charAt(1)
    if (this.#firsts.has(first) && this.#seconds.has(second)) return
    this.#firsts.add(first)
    this.#seconds.add(second)
    this.#isFirst[first.charCodeAt(0) & 255] = 1
    this.#isSecond[second.charCodeAt(0) & 255] = 1
    this.#starts = new RegExp(asClass(this.#firsts) + asClass(this.#seconds), 'g')
  }

  /** One that was added, as often as it was. */
  remove(credential: string): void {
    this.#change(credential, -1)
  }

  /** The first place from `from` on where a credential stands, and its length. */
  next(text: string, from: number): { at: number; length: number } | undefined {
    const starts = this.#starts
    if (starts === undefined) return undefined
    starts.lastIndex = from
    while (starts.test(text)) {
      const first = starts.lastIndex - 2
      for (let at = first; at < first + NEAR; at++) {
        const length = this.#lengthAt(text, at)
        if (length > 0) return { at, length }
      }
      starts.lastIndex = first + NEAR
    }
    return undefined
  }

  #change(credential: string, by: 1 | -1): void {
    const start = four(credential, 0)
    const lengths = this.#lengths.get(start) ?? new Lengths()
    this.#lengths.set(start, lengths)
    lengths.change(credential.length, by)
    if (lengths.sorted.length === 0) this.#lengths.delete(start)
    const place = placeOf(credential, 0, credential.length)
    const count = this.#counters[place] ?? 0
    if (count < FULL) this.#counters[place] = count + by
  }

  #lengthAt(text: string, at: number): number {
    if (this.#isFirst[text.charCodeAt(at) & 255] === 0 || this.#isSecond[text.charCodeAt(at + 1) & 255] === 0)
      return 0
    const lengths = this.#lengths.get(four(text, at))?.sorted ?? NONE
    for (let i = 0; i < lengths.length; i++) {
      const length = lengths[i] ?? 0
      const isThere = at + length <= text.length && this.#counters[placeOf(text, at, length)] !== 0
      if (isThere && this.#isCredential(text.slice(at, at + length))) return length
    }
    return 0
  }
}
