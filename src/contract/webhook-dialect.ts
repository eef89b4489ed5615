/** How a vendor tells others of its changes: the events it has, who is told of them, in which words, how often it tries. */
import type { Correspondence } from '../sandbox/letters.ts'

export interface WebhookDialect extends Correspondence {
  /** The names of its events, as the vendor writes them. */
  readonly events: readonly string[]
}
