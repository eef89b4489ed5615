/** Where a request for a vendor goes at another server. */
import type { Vendor } from '../contract/vendor.ts'

/** Another server, named by whoever started this one: the base URL that the clients of the vendor would be given. */
export interface Target {
  /** Without a slash at its end, a query or a password. */
  readonly url: URL
}

/** One path there. */
export interface Place {
  readonly origin: URL
  /** With its query, as the client wrote it: what tidies up a path would lead out of the base. */
  readonly path: string
}

/** What is below the vendor's base is below that of the target; what is beside it is at the target's root. */
export const placeAt = ({ url }: Target, { base }: Pick<Vendor, 'base'>, native: string): Place => {
  const isBelow = native.startsWith(base) && /^(?:[/?]|$)/.test(native.slice(base.length))
  const path = isBelow ? url.pathname.replace(/\/$/, '') + native.slice(base.length) : native
  // Apart from the path, so that none can name another host.
  return { origin: new URL(url.origin), path: path.startsWith('/') ? path : `/${path}` }
}
