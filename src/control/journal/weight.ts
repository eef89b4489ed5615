/** How much a list of entries comes to, and which of them are shortened for it. */
import { CAPTURED_BYTES, CapturedBody, type Slot } from '../../sandbox/journal.ts'
import { jsonLength } from '../../sandbox/json-length.ts'

/** What a list may come to as JSON before its long entries are shortened: far more than a thousand ordinary ones do. */
const LIST_BYTES = 3 * 1024 * 1024

/** What each entry takes, however short its texts are. */
const ENTRY_BYTES = 1024
/** Quotes and commas. */
const BETWEEN_BYTES = 6

export interface Shortening {
  /** Entries that come to more bytes than this are shortened. */
  from: number
  characters: number
  headers: number
}

const SHORT = { characters: 1024, headers: 20 }

const weightOfBody = (body: string | CapturedBody, most: number): number =>
  body instanceof CapturedBody ? body.jsonLength(most) : jsonLength(body.slice(0, CAPTURED_BYTES), most)

/** Bytes of JSON that a slot comes to, or more than `most`: then no more of it has been looked at. */
export const weightOf = (slot: Slot, most = Infinity): number => {
  let weight = ENTRY_BYTES
  for (const body of [slot.requestBody, slot.responseBody])
    if (body !== undefined && weight <= most) weight += weightOfBody(body, most - weight)
  for (const text of [slot.url, slot.reason, ...slot.rawHeaders, ...slot.responseHeaders]) {
    if (weight > most) break
    if (typeof text === 'string') weight += BETWEEN_BYTES + jsonLength(text, most - weight)
  }
  return weight
}

/** What each slot weighs, or how all of them are shortened where that is too much. */
export const weigh = (slots: readonly Slot[]): readonly number[] | Shortening => {
  const weights: number[] = []
  let left = LIST_BYTES
  for (const slot of slots) {
    const weight = weightOf(slot, left)
    weights.push(weight)
    left -= weight
    if (left < 0) return { ...SHORT, from: LIST_BYTES / slots.length }
  }
  return weights
}

/** What a text is looked at for: all that a cut one shows, and a credential that begins there. */
export const lookedAt = ({ characters }: Shortening, longest: number): number => characters + 3 * longest

/** Characters that are looked at to show a slot shortened. */
export const workOfShort = (slot: Slot, shortening: Shortening, longest: number): number => {
  const most = lookedAt(shortening, longest)
  const { url, requestBody, responseBody, rawHeaders } = slot
  const bodies = [requestBody, responseBody].map((body) =>
    body instanceof CapturedBody ? body.heldBytes : (body?.length ?? 0),
  )
  const headers = rawHeaders.slice(0, 2 * shortening.headers).map((text = '') => text.length)
  return [...bodies, url.length, ...headers].reduce(
    (sum, length) => sum + Math.min(length, most),
    ENTRY_BYTES,
  )
}
