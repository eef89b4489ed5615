/** What every operation of Whop is made with. */
import { createOperationMaker, type Draft, type Operation } from '../../contract/operation.ts'
import { dbOf, type WhopDb } from './model.ts'
import type { Key } from './schemas.ts'
import { type Rights, scopesIn } from './scopes.ts'

/** What a key needs for it, by generation. */
export interface WhopOperation<Id extends string = string> extends Operation<Id> {
  readonly rights: Rights
}

const make = createOperationMaker<WhopDb, Key>(dbOf)

/** The checks of the vendor read its rights; its version is read on every call. */
export const operation = <
  const Id extends string,
  const Path extends string,
  const Query = undefined,
  const Body = undefined,
>({
  rights,
  ...draft
}: Omit<Draft<WhopDb, Key, Id, Path, Query, Body>, 'scopes' | 'headers'> & {
  rights: Rights
}): WhopOperation<Id> => ({
  ...make<Id, Path, Query, Body>({ ...draft, headers: ['api-version-date'], scopes: scopesIn(rights) }),
  rights,
})
