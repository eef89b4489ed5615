/** A slot of the journal as people read it: credentials hidden, what was not read found out. */

import type { Vendor } from '../../contract/vendor.ts'
import { CAPTURED_BYTES, CapturedBody, type Slot } from '../../sandbox/journal.ts'
import { mask, type Redactor } from '../../sandbox/redactor.ts'
import type { Entry } from './entry-schemas.ts'
import { unreadOf } from './unread.ts'
import { lookedAt, type Shortening } from './weight.ts'

export interface EntryContext {
  vendors: readonly Vendor[]
  redactor: Redactor
  /** What this entry is shortened to; whole without. */
  shortening?: Shortening | undefined
}

/** As much of an answer as is kept of it. */
const startOf = (text: string): string => {
  // No character has more than three bytes for each of its units.
  if (text.length * 3 <= CAPTURED_BYTES || Buffer.byteLength(text) <= CAPTURED_BYTES) return text
  return Buffer.from(text).subarray(0, CAPTURED_BYTES).toString()
}

/** How texts of one slot are shown: hidden where they have to be, and cut where there are too many. */
class Shown {
  readonly #redactor: Redactor
  readonly #characters: number
  /** A credential is found that begins before the cut, though it may be percent-encoded; and so no more is looked at. */
  readonly #most: number
  readonly headers: number
  readonly isShortened: boolean

  constructor({ redactor, shortening }: EntryContext) {
    this.#redactor = redactor
    this.isShortened = shortening !== undefined
    this.#characters = shortening?.characters ?? Infinity
    this.#most = shortening === undefined ? Infinity : lookedAt(shortening, redactor.longest)
    this.headers = shortening?.headers ?? Infinity
  }

  text(text: string): string {
    return this.#cut(text, (part) => this.#redactor.redact(part))
  }

  body(body: string | CapturedBody): string {
    if (!(body instanceof CapturedBody)) return this.text(startOf(body))
    // Four bytes a character at most, and one character more than is shown.
    return this.text(this.isShortened ? body.textUpTo(4 * this.#most + 4) : body.text)
  }

  url(url: string): string {
    return this.#cut(url, (part) => this.#redactor.redactUrl(part))
  }

  header(name: string, value: string): string {
    return this.#cut(value, (part) => maskedHeader(name, part, this.#redactor))
  }

  #cut(text: string, show: (part: string) => string): string {
    if (text.length <= this.#characters) return show(text)
    const part = text.slice(0, this.#most)
    return `${show(part).slice(0, this.#characters)}…`
  }
}

export const isUnmatched = ({ refusedBy }: Slot): boolean => refusedBy === 'path'

const CREDENTIAL_HEADERS = ['authorization', 'proxy-authorization']

/** `Bearer [...full]`; a value of one word is a credential, unless it is a scheme whose credential is missing. */
const maskAuthorization = (value: string, redactor: Redactor): string => {
  if (/^(bearer|basic|token)$/i.test(value)) return value
  const [scheme = ''] = /^[a-z]+ +/i.exec(value) ?? []
  const credential = value.slice(scheme.length)
  return credential === '' ? '' : redactor.redact(scheme) + mask(credential)
}

/** `name=[...tail]`; a cookie may have no name. */
const maskCookie = (text: string): string => {
  const cookie = text.trimStart()
  const end = cookie.indexOf('=') + 1
  const value = cookie.slice(end)
  const shown = value === '' ? '' : mask(value.trim())
  return text.slice(0, text.length - cookie.length) + cookie.slice(0, end) + shown
}

const maskCookies = (value: string): string => value.split(';').map(maskCookie).join(';')

/** Of a list in which names and values take turns. */
const pairs = <Item>(list: readonly Item[]): (readonly Item[])[] =>
  list.flatMap((_, i) => (i % 2 === 0 ? [list.slice(i, i + 2)] : []))

export const maskedHeader = (name: string, value: string, redactor: Redactor): string => {
  const lower = name.toLowerCase()
  if (CREDENTIAL_HEADERS.includes(lower)) return maskAuthorization(value, redactor)
  return lower === 'cookie' ? maskCookies(value) : redactor.redact(value)
}

/** In the process, a header that is not there has no value. */
const requestHeaders = ({ rawHeaders }: Slot, shown: Shown): [string, string][] =>
  pairs<string | undefined>(rawHeaders.slice(0, 2 * shown.headers))
    .filter(([, value]) => value !== undefined)
    .map(([name = '', value = '']) => [shown.text(name), shown.header(name, value)])

/** What Fastify adds when it sends: a length, or chunks for what has none. */
const framing = ({ status, responseBody, responseHeaders }: Slot): string[] => {
  if (responseHeaders.includes('content-length') || responseBody === undefined || status === 204) return []
  if (responseBody instanceof CapturedBody) return ['transfer-encoding', 'chunked']
  return ['content-length', String(Buffer.byteLength(responseBody))]
}

const response = (slot: Slot, shown: Shown): Entry['response'] => {
  const { status } = slot
  if (status === 0) return null
  const textIn = (value: unknown): string => shown.text(String(value))
  const headers = pairs([...slot.responseHeaders, ...framing(slot)]).map(([name, value]) => [
    String(name),
    Array.isArray(value) ? value.map(textIn) : textIn(value),
  ])
  const body = slot.method === 'HEAD' ? '' : shown.body(slot.responseBody ?? '')
  return { status, headers: Object.fromEntries(headers), body }
}

const unreadIn = (slot: Slot, shown: Shown, vendors: readonly Vendor[]): Entry['unread'] => {
  // Of a shortened one this would be the dearest part.
  if (shown.isShortened) return { query: [], headers: [], body: [] }
  const vendor = vendors.find(({ id }) => id === slot.vendor)
  const { query, headers, body } = unreadOf(slot, vendor)
  const names = (list: readonly string[]): string[] => list.map((name) => shown.text(name))
  return { query: names(query), headers: names(headers), body: names(body) }
}

export const toEntry = (slot: Slot, context: EntryContext): Entry => {
  const shown = new Shown(context)
  return {
    id: `r_${slot.number}`,
    direction: 'in',
    time: new Date(slot.time).toISOString(),
    vendor: slot.vendor ?? null,
    operation: slot.operation ?? null,
    request: {
      method: slot.method,
      url: shown.url(slot.url),
      headers: requestHeaders(slot, shown),
      body: slot.requestBody === undefined ? null : shown.body(slot.requestBody),
    },
    response: response(slot, shown),
    fault: slot.fault ?? null,
    refusedBy: slot.refusedBy ?? null,
    reason: slot.reason === undefined ? null : shown.text(slot.reason),
    unimplemented: slot.isUnimplemented,
    unmatched: isUnmatched(slot),
    unread: unreadIn(slot, shown, context.vendors),
    durationMs: Math.round(slot.durationMs * 100) / 100,
    ...(slot.answeredBy !== undefined && { answeredBy: slot.answeredBy }),
    ...(shown.isShortened && { shortened: true }),
  }
}
