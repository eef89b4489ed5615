/** Sends exchanges over a socket to any server. */
import { connect } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { Given, Message } from './format.ts'
import { bodyText } from './message.ts'
import type { Target } from './run.ts'

const TIMEOUT_MS = 10_000

/** Everything that comes back until the server closes. */
const exchangeBytes = (url: URL, bytes: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const isTls = url.protocol === 'https:'
    const host = url.hostname.replace(/^\[|\]$/g, '')
    const port = Number(url.port || (isTls ? 443 : 80))
    const socket = isTls ? connectTls({ host, port, servername: host }) : connect({ host, port })
    const chunks: Buffer[] = []
    socket.once(isTls ? 'secureConnect' : 'connect', () => socket.write(bytes))
    socket.setTimeout(TIMEOUT_MS, () => socket.destroy(new Error(`no answer within ${TIMEOUT_MS} ms`)))
    socket.on('data', (chunk) => chunks.push(chunk))
    socket.on('error', reject)
    socket.on('close', () => resolve(Buffer.concat(chunks)))
  })

const unchunk = (bytes: Buffer): Buffer => {
  const pieces: Buffer[] = []
  let rest = bytes
  while (rest.length > 0) {
    const line = rest.indexOf('\r\n')
    const size = Number.parseInt(rest.subarray(0, line).toString(), 16)
    if (!(size > 0)) break
    pieces.push(rest.subarray(line + 2, line + 2 + size))
    rest = rest.subarray(line + 4 + size)
  }
  return Buffer.concat(pieces)
}

/** One answer as it came. */
export const parseAnswer = (bytes: Buffer): Message => {
  const end = bytes.indexOf('\r\n\r\n')
  if (end === -1) return { startLine: '(the socket was closed)', headers: [], body: bytes.toString() }
  const [startLine = '', ...lines] = bytes.subarray(0, end).toString().split('\r\n')
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon), line.slice(colon + 1).trim()]
  })
  const isChunked = headers.some(
    ([name, value]) => name.toLowerCase() === 'transfer-encoding' && value === 'chunked',
  )
  const rest = bytes.subarray(end + 4)
  return { startLine, headers, body: bodyText(headers, isChunked ? unchunk(rest) : rest) }
}

/** What a client adds to a request that leaves it out. */
const completed = (url: URL, { headers, body }: Message): readonly (readonly [string, string])[] => {
  const names = new Set(headers.map(([name]) => name.toLowerCase()))
  const added: [string, string][] = [
    ['Host', url.host],
    ['Connection', 'close'],
    ...(body === '' ? [] : [['Content-Length', String(Buffer.byteLength(body))] as [string, string]]),
  ]
  return [...added.filter(([name]) => !names.has(name.toLowerCase())), ...headers]
}

const requestBytes = (url: URL, request: Message, isRaw: boolean): Buffer => {
  const headers = isRaw ? request.headers : completed(url, request)
  const lines = [request.startLine, ...headers.map(([name, value]) => `${name}: ${value}`)]
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${request.body}`)
}

/** What the admin did not do. */
export const refusedGiven = ({ method, path }: Given, status: number, body: string): Error =>
  new Error(`# given ${method} ${path} is answered ${status}: ${body}`)

export const createSocketTarget = (origin: string, adminToken?: string): Target => {
  const url = new URL(origin)
  const credential: Record<string, string> =
    adminToken === undefined ? {} : { authorization: `Bearer ${adminToken}` }
  return {
    takesRaw: true,
    async send(request, isRaw) {
      return parseAnswer(await exchangeBytes(url, requestBytes(url, request, isRaw)))
    },
    async admin(given) {
      const { method, path, body = null } = given
      const headers = { ...credential, ...(body === null ? {} : { 'content-type': 'application/json' }) }
      const answer = await fetch(new URL(path, url), { method, body, headers })
      if (!answer.ok) throw refusedGiven(given, answer.status, await answer.text())
    },
  }
}
