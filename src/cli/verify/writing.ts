/** Compares how a body is written with how an example of it is: spaces, the order of keys, the form of texts. */
import { below, type Finding, isMapping } from './difference.ts'

const STRINGS = /"(?:[^"\\]|\\.)*"/g

const spaceFindings = (text: string): readonly Finding[] =>
  /\s/.test(text.replace(STRINGS, '""'))
    ? [{ where: '$', expected: 'no space between the tokens', found: 'the same value, written otherwise' }]
    : []

/** Forms that a text may have, which an example shows. Each pattern is of the whole text. */
interface Form {
  isExample: RegExp
  /** Texts that are meant to be the same thing. */
  isMeant: RegExp
  says: string
}

const FORMS: readonly Form[] = [
  {
    isExample: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
    isMeant: /^\d{4}-\d\d-\d\dT/,
    says: 'a time as 2026-01-01T00:00:00.000Z',
  },
  {
    isExample: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
    isMeant: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
    says: 'a UUID in lower case',
  },
]

const formFindings = (where: string, example: string, found: string): readonly Finding[] =>
  FORMS.filter(
    ({ isExample, isMeant }) => isExample.test(example) && isMeant.test(found) && !isExample.test(found),
  ).map(({ says }) => ({ where, expected: says, found: 'another form' }))

const orderFindings = (
  where: string,
  wanted: readonly string[],
  found: readonly string[],
): readonly Finding[] => {
  const ours = wanted.filter((key) => found.includes(key))
  const theirs = found.filter((key) => wanted.includes(key))
  if (ours.join() === theirs.join()) return []
  return [{ where, expected: `keys ${ours.join(', ')}`, found: `another order: ${theirs.join(', ')}` }]
}

/** What stands for each element of a list is its first example. */
const findingsAt = (where: string, example: unknown, found: unknown): readonly Finding[] => {
  if (typeof example === 'string' && typeof found === 'string') return formFindings(where, example, found)
  if (Array.isArray(example) && Array.isArray(found))
    return found.flatMap((one, i) => findingsAt(below(where, i), example[0], one))
  if (!isMapping(example) || !isMapping(found)) return []
  const [wanted, had] = [Object.keys(example), Object.keys(found)]
  const inner = had.flatMap((key) => findingsAt(below(where, key), example[key], found[key]))
  return [...orderFindings(where, wanted, had), ...inner]
}

/** Nothing for a body that is no JSON: its shape says so. */
export const writingFindings = (example: unknown, text: string): readonly Finding[] => {
  let found: unknown
  try {
    found = JSON.parse(text)
  } catch {
    return []
  }
  return [...spaceFindings(text), ...findingsAt('$', example, found)]
}
