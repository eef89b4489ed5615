/** What an outbox is made of, what it remembers, and what it sends somebody out with. */
import type { Trial } from './attempt.ts'
import type { Clock } from './clock.ts'
import type { Database } from './database.ts'
import type { Carrier, Delivery } from './delivery.ts'
import type { DeliveryRecords } from './delivery-records.ts'
import type { Faults } from './faults.ts'
import type { Correspondence } from './letters.ts'
import type { Queue } from './lines.ts'

export interface OutboxState {
  /** How many deliveries, and how many events, there ever were. */
  readonly made: number
  readonly told: number
  readonly deliveries: readonly Delivery[]
}

/** A vendor that tells, and what its sandbox remembers of it. */
export interface Sender {
  readonly letters: Correspondence
  readonly db: Database
}

export interface OutboxOptions {
  readonly seed: number
  readonly clock: Clock
  senderOf(vendorId: string): Sender | undefined
  /** Undefined: nobody brings anything yet, and all of it stays due. */
  carrier(): Carrier | undefined
  faults(): Faults
  /** Where others see to what is due; absent: it is brought from here. */
  createQueue?: ((records: DeliveryRecords) => Queue) | undefined
}

/** What is tried, without who carries it. */
export type Errand = Omit<Trial, 'carrier'>
