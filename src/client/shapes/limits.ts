/** A vendor’s rate limit. Made from its schemas by `npm run generate`. */

/** The rate limit of a vendor, as it holds now. */
export type VendorLimit = {
  /** Requests in one window; null is off. */
  limit: number | null
  /** The length of a window. */
  windowSeconds: number
  /** Requests left in the current window of the credential that has the fewest; null is no limit. A window that has ended does not count. */
  remaining: number | null
}

/** What is left out stays; null brings back what the sandbox started with, with nothing used. */
export type VendorLimitChange = {
  /** Requests in one window; null is off. */
  limit?: number | null
  /** The length of a window. */
  windowSeconds?: number
  /** Requests left in the current window of every credential, not yet seen ones included. */
  remaining?: number
} | null
