/** Where in a text credentials may stand: kept in step as they come and go, however many there are, and never made anew. */

/** No credential in here is shorter. One that is stands in too many texts by chance. */
export const SHORTEST = 8

/**
 * A power of two. What is one of a million credentials has two places of its own in it, and one in twenty others seems to
 * have them as well.
 */
const PLACES = 2 ** 24

/** Places are there by the page, from when the first credential touches one. */
const PAGE_BITS = 12
const PAGE = 2 ** PAGE_BITS
/** Some hundred credentials touch so many. */
const MOST_PAGES = 512

/** So many first characters of a longer credential are told apart before its end is looked at. */
const LONG = 12

/** A power of two. Few enough to stay near the processor, where most texts that only look a little like a credential fall out. */
const STARTS = 2 ** 15

/** A counter that has come to this stays there: then the whole is compared more often than it had to be. */
const FULL = 255

/** Where one start is, there are often more: so many characters are looked at one by one before the pattern is asked again. */
const NEAR = 64

/** Four characters as one number; what is lost of wide ones is seen when the whole is compared. */
const four = (text: string, at: number): number =>
  (text.charCodeAt(at) & 255) |
  ((text.charCodeAt(at + 1) & 255) << 8) |
  ((text.charCodeAt(at + 2) & 255) << 16) |
  (text.charCodeAt(at + 3) << 24)

const mixed = (bits: number): number => {
  const once = Math.imul(bits ^ (bits >>> 16), 0xc2b2ae35)
  return once ^ (once >>> 15)
}

/** Of the first eight characters; that others come to the same only means more looks. */
const startOf = (text: string, at: number): number =>
  Math.imul(four(text, at), 0x9e3779b1) ^ four(text, at + 4)

/** From the first twelve characters. */
const longMarkOf = (text: string, at: number): number =>
  mixed(startOf(text, at) ^ Math.imul(four(text, at + 8), 0x27d4eb2f))

/** From eight first characters, the last four and the length: texts that only begin like a credential fall out here. */
const markOf = (text: string, at: number, length: number): number => {
  const ends = Math.imul(four(text, at + 4), 0x9e3779b1) ^ Math.imul(four(text, at + length - 4), 0x85ebca6b)
  return mixed(four(text, at) ^ ends ^ length)
}

/** By the upper bits, in which all eight characters have a say. */
const startPlace = (start: number): number => Math.imul(start, 0x9e3779b1) >>> 17
const firstPlace = (mark: number): number => mark & (PLACES - 1)
const secondPlace = (mark: number): number => Math.imul(mark, 0x9e3779b1) >>> 8

const count = (counters: Uint8Array, place: number, by: 1 | -1): void => {
  const counted = counters[place] ?? 0
  if (counted < FULL) counters[place] = counted + by
}

/**
 * Counters at all places. Taken whole, they are 16 MB, of which the few credentials of one world touch next to nothing and
 * for which the collector of garbage still comes round: until there are sandboxes, only pages that are touched are there.
 */
class Counters {
  #pages: (Uint8Array | undefined)[] = new Array(PLACES / PAGE)
  #size = 0
  #whole: Uint8Array | undefined

