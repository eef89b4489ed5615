/** Which vendor is a request for? One pure function over what the vendors declare; used as Fastify's `rewriteUrl`. */
import type { Address } from '../contract/vendor.ts'

export interface Knock {
  /** The request target as it came: origin form, absolute form, or `*`. */
  target: string
  host: string | undefined
  authorization: string | undefined
}

/** Returns the path to route by: `/<vendor id>` and the native path, `/__admin/...`, or one that nothing serves. */
export type FrontDoor = (knock: Knock) => string

const ABSOLUTE = /^https?:\/\/([^/?#]*)/i
const ADMIN = '/__admin'

const hostName = (host: string): string => host.toLowerCase().replace(/:\d*$/, '')

const isUnder = (path: string, prefix: string): boolean =>
  path.startsWith(prefix) &&
  (path.length === prefix.length || path[prefix.length] === '/' || path[prefix.length] === '?')

/** Letters, digits, `-`, `.`, `_` and `~` mean the same encoded or not (RFC 3986, 2.3); no other character does. */
const UNRESERVED = /%(?:2[de]|3\d|[46][1-9a-f]|[57][\da]|5f|7e)/gi

/**
 * One spelling for each path, so that what is routed, what is not emulated and whose it is are told alike. A path in
 * which any `%` does not decode has them all made literal: it stays the vendor's to refuse.
 */
const normalized = (target: string): string => {
  const end = target.indexOf('?')
  const path = end === -1 ? target : target.slice(0, end)
  if (!path.includes('%')) return target
  const query = target.slice(path.length)
  try {
    decodeURIComponent(path)
  } catch {
    return path.replaceAll('%', '%25') + query
  }
  return path.replaceAll(UNRESERVED, decodeURIComponent) + query
}

/** Splits an absolute-form target; its host wins over the Host header (RFC 9112, 3.2.2). */
const splitTarget = (
  target: string,
  host: string | undefined,
): { path: string; host: string | undefined } => {
  if (target.startsWith('/')) return { path: target, host }
  const match = ABSOLUTE.exec(target)
  if (match === null) return { path: target.startsWith('/') ? target : `/${target}`, host }
  const rest = target.slice(match[0].length)
  return { path: rest.startsWith('/') ? rest : `/${rest}`, host: match[1] }
}

const claimed = (
  vendors: readonly Address[],
  path: string,
  authorization: string | undefined,
): string | undefined => {
  const credential = authorization?.replace(/^\S+ +/, '')
  const claims = vendors.flatMap((vendor) => vendor.claims.map((claim) => ({ ...claim, vendor: vendor.id })))
  const mine = claims.filter(
    (claim) =>
      isUnder(path, claim.path) &&
      (claim.credential === undefined || credential?.startsWith(claim.credential)),
  )
  const claim = mine.find((one) => one.credential !== undefined) ?? mine[0]
  return claim && `/${claim.vendor}${claim.to}${path.slice(claim.path.length)}`
}

/** `vendors` are the served ones; with exactly one, all but the admin is its. */
export const createFrontDoor = (vendors: readonly Address[]): FrontDoor => {
  const byHost = new Map(vendors.flatMap((vendor) => vendor.hosts.map((host) => [host, vendor.id])))
  const prefixes = vendors.map((vendor) => `/${vendor.id}`)
  const [only, ...others] = vendors
  // Nearly all requests name the same host.
  let latest: string | undefined
  let latestVendor: string | undefined

  const vendorOf = (host: string | undefined): string | undefined => {
    if (host !== latest) {
      latest = host
      latestVendor = host === undefined ? undefined : byHost.get(hostName(host))
    }
    return latestVendor
  }

  return ({ target, host: header, authorization }) => {
    const { path: raw, host } = splitTarget(target, header)
    const path = raw.includes('%') ? normalized(raw) : raw
    const hostVendor = vendorOf(host)
    if (hostVendor !== undefined) return `/${hostVendor}${path}`
    if (isUnder(path, ADMIN)) return path
    for (const prefix of prefixes) if (isUnder(path, prefix)) return path
    const claim = claimed(vendors, path, authorization)
    if (claim !== undefined) return claim
    return only !== undefined && others.length === 0 ? `/${only.id}${path}` : path
  }
}
