/** What `verify` expects of an answer's headers: those of the exchange, as far as they are the same on another server. */
import { askedOf, type Exchange, type Provenance, statusOf } from '../exchange/format.ts'
import { FRAMING_HEADERS, headersOf, IGNORED_HEADERS } from '../exchange/match.ts'
import { escaped, wordsIn } from '../exchange/placeholders.ts'
import type { Documentation } from './documentation.ts'
import type { Shown } from './fidelity.ts'

export interface HeaderExpectation {
  /** In lower case. */
  name: string
  /** The value, or a pattern and what it stands for; null: the header is not sent. */
  value: string | { pattern: RegExp; says: string } | null
  /** True: no two answers have the same. */
  isFresh?: boolean
  /** True: one that is not sent is as good. */
  isOptional?: boolean
  /** True: another value is worth a warning, and no more. */
  isMinor?: boolean
  /** Where it is known otherwise than the case. */
  provenance?: Provenance
}

/** What the cases of a vendor say of headers, whatever the answer. */
export interface HeaderKnowledge {
  with: ReadonlyMap<string, Provenance>
  without: ReadonlyMap<string, Provenance>
  charset: Provenance | undefined
  /** Names of those that count something: another server has other numbers. */
  numbers: ReadonlySet<string>
}

export const headerKnowledge = (shown: readonly Shown[], { headers }: Documentation): HeaderKnowledge => {
  const known = (list: 'with' | 'without'): ReadonlyMap<string, Provenance> =>
    new Map(shown.flatMap(({ case: one }) => one[list].map((name) => [name, one.known] as const)))
  const numbers = Object.entries(headers).filter(([, { schema }]) => schema.type === 'integer')
  return {
    with: known('with'),
    without: known('without'),
    charset: shown.find(({ case: one }) => one.charset !== undefined)?.case.charset,
    numbers: new Set(numbers.map(([name]) => name.toLowerCase())),
  }
}

/** Wider than in a comparison with our own answers: a vendor's ids may be of another version or length. */
export const WIDE: Readonly<Record<string, { pattern: string; says: string }>> = {
  uuid: {
    pattern: '[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}',
    says: 'a UUID',
  },
  id: { pattern: '[0-9A-Za-z]+', says: 'letters and digits' },
  date: { pattern: '\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?Z', says: 'a time' },
  epoch: { pattern: '\\d+', says: 'a whole number' },
  ms: { pattern: '\\d+(?:\\.\\d+)?', says: 'milliseconds' },
}

const WHOLE = { pattern: /^\d+$/, says: 'a whole number' }

const patternOf = (value: string): HeaderExpectation['value'] => {
  const pieces = value.split(/(\{\{\w+\}\})/).filter((piece) => piece !== '')
  const wide = (piece: string) => WIDE[wordsIn(piece)[0] ?? '']
  const pattern = pieces.map((piece) => wide(piece)?.pattern ?? escaped(piece)).join('')
  return {
    pattern: new RegExp(`^${pattern}$`),
    says: pieces.map((piece) => wide(piece)?.says ?? piece).join(' and '),
  }
}

/** The media type, which is known as the header is; then its charset too, which may be known otherwise. */
const typeExpectations = (
  name: string,
  value: string,
  charset: Provenance,
): readonly Omit<HeaderExpectation, 'provenance'>[] => {
  const [type = ''] = value.split(';')
  return [
    { name, value: { pattern: new RegExp(`^${escaped(type)}(?:;|$)`), says: type } },
    { name, value, isMinor: true, ...{ provenance: charset } },
  ]
}

const expectationsOf = (
  name: string,
  value: string,
  known: HeaderKnowledge,
): readonly HeaderExpectation[] => {
  const provenance = known.with.get(name)
  const own = provenance === undefined ? {} : { provenance }
  if (known.numbers.has(name)) return [{ name, value: WHOLE, ...own }]
  if (name === 'content-type' && known.charset !== undefined && value.includes(';'))
    return typeExpectations(name, value, known.charset).map((one) => ({ ...own, ...one }))
  if (!value.includes('{{')) return [{ name, value, ...own }]
  const isFresh = ['{{uuid}}', '{{id}}'].includes(value)
  return [{ name, value: patternOf(value), ...(isFresh ? { isFresh } : {}), ...own }]
}

/** Whoever sends it with HEAD says how long the body is that GET has. */
const lengthOfHead = (exchange: Exchange): readonly HeaderExpectation[] =>
  askedOf(exchange).method === 'HEAD' && statusOf(exchange) === 200
    ? [
        {
          name: 'content-length',
          value: { pattern: /^[1-9]\d*$/, says: 'the length of what GET has' },
          isOptional: true,
        },
      ]
    : []

/** The content type first, by which the rest is read. */
const typeFirst = ([a]: readonly [string, string], [b]: readonly [string, string]): number =>
  Number(b === 'content-type') - Number(a === 'content-type')

export const expectedHeadersOf = (
  exchange: Exchange,
  known: HeaderKnowledge,
): readonly HeaderExpectation[] => {
  const sent = headersOf(exchange.answer)
  const compared = [...sent].filter(([name]) => !IGNORED_HEADERS.has(name) && !FRAMING_HEADERS.has(name))
  const absent = [...known.without].filter(([name]) => !sent.has(name))
  return [
    ...compared.sort(typeFirst).flatMap(([name, value]) => expectationsOf(name, value, known)),
    ...lengthOfHead(exchange),
    ...absent.map(([name, provenance]) => ({ name, value: null, provenance })),
  ]
}
