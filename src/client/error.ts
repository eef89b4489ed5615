/** What the admin refuses, as an error that a test runner shows whole. */

export interface Refusal {
  /** The HTTP status of the answer; 0 when there was none. */
  status: number
  /** Where it is wrong: a JSON pointer into what was given, `?/name` for a filter, or a path of the API. */
  path: string
  accepted?: readonly unknown[] | undefined
}

const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

const sentence = (message: string, { path, accepted = [] }: Refusal): string =>
  (path === '' ? '' : `${path}: `) +
  message +
  (accepted.length === 0 ? '' : `; accepted: ${accepted.map(shown).join(', ')}`)

/** What the admin or the library refuses: its message says what is wrong where, and what would do. */
export class MembermockError extends Error {
  /** To tell it from others, whichever copy of the library has thrown it. */
  override readonly name = 'MembermockError'
  /** The HTTP status that the admin answers with; 0 when there was no answer. */
  readonly status: number
  /** Where it is wrong: a JSON pointer into what was given, `?/name` for a filter, or a path of the API. */
  readonly path: string
  /** What would have done, where that can be listed. */
  readonly accepted: readonly unknown[]

  constructor(message: string, refusal: Refusal, options?: ErrorOptions) {
    super(sentence(message, refusal), options)
    this.status = refusal.status
    this.path = refusal.path
    this.accepted = refusal.accepted ?? []
  }
}
