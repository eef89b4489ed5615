/** Hides credentials in texts that people read: four characters of a long one are left, to tell it by. */
import { CredentialIndex, SHORTEST } from './credential-index.ts'

/** Credentials shorter than this show nothing of themselves. */
const SHOWN_FROM = 12
const SHOWN = 4

/** `[...full]` for `apik_mock_full`, `[...]` for a short one. */
export const mask = (credential: string): string =>
  credential.length < SHOWN_FROM ? '[...]' : `[...${credential.slice(-SHOWN)}]`

/** In a JSON body a credential may be written with escapes. */
const inJson = (credential: string): string => JSON.stringify(credential).slice(1, -1)

/** What cannot be decoded stays as it is. */
const decoded = (text: string): string =>
  text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString())

/** What stands between the parts of a URL, each of which is decoded by itself. */
const DIVIDERS = /([/?&=])/

/** At least as many that were nobody's last are still hidden, since a journal may have them. */
const RETIRED = 5000

/** Finds and hides credentials in one pass, in time that grows with the length of the text. */
export class Redactor {
  readonly #index: CredentialIndex
  /** Escaped forms that differ, to what they stand for. */
  readonly #escaped = new Map<string, string>()
  /** What is nobody's any more, and what became so before that. */
  #retired = new Set<string>()
  #longRetired = new Set<string>()

  /** `isRegistered` tells of a credential that has been added and not retired. */
  constructor(isRegistered: (credential: string) => boolean) {
    this.#index = new CredentialIndex(
      (text) => isRegistered(text) || this.#isRetired(text) || this.#escaped.has(text),
    )
  }

  /** Of the longest credential there was. */
  get longest(): number {
    return this.#index.longest
  }

  /** Once for each that registers it. Short ones are hidden only where credentials stand: a letter is in every text. */
  add(credential: string): void {
    if (credential.length < SHORTEST) return
    if (this.#retired.delete(credential) || this.#longRetired.delete(credential)) return
    this.#index.add(credential)
    const escaped = inJson(credential)
    if (escaped === credential || this.#escaped.has(escaped)) return
    this.#escaped.set(escaped, credential)
    this.#index.add(escaped)
  }

  /** For a credential that is no longer in use: texts that have it come later, so it stays hidden for a while. */
  retire(credential: string): void {
    if (credential.length < SHORTEST) return
    // It stays in the index once.
    if (this.#isRetired(credential)) this.#index.remove(credential)
    else this.#retired.add(credential)
    if (this.#retired.size < RETIRED) return
    for (const oldest of this.#longRetired) this.#forget(oldest)
    this.#longRetired = this.#retired
    this.#retired = new Set()
  }

  redact(text: string): string {
    let redacted = ''
    let end = 0
    // A text that is full of credentials is mostly full of one.
    let [last, masked] = ['', '']
    for (let found = this.#index.next(text, 0); found !== undefined; found = this.#index.next(text, end)) {
      const { at, credential } = found
      if (at > end) redacted += text.slice(end, at)
      if (credential !== last) masked = mask(this.#escaped.get(credential) ?? credential)
      last = credential
      redacted += masked
      end = at + credential.length
    }
    return end === 0 ? text : redacted + text.slice(end)
  }

  /** A part with a credential in percent-encoding is shown decoded; all others as they were sent. */
  redactUrl(url: string): string {
    const shown = maskKeyIn(this.redact(url))
    if (!/[%+]/.test(shown)) return shown
    const parts = shown.split(DIVIDERS).map((part) => this.#redactDecoded(part))
    // A credential may have such signs in it too.
    return this.#redactDecoded(parts.join(''))
  }

  /** `part` decoded, if there is a credential in it then; else as it is. */
  #redactDecoded(part: string): string {
    if (!/[%+]/.test(part)) return part
    const forms = [decoded(part), ...(part.includes('+') ? [decoded(part.replaceAll('+', ' '))] : [])]
    for (const form of forms) {
      const redacted = this.redact(form)
      if (redacted !== form) return redacted
    }
    return part
  }

  #isRetired(text: string): boolean {
    return this.#retired.has(text) || this.#longRetired.has(text)
  }

  #forget(credential: string): void {
    this.#index.remove(credential)
    const escaped = inJson(credential)
    if (this.#escaped.get(escaped) !== credential) return
    this.#escaped.delete(escaped)
    this.#index.remove(escaped)
  }
}

/** The admin's paths have credentials of any length, registered or not yet, behind `keys/`. */
const maskKeyIn = (url: string): string => {
  if (!url.includes('/__admin/')) return url
  const parts = url.split(DIVIDERS)
  return parts
    .map((part, i) => {
      const isKey = parts[i - 1] === '/' && decoded(parts[i - 2] ?? '') === 'keys' && !part.startsWith('[...')
      return isKey && part !== '' ? mask(decoded(part)) : part
    })
    .join('')
}
