/** What is answered below HTTP's own level, where no vendor can be told: bare, and the server lives on. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** The largest header block taken, the request line included. */
export const HEADER_BYTES = 64 * 1024

/** As long as Fastify's own default: clients that keep connections do not meet a closed one between two tests. */
const KEEP_ALIVE_MS = 72_000

const bare = (status: string): string =>
  `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`

const STATUS: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
}

const answerParserErrors = (error: Error & { code?: string }, socket: Socket): void => {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  socket.end(bare(STATUS[error.code ?? ''] ?? '400 Bad Request'))
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void

/** HTTP/1.1 asks for a Host (RFC 9112, 3.2); Node's own refusal of one without is not bare. */
const refuseWithoutHost =
  (handler: Handler): Handler =>
  (request, response) => {
    if (request.headers.host === undefined && request.httpVersion === '1.1')
      request.socket.end(bare('400 Bad Request'))
    else handler(request, response)
  }

/** `Expect` is ignored, and no error text of Node's gets out. */
export const createBareServer = (handler: Handler): Server => {
  const answer = refuseWithoutHost(handler)
  const server = createServer(
    { maxHeaderSize: HEADER_BYTES, requireHostHeader: false, keepAliveTimeout: KEEP_ALIVE_MS },
    answer,
  )
  server.on('clientError', answerParserErrors)
  server.on('checkExpectation', answer)
  server.on('checkContinue', (request, response) => {
    // The admin's uploads are told to go on; a vendor's path answers without the body.
    if (request.url?.startsWith('/__admin')) response.writeContinue()
    answer(request, response)
  })
  return server
}
