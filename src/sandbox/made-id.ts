/** Ids that look drawn at random and lead back to the index they were made from, so that none has to be kept. */
import { createIndexDigits } from './index-digits.ts'
import { BASE62 } from './random.ts'

const ALPHABETS = { base62: BASE62, hex: '0123456789abcdef' } as const

const ASCII = 128

/** A version 4 UUID in lower case; or `prefix` (none unless told, ASCII) and `length` characters of the alphabet. */
export type IdForm =
  | 'uuid'
  | { readonly alphabet: keyof typeof ALPHABETS; readonly length: number; readonly prefix?: string }

export interface IdCodec {
  /** `index` is a whole number below 2^40; throws a RangeError for another. */
  idOf(index: number): string
  /** Undefined for any text that is not exactly an id that `idOf` makes; a UUID may be in upper case. */
  /** With `below`, undefined for the ids of other indexes too, which costs less than to make sure of them. */
  indexOf(id: string, below?: number): number | undefined
}

export interface IdCodecOptions {
  /** Any text; another seed gives other ids, and so does another form or prefix. */
  seed: string
  form: IdForm
}

interface Layout {
  alphabet: string
  /** An id with anything in place of its digits. */
  template: string
  /** Where its digits are. */
  places: readonly number[]
  isUuid: boolean
}

const layOut = (form: IdForm): Layout => {
  if (form === 'uuid') {
    const template = 'xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx'
    const places = [...template].flatMap((char, place) => (char === '-' ? [] : [place]))
    return { alphabet: ALPHABETS.hex, template, places, isUuid: true }
  }
  const { alphabet, length, prefix = '' } = form
  if (!/^[\x21-\x7e]*$/.test(prefix)) throw new RangeError(`prefix ${prefix}: ASCII is needed`)
  const places = Array.from({ length }, (_, i) => prefix.length + i)
  return { alphabet: ALPHABETS[alphabet], template: prefix + 'x'.repeat(length), places, isUuid: false }
}

/** Of the 32 digits of a UUID, the 13th says the version, and two bits of the 17th the variant. */
const markUuid = (digits: Uint8Array): void => {
  digits[12] = 4
  digits[16] = 8 + ((digits[16] ?? 0) & 3)
}

/** The time either way depends on the form alone: a text of another length is not read. */
export const createIdCodec = ({ seed, form }: IdCodecOptions): IdCodec => {
  const { alphabet, template, places, isUuid } = layOut(form)
  const indexDigits = createIndexDigits(`${seed}:${alphabet.length}:${template}`, alphabet.length)
  if (places.length < indexDigits.carried)
    throw new RangeError(`length ${places.length}: at least ${indexDigits.carried} is needed`)
  const chars = Buffer.from(alphabet)
  const values = new Int8Array(ASCII).fill(-1)
  for (const [value, char] of [...alphabet].entries()) {
    values[char.charCodeAt(0)] = value
    if (isUuid) values[char.toUpperCase().charCodeAt(0)] = value
  }
  const digits = new Uint8Array(places.length)
  // Written into bytes, because text that is put together from pieces stays in pieces.
  const bytes = Buffer.from(template)

  const idOf = (index: number): string => {
    indexDigits.write(index, digits)
    if (isUuid) markUuid(digits)
    for (let i = 0; i < digits.length; i++) bytes[places[i] ?? 0] = chars[digits[i] ?? 0] ?? 0
    return bytes.toString('latin1')
  }

  const indexOf = (id: string, below = Number.POSITIVE_INFINITY): number | undefined => {
    if (id.length !== template.length) return undefined
    for (let i = 0; i < indexDigits.carried; i++) {
      const digit = values[id.charCodeAt(places[i] ?? 0)] ?? -1
      if (digit < 0) return undefined
      digits[i] = digit
    }
    const index = indexDigits.read(digits)
    if (index === undefined || index >= below) return undefined
    return idOf(index) === (isUuid ? id.toLowerCase() : id) ? index : undefined
  }

  return { idOf, indexOf }
}
