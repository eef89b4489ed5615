/** What can be made to happen to a member of a vendor: a change of rows, as the vendor's own users bring it about. */
import type { Database } from './database.ts'
import type { Random } from './random.ts'

export interface Cause {
  readonly db: Database
  /** Milliseconds since the epoch, on the sandbox's clock. */
  readonly now: number
  readonly random: Random
  /** The id of the member that is meant; undefined: the first that it can happen to, or a new one. */
  readonly member: string | undefined
  /** What the member is in, where ids alone do not tell; undefined: the first there is. */
  readonly place: string | undefined
}

/**
 * Changes rows, and gives the id of the member that it happened to, or null. Throws a RecordError for a member that is
 * not there, or that it cannot happen to.
 */
export type Happening = (cause: Cause) => string | null
