/** A request or an answer as lines of an exchange file. */
import { gunzipSync } from 'node:zlib'
import type { Message } from './format.ts'
import type { Line, Refuse } from './lines.ts'

export const STATUS_LINE = /^HTTP\/1\.1 \d{3}/

const REPEAT = /\{\{(\d+) (\S+?)\}\}/g
/** Characters that one `{{n x}}` may stand for. */
const LONGEST_REPEAT = 1_000_000

/** `{{4096 x}}` is that many x. */
const expanded = ({ number, text }: Line, refuse: Refuse): string =>
  text.replace(REPEAT, (all, count, piece) => {
    const times = Number(count)
    if (times * piece.length > LONGEST_REPEAT)
      refuse({ number }, `${all} is longer than ${LONGEST_REPEAT} characters`)
    return piece.repeat(times)
  })

const HEADER = /^([^\s:]+):(.*)$/

/** Start line, headers, an empty line, body; the empty line at the end is the file's, not the body's. */
export const parseMessage = (lines: readonly Line[], refuse: Refuse): Message => {
  const texts = lines.map((line) => expanded(line, refuse))
  const end = texts.includes('') ? texts.indexOf('') : texts.length
  const headers = texts.slice(1, end).map((text, i): [string, string] => {
    const [, name = '', value = ''] = HEADER.exec(text) ?? []
    if (name === '')
      refuse(lines[i + 1] ?? { number: 0 }, `${JSON.stringify(text)} is no header; accepted: NAME: VALUE`)
    return [name, value.trim()]
  })
  const body = texts
    .slice(end + 1)
    .join('\n')
    .replace(/\n$/, '')
  return { startLine: texts[0] ?? '', headers, body }
}

/** Without a line for its end. */
export const messageLines = ({ startLine, headers, body }: Message): readonly string[] => [
  startLine,
  ...headers.map(([name, value]) => (value === '' ? `${name}:` : `${name}: ${value}`)),
  '',
  ...(body === '' ? [] : [...body.split('\n'), '']),
]

/** The text that came as `bytes`: what is compressed is compared as what it says. */
export const bodyText = (headers: Message['headers'], bytes: Buffer): string => {
  const isGzipped = headers.some(
    ([name, value]) => name.toLowerCase() === 'content-encoding' && value === 'gzip',
  )
  return (isGzipped ? gunzipSync(bytes) : bytes).toString()
}
