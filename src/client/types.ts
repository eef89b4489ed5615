/** What a test can do with a membermock, in the types of the admin API; for each vendor its own. */
import type { Snapshot } from '../sandbox/snapshot.ts'
import type { EventControl } from './delivery-types.ts'
import type { FaultControl, FaultRule, PlannedFault } from './fault-types.ts'
import type { Records } from './records-types.ts'
import type { Clock } from './shapes/clock.ts'
import type { Verdict, VerifyBody, WaitBody } from './shapes/counts.ts'
import type { FidelityRow } from './shapes/fidelity.ts'
import type {
  Filters as AnyFilters,
  JournalEntries as Entries,
  JournalEntry as Entry,
} from './shapes/journal.ts'
import type { VendorLimit, VendorLimitChange } from './shapes/limits.ts'
import type {
  Credentials,
  KeyEntry,
  ListEntry,
  ListName,
  MemberEntry,
  MemberRecord,
  Place,
  VendorId,
} from './vendor-names.ts'

export type { Snapshot }

/** Which requests of a journal; all of what is given has to hold. */
export type Filters<Ids extends VendorId = VendorId> = Omit<AnyFilters, 'vendor'> & {
  /** Whose requests. */
  vendor?: Ids
}

/** How many requests there should be. One bound at most; `atLeast: 1` without. */
export type Expectation<Ids extends VendorId = VendorId> = Omit<VerifyBody, 'match'> & {
  /** Which requests count; all of them without. */
  match?: Filters<Ids>
}

/** As many requests as `count`, default 1, within `timeoutMs`, default 5000 and at most 60000. */
export type Awaited<Ids extends VendorId = VendorId> = Partial<Omit<WaitBody, 'match'>> & {
  /** Which requests count; all of them without. */
  match?: Filters<Ids>
}

/** By vendor: what is left out stays, and null brings back what the sandbox started with, with nothing used. */
export type LimitChanges<Ids extends VendorId = VendorId> = { readonly [Id in Ids]?: VendorLimitChange }

/** By vendor; those not served are left out. */
export type Limits<Ids extends VendorId = VendorId> = { readonly [Id in Ids]: VendorLimit }

/** RFC 3339, or milliseconds since the epoch. */
export type Instant = Date | string | number

/** Milliseconds, or an ISO 8601 duration of days, hours, minutes and seconds: `PT61S`. */
export type Duration = number | `P${string}`

/** The clock of one sandbox; rate windows and times in answers follow it. */
export interface ClockControl {
  /** What time it is, in UTC, and whether the clock stands. */
  read(): Promise<Clock>
  /** It stands from now on. */
  freeze(at: Instant): Promise<Clock>
  /** Moves it on, standing or not; not past the year 9999. */
  advance(by: Duration): Promise<Clock>
  /** It is the machine's again. */
  follow(): Promise<Clock>
}

/** What one sandbox remembers of the requests to it. */
export interface JournalControl<Ids extends VendorId = VendorId> {
  /** Those that it holds and that pass the filters, oldest first, and how many it no longer holds. */
  list(filters?: Filters<Ids>): Promise<Entries>
  /** One, by its id: `r_1`. */
  get(id: string): Promise<Entry>
  /** How many of those that it holds pass the filters. */
  count(filters?: Filters<Ids>): Promise<number>
  /** Forgets them; their numbers go on. */
  clear(): Promise<void>
}

