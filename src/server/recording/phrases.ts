/** Replaces what is personal in a text by its stand-ins, and keeps the form: an address stays one, and reaches nobody. */
import type { Random } from '../../sandbox/random.ts'
import { drawWord } from './letters.ts'
import type { StandIns } from './stand-ins.ts'

const WORDS =
  /[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|[\p{L}\p{M}\p{N}]+/gu
const ONLY_UUID = /^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$/
const TIME = /^(\d{4}-\d\d-\d\d)(?:[T ]\d\d:\d\d(?::\d\d(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:?\d\d)?)?$/
const PHONE = /^\+?[\d ().-]{7,24}$/
/** What an address, a link or a word of a sentence is made of. */
const CHUNKS = /[^\s"<>()[\]{},;]+/g
/** Between the parts of a URL. */
const DIVIDERS = /([/?&=])/
/** Ends a sentence rather than an address. */
const TAIL = /[.!?:]{1,3}$/

/** Nobody has a name below it (RFC 2606). */
const NOWHERE = '.test'
const DAY_MS = 86_400_000
/** URLs in URLs, and what is percent-encoded again and again: deeper, all words get stand-ins. */
const DEEPEST = 4

/** As long as it was, where that leaves a letter before the reserved end. */
const drawHost = (random: Random, host: string): string =>
  drawWord(random, 'x'.repeat(Math.max(1, host.length - NOWHERE.length))) + NOWHERE

/** Some days before, so that it is a day of the calendar; the clock time another too. */
const drawTime = (random: Random, text: string): string => {
  const shifted = new Date(Date.parse(text.slice(0, 10)) - random.integer(1, 4000) * DAY_MS)
  const clock = text
    .slice(10)
    .replace(/(\d\d):(\d\d)(:\d\d)?(\.\d+)?/, (all, _hour, _minute, second, rest) => {
      const two = (most: number): string => `${random.integer(0, most)}`.padStart(2, '0')
      const end = `${second === undefined ? '' : `:${two(59)}`}${rest === undefined ? '' : `.${random.text('0123456789', rest.length - 1)}`}`
      return all === '' ? '' : `${two(23)}:${two(59)}${end}`
    })
  return shifted.toISOString().slice(0, 10) + clock
}

/** Digits that no telephone has: those that films use in North America, elsewhere a country that there is not. */
const drawDigits = (random: Random, digits: string): string => {
  const { length } = digits
  if (digits.startsWith('1') && length === 11)
    return `1${random.integer(200, 999)}55501${random.text('0123456789', 2)}`
  return `999${random.text('0123456789', length)}`.slice(0, length)
}

const isDecodable = (text: string): boolean => {
  try {
    return decodeURIComponent(text) !== text
  } catch {
    return false
  }
}

/** What is kept of texts: how the vendor's ids begin, and the words of paths and names that are nobody's. */
export interface Familiar {
  idPrefixes: readonly string[]
  /** Of a path: more may be anybody's name there. */
  isSegment(text: string): boolean
  /** Of a field or a parameter. */
  isName(name: string): boolean
}

export class Phrases {
  readonly #standIns: StandIns
  readonly #familiar: Familiar
  #depth = 0

  constructor(standIns: StandIns, familiar: Familiar) {
    this.#standIns = standIns
    this.#familiar = familiar
  }

  /** The whole value of a field, a header or a parameter. */
  replace(text: string): string {
    if (text === '') return text
    if (TIME.test(text) && !Number.isNaN(Date.parse(text.slice(0, 10))))
      return this.#standIns.draw('time', text, drawTime)
    if (PHONE.test(text) && /\D/.test(text)) return this.#phone(text)
    return text.replace(CHUNKS, (chunk) => this.#chunk(chunk))
  }

  /** What is between two slashes, or an ampersand and the next; percent-encoded. */
  encoded(text: string): string {
    if (!/[%+]/.test(text) || !isDecodable(text.replaceAll('+', ' '))) return this.replace(text)
    return encodeURIComponent(this.replace(decodeURIComponent(text.replaceAll('+', ' '))))
  }

  /** Of a URL, a path or a part of one: the words of paths that are the vendor's stay. */
  path(path: string): string {
    return path
      .split('/')
      .map((part) => (this.#familiar.isSegment(part) ? part : this.encoded(part)))
      .join('/')
  }

  /** Where a header leads: a URL, or a path with its query. */
  reference(text: string): string {
    if (!text.startsWith('/') || text.startsWith('//')) return this.replace(text)
    const [path = '', ...queries] = text.split('?')
    return this.path(path) + (queries.length === 0 ? '' : `?${this.query(queries.join('?'))}`)
  }

  query(query: string): string {
    return query
      .split('&')
      .map((pair) => {
        const at = pair.indexOf('=')
        if (at === -1) return this.name(pair)
        return `${this.name(pair.slice(0, at))}=${this.encoded(pair.slice(at + 1))}`
      })
      .join('&')
  }

  /** Of a field or a parameter: kept where all of its words are familiar. */
  name(name: string): string {
    return this.#familiar.isName(name.replace(/%5[bd]/gi, ' ')) ? name : this.encoded(name)
  }

  #chunk(chunk: string): string {
    const tail = TAIL.exec(chunk)?.[0] ?? ''
    const body = tail === '' ? chunk : chunk.slice(0, -tail.length)
    if (this.#depth === DEEPEST) return this.#words(body) + tail
    this.#depth += 1
    try {
      return this.#thing(body) + tail
    } finally {
      this.#depth -= 1
    }
  }

  #thing(text: string): string {
    const scheme = text.indexOf('://')
    if (scheme > 0) return this.#url(text, scheme + 3)
    const at = text.lastIndexOf('@')
    if (at > 0 && at < text.length - 1 && text.includes('.', at)) return this.#email(text, at)
    if (!/%[0-9a-f]{2}/i.test(text)) return this.#words(text)
    return text
      .split(DIVIDERS)
      .map((part) => (isDecodable(part) ? this.encoded(part) : this.#words(part)))
      .join('')
  }

  #word(word: string): string {
    return ONLY_UUID.test(word) ? this.#standIns.uuid(word) : this.#standIns.word(word)
  }

  #words(text: string): string {
    const start = this.#familiar.idPrefixes.find((prefix) => text.startsWith(prefix)) ?? ''
    return start + text.slice(start.length).replace(WORDS, (word) => this.#word(word))
  }

  /** Its words are those of the name that it is made of; the host is nobody's. */
  #email(text: string, at: number): string {
    const host = this.#standIns.draw('host', text.slice(at + 1).toLowerCase(), drawHost)
    return `${this.#words(text.slice(0, at))}@${host}`
  }

  #url(text: string, from: number): string {
    const rest = text.slice(from)
    const end = rest.search(/[/?#]/)
    const authority = end === -1 ? rest : rest.slice(0, end)
    const host = authority.slice(authority.lastIndexOf('@') + 1)
    const [path = '', ...queries] = (end === -1 ? '' : rest.slice(end)).split(/[?#]/)
    const query = queries.length === 0 ? '' : `?${this.query(queries.join('&'))}`
    const drawn = this.#standIns.draw('host', host.toLowerCase(), drawHost)
    return `${text.slice(0, from).toLowerCase() === 'http://' ? 'http://' : 'https://'}${drawn}${this.path(path)}${query}`
  }

  #phone(text: string): string {
    const digits = text.replace(/\D/g, '')
    if (digits.length < 7) return this.#words(text)
    const drawn = this.#standIns.draw('phone', digits, drawDigits)
    let at = 0
    return text.replace(/\d/g, () => drawn[at++] ?? '')
  }
}
