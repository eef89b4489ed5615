/** One text for several answers: what varies between them becomes a word in braces. */

export interface Stand {
  /** What stands in an answer. */
  text: string
  /** What is written instead. */
  word: string
}

/** A shorter one would be found everywhere. */
const SHORTEST = 3

export const withStands = (text: string, stands: readonly Stand[]): string =>
  stands
    .filter((one) => one.text.length >= SHORTEST)
    .sort((a, b) => b.text.length - a.text.length)
    .reduce((all, one) => all.replaceAll(one.text, one.word), text)
    .replace(/\{scope\}(?:, \{scope\}){1,50}/g, '{scope}')

const FORMS: readonly (readonly [pattern: RegExp, word: string])[] = [
  [/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, '{uuid}'],
  [/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z/g, '{date}'],
  [/[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT/g, '{http-date}'],
  [/\d+/g, '{number}'],
]

const withForms = (text: string, count: number): string =>
  FORMS.slice(0, count).reduce((all, [pattern, word]) => all.replace(pattern, word), text)

/** The text itself where all are the same; undefined where they differ in what has no known form. */
export const commonText = (texts: readonly string[]): string | undefined => {
  for (let count = 0; count <= FORMS.length; count++) {
    const all = new Set(texts.map((text) => withForms(text, count)))
    if (all.size === 1) return [...all][0]
  }
  return undefined
}

/** Are both the same but for what varies in one of them? */
export const isSameForm = (one: string, other: string): boolean => {
  if (one === other) return true
  const varies = FORMS.some(([, word]) => one.includes(word) || other.includes(word))
  return varies && withForms(one, FORMS.length) === withForms(other, FORMS.length)
}
