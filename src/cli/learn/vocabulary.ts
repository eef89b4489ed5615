/** Words that are nobody's: what services call things, what schemas and our own texts have. All else may be a name. */

const FIELD_WORDS = `id ids uid uuid name names type types kind status state code count counts total number size url uri
  link slug key keys value values at on by of to in is has can was set created updated deleted archived expires expired
  started ended date time times timestamp timezone zone locale language lang currency country region city address street
  zip postal phone mobile avatar image images icon color title label note notes text description summary active enabled
  disabled visible hidden public private verified default first last next previous prev page pages limit offset cursor
  version external internal source origin parent children owner role roles plan price amount balance metadata meta custom
  setting settings option options tag tags data item items object list user users member members account accounts group
  groups team teams email mail username domain site website company event events login signup order orders sort index`

const HEADER_WORDS = `x by for in on of is request response trace span parent correlation runtime powered served server via cache hits hit
  timer timing ray region edge pop robots frame content type security policy transport strict referrer permissions
  feature cross origin opener embedder resource dns prefetch download options xss protection ua compatible time rate
  limit limits ratelimit remaining reset retry after used api version deprecation sunset vercel amz amzn cf cloudfront
  fly render railway heroku cloudflare nel report reporting to alt svc etag expires age vary link accept ranges language
  encoding disposition location allow pragma control id last modified date status code access credentials methods
  headers expose max envoy upstream service pod node instance worker process deployment environment should www
  authenticate proxy nextjs matched path middleware generator drupal aspnet aspnetmvc nginx varnish akamai fastly`

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
  /** Is each word of it one that fields have? */
  isOfFields(name: string): boolean
  isOfHeaders(name: string): boolean
  /** Has it a word that nobody's texts have, written as a name is? */
  hasStranger(text: string): boolean
  /** Is it one that fields or texts have? */
  has(word: string): boolean
}

/** `known` are texts of our own, such as schemas and refusals; `headers` are names that our answers have. */
export const createVocabulary = (
  known: readonly string[],
  headers: readonly string[],
  vendor: string,
): Vocabulary => {
  const own = new Set([...known.flatMap(wordsOf), vendor])
  const fields = new Set([...split(FIELD_WORDS), ...own])
  const ofHeaders = new Set([...split(HEADER_WORDS), ...headers.flatMap(wordsOf), vendor])
  const texts = new Set([...split(TEXT_WORDS), ...own])
  const isAll = (words: ReadonlySet<string>) => (name: string) => wordsOf(name).every((one) => words.has(one))
  return {
    isOfFields: isAll(fields),
    isOfHeaders: isAll(ofHeaders),
    hasStranger: (text) => capitalisedIn(text).some((one) => !wordsOf(one).every((word) => texts.has(word))),
    has: (word) => fields.has(word) || texts.has(word),
  }
}
