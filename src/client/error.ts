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

export class MembermockError extends Error {
  override readonly name = 'MembermockError'
  readonly status: number
  readonly path: string
  readonly accepted: readonly unknown[]

  constructor(message: string, refusal: Refusal, options?: ErrorOptions) {
    super(sentence(message, refusal), options)
    this.status = refusal.status
    this.path = refusal.path
    this.accepted = refusal.accepted ?? []
  }
}
