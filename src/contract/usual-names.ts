/** Which names of fields and headers say nothing of a person: the vendor's own, and those whose words many services use. */
import { isRecord } from './json.ts'

const FIELD_WORDS = `
  access account accounts action active activity actor address affiliate after all amount api app archived at
  attributes author available avatar balance banned banner before billing birth birthday blocked body brand business
  by can cancel canceled card category channel children city code codes color comment comments company completed
  content count country counts coupon created creator currency current cursor custom customer customers data date
  day days default deleted description details direction disabled discount display domain draft due duration email
  enabled end ended ends entries entry error errors event events expired expires external fee fees field fields file
  files filter filters first flag full group groups has hidden host hour hours icon id ids image images in index
  info internal interval invite invited invoice ip is item items join joined key keys kind label lang language last
  left length level limit line link links list locale location log login logins logo mail manage media member
  members membership memberships message messages meta metadata method metrics min minute minutes mobile mode month
  months more name names next nickname node nodes note notes number object of off offset on option options order
  ordering orders org organization origin other owner page pages paid parent password payment payments percent
  period permission permissions phone picture plan plans position postal preferences prev previous price private
  product products profile progress promo provider public purchase quantity query quota range rate read reason
  record records ref reference referral referrer refund refunded region relationships renewal reply request required
  requires resource response result results role roles route row rows sale scope scopes search secret self sequence
  session set setting settings shipping short signup site size slug social sort source space spaces start started
  starts state stats status step street sub subject subscription success summary support tag tags target tax team
  teams template text thread time times timestamp timezone title to token total trial type types uid unit units
  until update updated uri url user username users uuid v value values variant verified version view visibility
  visible was webhook webhooks website width with workspace write year years zip zone
`

const HEADER_WORDS = `x by for in on of is request response trace span parent correlation runtime powered served server via cache hits hit
  timer timing ray region edge pop robots frame content type security policy transport strict referrer permissions
  feature cross origin opener embedder resource dns prefetch download options xss protection ua compatible time rate
  limit limits ratelimit remaining reset retry after used api version deprecation sunset vercel amz amzn cf cloudfront
  fly render railway heroku cloudflare nel report reporting to alt svc etag expires age vary link accept ranges language
  encoding disposition location allow pragma control id last modified date status code access credentials methods
  headers expose max envoy upstream service pod node instance worker process deployment environment should www
  authenticate proxy nextjs matched path middleware generator drupal aspnet aspnetmvc nginx varnish akamai fastly`

const split = (text: string): readonly string[] => text.match(/\S+/g) ?? []

export const USUAL_FIELD_WORDS: readonly string[] = split(FIELD_WORDS)

/** `maxItems` is `max` and `items`, `created_at` is `created` and `at`; of a number one digit may follow a word. */
const wordsOf = (name: string): readonly string[] =>
  name
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .map((word) => word.replace(/(?<!\d)\d$/, ''))
    .filter((word) => word !== '')

/** The names of fields in a schema, and in those within it. */
const namesIn = (schema: unknown): readonly string[] => {
  if (Array.isArray(schema)) return schema.flatMap(namesIn)
  if (!isRecord(schema)) return []
  return Object.entries(schema).flatMap(([key, value]) => [
    ...(key === 'properties' && isRecord(value) ? Object.keys(value) : []),
    ...namesIn(value),
  ])
}

export type JudgeName = (name: string) => boolean

const judgeBy = (words: readonly string[], own: readonly string[]): JudgeName => {
  const usual = new Set([...words, ...own.flatMap(wordsOf)])
  return (name) => wordsOf(name).every((word) => usual.has(word))
}

/** Of fields and parameters: `schemas` are the vendor's, `own` further names of its. True: it is nobody's. */
export const createFieldJudge = (schemas: unknown, own: readonly string[]): JudgeName =>
  judgeBy(USUAL_FIELD_WORDS, [...namesIn(schemas), ...own])

/** The same of headers. */
export const createHeaderJudge = (own: readonly string[]): JudgeName => judgeBy(split(HEADER_WORDS), own)
