/** Calls of a vendor and of the admin, and what they tell. */
import type { LightMyRequestResponse } from 'fastify'
import type { TestApp } from './app.ts'

export interface Told {
  status: number
  /** Read from its JSON; `undefined` for an empty one. */
  body: unknown
}

export interface Call {
  method?: string
  url: string
  key?: string
  /** Sent as JSON. */
  body?: unknown
}

export const call = (
  { app }: TestApp,
  { method = 'GET', url, key, body }: Call,
): Promise<LightMyRequestResponse> =>
  app.inject({
    method: method as 'GET', // any that Node knows
    url,
    headers: {
      ...(key !== undefined && { authorization: `Bearer ${key}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { payload: JSON.stringify(body) }),
  })

/** An admin call; `path` is below /__admin. */
export const tell = async (mock: TestApp, method: string, path: string, body?: unknown): Promise<Told> => {
  const answer = await call(mock, { method, url: `/__admin${path}`, body })
  return { status: answer.statusCode, body: answer.body === '' ? undefined : answer.json() }
}
