/** Where clients find the vendors. */
import type { Vendor } from '../contract/vendor.ts'

/** The base URLs of `vendors` below `origin`. */
export const baseUrls = (vendors: readonly Vendor[], origin: string): Record<string, string> =>
  Object.fromEntries(vendors.map((vendor) => [vendor.id, `${origin}/${vendor.id}${vendor.base}`]))
