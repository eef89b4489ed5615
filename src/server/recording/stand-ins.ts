/** Stand-ins for what is personal: the same one for the same text, and no way back from what is kept of it. */
import { createHmac, randomBytes } from 'node:crypto'
import { Random } from '../../sandbox/random.ts'
import { drawUuid, drawWord, withCapitalsOf } from './letters.ts'
import { NotKept } from './plain-body.ts'

/** Short words have few others of their length; what has been looked for so often is taken though another has it. */
const MOST_TRIES = 64

/** As many as there is memory for; a recording of people has some thousands. */
const MOST = 500_000

/** So many are looked for in one exchange: far more than a page of a list has, and no second's work. */
const MOST_IN_ONE = 100_000

/** Makes a text of the kind of `text` from chance. */
export type Draw = (random: Random, text: string) => string

/**
 * What a text was is not kept: only a hash of it, under a key that is thrown away with this object and written
 * nowhere, and what stands for it.
 */
export class StandIns {
  // It has to be a secret, which nothing that comes from a seed is.
  readonly #key = randomBytes(32)
  readonly #byHash = new Map<string, string>()
  readonly #taken = new Set<string>()
  readonly #most: number
  /** What has been drawn for the exchange at hand, by hash. */
  #fresh: string[] = []
  #left = Infinity

  constructor(most = MOST) {
    this.#most = most
  }

  /** Does `work` for one exchange. Where it throws, nothing stays of what it has drawn. */
  forOne<Made>(work: () => Made, most = MOST_IN_ONE): Made {
    this.#left = most
    this.#fresh = []
    try {
      return work()
    } catch (error) {
      for (const name of this.#fresh) this.#forget(name)
      throw error
    } finally {
      this.#left = Infinity
      this.#fresh = []
    }
  }

  /** How many there are. */
  get size(): number {
    return this.#byHash.size
  }

  /** For `text`, which should be in one spelling; `kind` keeps apart what is drawn in different ways. */
  draw(kind: string, text: string, draw: Draw): string {
    this.#left -= 1
    if (this.#left < 0) throw new NotKept('so many ids, names and words as nobody could look through')
    const hash = createHmac('sha256', this.#key).update(kind).update('\0').update(text).digest()
    const name = hash.toString('base64')
    const known = this.#byHash.get(name)
    if (known !== undefined) return known
    if (this.#byHash.size >= this.#most)
      throw new NotKept(`more than ${this.#most} different ids, names and words`)
    const random = new Random(
      [0, 4, 8, 12].map((at) => hash.readUInt32BE(at)) as [number, number, number, number],
    )
    let drawn = draw(random, text)
    for (let tries = 0; tries < MOST_TRIES && (drawn === text || this.#taken.has(drawn)); tries++)
      drawn = draw(random, text)
    this.#byHash.set(name, drawn)
    this.#taken.add(drawn)
    if (this.#left < Infinity) this.#fresh.push(name)
    return drawn
  }

  #forget(name: string): void {
    const drawn = this.#byHash.get(name)
    this.#byHash.delete(name)
    if (drawn !== undefined) this.#taken.delete(drawn)
  }

  /** A run of letters and digits; in other capitals it is the same word. */
  word(word: string): string {
    // One digit tells nobody, and may be a place that all know, such as 0.
    if (/^[0-9]$/.test(word)) return word
    const lower = word.toLowerCase()
    const drawn = this.draw('word', lower.length === word.length ? lower : word, drawWord)
    return withCapitalsOf(word, drawn)
  }

  uuid(uuid: string): string {
    return withCapitalsOf(uuid, this.draw('uuid', uuid.toLowerCase(), drawUuid))
  }
}
