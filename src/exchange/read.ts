/** Reads exchanges, requests and their exact answers as text; docs/exchanges.md describes the format. */
import type { Defaults } from './case.ts'
import type { Exchange, ExchangeFile, Message } from './format.ts'
import {
  parseCaptures,
  parseCases,
  parseDefaults,
  parseGivens,
  parseHead,
  parseOnly,
  parseSettings,
} from './head.ts'
import { createRefuse, type Line, linesOf, type Refuse, SEPARATOR, splitAt } from './lines.ts'
import { parseMessage, STATUS_LINE } from './message.ts'
import { PLACEHOLDERS, wordsIn } from './placeholders.ts'

/** What the parts of a file before this one have said. */
interface Before {
  file: string
  defaults: Defaults
  /** Names captured so far. */
  names: ReadonlySet<string>
  isFirst: boolean
  /** Bytes sent as they are may be no request at all. */
  isRaw: boolean
  refuse: Refuse
}

const REQUEST_LINE = /^\S+ \S+ HTTP\/1\.\d$/

const refuseUnknownWords = (
  message: Message,
  known: (word: string) => boolean,
  line: Line,
  refuse: Refuse,
) => {
  const texts = [message.startLine, ...message.headers.map(([, value]) => value), message.body]
  const unknown = texts.flatMap(wordsIn).find((word) => !known(word))
  if (unknown !== undefined)
    refuse(line, `{{${unknown}}} stands for nothing here: no exchange above captures it`)
}

const parseExchange = (
  head: ReturnType<typeof parseHead>,
  lines: readonly Line[],
  { file, defaults, names, isFirst, isRaw, refuse }: Before,
): Exchange => {
  const [first = { number: 0, text: '' }] = lines
  const middle = lines.findIndex(({ text }) => STATUS_LINE.test(text))
  const status = lines[middle]
  if (status === undefined) return refuse(first, 'no answer')
  const request = parseMessage(lines.slice(0, middle), refuse)
  if (!isRaw && !REQUEST_LINE.test(request.startLine))
    refuse(first, `${first.text}; accepted: METHOD PATH HTTP/1.1`)
  const answer = parseMessage(lines.slice(middle), refuse)
  refuseUnknownWords(request, (word) => names.has(word), first, refuse)
  refuseUnknownWords(answer, (word) => names.has(word) || PLACEHOLDERS.has(word), status, refuse)
  return {
    line: first.number,
    place: `${file}:${first.number}`,
    notes: isFirst ? [] : head.notes,
    cases: parseCases(head, isFirst, defaults, refuse),
    givens: parseGivens(head, refuse),
    captures: parseCaptures(head, names, refuse),
    again: parseOnly(head, 'again', refuse),
    published: parseOnly(head, 'published', refuse),
    request,
    answer,
  }
}

/** Where the request begins; -1 where a part has none. */
const startOf = (lines: readonly Line[]): number =>
  lines.findIndex(({ text }) => text !== '' && !text.startsWith('#'))

/** What a part without an exchange says must need none. */
const parseUnshown = (head: ReturnType<typeof parseHead>, { defaults, isFirst, refuse }: Before) => {
  const cases = parseCases(head, isFirst, defaults, refuse)
  const lost = cases.find(({ test }) => test === undefined)
  if (lost !== undefined)
    refuse(
      { number: lost.line },
      `no exchange shows ${lost.name}; accepted: one below it, or a line "# test FILE"`,
    )
  const idle = head.directives.find(({ name }) => ['given', 'published', 'capture', 'again'].includes(name))
  if (idle !== undefined) refuse(idle, `# ${idle.name} stands above no exchange`)
  return cases
}

/** `name` is that of the file, for complaints; throws an ExchangeError with `file:line`. */
export const parseExchanges = (name: string, text: string): ExchangeFile => {
  const refuse = createRefuse(name)
  const parts = splitAt(linesOf(text), SEPARATOR).map((lines, i) => {
    const start = startOf(lines)
    const split = start === -1 ? lines.length : start
    return { head: parseHead(lines.slice(0, split), i === 0, refuse), rest: lines.slice(split) }
  })
  const first = parts[0]?.head ?? { notes: [], directives: [] }
  const defaults = parseDefaults(first, refuse)
  const isRaw = first.directives.some((one) => one.name === 'raw')
  const names = new Set<string>()
  const cases: ExchangeFile['cases'][number][] = []
  const exchanges: Exchange[] = []
  for (const [i, { head, rest }] of parts.entries()) {
    const before: Before = { file: name, defaults, names, isFirst: i === 0, isRaw, refuse }
    if (rest.length === 0) {
      cases.push(...parseUnshown(head, before))
      continue
    }
    const exchange = parseExchange(head, rest, before)
    exchanges.push(exchange)
    for (const capture of exchange.captures) names.add(capture.name)
  }
  return {
    name,
    notes: first.notes,
    cases,
    settings: parseSettings(first, refuse),
    isRaw,
    isWriting: first.directives.some((one) => one.name === 'writes'),
    exchanges,
  }
}
