/** The two ways to the admin API: inside the process, and over HTTP to another one. */
import type { FastifyInstance } from 'fastify'
import { MembermockError } from './error.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

export interface Answer {
  status: number
  body: unknown
}

/** `path` is below `/__admin`. */
export type Transport = (method: Method, path: string, body?: unknown) => Promise<Answer>

export interface Connection {
  transport: Transport
  /** Ends what waits, and refuses what comes. */
  close(): Promise<void>
}

/** Text that is no JSON stays text: then it is no membermock that has answered. */
const parse = (text: string): unknown => {
  try {
    return text === '' ? undefined : JSON.parse(text)
  } catch {
    return text
  }
}

const JSON_TYPE = { 'content-type': 'application/json' }

const closed = (path: string): MembermockError =>
  new MembermockError('this membermock is closed', { status: 0, path })

/** No socket, and no guard: `createApp` is called with the first request, for an app that nobody else can reach. */
export const connectInProcess = (createApp: () => FastifyInstance): Connection => {
  let app: FastifyInstance | undefined
  let isClosed = false
  return {
    async transport(method, path, body) {
      if (isClosed) throw closed(path)
      app ??= createApp()
      const content = body === undefined ? {} : { payload: JSON.stringify(body), headers: JSON_TYPE }
      const { statusCode, payload } = await app.inject({ method, url: `/__admin${path}`, ...content })
      return { status: statusCode, body: parse(payload) }
    },
    async close() {
      isClosed = true
      await app?.close()
    },
  }
}

/** `origin` is without a slash at its end. */
export const connectOverHttp = (origin: string, token: string | undefined): Connection => {
  const controller = new AbortController()
  const { signal } = controller
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` }
  return {
    async transport(method, path, body) {
      if (signal.aborted) throw closed(path)
      const content =
        body === undefined
          ? { headers }
          : { body: JSON.stringify(body), headers: { ...headers, ...JSON_TYPE } }
      try {
        const answer = await fetch(`${origin}/__admin${path}`, { method, signal, ...content })
        return { status: answer.status, body: parse(await answer.text()) }
      } catch (cause) {
        if (signal.aborted) throw closed(path)
        throw new MembermockError(`no answer from ${origin}`, { status: 0, path }, { cause })
      }
    },
    async close() {
      controller.abort()
    },
  }
}
