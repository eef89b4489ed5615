/** What may come back on one connection, whatever was sent: whole answers of HTTP, one after another, and no more. */
import { readFileSync } from 'node:fs'

/** A broken path may still ask for it: the one document in HTML that is ours. */
const PAGE = readFileSync(new URL('../../page/index.html', import.meta.url), 'latin1')
const LEAK = /FST_|fastify|node:|\bat .*\.[jt]s:\d|Internal Server Error"|<!DOCTYPE/i
const STATUS = /^HTTP\/1\.1 (\d{3}) [ -~]*$/
const HEADER = /^[\w-]+: ?[\t -~\x80-\xff]*$/
const CONTINUE = 'HTTP/1.1 100 Continue\r\n\r\n'

interface Head {
  status: number
  headers: ReadonlyMap<string, string>
  /** Where the body begins. */
  end: number
}

const readHead = (text: string, at: number): Head | string => {
  const end = text.indexOf('\r\n\r\n', at)
  if (end === -1) return 'a head that does not end'
  const [first = '', ...lines] = text.slice(at, end).split('\r\n')
  const status = STATUS.exec(first)?.[1]
  if (status === undefined) return 'no status line'
  const wrong = lines.find((line) => !HEADER.test(line))
  if (wrong !== undefined) return `no header: ${wrong}`
  const headers = lines.map((line) => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const
  })
  return { status: Number(status), headers: new Map(headers), end: end + 4 }
}

/** Where the chunks end; -1 when they do not. */
const endOfChunks = (text: string, start: number): number => {
  for (let at = start; ; ) {
    const line = text.indexOf('\r\n', at)
    const size = line === -1 ? Number.NaN : Number.parseInt(text.slice(at, line), 16)
    if (Number.isNaN(size)) return -1
    at = line + 4 + size
    if (at > text.length) return -1
    if (size === 0) return at
  }
}

const endOfBody = (text: string, { status, headers, end }: Head): number => {
  if (status === 204 || status === 304) return end
  if (headers.get('transfer-encoding') === 'chunked') return endOfChunks(text, end)
  // A client of HTTP/1.0, or of none, reads until the connection ends.
  if (!headers.has('content-length') && headers.get('connection') === 'close') return text.length
  const length = Number(headers.get('content-length') ?? Number.NaN)
  return end + length <= text.length ? end + length : -1
}

/** The answer to a HEAD announces a body and has none: which request it is to, broken as they are, nobody knows. */
const isBodiless = (text: string, { end }: Head): boolean =>
  end === text.length || text.startsWith('HTTP/1.1 ', end)

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** AITable's server answers a body that it cannot read with 500, in its framework's words. */
const THROWN = /"(Unexpected end of JSON input|Unsupported Media Type: [^"]*|Request body is too large)"/

/** Why this cannot come from one connection, all of it as latin1; undefined when it can. */
export const complaintAbout = (text: string): string | undefined => {
  const leak = LEAK.exec(text.replaceAll(PAGE, ''))
  if (leak !== null) return `words that are not ours: ${leak[0]}`
  let isLast = false
  for (let at = 0; at < text.length; ) {
    if (isLast) return 'bytes behind the last answer'
    if (text.startsWith(CONTINUE, at)) {
      at += CONTINUE.length
      continue
    }
    const head = readHead(text, at)
    if (typeof head === 'string') return head
    const end = endOfBody(text, head)
    if (end === -1 && !isBodiless(text, head)) return 'an answer that does not end'
    isLast = head.headers.get('connection') === 'close'
    at = isBodiless(text, head) ? head.end : end
    const isWhole = at === end && head.headers.get('transfer-encoding') !== 'chunked'
    const isOfJson = /^application\/json/.test(head.headers.get('content-type') ?? '')
    const body = Buffer.from(text.slice(head.end, at), 'latin1').toString()
    if (head.status === 500 && !THROWN.test(body)) return 'a fault of our own'
    if (isWhole && isOfJson && body !== '' && !isJson(body)) return 'JSON that is none'
  }
  return undefined
}
