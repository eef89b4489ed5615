/** A server that is right but for one thing: our own, with a proxy in front that is told what to spoil. */

import type { Answer, Question, Send } from '../../src/cli/verify/exchange.ts'
import type { LimitMeans } from '../../src/cli/verify/limits.ts'
import type { TestApp } from './app.ts'

/** Which exchanges; all that is said has to hold. */
export interface Match {
  status?: number
  method?: string
  /** A pattern of the path with its query. */
  path?: string
  /** A pattern of the Authorization header, which is empty where there is none. */
  key?: string
  /** A pattern of Accept-Language. */
  language?: string
  /** Only once somebody has been refused for asking too often. */
  isExhausted?: boolean
}

/** One thing that a server may do otherwise, as data. */
export interface Deviation {
  name: string
  on?: Match
  /** The request that is served in place of the one that was sent. */
  ask?: { path?: readonly [from: string, to: string]; key?: string; headers?: Record<string, string> }
  /** Served before it, and takes one from the limit too. */
  first?: string
  status?: number
  /**
   * Null takes one away; `{sent}` is what the request has under that name,
   * `{more 1}` the number that was there and one more.
   */
  headers?: Readonly<Record<string, string | null>>
  /** A pattern in the body, and what stands there instead. */
  text?: readonly [from: string, to: string]
  /** By path, what stands there instead. */
  set?: Readonly<Record<string, unknown>>
  /** Paths of keys that are not there. */
  drop?: readonly string[]
  /** Path of an object whose keys come in the opposite order. */
  turn?: string
  isPretty?: boolean
  /** What the limit is. */
  limit?: { limit?: number; windowSeconds?: number }
  /** What windows are counted by, instead of the key. */
  counted?: 'id' | 'successes'
}

type Tree = Record<string, unknown>

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null

const stepsOf = (path: string): string[] => path.match(/[\w-]+/g) ?? []

/** The object that holds the last step of `path`, and that step. */
const holderOf = (body: unknown, path: string): [Tree, string] | undefined => {
  const steps = stepsOf(path)
  const last = steps.pop() ?? ''
  const holder = steps.reduce<unknown>((at, step) => (isTree(at) ? at[step] : undefined), body)
  return isTree(holder) ? [holder, last] : undefined
}

const turned = (value: unknown): unknown => Object.fromEntries(Object.entries(Object(value)).reverse())

const changeBody = (body: unknown, { set = {}, drop = [], turn }: Deviation): unknown => {
  for (const [path, value] of Object.entries(set)) {
    const [holder, key] = holderOf(body, path) ?? []
    if (holder !== undefined && key !== undefined) holder[key] = value
  }
  for (const path of drop) {
    const [holder, key] = holderOf(body, path) ?? []
    if (holder !== undefined && key !== undefined) delete holder[key]
  }
  if (turn === undefined) return body
  if (turn === '$') return turned(body)
  const [holder, key] = holderOf(body, turn) ?? []
  if (holder !== undefined && key !== undefined) holder[key] = turned(holder[key])
  return body
}

const spoiledText = (text: string, deviation: Deviation): string => {
  const { set, drop, turn, isPretty, text: [from, to] = [] } = deviation
  const isParsed = set !== undefined || drop !== undefined || turn !== undefined || isPretty === true
  const body = isParsed && text.startsWith('{') ? changeBody(JSON.parse(text), deviation) : undefined
  const written = body === undefined ? text : JSON.stringify(body, null, isPretty ? 2 : 0)
  return from === undefined ? written : written.replace(new RegExp(from, 'gs'), to ?? '')
}

const spoiled = (answer: Answer, deviation: Deviation, question: Question): Answer => {
  const headers = new Headers(answer.headers)
  const body = question.method === 'HEAD' ? '' : spoiledText(answer.body, deviation)
  for (const [name, value] of Object.entries(deviation.headers ?? {})) {
    const given = value?.replace('{sent}', question.headers[name] ?? headers.get(name) ?? '')
    if (given === undefined) headers.delete(name)
    else
      headers.set(
        name,
        given.replace(/\{more (-?\d+)\}/, (_all, n) => String(Number(headers.get(name)) + Number(n))),
      )
  }
  return { status: deviation.status ?? answer.status, headers, body }
}

/** Where the target of the proxy is said to be. */
export const ORIGIN = 'http://deviating.test'

export interface Deviating extends LimitMeans {
  send: Send
}

export const createDeviating = (
  { app, sandboxes }: TestApp,
  vendor: string,
  deviation: Deviation,
): Deviating => {
  const { clock } = sandboxes.default
  const { limiter } = sandboxes.default.store(vendor)
  clock.freeze(Date.parse('2026-03-01T12:00:00.000Z'))
  if (deviation.limit !== undefined) limiter.change(deviation.limit)
  let isExhausted = false
  let current = ''
  if (deviation.counted !== undefined) {
    const take = limiter.take.bind(limiter)
    limiter.take = (key, most) => take(`${key} ${current}`, most)
  }

  const inject = async ({ method, url, headers }: Question): Promise<Answer> => {
    const path = url.slice(ORIGIN.length)
    const isMember = /members\/(?!nobody|[a-z_]*Nobody|0000)/i.test(path)
    current = deviation.counted === 'id' ? path : isMember ? '' : `failed ${limiter.size}`
    const answer = await app.inject({ method: method as 'GET', url: path, headers })
    const own = Object.entries(answer.headers).map(([name, value]): [string, string] => [name, String(value)])
    return { status: answer.statusCode, headers: new Headers(own), body: answer.body }
  }

  const fits = ({ method, url, headers }: Question, status: number | undefined): boolean => {
    const { on = {} } = deviation
    return (
      (on.method === undefined || on.method === method) &&
      (on.path === undefined || new RegExp(on.path).test(url.slice(ORIGIN.length))) &&
      (on.key === undefined || new RegExp(on.key).test(headers.authorization ?? '')) &&
      (on.language === undefined || new RegExp(on.language).test(headers['accept-language'] ?? '')) &&
      (on.isExhausted === undefined || isExhausted) &&
      (on.status === undefined || status === undefined || on.status === status)
    )
  }

  const served = (question: Question): Question => {
    const { ask } = deviation
    if (ask === undefined || !fits(question, undefined)) return question
    const [from = '', to = ''] = ask.path ?? []
    const { authorization: _own, ...headers } = question.headers
    const key = ask.key === undefined ? question.headers.authorization : ask.key
    return {
      method: question.method,
      url: from === '' ? question.url : question.url.replace(new RegExp(from), to),
      headers: { ...headers, ...(key && { authorization: key }), ...ask.headers },
    }
  }

  return {
    time: {
      now: () => clock.now(),
      wait: async (ms) => void clock.advance(Math.ceil(ms)),
    },
    async send(question) {
      const { first } = deviation
      const isOurs = fits(question, undefined)
      if (first !== undefined && isOurs)
        await inject({ ...question, url: ORIGIN + first, headers: FULL(vendor) })
      const answer = await inject(served(question))
      isExhausted ||= answer.status === 429
      return fits(question, answer.status) ? spoiled(answer, deviation, question) : answer
    },
  }
}

const KEYS: Readonly<Record<string, string>> = {
  whop: 'apik_mock_full',
  aitable: 'uskYtInkHozfsMikhh0yfoS',
  sotion: 'so_mock_site_a',
}

const FULL = (vendor: string): Record<string, string> => ({ authorization: `Bearer ${KEYS[vendor]}` })
