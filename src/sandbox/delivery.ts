/** One event on its way to one endpoint: what is remembered of it, and what carries it. */

/**
 * `due`: another attempt will be made; `delivered`: answered with 2xx; `failed`: given up; `notSent`: it may not, or can
 * no longer, be sent.
 */
export const DELIVERY_STATES = ['due', 'delivered', 'failed', 'notSent'] as const
export type DeliveryState = (typeof DELIVERY_STATES)[number]

export interface Attempt {
  /** Milliseconds since the epoch, on the sandbox's clock. */
  readonly time: number
  readonly headers: Readonly<Record<string, string>>
  /** Null: there was no answer. */
  readonly status: number | null
  /** Why there was none. */
  readonly reason: string | null
  /** The beginning of what was answered. */
  readonly body: string
  /** Milliseconds of the machine. */
  readonly ms: number
  /** The id of the planned fault that befell it. */
  readonly fault: string | null
}

/** JSON; replaced, never changed in place. */
export interface Delivery {
  /** Counts up from 1 in each sandbox. */
  readonly number: number
  readonly vendor: string
  /** Under what the endpoint is kept. */
  readonly endpoint: string
  /** Where it goes, or went last. */
  readonly url: string
  readonly event: string
  readonly eventId: string
  readonly member: string | null
  readonly body: string
  /** When it came about, in milliseconds since the epoch on the sandbox's clock. */
  readonly time: number
  readonly state: DeliveryState
  /** Why it was not sent. */
  readonly reason: string | null
  /** When the next attempt is due; null when there will be none. */
  readonly due: number | null
  /** False: one attempt is all. */
  readonly isRetried: boolean
  /** The number of the one that it repeats. */
  readonly repeats: number | null
  /** The id of the planned fault that holds it up, or has. */
  readonly held: string | null
  readonly attempts: readonly Attempt[]
}

/** What is to be brought to an endpoint. */
export interface Parcel {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly timeoutMs: number
}

/** Why nothing was, or will be, sent: the host may not be reached; or the carrier stops, and it stays due. */
export type Unsent = 'host' | 'stopped'

export type Outcome =
  | { readonly status: number; readonly body: string; readonly ms: number }
  /** No answer: a timeout, or an error's code. */
  | { readonly failure: string; readonly ms: number }
  | { readonly unsent: Unsent }

/** Who brings parcels to endpoints. It never rejects. */
export interface Carrier {
  send(parcel: Parcel): Promise<Outcome>
  /** Told of faults of our own. */
  failed(error: unknown): void
}

export const isSuccess = (status: number | null): boolean => status !== null && status >= 200 && status < 300
