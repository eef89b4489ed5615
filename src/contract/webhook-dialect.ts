/** How a vendor tells others of its changes: the events it has, who is told of them, in which words, how often it tries. */

import type { Happening } from '../sandbox/happening.ts'
import type { Correspondence } from '../sandbox/letters.ts'
import type { Random } from '../sandbox/random.ts'

/** A delivery as it came. */
export interface Signed {
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly secret: string
  /** The receiver's own time, since the epoch. */
  readonly seconds: number
}

export interface WebhookDialect extends Correspondence {
  /** What brings each of its events about, by the name that the vendor gives the event. */
  readonly events: Readonly<Record<string, Happening>>
  /** The name of its endpoints among the vendor's records. */
  readonly list: string
  newSecret(random: Random): string
  /** An endpoint as the config file writes it; without `events`, for all of them. */
  entryOf(endpoint: { url: string; secret: string; events: readonly string[] | undefined }): object
  /** As a receiver has to look at it: false for a wrong signature, and for one that is too old. */
  isSigned(signed: Signed): boolean
  /** The name of the event; '' where it cannot be told. */
  typeOf(headers: Signed['headers'], body: string): string
}
