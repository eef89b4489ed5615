/** Texts of answers that were seen, with words in braces for what varies: read for a request, and written. */
import type { Call } from './call.ts'
import type { Facts } from './refusal.ts'

type Word =
  | 'seconds'
  | 'limit'
  | 'scope'
  | 'id'
  | 'path'
  | 'method'
  | 'uuid'
  | 'date'
  | 'http-date'
  | 'number'

const WORD = /\{(seconds|limit|scope|id|path|method|uuid|date|http-date|number)\}/g

type Values = Readonly<Record<Word, () => string | number | undefined>>

/** What the words stand for in the answer to this request. */
export const valuesOf = (call: Call, facts: Facts): Values => ({
  seconds: () => facts.seconds,
  limit: () => facts.limit,
  scope: () => facts.scope ?? facts.scopes,
  id: () => Object.values(call.params).at(-1),
  path: () => call.target,
  method: () => call.method,
  uuid: () => call.sandbox.random.uuid(),
  date: () => new Date(call.sandbox.clock.now()).toISOString(),
  'http-date': () => new Date(call.sandbox.clock.now()).toUTCString(),
  number: () => Math.round(call.elapsed()),
})

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** What a client has sent, as it may stand in JSON, in a page, or in plain text. */
const quotedFor = (template: string): ((value: string) => string) => {
  if (/^\s*[{[]/.test(template)) return (value) => JSON.stringify(value).slice(1, -1)
  if (/^\s*</.test(template))
    return (value) => value.replace(/[&<>"]/g, (letter) => ENTITIES[letter] ?? letter)
  return (value) => value
}

/** `text` for one answer; a word that nothing is known for stays as it is. */
export const filledText = (text: string, values: Values): string => {
  if (!text.includes('{')) return text
  const quoted = quotedFor(text)
  return text.replace(WORD, (all, word: Word) => {
    const value = values[word]()
    return value === undefined ? all : quoted(String(value))
  })
}
