/** What must not be written down: the user’s key and ids, what members have, and whatever looks like it. */
import { createFieldJudge, createHeaderJudge } from '../../contract/usual-names.ts'
import { isMapping, parsed } from '../verify/difference.ts'
import type { Answer } from '../verify/exchange.ts'
import { subjectsOf } from './subjects.ts'
import { createVocabulary, wordsOf } from './vocabulary.ts'

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
  /** Names of headers that we answer. */
  headers: readonly string[]
  /** Schemas of what is answered. */
  schemas: unknown
  /** The vendor's id. */
  vendor: string
  target: string
}

/** What may not be written down, for it may be about somebody. */
export interface Privacy {
  /** A text of an answer. */
  isPrivate(text: string): boolean
  /** A text that was answered to a key: it may have the name of whose it is, which no success has. */
  isPrivateToKey(text: string): boolean
  /** The name of a field; of one that several subjects have, only what is in it can be somebody's. */
  isPrivateField(name: string): boolean
  /** The name of a header. */
  isPrivateHeader(name: string): boolean
}

/** A shorter one stands in any text. */
const SHORTEST = 3
/** As many things have a field, for it to be nobody's in particular. */
const SUBJECTS = 2

const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_-]{0,60}$/

/** Name and host of an address, without what stands behind the last point. */
const partsOfMail = (value: string): readonly string[] => {
  const [name = '', host] = value.split('@')
  return host === undefined ? [] : [name, host.split('.').slice(0, -1).join('.')].filter((one) => one !== '')
}

/** Texts of members and whatever else the user named; in lower case. */
const valuesOf = ({ given, successes, schemas }: Personal): readonly string[] => {
  const listed = new Set(listedIn(schemas).map((text) => text.toLowerCase()))
  const values = [...given, ...successes.flatMap(({ body }) => leavesOf(parsed(body)))]
    .map((text = '') => text.toLowerCase())
    .filter((text) => text.length >= SHORTEST && !listed.has(text))
  return [...new Set([...values, ...values.flatMap(partsOfMail)])]
}

/** As many words a name has, a title or a slug; more are prose. */
const MOST_WORDS = 4

/** Of those that are called so. */
const nameWordsIn = (values: readonly string[]): readonly string[] =>
  values
    .map(wordsOf)
    .filter(({ length }) => length <= MOST_WORDS)
    .flat()
    .filter(({ length }) => length >= SHORTEST)

const lettersOf = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

export const createPrivacy = (personal: Personal): Privacy => {
  const { redact, successes, ours, headers, schemas, vendor, target } = personal
  const own = new Set(ours)
  const somebodys = valuesOf(personal)
  const vocabulary = createVocabulary([JSON.stringify(schemas), ...ours], vendor)
  const isField = createFieldJudge(schemas, [vendor])
  const isHeader = createHeaderJudge([...headers, vendor])
  const words = new Set(nameWordsIn(somebodys).filter((word) => !vocabulary.has(word)))
  const joined = somebodys.map(lettersOf).filter(({ length }) => length > SHORTEST)
  const subjects = subjectsOf(successes.map(({ body }) => parsed(body)))
  const domain = new URL(target).hostname.split('.').slice(-2).join('.')
  const isPrivate = (text: string): boolean => {
    const lower = text.toLowerCase()
    if (redact(text) !== text || somebodys.some((value) => hasWords(lower, value))) return true
    if (own.has(text)) return false
    if (wordsOf(text).some((word) => words.has(word))) return true
    return hasMail(text, domain) || ADDRESS.test(text) || PHONE.test(text) || isIdLike(text)
  }
  /** However it is joined or broken. */
  const isOfSomebody = (name: string): boolean =>
    isPrivate(name) || joined.some((value) => lettersOf(name).includes(value) && !vocabulary.has(value))
  return {
    isPrivate,
    isPrivateToKey: (text) => isPrivate(text) || (!own.has(text) && vocabulary.hasStranger(text)),
    isPrivateField: (name) =>
      !IDENTIFIER.test(name) ||
      isOfSomebody(name) ||
      (!isField(name) && (subjects.get(name) ?? 0) < SUBJECTS),
    isPrivateHeader: (name) => isOfSomebody(name) || !isHeader(name),
  }
}
