/** What is answered below HTTP's own level, where no vendor can be told: bare, and the server lives on. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { setImmediate as untilNextTurn } from 'node:timers/promises'
import { type Conversations, followConversations } from './conversations.ts'

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

const refuseUnreadable =
  ({ refuse }: Conversations) =>
  (error: Error & { code?: string }, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy()
    else refuse(socket, bare(STATUS[error.code ?? ''] ?? '400 Bad Request'))
  }

type Handler = (request: IncomingMessage, response: ServerResponse) => void

/** HTTP/1.1 asks for a Host (RFC 9112, 3.2); Node's own refusal of one without is not bare. */
const refuseWithoutHost =
  (handler: Handler, { begin, refuse }: Conversations): Handler =>
  (request, response) => {
    if (request.headers.host === undefined && request.httpVersion === '1.1')
      refuse(request.socket, bare('400 Bad Request'))
    else if (begin(request, response)) handler(request, response)
  }

/**
 * Node takes a connection for idle as soon as its answer is written, and destroys it with what its client has yet to
 * read. Such a one is closed once that has gone out.
 */
const closeIdleOnceRead = (server: Server): void => {
  const open = new Set<Socket>()
  server.on('connection', (socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
  })
  const closeIdle = server.closeIdleConnections.bind(server)
  server.closeIdleConnections = () => {
    const unread = [...open].filter(({ writableLength }) => writableLength > 0)
    for (const socket of unread) socket.destroy = () => socket
    closeIdle()
    for (const socket of unread) {
      Reflect.deleteProperty(socket, 'destroy')
      socket.write('', () => setImmediate(() => server.closeIdleConnections()))
    }
  }
}

/** `Expect` is ignored, and no error text of Node's gets out. */
export const createBareServer = (handler: Handler): Server => {
  const server = createServer({
    maxHeaderSize: HEADER_BYTES,
    requireHostHeader: false,
    keepAliveTimeout: KEEP_ALIVE_MS,
  })
  const conversations = followConversations(server, bare('400 Bad Request'))
  const answer = refuseWithoutHost(handler, conversations)
  closeIdleOnceRead(server)
  server.on('request', answer)
  server.on('clientError', refuseUnreadable(conversations))
  server.on('checkExpectation', answer)
  server.on('checkContinue', (request, response) => {
    // The admin's uploads are told to go on; a vendor's path answers without the body.
    if (request.url?.startsWith('/__admin')) response.writeContinue()
    answer(request, response)
  })
  return server
}

/** Node's own: so many connections stand at the door at most. */
const BACKLOG = 511

/**
 * Lets in the connections that the kernel has opened and Node has not taken yet: one in each turn of its loop. Their
 * clients may have sent a request already, and to stop listening is to reset them.
 */
export const letIn = async (server: Server): Promise<void> => {
  let quietTurns = 0
  const count = (): void => {
    quietTurns = 0
  }
  server.on('connection', count)
  // The first turn may be the rest of the current one.
  for (let turn = 0; turn <= BACKLOG && quietTurns < 2; turn++) {
    quietTurns += 1
    await untilNextTurn()
  }
  server.off('connection', count)
}
