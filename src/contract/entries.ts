/** How one vendor's keys and members are written by a user, and under what a sandbox keeps them. */
import type { JsonSchema } from './json-schema.ts'

export interface Entries {
  /** Of a key, always whole, with its `token`. */
  readonly key: JsonSchema
  /** Of a member in part. */
  readonly member: JsonSchema
  /** Of a whole member, without the place it lives in. */
  readonly record: JsonSchema
  /** The names of a member's id in an entry; the first is the record's own. */
  readonly idNames: readonly [string, ...string[]]
  /** Ids of the places that members live in; empty where ids alone tell. */
  readonly places: readonly string[]
  /** Under what a member is kept; ids that are the same to the vendor give the same. */
  memberKey(id: string, place: string): string
  /** The whole member of a valid entry: what it gives stays, the rest comes from the seed. */
  fillMember(entry: unknown, seed: number): Promise<unknown>
}
