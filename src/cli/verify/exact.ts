/** Compares a body with exact texts. */
import { WIDE } from '../../contract/verify-headers.ts'
import { escaped } from '../../exchange/placeholders.ts'
import { below, type Finding, isMapping, MISSING, parsed, quoted, typeOf } from './difference.ts'

/** What only the target knows: any number. */
const NUMBERS = /\\\{\\\{(limit|seconds)\\\}\\\}/g

const PLACEHOLDER = /\\\{\\\{(\w+)\\\}\\\}/g

const patternOf = (text: string): RegExp => {
  const numbers = escaped(text).replace(NUMBERS, '(?<$1>\\d+)')
  return new RegExp(`^${numbers.replace(PLACEHOLDER, (all, word) => WIDE[word]?.pattern ?? all)}$`, 's')
}

const fits = (expected: string, found: string): boolean =>
  expected === found || (expected.includes('{{') && patternOf(expected).test(found))

/** Which of `texts` it is, byte for byte; -1 for none. */
export const indexOfText = (texts: readonly string[], found: string): number =>
  texts.findIndex((text) => fits(text, found))

/** The numbers that a body says, by what they count. */
export const numbersIn = (texts: readonly string[], found: string): Readonly<Record<string, number>> => {
  const text = texts[indexOfText(texts, found)]
  const groups = text === undefined ? undefined : patternOf(text).exec(found)?.groups
  return Object.fromEntries(Object.entries(groups ?? {}).map(([name, value]) => [name, Number(value)]))
}

/** Both sides at every path where they differ. */
const differencesAt = (path: string, expected: unknown, found: unknown): readonly Finding[] => {
  if (isMapping(expected) && isMapping(found))
    return [...new Set([...Object.keys(expected), ...Object.keys(found)])].flatMap((key) => {
      const deeper = below(path, key)
      const [wanted, had] = [expected[key], found[key]]
      if (wanted === undefined) return [{ where: deeper, expected: 'no such key', found: typeOf(had) }]
      return differencesAt(deeper, wanted, had)
    })
  if (typeof expected === 'string' && typeof found === 'string' && fits(expected, found)) return []
  if (quoted(expected) === quoted(found)) return []
  // A text is an error's sentence and is shown; of anything else that was not expected, only what it is.
  const isShown = typeof found !== 'object' || found === null
  return [{ where: path, expected: quoted(expected), found: isShown ? quoted(found) : typeOf(found) }]
}

const keysIn = (value: unknown): string =>
  isMapping(value) ? `keys ${Object.keys(value).join(', ')}` : typeOf(value)

const compare = (expected: string, found: string): readonly Finding[] => {
  const value = parsed(found)
  if (expected === '') return [{ where: '$', expected: MISSING, found: typeOf(value) }]
  if (value === undefined)
    return [{ where: '$', expected, found: found === '' ? MISSING : `what is no JSON: ${quoted(found)}` }]
  const wanted = parsed(expected)
  const findings = differencesAt('$', wanted, value)
  if (findings.length > 0) return findings
  if (fits(expected, JSON.stringify(value)))
    return [
      { where: '$', expected: 'no space between the tokens', found: 'the same value, written otherwise' },
    ]
  return [{ where: '$', expected: keysIn(wanted), found: `another order: ${keysIn(value)}` }]
}

/** Against the nearest of `texts`; nothing when one of them is it, byte for byte. */
export const exactFindings = (texts: readonly string[], found: string): readonly Finding[] => {
  if (indexOfText(texts, found) >= 0) return []
  const [first = '', ...others] = texts
  const findings = compare(first, found)
  const words = others.map((text) => parsed(text))
  return findings.map((finding) => {
    const also = words.flatMap((value) => differencesAt('$', value, parsed(found)))
    const alternatives = also.filter(({ where }) => where === finding.where).map(({ expected }) => expected)
    return { ...finding, expected: [...new Set([finding.expected, ...alternatives])].join(' or ') }
  })
}
