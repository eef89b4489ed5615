/** Where a request for a vendor goes at another server. */
import type { Vendor } from '../contract/vendor.ts'

/** Another server, named by whoever started this one: the base URL that the clients of the vendor would be given. */
export interface Target {
  /** Without a slash at its end, a query or a password. */
  readonly url: URL
}

/** What is below the vendor's base is below that of the target; what is beside it is at the target's root. */
export const urlAt = ({ url }: Target, { base }: Pick<Vendor, 'base'>, native: string): URL => {
  const isBelow = native.startsWith(base) && /^(?:[/?]|$)/.test(native.slice(base.length))
  const root = isBelow ? url.pathname.replace(/\/$/, '') : ''
  const path = root + (isBelow ? native.slice(base.length) : native)
  const [pathname = '', ...queries] = path.split('?')
  // Put together from its parts, so that no path can name another host.
  const whole = new URL(url.origin)
  whole.pathname = pathname
  whole.search = queries.length === 0 ? '' : `?${queries.join('?')}`
  return whole
}
