/** What must not be written down: the user’s key and ids, what members have, and whatever looks like it. */
import { isMapping, parsed } from '../verify/difference.ts'
import type { Answer } from '../verify/exchange.ts'

/** A number that short is no id. */
const SHORTEST_NUMBER = 6

/** Texts and numbers that are somebody's. */
const leavesOf = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value]
  if (typeof value === 'number') return [String(value)].filter(({ length }) => length >= SHORTEST_NUMBER)
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(leavesOf)
}

/** Texts that a schema lists: whoever has one of them has it with others. */
const listedIn = (schema: unknown): readonly string[] => {
  if (Array.isArray(schema)) return schema.flatMap(listedIn)
  if (!isMapping(schema)) return []
  const own = [schema.enum, schema.const].flat().filter((one) => typeof one === 'string')
  return [...own, ...Object.values(schema).flatMap(listedIn)]
}

const LETTER = /[\p{L}\p{N}]/u

/** As words of their own; both in lower case. */
const hasWords = (text: string, words: string): boolean => {
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    const [before = '', after = ''] = [text[at - 1], text[at + words.length]]
    if (!LETTER.test(before) && !LETTER.test(after)) return true
  }
  return false
}

const ADDRESS = /\b\d{1,3}(?:\.\d{1,3}){3}\b/
const PHONE = /\+\d{7,15}/
const WORDS = /[A-Za-z0-9_]{8,}/g
const LONG_NUMBER = /\d{6,}/

/** As ids and tokens are: letters with digits among them, or a long number. */
const isIdLike = (text: string): boolean =>
  LONG_NUMBER.test(text) ||
  (text.match(WORDS) ?? []).some((word) => /[A-Za-z]/.test(word) && word.replace(/\D/g, '').length >= 2)

/** `name@example.com`, but not of the vendor's own domain. */
const hasMail = (text: string, domain: string): boolean =>
  text.split(/[\s"'<>(),;:]/).some((word) => {
    const [name = '', host] = word.split('@')
    return name !== '' && host?.includes('.') === true && !host.toLowerCase().includes(domain)
  })

export interface Personal {
  /** Takes the key out of a text. */
  redact: (text: string) => string
  /** Ids that the user gave. */
  given: readonly (string | undefined)[]
  /** Answers that are about somebody. */
  successes: readonly Answer[]
  /** Our own refusals: nobody's. */
  ours: readonly string[]
  /** Schemas of what is answered. */
  schemas: unknown
  target: string
}

/** A shorter one stands in any text. */
const SHORTEST = 3

/** Says whether a text may be about somebody. */
export const createPrivacy = ({ redact, given, successes, ours, schemas, target }: Personal) => {
  const listed = new Set(listedIn(schemas).map((text) => text.toLowerCase()))
  const own = new Set(ours)
  const values = [...given, ...successes.flatMap(({ body }) => leavesOf(parsed(body)))]
    .map((text = '') => text.toLowerCase())
    .filter((text) => text.length >= SHORTEST && !listed.has(text))
  const somebodys = [...new Set(values)]
  const domain = new URL(target).hostname.split('.').slice(-2).join('.')
  return (text: string): boolean => {
    const lower = text.toLowerCase()
    if (redact(text) !== text || somebodys.some((value) => hasWords(lower, value))) return true
    if (own.has(text)) return false
    return hasMail(text, domain) || ADDRESS.test(text) || PHONE.test(text) || isIdLike(text)
  }
}

export type IsPrivate = ReturnType<typeof createPrivacy>
