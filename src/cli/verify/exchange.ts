/** Sends one request of a case to the target and reads the answer whole. */
import { DEEPEST, isDeeperThan } from '../../contract/json.ts'

export interface Answer {
  status: number
  headers: Headers
  body: string
}

export interface Question {
  method: string
  url: string
  headers: Readonly<Record<string, string>>
  body?: string | undefined
}

/** No answer came: the text says why. */
export class NoAnswer extends Error {}

const LONGEST_BODY = 1024 * 1024

/** Throws for a body that is longer or deeper than any of a vendor's. */
const readBody = async ({ body }: Response): Promise<string> => {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body ?? []) {
    length += chunk.length
    if (length > LONGEST_BODY) throw new NoAnswer(`a body of more than ${LONGEST_BODY} bytes`)
    chunks.push(chunk)
  }
  const text = Buffer.concat(chunks).toString('utf8')
  // Whatever looks through it later calls itself for each level.
  if (isDeeperThan(DEEPEST, text)) throw new NoAnswer(`a body nested over ${DEEPEST} deep`)
  return text
}

/** `fetch` says only that it failed; its cause says more. */
const reasonOf = (error: unknown, timeoutMs: number): string => {
  if (!(error instanceof Error)) return String(error)
  if (error.name === 'TimeoutError') return `no answer within ${timeoutMs} ms`
  const { cause } = error
  if (!(cause instanceof Error)) return error.message
  return 'code' in cause ? String(cause.code) : cause.message
}

export type Send = (question: Question) => Promise<Answer>

/** A connection that is kept may be closed just when it is used again. */
const CLOSED: readonly string[] = ['ECONNRESET', 'UND_ERR_SOCKET']

const READING: readonly string[] = ['GET', 'HEAD', 'OPTIONS']

const createAsk =
  (timeoutMs: number): Send =>
  async ({ url, method, headers, body }) => {
    try {
      // A redirect is an answer too, and the key stays with the target.
      const response = await fetch(url, {
        method,
        headers,
        ...(body === undefined ? {} : { body }),
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
      })
      return { status: response.status, headers: response.headers, body: await readBody(response) }
    } catch (error) {
      if (error instanceof NoAnswer) throw error
      throw new NoAnswer(reasonOf(error, timeoutMs))
    }
  }

/** What only reads is asked once more where the connection was closed. */
export const createSend = (timeoutMs: number): Send => {
  const ask = createAsk(timeoutMs)
  return async (question) => {
    try {
      return await ask(question)
    } catch (error) {
      const isClosed = error instanceof NoAnswer && CLOSED.includes(error.message)
      if (!isClosed || !READING.includes(question.method)) throw error
      return ask(question)
    }
  }
}
