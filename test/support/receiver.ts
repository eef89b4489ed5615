/** An endpoint of a test's own: what came to it, and what it answers. */
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Test } from 'tap'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'

export interface Received {
  method: string
  url: string
  headers: IncomingHttpHeaders
  body: string
}

export interface TestReceiver {
  /** `http://127.0.0.1:` and its port. */
  url: string
  port: number
  received: Received[]
  /** Answers instead of a plain 200. */
  answer: (response: ServerResponse, request: IncomingMessage, nth: number) => void
}

export const openReceiver = async (t: Test): Promise<TestReceiver> => {
  const receiver: TestReceiver = {
    url: '',
    port: 0,
    received: [],
    answer: (response) => response.writeHead(200).end('ok'),
  }
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const piece of request.setEncoding('utf8')) body += piece
    const { method = '', url = '', headers } = request
    receiver.received.push({ method, url, headers, body })
    receiver.answer(response, request, receiver.received.length)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  receiver.port = (server.address() as AddressInfo).port // it listens on TCP
  receiver.url = `http://127.0.0.1:${receiver.port}`
  return receiver
}

/** Once all that is due by now has been tried. */
export const settled = (sandbox: Sandbox): Promise<void> =>
  new Promise((resolve) => {
    sandbox.outbox.whenIdle(resolve)
  })
