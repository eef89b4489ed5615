/** Whop’s refusals. Made from its schemas by `npm run generate`. */

/** The body of every refusal of Whop’s: 400, 401, 403, 404, 429, 500; `error` is null with 422. */
export type WhopError = {
  /** Why it is refused; null with status 422. */
  error: {
    /** The kind of refusal, such as `not_found`. */
    type: string
    /** What is wrong, for people. */
    message: string
    /** What is wrong with a parameter, such as `parameter_missing`. */
    code?: string | null
    /** The parameter that it is about. */
    param?: string | null
  } | null
}
