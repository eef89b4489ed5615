/** Starts a hand-written fake: a plain server of Node's that shares no code with membermock. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Test } from 'tap'

export interface Asked {
  method: string
  path: string
  query: URLSearchParams
  headers: Readonly<Record<string, string | string[] | undefined>>
}

export interface Reply {
  status: number
  headers?: Readonly<Record<string, string>>
  body?: unknown
}

export type Fake = (asked: Asked, now: number) => Reply

export interface Served {
  origin: string
  host: string
  /** Of its own; it goes on when somebody waits. */
  time: { now(): number; wait(ms: number): Promise<void> }
}

const NOW = Date.parse('2026-12-01T12:00:00.000Z')

/** `base` is what its clients have before each path. */
export const serve = async (test: Test, base: string, fake: Fake): Promise<Served> => {
  let now = NOW
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://fake.test')
    const { method = '', headers } = request
    const path = url.pathname.startsWith(base) ? url.pathname.slice(base.length) : ''
    const reply = fake({ method, path, query: url.searchParams, headers }, now)
    const { body } = reply
    const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body)
    response.writeHead(reply.status, { ...reply.headers, 'content-length': String(Buffer.byteLength(text)) })
    response.end(method === 'HEAD' ? '' : text)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  test.teardown(() => {
    server.close()
    server.closeAllConnections()
  })
  const { port } = server.address() as AddressInfo // it listens on TCP
  const time = {
    now: () => now,
    wait: async (ms: number): Promise<void> => {
      now += Math.ceil(ms)
    },
  }
  return { origin: `http://127.0.0.1:${port}`, host: `127.0.0.1:${port}`, time }
}

/** A window of requests by key, that begins with the first. */
export const createWindow = (limit: number, seconds: number) => {
  const windows = new Map<string, { end: number; count: number }>()
  return (key: string, now: number): { left: number; seconds: number } => {
    const known = windows.get(key)
    const window = known === undefined || now >= known.end ? { end: now + seconds * 1000, count: 0 } : known
    windows.set(key, window)
    window.count += 1
    return { left: limit - window.count, seconds: Math.ceil((window.end - now) / 1000) }
  }
}
