/** Hides credentials in texts that people read: four characters of a long one are left, to tell it by. */

/** Credentials shorter than this show nothing of themselves. */
const SHOWN_FROM = 12
const SHOWN = 4

/** As many first characters of a credential are looked for before the whole is compared. */
const START = 4

/** `[...full]` for `apik_mock_full`, `[...]` for a short one. */
export const mask = (credential: string): string =>
  credential.length < SHOWN_FROM ? '[...]' : `[...${credential.slice(-SHOWN)}]`

/** In a JSON body a credential may be written with escapes. */
const inJson = (credential: string): string => JSON.stringify(credential).slice(1, -1)

const asPattern = (text: string): string => text.replace(/[^\w]/g, '\\$&')

/** Finds any of many credentials in a text, in one pass. */
export class Redactor {
  readonly #masks = new Map<string, string>()
  /** By their first characters, how long the credentials are that start so; the longest first. */
  readonly #lengths = new Map<string, number[]>()
  readonly #starts: RegExp

  constructor(credentials: Iterable<string>) {
    for (const credential of credentials)
      for (const form of new Set([credential, inJson(credential)])) this.#enter(form, mask(credential))
    for (const lengths of this.#lengths.values()) lengths.sort((a, b) => b - a)
    const starts = [...this.#lengths.keys()].map(asPattern)
    // Looking ahead only: one start may lie in another. Without credentials there is none.
    this.#starts = new RegExp(starts.length === 0 ? '(?!)' : `(?=${starts.join('|')})`, 'g')
  }

  redact(text: string): string {
    let redacted = ''
    let end = 0
    for (const { index } of text.matchAll(this.#starts)) {
      const found = index < end ? undefined : this.#credentialAt(text, index)
      if (found === undefined) continue
      redacted += text.slice(end, index) + this.#masks.get(found)
      end = index + found.length
    }
    return redacted + text.slice(end)
  }

  /** A part with a credential in percent-encoding is shown decoded; all others as they were sent. */
  redactUrl(url: string): string {
    // Which part has such a sign is no question for the pattern: over one long part it would be asked at each character.
    const shown = this.redact(url).replace(/[^/?&=]+/g, (part) =>
      /[%+]/.test(part) ? this.#redactDecoded(part) : part,
    )
    // A credential may have such signs in it too.
    return shown.includes('%') ? this.#redactDecoded(shown) : shown
  }

  /** `part` decoded, if there is a credential in it then; else as it is. */
  #redactDecoded(part: string): string {
    try {
      const decoded = decodeURIComponent(part.replaceAll('+', ' '))
      const redacted = this.redact(decoded)
      return redacted === decoded ? part : redacted
    } catch {
      return part
    }
  }

  #enter(form: string, masked: string): void {
    const start = form.slice(0, START)
    const lengths = this.#lengths.get(start) ?? []
    if (!lengths.includes(form.length)) lengths.push(form.length)
    this.#lengths.set(start, lengths)
    this.#masks.set(form, masked)
  }

  #credentialAt(text: string, index: number): string | undefined {
    for (let characters = START; characters > 0; characters--)
      for (const length of this.#lengths.get(text.slice(index, index + characters)) ?? []) {
        const candidate = text.slice(index, index + length)
        if (this.#masks.has(candidate)) return candidate
      }
    return undefined
  }
}
