/** Goes through a JSON text once and writes it anew: what may stay stays as it was written, the rest gets stand-ins. */
import type { Phrases } from './phrases.ts'
import { type SchemaView, UNKNOWN } from './schema-view.ts'

/** Deeper bodies are nobody's. */
const DEEPEST = 100

const STRING = /"[^"\\]*(?:\\.[^"\\]*)*"/y
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const LITERAL = /true|false|null/y
const SPACE = /\s*/y

/** The text is no JSON, or too deep. */
export class NoJson extends Error {}

export interface JsonPrivacy {
  phrases: Phrases
  /** Texts of the vendor's own, such as those of its refusals. */
  isKnown(text: string): boolean
}

/** In an exchange two braces begin a placeholder. */
const written = (text: string): string => JSON.stringify(text).replaceAll('{{', '{\\u007b')

class Rewriter {
  readonly #text: string
  readonly #privacy: JsonPrivacy
  #at = 0

  constructor(text: string, privacy: JsonPrivacy) {
    this.#text = text
    this.#privacy = privacy
  }

  whole(view: SchemaView): string {
    const out = this.#space() + this.#value(view, 0) + this.#space()
    if (this.#at < this.#text.length) throw new NoJson()
    return out
  }

  #value(view: SchemaView, depth: number): string {
    if (depth > DEEPEST) throw new NoJson()
    const sign = this.#text[this.#at]
    if (sign === '{') return this.#object(view, depth)
    if (sign === '[') return this.#list(view, depth)
    if (sign === '"') return this.#string(view)
    const number = this.#match(NUMBER)
    if (number !== undefined) return view.keepsNumber() ? number : this.#number(number)
    const literal = this.#match(LITERAL)
    if (literal === undefined) throw new NoJson()
    return literal
  }

  #object(view: SchemaView, depth: number): string {
    return this.#members('{', '}', () => {
      const raw = this.#match(STRING)
      if (raw === undefined) throw new NoJson()
      const name = parsed(raw)
      const before = this.#space() + this.#sign(':') + this.#space()
      return written(this.#name(name, view)) + before + this.#value(view.field(name), depth + 1)
    })
  }

  #list(view: SchemaView, depth: number): string {
    return this.#members('[', ']', () => this.#value(view.item, depth + 1))
  }

  #members(open: string, close: string, one: () => string): string {
    let out = this.#sign(open) + this.#space()
    if (this.#text[this.#at] === close) return out + this.#sign(close)
    for (;;) {
      out += one() + this.#space()
      if (this.#text[this.#at] === close) return out + this.#sign(close)
      out += this.#sign(',') + this.#space()
    }
  }

  #name(name: string, view: SchemaView): string {
    return view.has(name) ? name : this.#privacy.phrases.name(name)
  }

  #string(view: SchemaView): string {
    const raw = this.#match(STRING)
    if (raw === undefined) throw new NoJson()
    const text = parsed(raw)
    if (view.keepsText(text) || this.#privacy.isKnown(text)) return raw.replaceAll('{{', '{\\u007b')
    return written(this.#privacy.phrases.replace(text))
  }

  /** Its digits are those of the same number written as a text; 0 stays. */
  #number(number: string): string {
    return number.replace(/\d+/g, (digits) =>
      /^0+$/.test(digits) ? digits : this.#privacy.phrases.replace(digits),
    )
  }

  #sign(sign: string): string {
    if (this.#text[this.#at] !== sign) throw new NoJson()
    this.#at += 1
    return sign
  }

  #space(): string {
    return this.#match(SPACE) ?? ''
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#text)?.[0]
    if (found !== undefined) this.#at += found.length
    return found
  }
}

const parsed = (raw: string): string => {
  try {
    return String(JSON.parse(raw))
  } catch {
    throw new NoJson()
  }
}

/** Throws NoJson for a text that is none. */
export const rewriteJson = (text: string, view: SchemaView | undefined, privacy: JsonPrivacy): string =>
  new Rewriter(text, privacy).whole(view ?? UNKNOWN)
