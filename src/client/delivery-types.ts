/** What a test can do with deliveries to webhooks, and with an endpoint of its own. */
import type { VendorTypes } from '../routes/vendor-types.ts'
import type { Verdict } from './shapes/counts.ts'
import type { DeliveryFilters as AnyFilters, Delivery, Triggered, Triggers } from './shapes/deliveries.ts'
import type { PlannedStep, ScenarioStep } from './shapes/timeline.ts'

export type { Delivery, PlannedStep, ScenarioStep, Triggered }

/** Which deliveries; all of what is given has to hold. */
export type DeliveryFilters<Ids extends string = string> = Omit<AnyFilters, 'vendor'> & {
  /** Whose events. */
  vendor?: Ids
}

/** How many deliveries there should be. One bound at most; `atLeast: 1` without. */
export interface DeliveryExpectation<Ids extends string = string> {
  /** Which deliveries count; all of them without. */
  match?: DeliveryFilters<Ids>
  /** There should be as many, or more. */
  atLeast?: number
  /** There should be as many, or fewer. */
  atMost?: number
  /** There should be just as many. */
  exactly?: number
}

/** As many deliveries as `count`, default 1, within `timeoutMs`, default 5000 and at most 60000. */
export interface AwaitedDeliveries<Ids extends string = string> {
  /** Which deliveries count; all of them without. */
  match?: DeliveryFilters<Ids>
  /** How many are waited for. */
  count?: number
  /** How long at most, in milliseconds. */
  timeoutMs?: number
}

/** Of one sandbox. Called by itself, it lists. */
export interface DeliveryControl<Ids extends string = string> {
  /** Those that it remembers and that pass the filters, oldest first. */
  (filters?: DeliveryFilters<Ids>): Promise<readonly Delivery[]>
  /** One, by its id: `d_1`. */
  get(id: string): Promise<Delivery>
  /** Resolves when there are enough, or at the timeout, with `ok` and the count. */
  wait(awaited: AwaitedDeliveries<Ids>): Promise<Verdict>
  /** Resolves when all that is due by now has been tried, or at the timeout; the count is of what is due later. */
  settled(options?: { timeoutMs?: number }): Promise<Verdict>
  /** Whether there are as many as there should be. Resolves in either case, with `ok` and the count. */
  verify(expectation: DeliveryExpectation<Ids>): Promise<Verdict>
  /** Sends one once more: the same event, with the same id. Resolves with the new delivery. */
  redeliver(id: string): Promise<Delivery>
}

/** What else a trigger may be told. */
export interface TriggerOptions<Ids extends string = string> {
  /** Needed where several vendors have an event of that name. */
  vendor?: Ids
  /** The id of a member. Default: the first that it can happen to, or a new one. */
  member?: string
  /** What the member is in, where ids alone do not tell. */
  place?: string
}

/** An event as it came to a receiver. */
export interface ReceivedEvent {
  /** Whose event. */
  readonly vendor: string
  /** What the vendor calls it. */
  readonly type: string
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>
  /** To the letter, as it was signed. */
  readonly body: string
  /** The body as JSON; its shape is the vendor's. */
  readonly json: unknown
}

/** Told of each event whose signature is right; what it throws, or a number that it gives, is the answer: 500, or that status. */
// biome-ignore lint/suspicious/noConfusingVoidType: most listeners give nothing
export type EventListener = (event: ReceivedEvent) => void | number | Promise<void | number>

/** What a receiver is registered for. */
export interface ReceiveOptions<Ids extends string = string> {
  /** Whose events. Default: those of every vendor that has webhooks. */
  vendor?: Ids
  /** Which. Default: all. */
  events?: readonly string[]
  /** What it is registered in, where a vendor has several such places. Default: the first. */
  place?: string
}

/** An endpoint of a test's own, registered with the vendors. Closes itself at the end of an `await using`. */
export interface Receiver extends AsyncDisposable {
  /** Where it is. */
  readonly url: string
  /** What it was registered with, by vendor. */
  readonly secrets: Readonly<Record<string, string>>
  /** All that came with a right signature, in order. */
  readonly events: readonly ReceivedEvent[]
  /** All that came with a wrong one, and was answered 401. */
  readonly refused: readonly ReceivedEvent[]
  /** Takes back its registration. */
  close(): Promise<void>
}

/** A webhook as the config file writes it; for a vendor that has them. */
export type WebhookEntry<Id extends keyof VendorTypes = keyof VendorTypes> =
  VendorTypes[Id]['settings'] extends {
    webhooks: readonly (infer Entry)[]
  }
    ? Entry
    : never

/** A webhook as it is kept: what the vendor has it made of, and always these. */
export interface WebhookRecord {
  /** As the vendor writes it. */
  readonly id: string
  /** Where its events go. */
  readonly url: string
  readonly [name: string]: unknown
}

/** Of one sandbox: what it tells others of, and who is told. */
export interface EventControl<Ids extends keyof VendorTypes = keyof VendorTypes> {
  /** Deliveries to webhooks: called by itself, it lists them. */
  readonly deliveries: DeliveryControl<Ids>
  /** Registers a webhook; what `entry` leaves out is made. Resolves with the whole of it, secret included. */
  webhook<Id extends Ids>(vendor: Id, entry: WebhookEntry<Id>): Promise<WebhookRecord>
  /** Opens an endpoint, registered with the vendors, that looks at signatures and collects what comes. */
  receive(listener?: EventListener, options?: ReceiveOptions<Ids>): Promise<Receiver>
  /** Every event that can be brought about. */
  triggers(): Promise<Triggers['triggers']>
  /** Puts members through a life: steps, or a scenario by its name. Resolves with the steps as they are planned. */
  timeline(life: string | readonly ScenarioStep[]): Promise<readonly PlannedStep[]>
  /** All steps that were ever planned, and what has become of them. */
  steps(): Promise<readonly PlannedStep[]>
  /** Makes the change that brings an event about: `member.created`. */
  trigger(event: string, options?: TriggerOptions<Ids>): Promise<Triggered>
}
