/** Draws a word that looks like another one: as long, letters for letters, digits for digits, readable where it was. */
import type { Random } from '../../sandbox/random.ts'

const VOWELS = 'aeiou'
const CONSONANTS = 'bdfgklmnprstvz'
const LETTERS = 'abcdefghijklmnopqrstuvwxyz'
const HEX = '0123456789abcdef'
const DIGITS = '0123456789'
const FIRST_DIGITS = '123456789'

/** Where letters of other scripts are, and what one of them is replaced by another of. */
const SCRIPTS: readonly (readonly [first: number, last: number])[] = [
  [0x03b1, 0x03c1],
  [0x0430, 0x044f],
  [0x05d0, 0x05ea],
  [0x0641, 0x064a],
  [0x3041, 0x3096],
  [0x30a1, 0x30fa],
  [0x4e00, 0x9fff],
  [0xac00, 0xd7a3],
  [0x20000, 0x2a6d6],
]

const one = (random: Random, alphabet: string): string => random.text(alphabet, 1)

/** A sign of another script, or with an accent. */
const drawOther = (random: Random, sign: string): string => {
  const code = sign.codePointAt(0) ?? 0
  const script = SCRIPTS.find(([first, last]) => code >= first && code <= last)
  if (script !== undefined) return String.fromCodePoint(random.integer(...script))
  // As many units as it had, so that the length stays.
  return random.text(LETTERS, sign.length)
}

/** Lower-case words of hex digits, at least eight of them and of both kinds, are ids. */
const isHex = (word: string): boolean =>
  word.length >= 8 && /^[0-9a-f]+$/.test(word) && /\d/.test(word) && /[a-f]/.test(word)

/** `word` is in lower case, and so is what comes back. A number of several digits goes on not to begin with 0. */
export const drawWord = (random: Random, word: string): string => {
  if (isHex(word)) return random.text(HEX, word.length)
  const isPlain = /^[a-z]+$/.test(word)
  let drawn = ''
  for (const sign of word) {
    if (/[0-9]/.test(sign)) drawn += one(random, drawn === '' && sign !== '0' ? FIRST_DIGITS : DIGITS)
    else if (!/[a-z]/.test(sign)) drawn += drawOther(random, sign)
    else if (isPlain) drawn += one(random, VOWELS.includes(sign) ? VOWELS : CONSONANTS)
    else drawn += one(random, LETTERS)
  }
  return drawn
}

/** A UUID of the same version and variant, in lower case. */
export const drawUuid = (random: Random, uuid: string): string =>
  [...uuid]
    .map((sign, place) => (sign === '-' || place === 14 || place === 19 ? sign : one(random, HEX)))
    .join('')

/** As `pattern` has its capitals, where both are as long. */
export const withCapitalsOf = (pattern: string, word: string): string => {
  if (pattern === pattern.toLowerCase() || pattern.length !== word.length) return word
  const letters = [...word]
  return [...pattern]
    .map((sign, place) => {
      const letter = letters[place] ?? ''
      return sign === sign.toLowerCase() ? letter : letter.toUpperCase()
    })
    .join('')
}
