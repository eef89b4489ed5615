/** The way to a membermock in another process: its admin API over HTTP. */
import { isRecord } from '../contract/json.ts'
import type { CallName } from '../routes/admin/calls.ts'
import { type Connection, closed, type Question, type Target, targetOf, urlOf } from './ask.ts'
import { MembermockError } from './error.ts'

interface Answer {
  status: number
  body: unknown
}

/** Text that is no JSON stays text: then it is no membermock that has answered. */
const parse = (text: string): unknown => {
  try {
    return text === '' ? undefined : JSON.parse(text)
  } catch {
    return text
  }
}

/** Whatever is not the admin's envelope was not written by a membermock. */
const refusal = (target: Target, { status, body }: Answer): MembermockError => {
  const error = isRecord(body) && isRecord(body.error) ? body.error : {}
  const {
    message = `${target.method} /__admin${urlOf(target)} was answered ${status}`,
    path = '',
    accepted,
  } = error
  return new MembermockError(String(message), {
    status,
    path: String(path),
    accepted: Array.isArray(accepted) ? accepted : undefined,
  })
}

/** `origin` is without a slash at its end. */
export const connectOverHttp = (origin: string, token: string | undefined): Connection => {
  const controller = new AbortController()
  const { signal } = controller
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` }

  const send = async (target: Target, body: unknown): Promise<Answer> => {
    const content =
      body === undefined
        ? { headers }
        : { body: JSON.stringify(body), headers: { ...headers, 'content-type': 'application/json' } }
    try {
      const url = `${origin}/__admin${urlOf(target)}`
      const answer = await fetch(url, { method: target.method, signal, ...content })
      return { status: answer.status, body: parse(await answer.text()) }
    } catch (cause) {
      if (signal.aborted) throw closed(target)
      throw new MembermockError(`no answer from ${origin}`, { status: 0, path: '' }, { cause })
    }
  }

  return {
    async ask<Result>(name: CallName, question: Question = {}) {
      const target = targetOf(name, question)
      if (signal.aborted) throw closed(target)
      const answer = await send(target, question.body)
      if (answer.status < 200 || answer.status > 299) throw refusal(target, answer)
      return answer.body as Result // the schema of that call says so
    },
    async close() {
      controller.abort()
    },
  }
}
