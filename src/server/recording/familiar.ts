/** Which words of paths, queries and field names are the vendor's or everybody's, and so say nothing of a person. */
import { isRecord } from '../../contract/json.ts'
import type { Vendor } from '../../contract/vendor.ts'
import type { Familiar } from './phrases.ts'

/** Of fields and parameters that many services have. */
const USUAL = `
  access account accounts action active activity actor address affiliate after all amount api app archived at attributes
  author available avatar balance banner before billing body brand by cancel canceled card category channel city code
  codes color comment comments company completed content count country coupon created creator currency current cursor
  custom customer customers data date default deleted description details direction discount display draft due duration
  email enabled end ended ends entries entry error errors event events expires external fee fees field fields file files
  filter filters first flag full group groups has hidden host icon id ids image images index info interval invite
  invited invoice is item items join joined key keys kind label language last left length level limit line line1 line2
  link links list locale location log logo manage media member members membership memberships message messages meta
  metadata method metrics min mobile mode more name names next nickname node nodes note notes number object of off offset
  on on_sale order ordering org organization other owner page pages paid parent password payment payments percent
  period permission permissions phone picture plan plans position postal preferences prev previous price product
  products profile progress promo provider public purchase quantity query quota range rate reason record records ref
  reference refund refunded region relationships renewal reply request required requires resource response result
  results role roles route row rows scope scopes search secret self sequence session settings shipping short size slug
  social sort source space spaces start started starts state stats status step street sub subject subscription success
  summary support tag tags target tax team teams template text thread time timestamp timezone title token total trial type
  unit units until update updated url user username users uuid value values variant verified version view visibility
  visible website webhook webhooks width with workspace zip v1 v2 v3 v4 v5
`

/** `maxItems` is `max` and `items`, `created_at` is `created` and `at`. */
const wordsOf = (name: string): readonly string[] =>
  name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).match(/[^\s_[\].-]+/g) ?? []

/** The names of fields in a schema, and in those within it. */
const namesIn = (schema: unknown, found: Set<string>): void => {
  if (Array.isArray(schema)) for (const one of schema) namesIn(one, found)
  if (!isRecord(schema)) return
  for (const [key, value] of Object.entries(schema)) {
    if (key === 'properties' && isRecord(value)) for (const name of Object.keys(value)) found.add(name)
    if (isRecord(value) || Array.isArray(value)) namesIn(value, found)
  }
}

/** Of a path, what is no parameter. */
const literalsIn = (path: string): readonly string[] =>
  path.split('/').filter((part) => part !== '' && !part.startsWith('{') && part !== '**')

export const familiarTo = ({ operations, notEmulated, base, habits }: Vendor): Familiar => {
  const names = new Set<string>()
  for (const { answers, body, query } of operations) namesIn([Object.values(answers), body, query], names)
  const paths = [base, ...operations.map(({ path }) => path), ...notEmulated.map(({ path }) => path)]
  const segments = new Set(['api', 'v1', 'v2', 'v3', ...paths.flatMap(literalsIn)])
  const words = new Set([
    ...segments,
    ...(USUAL.match(/\S+/g) ?? []),
    ...[...names, ...(habits.query ?? [])].flatMap(wordsOf),
  ])
  return {
    idPrefixes: habits.idPrefixes ?? [],
    isSegment: (text) => text === '' || segments.has(text),
    isWord: (text) => words.has(text),
  }
}
