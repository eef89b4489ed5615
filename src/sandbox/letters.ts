/** What an outbox needs to know of a vendor: whom it tells of its changes, in which words, and how often it tries. */
import type { Change } from './changes.ts'
import type { Database } from './database.ts'
import type { Random } from './random.ts'

/** Somewhere that a vendor sends its events to. */
export interface Endpoint {
  readonly url: string
  readonly secret: string
  /** False: nothing is sent to it, or no longer. */
  readonly isActive: boolean
}

/** One event for one endpoint, in the vendor's words. */
export interface Letter {
  /** Under what the endpoint is kept. */
  readonly endpoint: string
  /** What the vendor calls the event: `member.created`. */
  readonly event: string
  /** The same in every attempt. */
  readonly eventId: string
  /** The id of the member that it is about; null for none. */
  readonly member: string | null
  /** The exact text that is sent. */
  readonly body: string
}

/** What a unit of work has come to. */
export interface Happened {
  readonly db: Database
  readonly changes: readonly Change[]
  /** Milliseconds since the epoch, on the sandbox's clock. */
  readonly time: number
  /** For the ids of events: nothing else draws from it, so that who listens changes no answer. */
  readonly random: Random
}

/** One attempt to send a letter. */
export interface Posting {
  readonly letter: Omit<Letter, 'endpoint'>
  readonly secret: string
  /** What the signature says of the time: seconds since the epoch. */
  readonly seconds: number
  /** Of this attempt alone. */
  readonly random: Random
}

/** How an attempt has ended, for a vendor that keeps account of its endpoints. */
export interface Attempted {
  /** Under what the endpoint is kept. */
  readonly endpoint: string
  /** Milliseconds since the epoch, on the sandbox's clock. */
  readonly time: number
  readonly isSuccess: boolean
  /** The first of a delivery. */
  readonly isFirst: boolean
  /** No other will follow. */
  readonly isLast: boolean
}

export interface Correspondence {
  /** When the next attempts are due: milliseconds after the first. */
  readonly retries: readonly number[]
  /** How long an endpoint may take to answer, in milliseconds. */
  readonly timeoutMs: number
  /** True: the signature says when it was made, so that an old one can be told. */
  readonly signsTime: boolean
  /** Asked at each change, so it has to cost next to nothing. */
  hasEndpoints(db: Database): boolean
  endpoint(db: Database, key: string): Endpoint | undefined
  /** In the order of the changes; one for each endpoint that is to know. */
  letters(happened: Happened): readonly Letter[]
  headers(posting: Posting): Readonly<Record<string, string>>
  /** May change tables. */
  noteAttempt?(db: Database, attempted: Attempted): void
}
