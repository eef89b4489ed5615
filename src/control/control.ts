/** Steering without HTTP: every use case, each checked and performed in the same way. */
import type { Vendor } from '../contract/vendor.ts'
import { createClockControl } from './clock/clock.ts'
import { createDeliveryControl } from './deliveries/deliveries.ts'
import { createFaultControl } from './faults/faults.ts'
import { createFidelityControl } from './fidelity.ts'
import { createTimelineControl } from './happenings/timeline.ts'
import { createTriggerControl } from './happenings/trigger.ts'
import { createCountControl } from './journal/count.ts'
import { createJournalControl } from './journal/journal.ts'
import { createLimitControl } from './limits/limits.ts'
import type { ControlOptions } from './options.ts'
import type { RecordCollection } from './records/collection.ts'
import { collectionsOf } from './records/collections.ts'
import { createRecordControl, type RecordControl } from './records/records.ts'
import { createSandboxControl } from './sandboxes/sandboxes.ts'
import { createSnapshotControl } from './snapshot/snapshot.ts'
import { createPerform } from './use-case.ts'

/** A collection of a vendor, and what can be done with it. */
export interface VendorRecords {
  vendor: Vendor
  collection: RecordCollection
  does: RecordControl
}

const createUseCases = (options: ControlOptions) => ({
  ...createFaultControl(options),
  ...createJournalControl(options),
  ...createCountControl(options),
  ...createDeliveryControl(options),
  ...createTriggerControl(options),
  ...createTimelineControl(options),
  ...createSandboxControl(options),
  ...createClockControl(),
  ...createLimitControl(options),
  ...createSnapshotControl(options),
  ...createFidelityControl(options),
})

/** By the names under which OpenAPI documents and callers know them. */
export type UseCases = ReturnType<typeof createUseCases>

export const createControl = (options: ControlOptions) => {
  const records: readonly VendorRecords[] = options.vendors.flatMap((vendor) =>
    collectionsOf(vendor, options.sandboxes).map((collection) => ({
      vendor,
      collection,
      does: createRecordControl(collection, vendor.title),
    })),
  )
  return { useCases: createUseCases(options), records, perform: createPerform(options) }
}

export type Control = ReturnType<typeof createControl>
