/** Makes of a request and its answer what may be written down: nothing in it is a person's, and all of it fits together. */
import { STATUS_CODES } from 'node:http'
import type { Vendor } from '../../contract/vendor.ts'
import type { Message } from '../../exchange/format.ts'
import { type HeaderList, headerIn, type RawAnswer, type RawRequest } from '../raw.ts'
import { familiarTo } from './familiar.ts'
import { createHeaderPrivacy, type HeaderPrivacy } from './header-privacy.ts'
import { NoJson, rewriteJson } from './json-text.ts'
import { KeyRoles } from './key-roles.ts'
import { createPathFinder, type KnownPath } from './known-path.ts'
import { Phrases } from './phrases.ts'
import { plainText } from './plain-body.ts'
import { SchemaView, UNKNOWN } from './schema-view.ts'
import { StandIns } from './stand-ins.ts'

export interface Written {
  request: Message
  answer: Message
  /** Of the vendor's operation that the path is about, if it is known. */
  operation: string | undefined
}

export interface PrivacyOptions {
  vendor: Vendor
  /** Names of headers that the vendor's documents have, in lower case. */
  documented: ReadonlySet<string>
  isKnownText(text: string): boolean
}

const viewOf = (schema: unknown): SchemaView =>
  typeof schema === 'object' && schema !== null
    ? new SchemaView([schema as Record<string, unknown>])
    : UNKNOWN

/** The schema of a refusal: the one of any answer that the operation does not describe. */
const answerView = (known: KnownPath | undefined, status: number): SchemaView =>
  viewOf(known?.operation?.answers[status])

export class ExchangePrivacy {
  readonly #vendor: Vendor
  readonly #standIns = new StandIns()
  readonly #phrases: Phrases
  readonly #headers: HeaderPrivacy
  readonly #find: ReturnType<typeof createPathFinder>
  readonly #isKnown: PrivacyOptions['isKnownText']
  readonly roles: KeyRoles

  constructor({ vendor, documented, isKnownText }: PrivacyOptions) {
    this.#vendor = vendor
    this.#phrases = new Phrases(this.#standIns, familiarTo(vendor))
    this.#headers = createHeaderPrivacy(vendor, documented, this.#phrases)
    this.#find = createPathFinder(vendor)
    this.#isKnown = isKnownText
    this.roles = new KeyRoles(vendor, this.#standIns)
  }

  /** Throws NotKept for what cannot be written down, and remembers nothing of it then but that there is its key. */
  write(request: RawRequest, answer: RawAnswer): Written {
    const role = this.roles.header(headerIn(request.headers, 'authorization'))
    return this.#standIns.forOne(() => this.#write(request, answer, role))
  }

  #write(request: RawRequest, answer: RawAnswer, role: string | undefined): Written {
    const [path = '', ...queries] = request.target.split('?')
    const known = this.#find(request.method, path)
    const query = queries.length === 0 ? '' : `?${this.#query(queries.join('?'), known)}`
    const target = `/${this.#vendor.id}${this.#path(path, known)}${query}`
    return {
      operation: known?.operation?.id,
      request: {
        startLine: `${request.method} ${target} HTTP/1.1`,
        headers: [
          ...(role === undefined ? [] : [['authorization', role] as const]),
          ...this.#headers.ofRequest(request.headers),
        ],
        body: this.#body(request.headers, request.body, viewOf(known?.operation?.body)),
      },
      answer: {
        startLine: `HTTP/1.1 ${answer.status} ${STATUS_CODES[answer.status] ?? ''}`.trimEnd(),
        headers: this.#headers.ofAnswer(answer.headers),
        body:
          request.method === 'HEAD'
            ? ''
            : this.#body(answer.headers, answer.body, answerView(known, answer.status)),
      },
    }
  }

  #path(path: string, known: KnownPath | undefined): string {
    if (known === undefined) return this.#phrases.path(path)
    const parts = path.split('/')
    return parts
      .map((part, i) => (known.pattern[i]?.startsWith('{') ? this.#phrases.encoded(part) : part))
      .join('/')
  }

  #query(query: string, known: KnownPath | undefined): string {
    const view = viewOf(known?.operation?.query)
    return query
      .split('&')
      .map((pair) => {
        const at = pair.indexOf('=')
        const name = at === -1 ? pair : pair.slice(0, at)
        const shown = view.has(name) ? name : this.#phrases.name(name)
        if (at === -1) return shown
        const value = pair.slice(at + 1)
        const field = view.field(name.split(/\[|%5B/i)[0] ?? '')
        const keeps = field.keepsParameter(value) || field.item.keepsParameter(value)
        return `${shown}=${keeps ? value : this.#phrases.encoded(value)}`
      })
      .join('&')
  }

  #body(headers: HeaderList, bytes: Buffer, view: SchemaView): string {
    if (bytes.length === 0) return ''
    const text = plainText(headers, bytes)
    if (/^application\/x-www-form-urlencoded/i.test(headerIn(headers, 'content-type') ?? ''))
      return this.#phrases.query(text)
    try {
      return rewriteJson(text, view, { phrases: this.#phrases, isKnown: this.#isKnown })
    } catch (error) {
      if (!(error instanceof NoJson)) throw error
      return this.#phrases.replace(text).replaceAll('{{', '((')
    }
  }
}
