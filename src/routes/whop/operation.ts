/** What every operation of Whop is made with. */
import { createOperationMaker, type Draft, type Operation } from '../../contract/operation.ts'
import { dbOf, type WhopDb } from './model.ts'
import { invalidInput, whopQuery } from './query.ts'
import type { Key } from './schemas.ts'
import { type Rights, scopesIn } from './scopes.ts'
import { VERSION_HEADER } from './versions.ts'

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
  invalid: invalidInput,
} as const
type Same = keyof typeof SAME | 'scopes'

/** The checks of the vendor read its rights; its version is read on every call. */
export const operation = <
  const Id extends string,
  const Path extends string,
  const Query = undefined,
  const Body = undefined,
>({
  rights,
  ...draft
}: Omit<Draft<WhopDb, Key, Id, Path, Query, Body>, Same> & {
  rights: Rights
}): WhopOperation<Id> => ({
  ...make<Id, Path, Query, Body>({ ...draft, ...SAME, scopes: scopesIn(rights) }),
  rights,
})
