/** Which words of paths, queries and field names are the vendor's or everybody's, and so say nothing of a person. */
import { createFieldJudge } from '../../contract/usual-names.ts'
import type { Vendor } from '../../contract/vendor.ts'
import type { Familiar } from './phrases.ts'

/** Of a path, what is no parameter. */
const literalsIn = (path: string): readonly string[] =>
  path.split('/').filter((part) => part !== '' && !part.startsWith('{') && part !== '**')

export const familiarTo = ({ operations, notEmulated, base, habits }: Vendor): Familiar => {
  const paths = [base, ...operations.map(({ path }) => path), ...notEmulated.map(({ path }) => path)]
  const segments = new Set(['api', 'v1', 'v2', 'v3', ...paths.flatMap(literalsIn)])
  const schemas = operations.map(({ answers, body, query }) => [Object.values(answers), body, query])
  return {
    idPrefixes: habits.idPrefixes ?? [],
    isSegment: (text) => text === '' || segments.has(text),
    isName: createFieldJudge(schemas, [...segments, ...(habits.query ?? [])]),
  }
}
