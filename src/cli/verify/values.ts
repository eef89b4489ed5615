/** Looks for values in a body: those that were asked for, and those that the case needs. */
import type { VerifyCase } from '../../contract/verify-case.ts'
import { type Finding, isMapping, MISSING, parsed, quoted, typeOf } from './difference.ts'

/** What stands at `$.data[0].id`; undefined where nothing does. */
export const valueAt = (path: string, body: unknown): unknown => {
  const keys = path.match(/[\w-]+/g) ?? []
  return keys.reduce<unknown>(
    (at, key) => (Array.isArray(at) ? at[Number(key)] : isMapping(at) ? at[key] : undefined),
    body,
  )
}

/** `given` are the target's own ids, by what stands for them in the exchange. */
export const valueFindings = (
  { echoes, has, mentions }: VerifyCase,
  text: string,
  given: Readonly<Record<string, string | undefined>>,
): readonly Finding[] => {
  const body = parsed(text)
  const others = echoes.flatMap(({ where, stands }) => {
    const [expected, found] = [given[stands], valueAt(where, body)]
    if (expected === undefined || found === undefined || found === expected) return []
    return [{ where, expected: `${quoted(expected)}, which was asked for`, found: quoted(found) }]
  })
  const missing = has
    .filter((where) => valueAt(where, body) === undefined)
    .map((where) => ({
      where,
      expected: 'the key, which the member that is asked for has to have',
      found: MISSING,
    }))
  const isSaid = mentions === undefined || text.includes(mentions)
  const unsaid = isSaid
    ? []
    : [{ where: '$', expected: `a text with ${quoted(mentions)}`, found: typeOf(body) }]
  return [...others, ...missing, ...unsaid]
}
