/** What the program knows of a vendor: where it is, what it serves, what it asks before it answers, how it refuses. */

import type { Database, DatabaseModel, DatabaseStart } from '../sandbox/database.ts'
import type { Happening } from '../sandbox/happening.ts'
import type { Lifecycle } from '../sandbox/lifecycle.ts'
import type { LimitRule } from '../sandbox/rate-limit.ts'
import type { Answer } from './answer.ts'
import type { Call, Check } from './call.ts'
import type { Idempotency } from './idempotency.ts'
import type { JsonSchema } from './json-schema.ts'
import type { Observations } from './observations.ts'
import type { KnownOperation, Operation } from './operation.ts'
import type { RecordKind } from './record-kind.ts'
import type { ErrorSpec, Facts, Reasons } from './refusal.ts'
import type { Scenarios } from './scenario.ts'
import type { WebhookDialect } from './webhook-dialect.ts'

/** How a planned fault speaks for the vendor. */
export interface FaultDialect {
  /** The path parameter that has the member's id. */
  readonly member: string
  /** What `{"status": n}` stands for: each HTTP status that the vendor refuses with, and one kind for it. */
  readonly statuses: Readonly<Record<number, string>>
  /** What `{"code": n}` stands for, where the vendor's bodies have codes. */
  readonly codes?: Readonly<Record<number, string>>
  /**
   * Readies a forced answer of `kind` as if the checks had come so far; gives the facts for its words. `retryAfter` is in
   * how many seconds a limit that is said to be used up starts anew, where the user says so.
   */
  prepare(call: Call, kind: string, retryAfter?: number): Facts
}

/** A root path that the vendor takes although its prefix is missing. */
export interface Claim {
  path: string
  /** The native path that stands for `path`. */
  to: string
  /** Only for a credential that starts so. */
  credential?: string
}

/** What the front door needs to know of a vendor. */
export interface Address {
  readonly id: string
  /** Host names, lower case, without a port. */
  readonly hosts: readonly string[]
  readonly claims: readonly Claim[]
}

/** What clients send beside what an operation reads, so that the journal can show what was sent in vain. */
export interface Habits {
  /** How the vendor's own headers begin, in lower case; others are nobody's typo. */
  readonly headerPrefixes: readonly string[]
  /** Names that the vendor's own clients send of themselves, read or not. */
  readonly query?: readonly string[]
  readonly headers?: readonly string[]
  /** Headers that decide, beside the path, what is answered. */
  readonly deciding?: readonly string[]
  /** How its ids begin, where that says what kind of thing they are of. */
  readonly idPrefixes?: readonly string[]
}

/** An answer on its way out, whose last headers the vendor writes. */
export interface Outgoing {
  /** As it was given. */
  readonly answer: Answer
  readonly status: number
  /** The body, if it has one. */
  readonly text: string | undefined
  /** True: without a length, in chunks. */
  isChunked: boolean
  /** True: as `gzip` writes it, and in chunks; the headers say so already. */
  isGzipped: boolean
  /** True: the content type goes out as it is, though it names no charset. */
  isTypeWhole: boolean
}

/** What surrounds every answer of a vendor, whatever it is. */
export interface Surroundings {
  /** Headers that are there from the start. */
  arrive?(call: Call): void
  /** What something in front of the vendor's application answers by itself, such as a gateway. */
  front?(call: Call): Answer | undefined
  /** Headers that are written last, when the answer is known; not on what `front` answers. */
  leave?(call: Call, outgoing: Outgoing): void
}

export interface Vendor extends Address {
  readonly title: string
  /** What stands between our prefix and the native path in a client's base URL: '/api/v1' or ''. */
  readonly base: string
  /** The credentials by which people and tests know the states: name to token. */
  readonly credentials: Readonly<Record<string, string>>
  /** The variable that its clients read a credential from. */
  readonly credentialVariable: string
  readonly limit: LimitRule
  /** What members live in, where ids alone do not tell: the name that a record has it by. */
  readonly place?: string
  /** What a user may give it and see of it, in the order in which one refers to another; `members` and `keys` too. */
  readonly records: readonly RecordKind[]
  /** True: HEAD is GET without the body; false: HEAD is a wrong method. */
  readonly answersHead: boolean
  /** The most bytes of a request's body that it takes. */
  readonly bodyBytes: number
  /** What we serve; the first is the one that a row of FIDELITY.md is about unless it says another. */
  readonly operations: readonly Operation[]
  /** What the vendor has and we do not: answered 501. */
  readonly notEmulated: readonly KnownOperation[]
  /** Path parameters by name: their schemas and what they are. */
  readonly parameters: Readonly<Record<string, JsonSchema>>
  readonly habits: Habits
  /** In the vendor's own order; after path and 501, before the handler. */
  readonly checks: readonly Check[]
  /** For a vendor whose clients may send a request again under a key of theirs. */
  readonly idempotency?: Idempotency
  /** Asked of a request that neither we nor the vendor serve, before it is refused for that. */
  readonly offPath?: readonly Check[]
  /** True: a path whose last parameter is empty is one with an id that nobody has; else no path of that operation. */
  readonly takesEmptyId?: boolean
  /** The longest part of a path that fits a parameter, in characters as they were sent. */
  readonly longestId?: number
  readonly errors: Readonly<Record<string, ErrorSpec>>
  /** Why, beyond what is said of every vendor. */
  readonly reasons?: Reasons
  /** The kind in whose words a refusal is given, where a setting has it other than its own. */
  wordedAs?(kind: string, call: Call): string
  /** The kind by which a key is refused that lacks a scope. */
  readonly scopeKind?: string
  readonly faults: FaultDialect
  readonly surroundings?: Surroundings
  /** What every refusal of this request depends on beside its own facts, such as the language. */
  contextOf?(call: Call): Facts
  /** The credential in an Authorization header, `undefined` when the vendor would see none. */
  credentialIn(authorization: string | undefined): string | undefined
  readonly model: DatabaseModel
  start(seed: number): DatabaseStart
  /**
   * Looks at rows that come from outside, `changes`, which `db` has already: their schemas fit, and what they refer to
   * is there. Throws a RecordError for what cannot be; its path is one into `changes`. Absent: the rest may be anything.
   */
  checkRows?(db: Database, changes: Database['changes']): void
  /** The token of the sandbox numbered `number` for the state `name`: of the vendor's form, and none of the shipped. */
  mintToken(name: string, number: number): string
  /** What can be made to happen to a member of it, by name, for scenarios. */
  readonly life?: Readonly<Record<string, Happening>>
  /** Shipped lives of members, by names that no other vendor's have. */
  readonly scenarios?: Scenarios
  /** What time does to its rows; absent: nothing. */
  readonly lifecycle?: Lifecycle
  /** Absent: it tells nobody of anything. */
  readonly webhooks?: WebhookDialect
  /** What a user has seen of it, and what it answers by now; absent: nothing. */
  readonly observations?: Observations
}
