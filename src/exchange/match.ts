/** Compares an answer with the one that an exchange expects, and says what differs. */
import { readFixtureText } from './files.ts'
import type { Exchange, Message } from './format.ts'
import { type Captured, filled, fits } from './placeholders.ts'

/** They say how the bytes came and when, never what the vendor answers. */
export const IGNORED_HEADERS: ReadonlySet<string> = new Set(['connection', 'keep-alive', 'date'])
/** Compared only where an exchange names them. */
export const FRAMING_HEADERS: ReadonlySet<string> = new Set(['content-length', 'transfer-encoding'])

/** Lower-cased names; one that comes twice has both values. */
export const headersOf = ({ headers }: Message): ReadonlyMap<string, string> => {
  const values = new Map<string, string>()
  for (const [name, value] of headers) {
    const key = name.toLowerCase()
    const before = values.get(key)
    values.set(key, before === undefined ? value : `${before}, ${value}`)
  }
  return values
}

/** A line for each side; a side that has nothing has none. */
const difference = (expected: string | undefined, actual: string | undefined): string[] => [
  ...(expected === undefined ? [] : [`expected: ${expected}`]),
  ...(actual === undefined ? [] : [`  actual: ${actual}`]),
]

const headerDifferences = (expected: Message, actual: Message, captured: Captured): string[] => {
  const wanted = headersOf(expected)
  const got = headersOf(actual)
  const names = [...new Set([...wanted.keys(), ...got.keys()])]
  return names
    .filter((name) => !IGNORED_HEADERS.has(name) && (wanted.has(name) || !FRAMING_HEADERS.has(name)))
    .flatMap((name) => {
      const want = wanted.get(name)
      const have = got.get(name)
      if (want !== undefined && have !== undefined && fits(want, have, captured)) return []
      const line = (value: string | undefined): string => `${name}: ${value ?? '(absent)'}`
      return difference(line(want === undefined ? want : filled(want, captured)), line(have))
    })
}

/** Without its layout; a text that is no JSON stays as it is. */
const tight = (text: string): string => {
  try {
    return JSON.stringify(JSON.parse(text))
  } catch {
    return text
  }
}

/** Only the layout may differ. */
const publishedDifferences = ({ published }: Exchange, { body }: Message): string[] => {
  if (published === undefined) return []
  const text = tight(readFixtureText(published))
  return tight(body) === text ? [] : difference(`${text} (${published})`, body)
}

const textDifference = (expected: string, actual: string, captured: Captured): string[] =>
  fits(expected, actual, captured) ? [] : difference(filled(expected, captured), actual)

/** Nothing when the answer is the expected one; `captured` is what earlier answers of the file left. */
export const differences = (
  exchange: Exchange,
  actual: Message,
  captured: Captured = new Map(),
): readonly string[] => {
  const { answer } = exchange
  const lines = [
    ...textDifference(answer.startLine, actual.startLine, captured),
    ...headerDifferences(answer, actual, captured),
    ...textDifference(answer.body, actual.body, captured),
  ]
  return lines.length > 0 ? lines : publishedDifferences(exchange, actual)
}
