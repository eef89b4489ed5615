/** What a user may set for any vendor; of its own file, so that the library's types need nothing of a server's. */

/** A vendor's settings after the config file, variables and flags have been read and validated. */
export interface VendorSettings {
  /** Requests in one window; null is off. */
  limit: number | null
  /** The length of a window. */
  windowSeconds: number
  /** False: start without whatever is shipped: members, keys, and what they are in. */
  fixtures: boolean
  /** Who answers what is not emulated: `refuse`, a URL, or the name of an OpenAPI document. Default `refuse`. */
  elsewhere: string
  /** Credentials of the user's own, each valid against the vendor's key schema. */
  keys: readonly unknown[]
  /** Members of the user's own, each valid against the vendor's member entry schema. */
  members: readonly unknown[]
}
