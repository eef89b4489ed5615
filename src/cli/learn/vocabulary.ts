/** Words that are nobody's: what services call things, what schemas and our own texts have. All else may be a name. */
import { USUAL_FIELD_WORDS } from '../../contract/usual-names.ts'

const TEXT_WORDS = `express apache phusion passenger microsoft iis kestrel caddy cloudflare vercel google frontend envoy
  werkzeug python php nginx openresty fastify koa rails ruby django laravel node spring tomcat jetty bearer basic digest
  accept encoding origin authorization cookie user agent language content type api http https json html doctype url uri
  not found unauthorized unauthorised forbidden bad request requests too many internal server error errors method allowed
  invalid missing unknown resource access denied token key keys there cannot you your no the this that these sorry please
  an it we to only must could unable nothing none wrong expected failed failure validation unprocessable entity payment
  required conflict gone timeout service unavailable gateway slow down try again later wait rate limit limited exceeded
  quota permission permissions scope scopes header headers parameter parameters query path route page object record does
  may should need needs login log sign in please such one of id uuid is was be with without for from or and oops uh`

const split = (text: string): readonly string[] => text.trim().split(/\s+/)

/** `mostRecent_action` is `most`, `recent`, `action`. */
export const wordsOf = (text: string): readonly string[] =>
  text
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '')

/** Written as people are called, and as a sentence begins. */
const capitalisedIn = (text: string): readonly string[] =>
  (text.match(/\p{L}+/gu) ?? []).filter((word) => /^\p{Lu}\p{Ll}/u.test(word))

export interface Vocabulary {
  /** Has it a word that nobody's texts have, written as a name is? */
  hasStranger(text: string): boolean
  /** Is it one that fields or texts have? */
  has(word: string): boolean
}

/** `known` are texts of our own, such as schemas and refusals. */
export const createVocabulary = (known: readonly string[], vendor: string): Vocabulary => {
  const own = new Set([...known.flatMap(wordsOf), vendor])
  const fields = new Set(USUAL_FIELD_WORDS)
  const texts = new Set([...split(TEXT_WORDS), ...own])
  return {
    hasStranger: (text) => capitalisedIn(text).some((one) => !wordsOf(one).every((word) => texts.has(word))),
    has: (word) => fields.has(word) || texts.has(word),
  }
}
