/** What a sandbox is made with, and what it remembers of each vendor. */
import type { Database } from './database.ts'
import type { Carrier } from './delivery.ts'
import type { LimitChange, RateLimiter } from './rate-limit.ts'

/** What a sandbox remembers of one vendor. */
export interface VendorStore {
  readonly db: Database
  readonly limiter: RateLimiter
}

/** Puts what a user gave a sandbox into a vendor's tables: at its start, and again after a reset. */
export interface Additions {
  /** Tokens among what is put. */
  readonly tokens: readonly string[]
  put(store: VendorStore): void
}

export interface SandboxOptions {
  id: string
  seed: number
  name?: string | undefined
  /** Milliseconds since the epoch at which its clock stands from the start and after a reset. */
  freeze?: number | undefined
  /** By vendor id; in force from the start and after a reset. */
  limits?: Readonly<Record<string, LimitChange>> | undefined
  /** By vendor id. */
  additions?: Readonly<Record<string, Additions>> | undefined
  /** Its number, when its credentials are minted; the default sandbox has the shipped ones. */
  number?: number
  /** Requests remembered; 0 is none. */
  journalSize: number
  /** Who brings its deliveries, once there is somebody. */
  carrier?(): Carrier | undefined
}
