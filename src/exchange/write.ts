/** Writes exchanges as the text that read.ts reads into the same again. */
import { isDeepStrictEqual } from 'node:util'
import { caseLines } from './case.ts'
import type { Exchange, ExchangeFile } from './format.ts'
import { SEPARATOR } from './lines.ts'
import { messageLines } from './message.ts'
import { parseExchanges } from './read.ts'

const noteLines = (notes: readonly string[]): string[] => notes.map((note) => `# ${note}`)

const exchangeLines = (exchange: Exchange): readonly string[] => {
  const { notes, cases, givens, captures, again, published, request, answer } = exchange
  const head = [
    ...noteLines(notes),
    ...cases.flatMap(caseLines),
    ...givens.map(({ method, path, body }) => ['# given', method, path, body ?? ''].join(' ').trimEnd()),
    ...captures.map(({ name, from }) => `# capture ${name} ${from}`),
    ...(again === undefined ? [] : [`# again ${again}`]),
    ...(published === undefined ? [] : [`# published ${published}`]),
  ]
  return [...head, ...(head.length === 0 ? [] : ['']), ...messageLines(request), ...messageLines(answer)]
}

const fileLines = ({ notes, cases, settings, isRaw, isWriting }: ExchangeFile): readonly string[] => [
  ...noteLines(notes),
  ...(settings === undefined ? [] : [`# settings ${JSON.stringify(settings)}`]),
  ...(isRaw ? ['# raw'] : []),
  ...(isWriting ? ['# writes'] : []),
  ...cases.flatMap(caseLines),
  '',
]

const withoutLines = (key: string, value: unknown): unknown =>
  key === 'line' || key === 'place' ? undefined : value

/** Line numbers are where they come to stand. */
const plain = (file: ExchangeFile): unknown => JSON.parse(JSON.stringify(file, withoutLines))

/** Throws for what the format cannot say, such as a body with a line `###` in it. */
export const writeExchanges = (file: ExchangeFile): string => {
  const parts = [fileLines(file), ...file.exchanges.map(exchangeLines)]
  // The last line of each part is empty: in the file's last, that is its end.
  const text = parts.map((lines) => lines.join('\n')).join(`\n${SEPARATOR}\n`)
  if (!isDeepStrictEqual(plain(parseExchanges(file.name, text)), plain(file)))
    throw new TypeError(`${file.name} holds what an exchange file cannot say`)
  return text
}
