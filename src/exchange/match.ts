/** Compares an answer with the one that an exchange expects, and says what differs. */
import type { Exchange, Message } from './read.ts'
import { readFixtureText } from './read.ts'

/** What stands for what is random. */
const PLACEHOLDERS: Readonly<Record<string, string>> = {
  uuid: '[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}',
  id: '[0-9A-Za-z]+',
  date: '\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z',
  epoch: '\\d{10}',
  ms: '\\d+',
}

const IGNORED = new Set(['connection', 'keep-alive', 'date'])
/** Compared only where an exchange names them. */
const FRAMING = new Set(['content-length', 'transfer-encoding'])

const patternOf = (text: string): RegExp => {
  const escaped = text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const filled = escaped.replace(/\\\{\\\{(\w+)\\\}\\\}/g, (all, name) => PLACEHOLDERS[name] ?? all)
  return new RegExp(`^${filled}$`, 's')
}

const fits = (expected: string, actual: string): boolean =>
  expected === actual || (expected.includes('{{') && patternOf(expected).test(actual))

/** Lower-cased names; one that comes twice has both values. */
const headersOf = ({ headers }: Message): ReadonlyMap<string, string> => {
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

const headerDifferences = (expected: Message, actual: Message): string[] => {
  const wanted = headersOf(expected)
  const got = headersOf(actual)
  const names = [...new Set([...wanted.keys(), ...got.keys()])]
  return names
    .filter((name) => !IGNORED.has(name) && (wanted.has(name) || !FRAMING.has(name)))
    .flatMap((name) => {
      const want = wanted.get(name)
      const have = got.get(name)
      if (want !== undefined && have !== undefined && fits(want, have)) return []
      const line = (value: string | undefined): string => `${name}: ${value ?? '(absent)'}`
      return difference(line(want), line(have))
    })
}

/** Both are parsed, so that only the layout may differ. */
const publishedDifferences = ({ published }: Exchange, { body }: Message): string[] => {
  if (published === undefined) return []
  const text = JSON.stringify(JSON.parse(readFixtureText(published)))
  return JSON.stringify(JSON.parse(body)) === text ? [] : difference(`${text} (${published})`, body)
}

/** Nothing when the answer is the expected one. */
export const differences = (exchange: Exchange, actual: Message): readonly string[] => {
  const { answer } = exchange
  const lines = [
    ...(fits(answer.startLine, actual.startLine) ? [] : difference(answer.startLine, actual.startLine)),
    ...headerDifferences(answer, actual),
    ...(fits(answer.body, actual.body) ? [] : difference(answer.body, actual.body)),
  ]
  return lines.length > 0 ? lines : publishedDifferences(exchange, actual)
}
