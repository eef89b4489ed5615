/** Fields of successes that our schemas lack, or that are not there: their names and types, never what is in them. */
import type { Observations } from '../../contract/observations.ts'
import type { VerifyCase } from '../../contract/verify-case.ts'
import { type Finding, MISSING } from '../verify/difference.ts'
import type { Means } from '../verify/result.ts'
import { askedCases, type Side } from './heard.ts'
import type { Notes } from './notes.ts'

type Fields = NonNullable<Observations['fields']>

/** As `typeOf` calls them. */
const TYPES: Readonly<Record<string, string>> = {
  'a string': 'string',
  'a number': 'number',
  'a boolean': 'boolean',
  null: 'null',
  'an array': 'array',
  'an object': 'object',
}

const PATH = /^\$(?:\.[A-Za-z_][\w-]{0,60}|\[\])+$/

const namesIn = (path: string): readonly string[] =>
  path.split(/\.|\[\]/).filter((name) => !['$', ''].includes(name))

/** The path with `[]` for any element, and what is there. */
const fieldOf = ({ where, expected, found }: Finding): readonly [string, string] | undefined => {
  const path = where.replace(/\[\d+\]/g, '[]')
  if (found === MISSING) return expected === 'the key' ? [path, 'absent'] : undefined
  const type = TYPES[found]
  return type === undefined ? undefined : [path, type]
}

const isSuccess = ({ row, schema, method }: VerifyCase): boolean =>
  row.kind === undefined && schema !== undefined && method !== 'HEAD'

/** By path, the types that were met. */
type Types = ReadonlyMap<string, readonly string[]>

/** Of one case. */
const ofCase = (
  { case: name, schema, row }: VerifyCase,
  { heard }: Side,
  judgeShape: Means['judgeShape'],
): Types => {
  const types = new Map<string, string[]>()
  for (const { status, body } of heard.get(name) ?? []) {
    if (schema === undefined || status !== row.status) continue
    for (const finding of judgeShape(schema, body)) {
      const [path, type] = fieldOf(finding) ?? []
      if (path === undefined || type === undefined) continue
      types.set(path, [...new Set([...(types.get(path) ?? []), type])])
    }
  }
  return types
}

const without = (theirs: Types, ours: Types): Types =>
  new Map([...theirs].filter(([path, types]) => types.join() !== ours.get(path)?.join()))

/** By operation: what each of its successes has otherwise than `own` has, where all of them have it so. */
export const findFields = (
  { target, own }: { target: Side; own: Side },
  judgeShape: Means['judgeShape'],
  { seen, isPrivateField, say }: Notes,
): { fields: Fields; asked: readonly string[] } => {
  const cases = askedCases(target.plan).filter(isSuccess)
  const asked = [...new Set(cases.map(({ row }) => row.operation))]
  const fields: Fields = {}
  for (const operation of asked) {
    const all = cases
      .filter(({ row }) => row.operation === operation)
      .map((one) => without(ofCase(one, target, judgeShape), ofCase(one, own, judgeShape)))
    const paths = new Set(all.flatMap((types) => [...types.keys()]))
    for (const path of paths) {
      const types = [...new Set(all.flatMap((each) => each.get(path) ?? []))].sort()
      const isEverywhere = all.every((each) => each.has(path))
      const isMixed = types.length > 1 && types.includes('absent')
      // One that is not there is a field of ours.
      const isHidden = !PATH.test(path) || (!types.includes('absent') && namesIn(path).some(isPrivateField))
      if (isHidden) say(`a field of ${operation}`, 'may be about somebody')
      else if (!isEverywhere || isMixed) say(`${operation} ${path}`, 'is not the same in all of its cases')
      else fields[operation] = { ...fields[operation], [path]: { type: types.join(' or '), seen } }
    }
  }
  return { fields, asked }
}
