/** What control steers. */
import type { Scenarios } from '../contract/scenario.ts'
import type { Vendor } from '../contract/vendor.ts'
import type { Sandboxes } from '../sandbox/sandboxes.ts'
import type { Share } from '../store/share.ts'

export interface ControlOptions {
  /** Those that are served. */
  vendors: readonly Vendor[]
  sandboxes: Sandboxes
  /** The user's own, by name. */
  scenarios?: Scenarios
  /** Present where several processes share the sandboxes. */
  share?: Share | undefined
}
