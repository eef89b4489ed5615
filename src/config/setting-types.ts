/** The types a setting can have: how it is written as text and in the config file, and what is accepted. */

import type { JsonSchema } from '../contract/json-schema.ts'
import { LONGEST_WINDOW_SECONDS, MOST_REQUESTS } from '../sandbox/rate-limit.ts'

export interface SettingType {
  /** What stands for the value in --help. */
  placeholder: string
  /** A sentence part for errors. */
  accepted: string
  /** The names it takes, if it takes names. */
  names: readonly string[]
  /** In the config file. */
  schema: JsonSchema
  /** True: the flag needs no value, and has a --no- form. */
  isSwitch?: boolean
  /** True: no refusal shows what was found. */
  isSecret?: boolean
  /** Text of a flag or variable; undefined when it is not accepted. */
  parse(text: string): unknown
  /** From the spellings of the config file to the one value the program uses. */
  read(value: unknown): unknown
}

/** The characters of a host, with or without a port. */
export const HOST = /^[\w.:[\]-]+$/

const same = (value: unknown): unknown => value

/** The first of `pairs` whose key is `text`, by own property. */
const lookUp = (pairs: Readonly<Record<string, unknown>>, text: string): unknown =>
  Object.hasOwn(pairs, text) ? pairs[text] : undefined

export const integer = (min: number, max = Number.MAX_SAFE_INTEGER): SettingType => {
  const from = min === Number.MIN_SAFE_INTEGER ? '' : ` from ${min}`
  const to = max === Number.MAX_SAFE_INTEGER ? '' : ` to ${max}`
  return {
    placeholder: 'N',
    accepted: `a whole number${from}${to}`,
    names: [],
    schema: { type: 'integer', minimum: min, maximum: max },
    parse(text) {
      const value = /^[+-]?\d+$/.test(text) ? Number(text) : Number.NaN
      return value >= min && value <= max ? value : undefined
    },
    read: same,
  }
}

export const choice = (values: readonly string[]): SettingType => ({
  placeholder: values.join('|'),
  accepted: values.join(', '),
  names: values,
  schema: { type: 'string', enum: values },
  parse: (text) => (values.includes(text) ? text : undefined),
  read: same,
})

/** One or more of `values`. */
export const someOf = (values: readonly string[]): SettingType => ({
  placeholder: 'NAME',
  accepted: values.join(', '),
  names: values,
  schema: { type: 'array', items: { type: 'string', enum: values }, minItems: 1, uniqueItems: true },
  parse(text) {
    const names = text.split(',').map((name) => name.trim())
    return names.every((name) => values.includes(name)) ? names : undefined
  },
  read: same,
})

export const toggle: SettingType = {
  placeholder: '',
  accepted: 'true, false',
  names: ['true', 'false'],
  schema: { type: 'boolean' },
  isSwitch: true,
  parse: (text) => lookUp({ true: true, false: false }, text),
  read: same,
}

/** `on` and `off`, for which YAML files say true and false too. */
export const onOff: SettingType = {
  placeholder: 'on|off',
  accepted: 'on, off',
  names: ['on', 'off'],
  schema: { enum: ['on', 'off', true, false] },
  parse: (text) => lookUp({ on: true, off: false, true: true, false: false }, text),
  read: (value) => value === 'on' || value === true,
}

/** The URL without a slash at its end; undefined for what is none, or has a password, a query or a fragment. */
export const baseUrl = (value: string): string | undefined => {
  const url = URL.canParse(value) ? new URL(value) : undefined
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) return undefined
  const hasMore = [url.username, url.password, url.search, url.hash].some((part) => part !== '')
  if (hasMore) return undefined
  return url.href.endsWith('/') ? url.href.slice(0, -1) : url.href
}

/** Where a vendor, or what stands in for it, is; nothing of one that is refused is shown, since it may have a password. */
export const vendorUrl: SettingType = {
  placeholder: 'URL',
  accepted: 'an http or https URL without password, query and fragment',
  names: [],
  schema: { type: 'string', minLength: 1 },
  isSecret: true,
  parse: baseUrl,
  read: same,
}

/** A password may be in it, so nothing of one that is refused is shown. */
const STORE_URL = /^(redis|valkey)s?:\/\/([^/?#@]*@)?(\[[\da-fA-F:.]+\]|[\w.-]+)(:\d{1,5})?(\/\d{0,5})?$/

export const storeUrl: SettingType = {
  placeholder: 'URL',
  accepted:
    'valkey://HOST:PORT or redis://HOST:PORT, with /DB or a password perhaps; with an s behind the first word: TLS',
  names: [],
  schema: { type: 'string', pattern: STORE_URL.source },
  isSecret: true,
  parse: (text) => (STORE_URL.test(text) && URL.canParse(text) ? text : undefined),
  read: same,
}

const positive = integer(1, MOST_REQUESTS)

/** Seconds. */
export const windowLength = integer(1, LONGEST_WINDOW_SECONDS)

/** A number of requests, or none: `off`, in the config file `null` too. */
export const requestLimit: SettingType = {
  placeholder: 'N|off',
  accepted: `${positive.accepted}, or off`,
  names: ['off'],
  schema: { anyOf: [positive.schema, { enum: ['off', null] }] },
  parse: (text) => (text === 'off' ? null : positive.parse(text)),
  read: (value) => (value === 'off' ? null : value),
}

const DATE_TIME = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/

/** RFC 3339, and a day that the calendar has. */
export const isDateTime = (text: string): boolean => {
  const day = DATE_TIME.exec(text)?.[1]
  if (day === undefined || Number.isNaN(Date.parse(text))) return false
  return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day)
}

export const dateTime: SettingType = {
  placeholder: 'TIME',
  accepted: 'an ISO date-time, such as 2026-01-01T00:00:00.000Z',
  names: [],
  schema: { type: 'string', format: 'date-time' },
  parse: (text) => (isDateTime(text) ? text : undefined),
  read: same,
}

export const text = (placeholder: string, accepted: string): SettingType => ({
  placeholder,
  accepted,
  names: [],
  schema: { type: 'string', minLength: 1 },
  parse: (value) => (value === '' ? undefined : value),
  read: same,
})

export const secret = (placeholder: string): SettingType => ({
  ...text(placeholder, 'text that is not empty'),
  isSecret: true,
})

/** What can stand behind `Bearer ` in a header: what is trimmed from it, or not let into it, could never be shown. */
const BEARER = /^[!-~\u00a1-\uffff]([ -~\u00a0-\uffff]*[!-~\u00a1-\uffff])?$/

/** A header block takes 64 KiB, and has others in it. */
const LONGEST_BEARER = 4096

export const bearer: SettingType = {
  ...secret('TOKEN'),
  accepted: `text that a header can carry: up to ${LONGEST_BEARER} characters, no line break, no space at its ends`,
  schema: { type: 'string', minLength: 1, maxLength: LONGEST_BEARER, pattern: BEARER.source },
  parse: (text) => (text.length <= LONGEST_BEARER && BEARER.test(text) ? text : undefined),
}

/** Any number of hosts. */
export const hosts: SettingType = {
  placeholder: 'HOST',
  accepted: 'a host, or a host and a port, such as mock.test:4820',
  names: [],
  schema: { type: 'array', items: { type: 'string', pattern: HOST.source }, uniqueItems: true },
  parse(text) {
    const names = text.split(',').map((name) => name.trim())
    return names.every((name) => HOST.test(name)) ? names : undefined
  },
  read: same,
}
