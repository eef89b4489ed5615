/** Which headers are written down, and how. What nobody knows is left out. */
import { createHeaderJudge, type JudgeName } from '../../contract/usual-names.ts'
import type { Vendor } from '../../contract/vendor.ts'
import type { HeaderList } from '../raw.ts'
import type { Phrases } from './phrases.ts'

const NUMBER = /^\d{1,20}(?:\.\d{1,6})?$/
/** A longer one of a header that is in no document may be an id. */
const COUNT = /^\d{1,5}$/
const DATE = /^\d{4}-\d\d-\d\d(?:-\d{1,3})?$/

const TYPE =
  /^(?:application|audio|image|text|video)\/([a-z\d.+-]{1,60})(?:; ?charset=(?:utf-8|us-ascii|iso-8859-\d{1,2}))?$/i
const SUBTYPES =
  /^(?:api|css|csv|event|form|gif|html|javascript|jpeg|json|ndjson|octet|pdf|plain|png|problem|stream|svg|urlencoded|vnd|webp|www|x|xml|yaml|zip|v?\d)$/i
const CACHING =
  /^(?:(?:public|private|no-cache|no-store|no-transform|must-revalidate|proxy-revalidate|must-understand|immutable|(?:max-age|s-maxage|stale-while-revalidate|stale-if-error)=\d{1,9})(?:, ?|$)){1,9}$/i
const METHODS = /^(?:(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)(?:, ?|$)){1,7}$/
/** Of two letters: longer ones may be a name. */
const LANGUAGE =
  /^(?:(?:\*|[a-z]{2}(?:-(?:Latn|Cyrl|Hans|Hant))?(?:-[a-z]{2}|-\d{3})?)(?:; ?q=[\d.]{1,5})?(?:, ?|$)){1,20}$/i

const fits = (form: RegExp) => (value: string) => form.test(value)

/** Kept as they are where they have this form, and left out where they have another. */
const formsOf = (
  vendor: string,
  isName: JudgeName,
): Readonly<Record<string, (value: string) => boolean>> => ({
  'content-type': (value) =>
    TYPE.exec(value)?.[1]
      ?.split(/[.+-]/)
      .every((word) => word === vendor || SUBTYPES.test(word)) === true,
  'cache-control': fits(CACHING),
  'accept-ranges': fits(/^(?:bytes|none)$/),
  allow: fits(METHODS),
  vary: isName,
  'retry-after': fits(/^\d{1,9}$/),
  'accept-language': fits(LANGUAGE),
  'content-language': fits(LANGUAGE),
})

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
  { id, habits: { headerPrefixes, headers: own = [], deciding = [] } }: Vendor,
  documented: ReadonlySet<string>,
  phrases: Phrases,
): HeaderPrivacy => {
  const isName = createHeaderJudge([id, ...headerPrefixes, ...own, ...deciding, ...documented])
  const forms = formsOf(id, isName)
  const isDocumented = (name: string): boolean => documented.has(name) || deciding.includes(name)
  const isVendors = (name: string): boolean =>
    isDocumented(name) || (isName(name) && headerPrefixes.some((prefix) => name.startsWith(prefix)))
  const isPlain = (name: string, value: string): boolean =>
    isDocumented(name) ? NUMBER.test(value) || DATE.test(value) : COUNT.test(value)
  const kept = (name: string, value: string): string | undefined => {
    if (LEFT_OUT.test(name)) return undefined
    const isKept = Object.hasOwn(forms, name) ? forms[name] : undefined
    if (isKept !== undefined) return isKept(value) ? value : undefined
    if (name === 'location') return phrases.reference(value)
    if (isVendors(name)) return isPlain(name, value) ? value : phrases.replace(value)
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