/** Of one sandbox. All of it rejects with a MembermockError when it is refused. */
export interface Control<Ids extends VendorId = VendorId> extends EventControl<Ids> {
  /** What time it is there. */
  readonly clock: ClockControl
  /** What is planned to befall requests. */
  readonly faults: FaultControl<Ids>
  /** What has been asked. */
  readonly journal: JournalControl<Ids>
  /** Plans a fault, behind those that there are. */
  fault(rule: FaultRule<Ids>): Promise<PlannedFault<Ids>>
  /** Requests that the journal holds, oldest first; `journal.list` tells also how many it no longer holds. */
  requests(filters?: Filters<Ids>): Promise<readonly Entry[]>
  /** Whether as many requests came as there should be. Resolves in either case, with `ok` and the count. */
  verify(expectation: Expectation<Ids>): Promise<Verdict>
  /** Resolves when there are enough requests, or at the timeout, with `ok` and the count. */
  wait(awaited?: Awaited<Ids>): Promise<Verdict>
  /** Resolves with what holds then; without `changes`, with what holds now. */
  limits(changes?: LimitChanges<Ids>): Promise<Limits<Ids>>
  /** Puts a member in place of the one with its id, if there is one; resolves with the whole of it. */
  member<Id extends Ids>(vendor: Id, entry: MemberEntry<Id>): Promise<MemberRecord<Id>>
  /** Puts a key in place of the one with its token, if there is one. */
  key<Id extends Ids>(vendor: Id, entry: KeyEntry<Id>): Promise<KeyEntry<Id>>
  /** The members of a vendor. */
  members<Id extends Ids>(vendor: Id): Records<MemberEntry<Id>, MemberRecord<Id>, Place<Id>>
  /** The keys of a vendor. */
  keys<Id extends Ids>(vendor: Id): Records<KeyEntry<Id>, KeyEntry<Id>, Record<never, never>>
  /** Any records of a vendor, by the name of their list in the config file: `records('whop', 'memberships')`. */
  records<Id extends Ids, List extends ListName<Id>>(
    vendor: Id,
    list: List,
  ): Records<ListEntry<Id, List>, Required<ListEntry<Id, List>>, Place<Id>>
  /** All that the sandbox remembers, but for its journal, as JSON. */
  snapshot(): Promise<Snapshot>
  /** Puts it into the state of a snapshot of it, or of one of the same seed; one that does not fit changes nothing. */
  restore(snapshot: Snapshot): Promise<void>
  /** Back to a fresh start: data, clock, chance, limits, faults and journal; credentials stay. */
  reset(): Promise<void>
}

/** An isolated world beside the default one. Deletes itself at the end of an `await using`. */
export interface Sandbox<Ids extends VendorId = VendorId> extends Control<Ids>, AsyncDisposable {
  /** `sb_1`, counted up. */
  readonly id: string
  /** For people. */
  readonly name: string | undefined
  /** What its made members grow from. */
  readonly seed: number
  /** Tokens that nobody else has; a request with one of them is this sandbox's. */
  readonly credentials: Credentials<Ids>
  /** With all that it remembers; its credentials are nobody's then. Twice is no matter. */
  delete(): Promise<void>
}

/** What a sandbox starts with, and goes back to with a reset. */
export interface SandboxOptions<Ids extends VendorId = VendorId> {
  /** For people. */
  name?: string
  /** What the made members grow from; a safe integer. Default: the process's. */
  seed?: number
  /** How its clock stands; without it, it follows the machine's. */
  clock?: {
    /** Where it stands. */
    freeze: Instant
  }
  /** Other limits than the process's. */
  limits?: LimitChanges<Ids>
  /** Keys, members and other records beside the shipped ones, by list; the same id or token replaces. */
  fixtures?: {
    readonly [Id in Ids]?: { readonly [List in ListName<Id>]?: readonly ListEntry<Id, List>[] }
  }
}

/** A sandbox as lists show it. */
export interface SandboxInfo<Ids extends VendorId = VendorId> {
  /** `default`, or `sb_1`, counted up. */
  readonly id: string
  /** For people; null without. */
  readonly name: string | null
  /** What its made members grow from. */
  readonly seed: number
  /** Tokens that are its own. */
  readonly credentials: Credentials<Ids>
}

/** Of the default sandbox, and the way to others. */
export interface Steering<Ids extends VendorId = VendorId> extends Control<Ids> {
  /** A new one, with credentials that nobody else has. */
  sandbox(options?: SandboxOptions<Ids>): Promise<Sandbox<Ids>>
  /** All that there are: the default one, then the others in the order they were made. */
  sandboxes(): Promise<readonly SandboxInfo<Ids>[]>
  /** One of them, by its id, made here or by somebody else; `default` is one too, and cannot be deleted. */
  findSandbox(id: string): Promise<Sandbox<Ids>>
  /** With `all`, the other sandboxes are deleted. */
  reset(options?: { all?: boolean }): Promise<void>
  /** How every behaviour of a vendor is known, as in FIDELITY.md; of all vendors without one. */
  fidelity(vendor?: Ids | 'any'): Promise<readonly FidelityRow[]>
}

export type {
  AwaitedDeliveries,
  Delivery,
  DeliveryControl,
  DeliveryExpectation,
  DeliveryFilters,
  EventControl,
  EventListener,
  PlannedStep,
  ReceivedEvent,
  ReceiveOptions,
  Receiver,
  ScenarioStep,
  Triggered,
  TriggerOptions,
  WebhookEntry,
  WebhookRecord,
} from './delivery-types.ts'
export type * from './fault-types.ts'
export type { PageOptions, RecordPage, RecordPatch, Records } from './records-types.ts'
export type * from './vendor-names.ts'
export type { Clock, Entry, FidelityRow, Verdict }
