/** The whole state of a sandbox as one JSON value, and back; the journal, which is a record of the past, is left out. */
import type { ClockState } from './clock.ts'
import type { CourseState } from './course.ts'
import type { Database } from './database.ts'
import type { FaultsState } from './faults.ts'
import type { LimiterState } from './rate-limit.ts'

/** Counts up when older snapshots can no longer be read. */
export const SNAPSHOT_VERSION = 1

export interface VendorSnapshot {
  /** By table: what differs from the seed, a row for each key, or null for one that was deleted. */
  readonly tables: Database['changes']
  readonly limiter: LimiterState
}

/** All that a sandbox remembers, but for its journal; plain JSON. */
export interface Snapshot extends CourseState {
  /** Of this form. */
  readonly version: typeof SNAPSHOT_VERSION
  /** The made members of another seed are others, so it fits only a sandbox of the same one. */
  readonly seed: number
  /** What time it is, and what is due. */
  readonly clock: ClockState
  /** Where chance goes on. */
  readonly random: readonly [number, number, number, number]
  /** What is planned. */
  readonly faults: FaultsState
  /** By vendor id; a vendor of which nothing is remembered yet is left out. */
  readonly vendors: Readonly<Record<string, VendorSnapshot>>
}
