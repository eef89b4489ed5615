/** Sends exchanges to an app in this process. */
import { STATUS_CODES } from 'node:http'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { bodyText } from '../../src/exchange/message.ts'
import type { Target } from '../../src/exchange/run.ts'
import { refusedGiven } from '../../src/exchange/socket-target.ts'

const headersFrom = (headers: Readonly<Record<string, unknown>>): [string, string][] =>
  Object.entries(headers).map(([name, value]) => [name, String(value)])

/** Fastify types methods as a union; these come from a file. */
const injectOptions = (method: string, url: string, rest: object): InjectOptions =>
  ({ method, url, ...rest }) as InjectOptions

export const createAppTarget = (app: FastifyInstance): Target => ({
  takesRaw: false,

  async send(request) {
    const [method = '', url = ''] = request.startLine.split(' ')
    const headers = Object.fromEntries(request.headers)
    const payload = request.body === '' ? {} : { payload: request.body }
    const answer = await app.inject(injectOptions(method, url, { headers, ...payload }))
    const { statusCode } = answer
    const sent = headersFrom(answer.headers)
    return {
      startLine: `HTTP/1.1 ${statusCode} ${answer.statusMessage || STATUS_CODES[statusCode]}`,
      headers: sent,
      body: bodyText(sent, answer.rawPayload),
    }
  },

  async admin(given) {
    const { method, path, body } = given
    const payload =
      body === undefined ? {} : { payload: body, headers: { 'content-type': 'application/json' } }
    const answer = await app.inject(injectOptions(method, path, payload))
    if (answer.statusCode >= 300) throw refusedGiven(given, answer.statusCode, answer.body)
  },
})
