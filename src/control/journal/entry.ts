/** A slot of the journal as people read it: credentials hidden, what was not read found out. */

import type { Vendor } from '../../contract/vendor.ts'
import { CAPTURED_BYTES, CapturedBody, type Slot } from '../../sandbox/journal.ts'
import { mask, type Redactor } from '../../sandbox/redactor.ts'
import type { Entry } from './entry-schemas.ts'
import { unreadOf } from './unread.ts'

export interface EntryContext {
  vendors: readonly Vendor[]
  redactor: Redactor
}

export const isUnmatched = ({ refusedBy }: Slot): boolean => refusedBy === 'path'

const CREDENTIAL_HEADERS = ['authorization', 'proxy-authorization']

/** `Bearer [...full]`; a value of one word is a credential, unless it is a scheme whose credential is missing. */
const maskAuthorization = (value: string, redactor: Redactor): string => {
  if (/^(bearer|basic|token)$/i.test(value)) return value
  const [, scheme = '', credential = ''] = /^([a-z]+ +)?(.*)$/i.exec(value) ?? []
  return credential === '' ? '' : redactor.redact(scheme) + mask(credential)
}

/** `name=[...tail]`; a cookie may have no name. */
const maskCookies = (value: string): string =>
  value.replace(/(\s*)([^=;]+=)?([^;]+)/g, (_, space: string, name = '', cookie: string) =>
    [space, name, mask(cookie.trim())].join(''),
  )

/** Of a list in which names and values take turns. */
const pairs = <Item>(list: readonly Item[]): (readonly Item[])[] =>
  list.flatMap((_, i) => (i % 2 === 0 ? [list.slice(i, i + 2)] : []))

const shownHeader = (name: string, value: string, redactor: Redactor): string => {
  const lower = name.toLowerCase()
  if (CREDENTIAL_HEADERS.includes(lower)) return maskAuthorization(value, redactor)
  return lower === 'cookie' ? maskCookies(value) : redactor.redact(value)
}

/** In the process, a header that is not there has no value. */
const requestHeaders = ({ rawHeaders }: Slot, redactor: Redactor): [string, string][] =>
  pairs<string | undefined>(rawHeaders)
    .filter(([, value]) => value !== undefined)
    .map(([name = '', value = '']) => [name, shownHeader(name, value, redactor)])

const textOf = (body: Slot['responseBody']): string => {
  if (body instanceof CapturedBody) return body.text
  const text = body ?? ''
  if (Buffer.byteLength(text) <= CAPTURED_BYTES) return text
  return Buffer.from(text).subarray(0, CAPTURED_BYTES).toString()
}

/** What Fastify adds when it sends: a length, or chunks for what has none. */
const framing = ({ status, responseBody, responseHeaders }: Slot): string[] => {
  if (responseHeaders.includes('content-length') || responseBody === undefined || status === 204) return []
  if (responseBody instanceof CapturedBody) return ['transfer-encoding', 'chunked']
  return ['content-length', String(Buffer.byteLength(responseBody))]
}

const response = (slot: Slot, redactor: Redactor): Entry['response'] => {
  const { status } = slot
  if (status === 0) return null
  const shown = (value: unknown): string => redactor.redact(String(value))
  const headers = pairs([...slot.responseHeaders, ...framing(slot)]).map(([name, value]) => [
    String(name),
    Array.isArray(value) ? value.map(shown) : shown(value),
  ])
  const body = slot.method === 'HEAD' ? '' : redactor.redact(textOf(slot.responseBody))
  return { status, headers: Object.fromEntries(headers), body }
}

export const toEntry = (slot: Slot, { vendors, redactor }: EntryContext): Entry => {
  const { query, headers, body } = unreadOf(
    slot,
    vendors.find(({ id }) => id === slot.vendor),
  )
  const names = (list: readonly string[]): string[] => list.map((name) => redactor.redact(name))
  return {
    id: `r_${slot.number}`,
    direction: 'in',
    time: new Date(slot.time).toISOString(),
    vendor: slot.vendor ?? null,
    operation: slot.operation ?? null,
    request: {
      method: slot.method,
      url: redactor.redactUrl(slot.url),
      headers: requestHeaders(slot, redactor),
      body: slot.requestBody === undefined ? null : redactor.redact(slot.requestBody.text),
    },
    response: response(slot, redactor),
    fault: slot.fault ?? null,
    refusedBy: slot.refusedBy ?? null,
    reason: slot.reason === undefined ? null : redactor.redact(slot.reason),
    unimplemented: slot.isUnimplemented,
    unmatched: isUnmatched(slot),
    unread: { query: names(query), headers: names(headers), body: names(body) },
    durationMs: Math.round(slot.durationMs * 100) / 100,
  }
}
