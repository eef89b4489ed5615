/** What control refuses: the one error of its use cases. */
import { DEEPEST } from '../contract/json.ts'

/**
 * `refused`: what was asked cannot be meant; `absent`: what it is about is not there; `conflict`: it does not go with
 * what there is; `tooLarge`: it is over a bound.
 */
export type ControlErrorKind = 'refused' | 'absent' | 'conflict' | 'tooLarge' | 'unavailable'

/** The bytes of JSON that a use case may be given. */
export const BODY_BYTES = 1024 * 1024
export const TOO_LARGE = 'the body is over 1 MiB'
export const TOO_DEEP = `the body is nested more than ${DEEPEST} levels deep`

export class ControlError extends Error {
  readonly kind: ControlErrorKind
  /** A JSON pointer into the body, `?/name` for a name in the query, or what the caller knows the call by. */
  readonly path: string
  /** What would have done, where that can be listed. */
  readonly accepted: readonly unknown[] | undefined

  constructor(kind: ControlErrorKind, path: string, message: string, accepted?: readonly unknown[]) {
    super(message)
    this.kind = kind
    this.path = path
    this.accepted = accepted
  }
}
