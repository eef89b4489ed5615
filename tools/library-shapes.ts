/** What the library's types say of what control takes and answers: one file for each subject. */
import type { JsonSchema } from '../src/contract/json-schema.ts'
import { ScenarioStep } from '../src/contract/scenario.ts'
import { Clock } from '../src/control/clock/schemas.ts'
import { Delivery, DeliveryFilters } from '../src/control/deliveries/schemas.ts'
import { FidelityRow } from '../src/control/fidelity-schemas.ts'
import { Triggered, Triggers } from '../src/control/happenings/schemas.ts'
import { PlannedStep } from '../src/control/happenings/timeline-schemas.ts'
import { Entries, Entry, Filters } from '../src/control/journal/entry-schemas.ts'
import { Verdict, VerifyBody, WaitBody } from '../src/control/journal/schemas.ts'
import { VendorLimit, VendorLimitChange } from '../src/control/limits/schemas.ts'

export const LIBRARY_SHAPES: Readonly<Record<string, readonly [about: string, JsonSchema[]]>> = {
  clock: ['A sandbox’s clock.', [Clock]],
  counts: ['How many requests there are, and should be.', [Verdict, VerifyBody, WaitBody]],
  deliveries: ['Deliveries to webhooks.', [Delivery, DeliveryFilters, Triggered, Triggers]],
  fidelity: ['How a behaviour is known.', [FidelityRow]],
  journal: ['What a journal holds, and how it is asked.', [Entry, Entries, Filters]],
  timeline: ['What is to happen to members, and when.', [PlannedStep, ScenarioStep]],
  limits: ['A vendor’s rate limit.', [VendorLimit, VendorLimitChange]],
}
