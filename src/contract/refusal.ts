/** What a vendor may refuse with: kinds, the facts that their words need, and the table that gives them their bytes. */

import type { Call } from './call.ts'

/** The refusals every vendor must have words for; a vendor adds its own. */
export type CommonKind =
  | 'unknownPath'
  | 'wrongMethod'
  | 'notImplemented'
  | 'missingCredential'
  | 'unknownCredential'
  | 'revokedCredential'
  | 'rateLimited'
  | 'memberNotFound'
  | 'badRequest'
  /** A body that is no JSON. */
  | 'notJson'
  /** A body whose content type the vendor does not read. */
  | 'wrongContentType'
  /** A body of more bytes than the vendor takes. */
  | 'bodyTooLarge'
  /** A query or body that its schema does not take; the facts are those of an InputProblem. */
  | 'doesNotFit'
  | 'internal'

/** What a refusal's words depend on: the operation, a limit, seconds left. */
export type Facts = Readonly<Record<string, string | number | undefined>>

/** A refusal, thrown anywhere below a vendor's routes; the vendor's `errors` table gives it its bytes. */
export class ApiError extends Error {
  readonly kind: string
  readonly facts: Facts
  /** True: somebody asked for this very kind, whatever the vendor's settings say of it. */
  readonly isForced: boolean

  constructor(kind: string, facts: Facts = {}, isForced = false) {
    super(kind)
    this.kind = kind
    this.facts = facts
    this.isForced = isForced
  }
}

/**
 * Why a request is refused, for whoever looks at it: what the answer does not say. By kind; `undefined` where this
 * request gives no reason of its own. No capital, no full stop.
 */
export type Reasons = Readonly<Record<string, (call: Call, facts: Facts) => string | undefined>>

export interface ErrorSpec {
  /** The HTTP status, which is not always the code in the body. */
  status: number
  body(facts: Facts): unknown
  /** Where the body is no JSON of ours: what it is instead; undefined for none. */
  text?(facts: Facts, call: Call): string | undefined
  headers?(facts: Facts, call?: Call): Record<string, string>
  /** Names of headers that are taken off again. */
  without?: readonly string[]
}

export type ErrorTable<OwnKind extends string = never> = Readonly<Record<CommonKind | OwnKind, ErrorSpec>>
