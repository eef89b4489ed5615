/** What a test can do with a membermock, in the types of the admin API; for each vendor its own. */
import type { Clock } from '../routes/admin/clock/schemas.ts'
import type { VendorLimit, VendorLimitChange } from '../routes/admin/limits/schemas.ts'
import type { Filters as AnyFilters, Entry } from '../routes/admin/requests/entry-schemas.ts'
import type { Verdict, VerifyBody, WaitBody } from '../routes/admin/requests/schemas.ts'
import type { VendorTypes } from '../routes/index.ts'
import type { FaultRule as AnyRule, Delay, FaultAnswer, SocketFault } from '../sandbox/faults.ts'

export type VendorId = keyof VendorTypes

/** A key as the config file writes it. */
export type KeyEntry<Id extends VendorId = VendorId> = VendorTypes[Id]['settings']['keys'][number]

/** A member as the config file writes it; what is left out is filled from the seed. */
export type MemberEntry<Id extends VendorId = VendorId> = VendorTypes[Id]['settings']['members'][number]

/** A member as it is kept, with where it lives. */
export type MemberRecord<Id extends VendorId = VendorId> = VendorTypes[Id]['member']

/** The names of the operations that are served. */
export type Operation<Id extends VendorId = VendorId> = VendorTypes[Id]['operation']

/** By vendor and state. */
export type Credentials = {
  readonly [Id in VendorId]: { readonly [Name in VendorTypes[Id]['credential']]: string }
}

type Effect =
  | { delay: Delay; answer?: never; socket?: never }
  | { delay?: Delay; answer: FaultAnswer; socket?: never }
  | { delay?: Delay; answer?: never; socket: SocketFault }

/** Which requests meet what; `vendor` and one of `delay`, `answer`, `socket` are needed. */
export type FaultRule = {
  [Id in VendorId]: { vendor: Id; operation?: Operation<Id> } & Effect &
    Pick<AnyRule, 'match' | 'times' | 'after' | 'probability'>
}[VendorId]

export type PlannedFault = FaultRule & {
  readonly id: string
  /** Requests that it was asked about and that fit. */
  readonly matched: number
  /** Requests that it befell. */
  readonly applied: number
}

/** All of them have to hold. */
export type Filters = Omit<AnyFilters, 'vendor'> & { vendor?: VendorId }

/** One bound at most; `atLeast: 1` without. */
export type Expectation = Omit<VerifyBody, 'match'> & { match?: Filters }

/** As many requests as `count`, default 1, within `timeoutMs`, default 5000. */
export type Awaited = Partial<Omit<WaitBody, 'match'>> & { match?: Filters }

export type LimitChanges = { readonly [Id in VendorId]?: VendorLimitChange }

/** By vendor; those not served are left out. */
export type Limits = { readonly [Id in VendorId]: VendorLimit }

/** RFC 3339, or milliseconds since the epoch. */
export type Instant = Date | string | number

/** Milliseconds, or an ISO 8601 duration of days, hours, minutes and seconds. */
export type Duration = number | `P${string}`

export interface ClockControl {
  /** It stands from now on. */
  freeze(at: Instant): Promise<Clock>
  /** Moves it on, standing or not. */
  advance(by: Duration): Promise<Clock>
  /** It is the machine's again. */
  follow(): Promise<Clock>
}

/** Of one sandbox. Each of these rejects with a MembermockError when it is refused. */
export interface Control {
  readonly clock: ClockControl
  /** Plans a fault, behind those that there are. */
  fault(rule: FaultRule): Promise<PlannedFault>
  /** Those that the journal holds, oldest first. */
  requests(filters?: Filters): Promise<readonly Entry[]>
  /** Resolves in either case, with `ok` and the count. */
  verify(expectation: Expectation): Promise<Verdict>
  /** Resolves when there are enough, or at the timeout. */
  wait(awaited?: Awaited): Promise<Verdict>
  /** Resolves with what holds then; without `changes`, with what holds now. */
  limits(changes?: LimitChanges): Promise<Limits>
  /** Puts a member in place of the one with its id, if there is one; resolves with the whole of it. */
  member<Id extends VendorId>(vendor: Id, entry: MemberEntry<Id>): Promise<MemberRecord<Id>>
  /** Puts a key in place of the one with its token, if there is one. */
  key<Id extends VendorId>(vendor: Id, entry: KeyEntry<Id>): Promise<KeyEntry<Id>>
  /** Back to a fresh start; credentials stay. */
  reset(): Promise<void>
}

/** Deletes itself at the end of an `await using`. */
export interface Sandbox extends Control, AsyncDisposable {
  readonly id: string
  readonly name: string | undefined
  readonly seed: number
  readonly credentials: Credentials
  delete(): Promise<void>
}

export interface SandboxOptions {
  name?: string
  seed?: number
  clock?: { freeze: Instant }
  limits?: LimitChanges
  fixtures?: {
    readonly [Id in VendorId]?: { keys?: readonly KeyEntry<Id>[]; members?: readonly MemberEntry<Id>[] }
  }
}

/** Of the default sandbox, and the way to others. */
export interface Steering extends Control {
  /** A new one, with credentials that nobody else has. */
  sandbox(options?: SandboxOptions): Promise<Sandbox>
  /** With `all`, the other sandboxes are deleted. */
  reset(options?: { all?: boolean }): Promise<void>
}

export type { Clock, Entry, Verdict }
