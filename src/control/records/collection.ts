/** What control needs to know of a collection of records, whichever it is. */
import type { JsonSchema } from '../../contract/json-schema.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import type { Check } from '../checks.ts'
import type { Entry } from './schemas.ts'

/** Which record a call is about. */
export interface Wanted {
  /** As the caller has it. */
  id: string
  /** Where it lives; '' where records of the collection live in no place. */
  place: string
}

/** Whose a record is to be, and what holds it against its schema. */
export interface Maker {
  sandbox: Sandbox
  check: Check
}

/** Of a vendor: its members, its keys, and whatever else it keeps. */
export interface RecordCollection {
  /** As in paths and lists. */
  readonly list: string
  readonly noun: string
  /** What a path calls a record's id by. */
  readonly parameter: string
  /** Of what a call about one record may be asked with. */
  readonly query: JsonSchema
  /** Of a record as a user writes it, perhaps in part, with its id. */
  readonly entry: JsonSchema
  /** Of a whole record, as it is shown. */
  readonly record: JsonSchema
  /** The names that an entry may have its id under. */
  readonly idNames: readonly string[]
  /** True: an entry without an id is given one. */
  readonly makesIds: boolean
  count(sandbox: Sandbox): number
  page(sandbox: Sandbox, offset: number, limit: number): readonly object[]
  get(sandbox: Sandbox, wanted: Wanted): object | undefined
  find(sandbox: Sandbox, id: string, query: Entry, entry?: Entry): Wanted
  /** The whole record of `entry`, as it is shown; throws when it is another one's than wanted. */
  complete(maker: Maker, wanted: Wanted, entry: Entry): object
  /** The whole record of an entry without an id, and where it goes. */
  make(maker: Maker, query: Entry, entry: Entry): { wanted: Wanted; record: object }
  /** Keeps a record given in the form in which it is shown; throws when it cannot be that of the one wanted. */
  set(sandbox: Sandbox, wanted: Wanted, shown: Entry): void
  delete(sandbox: Sandbox, wanted: Wanted): void
}
