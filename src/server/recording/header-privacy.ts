/** Which headers are written down, and how. What nobody knows is left out. */
import type { Vendor } from '../../contract/vendor.ts'
import type { HeaderList } from '../raw.ts'
import type { Phrases } from './phrases.ts'

const TYPE = /^[\w.+-]{1,60}\/[\w.+-]{1,80}(?:; ?charset=[\w-]{1,30})?$/i
const NUMBER = /^\d{1,20}(?:\.\d{1,6})?$/
const DATE = /^\d{4}-\d\d-\d\d(?:-\d{1,3})?$/
const LANGUAGE = /^[\w,;=.* -]{1,80}$/
const WORDS = /^[a-z0-9=, -]{1,80}$/i

/** Kept as they are where they have this form, and left out where they have another. */
const AS_THEY_ARE: Readonly<Record<string, RegExp>> = {
  'content-type': TYPE,
  'cache-control': WORDS,
  'accept-ranges': WORDS,
  allow: WORDS,
  vary: WORDS,
  'retry-after': NUMBER,
  'accept-language': LANGUAGE,
  'content-language': LANGUAGE,
}

/** Names that any service may have: their values get stand-ins. */
const REPLACED: readonly string[] = ['etag', 'link', 'x-request-id', 'request-id', 'x-correlation-id']

/** Never written down: who asks says so with them, and the rest is about the connection. */
const LEFT_OUT =
  /^(?:authorization|proxy-.*|cookie|set-cookie.*|host|connection|keep-alive|date|content-length|content-encoding|transfer-encoding|user-agent|forwarded|x-forwarded-.*|via|.*-ip)$/

export interface HeaderPrivacy {
  ofRequest(headers: HeaderList): [string, string][]
  ofAnswer(headers: HeaderList): [string, string][]
}

/** `documented` are names of headers that the vendor's documents have, in lower case. */
export const createHeaderPrivacy = (
  { habits: { headerPrefixes, deciding = [] } }: Vendor,
  documented: ReadonlySet<string>,
  phrases: Phrases,
): HeaderPrivacy => {
  const isVendors = (name: string): boolean =>
    documented.has(name) ||
    deciding.includes(name) ||
    headerPrefixes.some((prefix) => name.startsWith(prefix))
  const kept = (name: string, value: string): string | undefined => {
    if (LEFT_OUT.test(name)) return undefined
    const form = Object.hasOwn(AS_THEY_ARE, name) ? AS_THEY_ARE[name] : undefined
    if (form !== undefined) return form.test(value) ? value : undefined
    if (name === 'location') return phrases.reference(value)
    if (isVendors(name)) return NUMBER.test(value) || DATE.test(value) ? value : phrases.replace(value)
    return REPLACED.includes(name) ? phrases.replace(value) : undefined
  }
  const all = (headers: HeaderList, isWanted: (name: string) => boolean): [string, string][] =>
    headers.flatMap(([name, value]): [string, string][] => {
      const lower = name.toLowerCase()
      const shown = isWanted(lower) ? kept(lower, value) : undefined
      return shown === undefined ? [] : [[lower, shown.replaceAll('{{', '{')]]
    })
  const isAsked = (name: string): boolean =>
    ['content-type', 'accept-language'].includes(name) || isVendors(name)
  return {
    ofRequest: (headers) => all(headers, isAsked),
    ofAnswer: (headers) => all(headers, () => true),
  }
}
