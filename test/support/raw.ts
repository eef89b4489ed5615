/** Bytes in, bytes out: what a client sees that no HTTP library has tidied up. */
import { connect } from 'node:net'

/** Sends `request` to a loopback port and resolves with all that comes back before the server closes. */
export const sendRaw = (port: number, request: string | Buffer): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(request))
    const chunks: Buffer[] = []
    socket.setTimeout(5000, () =>
      socket.destroy(new Error(`no answer to ${request.toString().slice(0, 80)}`)),
    )
    socket.on('data', (chunk) => chunks.push(chunk))
    socket.on('error', reject)
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('utf8')))
  })

export interface RawAnswer {
  status: number
  /** In lower case. */
  headers: Record<string, string>
  body: string
}

/** What a server says before its answer to a client that waits to be told. */
const CONTINUE = 'HTTP/1.1 100 Continue\r\n\r\n'

/** Reads one answer, chunked or not. */
export const parseRaw = (received: string): RawAnswer => {
  const text = received.startsWith(CONTINUE) ? received.slice(CONTINUE.length) : received
  const end = text.indexOf('\r\n\r\n')
  const [statusLine = '', ...lines] = text.slice(0, end).split('\r\n')
  const headers = Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':')
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
    }),
  )
  const rest = text.slice(end + 4)
  const body = headers['transfer-encoding'] === 'chunked' ? unchunk(rest) : rest
  return { status: Number(statusLine.split(' ')[1]), headers, body }
}

const unchunk = (text: string): string => {
  let bytes = Buffer.from(text)
  let body = ''
  while (bytes.length > 0) {
    const line = bytes.indexOf('\r\n')
    const size = Number.parseInt(bytes.subarray(0, line).toString(), 16)
    if (!(size > 0)) break
    body += bytes.subarray(line + 2, line + 2 + size).toString()
    bytes = bytes.subarray(line + 4 + size)
  }
  return body
}
