/** What every operation of Whop is made with. */
import { createOperationMaker, type Draft, type Operation } from '../../contract/operation.ts'
import { ApiError } from '../../contract/refusal.ts'
import { dbOf, type WhopDb } from './model.ts'
import { ignoredIn } from './one-generation.ts'
import { invalidInput, whopQuery } from './query.ts'
import type { Key } from './schemas.ts'
import { type Rights, scopesIn } from './scopes.ts'
import { generationOf, VERSION_HEADER } from './versions.ts'

/** What a key needs for it, by generation. */
export interface WhopOperation<Id extends string = string> extends Operation<Id> {
  readonly rights: Rights
}

const make = createOperationMaker<WhopDb, Key>(dbOf)

/** What all of them have in common: a body that is missing is one in which everything is. */
const SAME = {
  headers: [VERSION_HEADER],
  queryForm: whopQuery,
  isBodyOptional: true,
} as const
type Same = keyof typeof SAME | 'scopes' | 'ignores' | 'invalid'

/** By the name of a parameter or field: what the current API's document calls a 400 for it. */
type Words = Readonly<Record<string, string>>

/** Whether the description of a refusal is its message is unknown. Of a bound nothing is said there. */
const refusing =
  (words: Words): NonNullable<Operation['invalid']> =>
  (problem, call) => {
    const error = invalidInput(problem)
    const name = String(error.facts.name)
    const message = Object.hasOwn(words, name) ? words[name] : undefined
    if (message === undefined || problem.rule === 'maximum' || generationOf(call) === 'legacy') return error
    return new ApiError('wrongState', { message })
  }

/** The checks of the vendor read its rights; its version is read on every call. */
export const operation = <
  const Id extends string,
  const Path extends string,
  const Query = undefined,
  const Body = undefined,
>({
  rights,
  words = {},
  ...draft
}: Omit<Draft<WhopDb, Key, Id, Path, Query, Body>, Same> & {
  rights: Rights
  words?: Words
}): WhopOperation<Id> => {
  const ignored = { legacy: ignoredIn('legacy', draft), current: ignoredIn('current', draft) }
  const ignores: Operation['ignores'] = (headers) => ignored[generationOf({ headers })]
  return {
    ...make<Id, Path, Query, Body>({
      ...draft,
      ...SAME,
      ignores,
      invalid: refusing(words),
      scopes: scopesIn(rights),
    }),
    rights,
  }
}
