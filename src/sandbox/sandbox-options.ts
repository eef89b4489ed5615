/** What a sandbox is made with, and what it remembers of each vendor. */
import type { Database } from './database.ts'
import type { Carrier } from './delivery.ts'
import type { DeliveryRecords } from './delivery-records.ts'
import type { Journal } from './journal.ts'
import type { Queue } from './lines.ts'
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
  /** What is put, by table. */
  readonly changes: Database['changes']
}

/** Who has to know what becomes of a sandbox, where others have it too. */
export interface Watch {
  /** The journal that the sandbox has in place of its own. */
  createJournal(size: number): Journal
  /** Sees to the deliveries that are due. */
  createQueue(records: DeliveryRecords): Queue
  /** What the sandbox remembers of a vendor is there from now on, in place of what was there before. */
  opened(vendorId: string, store: VendorStore): void
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
  watch?: Watch | undefined
  /** Who brings its deliveries, once there is somebody. */
  carrier?(): Carrier | undefined
}
