/** The words in double braces that stand for what is random in an answer. */

/** Each as a regular expression that is linear. */
export const PLACEHOLDERS: ReadonlyMap<string, string> = new Map([
  ['uuid', '[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}'],
  ['id', '[0-9A-Za-z]+'],
  ['date', '\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z'],
  ['epoch', '\\d{10}'],
  ['ms', '\\d+'],
])

const WORD = /\{\{(\w+)\}\}/g

/** The words that a text has in double braces. */
export const wordsIn = (text: string): readonly string[] =>
  [...text.matchAll(WORD)].map(([, word = '']) => word)

/** By name, what was captured from earlier answers. */
export type Captured = ReadonlyMap<string, string>

/** With what was captured in its place. */
export const filled = (text: string, captured: Captured): string =>
  text.replace(WORD, (all, word) => captured.get(word) ?? all)

/** The source of a pattern for just this text. */
export const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** The source of a pattern for `text`; `around` is put about each placeholder. */
const sourceOf = (text: string, captured: Captured, around: (pattern: string) => string): string =>
  text
    .split(/(\{\{\w+\}\})/)
    .map((piece) => {
      const word = wordsIn(piece)[0]
      const pattern = word === undefined ? undefined : PLACEHOLDERS.get(word)
      return pattern === undefined ? escaped(filled(piece, captured)) : around(pattern)
    })
    .join('')

export const fits = (expected: string, actual: string, captured: Captured): boolean => {
  if (expected === actual || !expected.includes('{{')) return expected === actual
  return new RegExp(`^${sourceOf(expected, captured, (pattern) => pattern)}$`).test(actual)
}

/** What stands in `actual` where `expected` has its first placeholder; undefined when they do not fit. */
export const standingIn = (expected: string, actual: string, captured: Captured): string | undefined =>
  new RegExp(`^${sourceOf(expected, captured, (pattern) => `(${pattern})`)}$`).exec(actual)?.[1]
