/** Answers that are not the vendor's application's: a page of a proxy in front of it, or a word of our own. */
import { STATUS_CODES } from 'node:http'
import { lineIn, putLine } from '../contract/head-lines.ts'
import type { FaultAnswer, GivenAnswer } from '../sandbox/faults.ts'
import type { Exchange } from './exchange.ts'
import { noteSending } from './journal.ts'
import type { Preference } from './prefer.ts'
import { BODILESS, sendHead } from './send.ts'

interface Answer {
  status: number
  /** The words after the status, where Node has none. */
  reason?: string
  headers: Readonly<Record<string, string | readonly string[]>>
  body: string
}

/** Sends it with none of the vendor's headers. */
export const answerPast = (
  exchange: Exchange,
  { status, reason = STATUS_CODES[status] ?? '', headers, body }: Answer,
): void => {
  const date = lineIn(exchange.head, 'date')
  exchange.head = date === undefined ? [] : ['date', date]
  for (const [name, value] of Object.entries(headers))
    putLine(exchange.head, name.toLowerCase(), typeof value === 'string' ? value : [...value])
  // What HEAD leaves out has a length that nobody knows.
  const isLengthless = BODILESS.includes(status) || (body === '' && exchange.method === 'HEAD')
  if (!isLengthless) exchange.setHeader('content-length', String(Buffer.byteLength(body)))
  noteSending(exchange, { status, text: body })
  sendHead(exchange, status, reason)
  exchange.reply.raw.end(body)
}

type PageStatus = Extract<FaultAnswer, { html: number }>['html']

const REASONS: Readonly<Record<PageStatus, string>> = {
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  522: 'Connection Timed Out',
}

/** What a proxy says when the server behind it does not: HTML, whatever the client accepts. */
export const pageOf = (status: PageStatus): Answer => {
  const reason = REASONS[status]
  const title = `${status} ${reason}`
  return {
    status,
    reason,
    headers: { 'content-type': 'text/html' },
    body: `<html>\n<head><title>${title}</title></head>\n<body>\n<h1>${title}</h1>\n</body>\n</html>\n`,
  }
}

const typeOf = (body: unknown): string => {
  if (typeof body !== 'string') return 'application/json; charset=utf-8'
  return body.trimStart().startsWith('<') ? 'text/html; charset=utf-8' : 'text/plain; charset=utf-8'
}

/** As it is given, with a content type that suits its body unless it has one. */
export const givenAnswer = ({ status, headers = {}, body }: GivenAnswer): Answer => {
  const isTyped = Object.keys(headers).some((name) => name.toLowerCase() === 'content-type')
  const type: Answer['headers'] = body === undefined || isTyped ? {} : { 'content-type': typeOf(body) }
  const text = typeof body === 'string' ? body : (JSON.stringify(body) ?? '')
  return { status, headers: { ...headers, ...type }, body: text }
}

/** To a client that prefers what the vendor never answers. */
export const refusedPreference = (
  vendor: string,
  { name, value }: Preference,
  preferable: Readonly<Record<Preference['name'], readonly (string | number)[]>>,
): Answer => {
  const accepted = preferable[name]
  const message = `Prefer: ${name} is none that ${vendor} answers with`
  return {
    status: 400,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'x-membermock-error': `${message}; accepted: ${accepted.join(', ')}`,
    },
    body: JSON.stringify({
      error: {
        path: `Prefer/${name}`,
        message: `"${value}" is no ${name} that ${vendor} answers with`,
        accepted,
      },
    }),
  }
}
