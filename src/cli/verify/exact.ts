/** Compares a body with exact texts. */
import { NUMBER } from '../../contract/verify-case.ts'
import { below, type Finding, MISSING, quoted, typeOf } from './difference.ts'

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

const fits = (expected: string, found: string): boolean =>
  new RegExp(`^${escaped(expected).replaceAll(escaped(NUMBER), '\\d+')}$`, 's').test(found)

type Properties = Readonly<Record<string, unknown>>

const isMapping = (value: unknown): value is Properties =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

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

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const keysIn = (value: unknown): string =>
  isMapping(value) ? `keys ${Object.keys(value).join(', ')}` : typeOf(value)

const compare = (expected: string, found: string): readonly Finding[] => {
  const value = parse(found)
  if (value === undefined)
    return [{ where: '$', expected, found: found === '' ? MISSING : `what is no JSON: ${quoted(found)}` }]
  const wanted = parse(expected)
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
  if (texts.some((text) => fits(text, found))) return []
  const [first = '', ...others] = texts
  const findings = compare(first, found)
  const words = others.map((text) => parse(text))
  return findings.map((finding) => {
    const also = words.flatMap((value) => differencesAt('$', value, parse(found)))
    const alternatives = also.filter(({ where }) => where === finding.where).map(({ expected }) => expected)
    return { ...finding, expected: [...new Set([finding.expected, ...alternatives])].join(' or ') }
  })
}