  has(place: number): boolean {
    if (this.#whole !== undefined) return this.#whole[place] !== 0
    const page = this.#pages[place >>> PAGE_BITS]
    return page !== undefined && page[place & (PAGE - 1)] !== 0
  }

  count(place: number, by: 1 | -1): void {
    if (this.#whole === undefined && this.#size >= MOST_PAGES) this.#putTogether()
    if (this.#whole !== undefined) count(this.#whole, place, by)
    else count(this.#pageAt(place >>> PAGE_BITS), place & (PAGE - 1), by)
  }

  #pageAt(nth: number): Uint8Array {
    const known = this.#pages[nth]
    if (known !== undefined) return known
    const page = new Uint8Array(PAGE)
    this.#pages[nth] = page
    this.#size += 1
    return page
  }

  #putTogether(): void {
    const whole = new Uint8Array(PLACES)
    for (const [nth, page] of this.#pages.entries()) if (page !== undefined) whole.set(page, nth * PAGE)
    this.#whole = whole
    this.#pages = []
  }
}

/** How many credentials have a length, among those that begin alike; the longest first. */
class Lengths {
  readonly #counts = new Map<number, number>()
  sorted: readonly number[] = []
  /** None of them is short. */
  areLong = false

  change(length: number, by: 1 | -1): void {
    const count = (this.#counts.get(length) ?? 0) + by
    if (count > 0) this.#counts.set(length, count)
    else this.#counts.delete(length)
    if (count === 0 || (count === 1 && by === 1)) this.#sort()
  }

  #sort(): void {
    this.sorted = [...this.#counts.keys()].sort((a, b) => b - a)
    this.areLong = this.sorted.every((length) => length >= LONG)
  }
}

const asClass = (characters: Iterable<string>): string =>
  `[${[...characters].map((one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')}]`

/** A credential in a text. */
export interface Found {
  at: number
  credential: string
}

export class CredentialIndex {
  readonly #isCredential: (text: string) => boolean
  readonly #lengths = new Map<number, Lengths>()
  /** How many of the beginnings of credentials in `#lengths` fall on each place of the table. */
  readonly #startCounts = new Uint8Array(STARTS)
  readonly #counters = new Counters()
  readonly #firsts = new Set<string>()
  readonly #seconds = new Set<string>()
  /** By the last byte of a character. */
  readonly #isFirst = new Uint8Array(256)
  readonly #isSecond = new Uint8Array(256)
  #starts: RegExp | undefined
  /** The length of the longest credential that was ever in here. */
  longest = 0
  /** How many lengths have been tried at some place of a text: what a search costs, beside a look at each character. */
  tried = 0

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

  /** Takes off one that was added; one that was added twice has to be taken off twice. */
  remove(credential: string): void {
    this.#change(credential, -1)
  }

  /** The first credential that stands at `from` or later. */
  next(text: string, from: number): Found | undefined {
    const starts = this.#starts
    if (starts === undefined) return undefined
    starts.lastIndex = from
    while (starts.test(text)) {
      const first = starts.lastIndex - 2
      const found = this.#findIn(text, first, Math.min(first + NEAR, text.length))
      if (found !== undefined) return found
      starts.lastIndex = first + NEAR
    }
    return undefined
  }

  /** Most time goes by here when a text is full of starts. */
  #findIn(text: string, from: number, end: number): Found | undefined {
    const [isFirst, isSecond, startCounts] = [this.#isFirst, this.#isSecond, this.#startCounts]
    for (let at = from; at < end; at++) {
      if (isFirst[text.charCodeAt(at) & 255] === 0) continue
      if (isSecond[text.charCodeAt(at + 1) & 255] === 0) continue
      const start = startOf(text, at)
      if (startCounts[startPlace(start)] === 0) continue
      const credential = this.#credentialAt(text, at, start)
      if (credential !== undefined) return { at, credential }
    }
    return undefined
  }

  #change(credential: string, by: 1 | -1): void {
    const start = startOf(credential, 0)
    const known = this.#lengths.get(start)
    const lengths = known ?? new Lengths()
    lengths.change(credential.length, by)
    const isKnown = lengths.sorted.length > 0
    if (isKnown && known === undefined) {
      this.#lengths.set(start, lengths)
      count(this.#startCounts, startPlace(start), 1)
    }
    if (!isKnown && this.#lengths.delete(start)) count(this.#startCounts, startPlace(start), -1)
    this.#mark(markOf(credential, 0, credential.length), by)
    if (credential.length >= LONG) this.#mark(longMarkOf(credential, 0), by)
  }

  #mark(mark: number, by: 1 | -1): void {
    this.#counters.count(firstPlace(mark), by)
    this.#counters.count(secondPlace(mark), by)
  }

  #isMarked(mark: number): boolean {
    return this.#counters.has(firstPlace(mark)) && this.#counters.has(secondPlace(mark))
  }

  #credentialAt(text: string, at: number, start: number): string | undefined {
    const lengths = this.#lengths.get(start)
    if (lengths === undefined || (lengths.areLong && !this.#isMarked(longMarkOf(text, at)))) return undefined
    const { sorted } = lengths
    for (let i = 0; i < sorted.length; i++) {
      const length = sorted[i] ?? 0
      this.tried += 1
      if (at + length > text.length) continue
      if (!this.#isMarked(markOf(text, at, length))) continue
      const one = text.slice(at, at + length)
      if (this.#isCredential(one)) return one
    }
    return undefined
  }
}
