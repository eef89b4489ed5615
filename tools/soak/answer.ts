/** Bytes of HTTP: a request as text, and the first whole answer in what has come. */

export interface Answer {
  status: number
  /** Status line and headers as they came. */
  head: string
  body: string
}

export interface Asked {
  method?: string
  path: string
  headers?: readonly (readonly [name: string, value: string])[]
  body?: string
}

export const requestText = ({ method = 'GET', path, headers = [], body = '' }: Asked): string => {
  const names = new Set(headers.map(([name]) => name.toLowerCase()))
  const added = [
    ...(names.has('host') ? [] : [['Host', 'localhost']]),
    ...(body === '' || names.has('content-length') ? [] : [['Content-Length', `${Buffer.byteLength(body)}`]]),
  ]
  const lines = [`${method} ${path} HTTP/1.1`, ...[...added, ...headers].map((pair) => pair.join(': '))]
  return `${lines.join('\r\n')}\r\n\r\n${body}`
}

/** Value of a header; undefined when it is not there. */
export const headerIn = (head: string, name: string): string | undefined =>
  new RegExp(`^${name}: *(.*?)\\r?$`, 'im').exec(head)?.[1]

interface Part {
  text: string
  /** Where it ends. */
  end: number
}

const readChunks = (bytes: Buffer, start: number): Part | undefined => {
  const pieces: Buffer[] = []
  for (let at = start; ; ) {
    const line = bytes.indexOf('\r\n', at)
    if (line === -1) return undefined
    const size = Number.parseInt(bytes.toString('latin1', at, line), 16)
    const end = line + 4 + size
    if (bytes.length < end) return undefined
    if (size === 0) return { text: Buffer.concat(pieces).toString(), end }
    pieces.push(bytes.subarray(line + 2, end - 2))
    at = end
  }
}

const readBody = (bytes: Buffer, start: number, head: string): Part | undefined => {
  if (headerIn(head, 'transfer-encoding') === 'chunked') return readChunks(bytes, start)
  const end = start + Number(headerIn(head, 'content-length') ?? 0)
  return bytes.length < end ? undefined : { text: bytes.toString('utf8', start, end), end }
}

/** Undefined while it is not whole, and for what is not HTTP. `end` is where the next one begins. */
export const readAnswer = (bytes: Buffer, isHead: boolean): { answer: Answer; end: number } | undefined => {
  const blank = bytes.indexOf('\r\n\r\n')
  if (blank === -1) return undefined
  const head = bytes.toString('latin1', 0, blank)
  const [, status] = /^HTTP\/1\.1 (\d{3}) /.exec(head) ?? []
  if (status === undefined) return undefined
  const start = blank + 4
  const body = isHead ? { text: '', end: start } : readBody(bytes, start, head)
  return body && { answer: { status: Number(status), head, body: body.text }, end: body.end }
}
