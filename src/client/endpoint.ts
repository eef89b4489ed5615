/** A server on a free port of this machine, for deliveries from a membermock elsewhere. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Handle, OpenEndpoint } from './receive.ts'

const asRecord = (headers: IncomingMessage['headers']): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))

/** What is larger is no delivery. */
const MOST_CHARACTERS = 16 * 1024 * 1024

const respond = async (handle: Handle, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  let body = ''
  for await (const piece of request.setEncoding('utf8')) {
    body += piece
    if (body.length > MOST_CHARACTERS) {
      request.destroy()
      return
    }
  }
  const { url: path = '', headers } = request
  const answer = await handle({ path, headers: asRecord(headers), body })
  response.writeHead(answer.status).end(answer.body)
}

export const openPort: OpenEndpoint = async (handle) => {
  const { createServer } = await import('node:http')
  const server = createServer((request, response) => {
    respond(handle, request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens on TCP
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
