/** The server in what a user gives to connect to, or a sentence on what to give. */
import type { Vendor } from '../contract/vendor.ts'
import { MembermockError } from './error.ts'

const refuse = (given: string, why: string, instead: string): MembermockError =>
  new MembermockError(`"${given}" ${why}`, { status: 0, path: '', accepted: [instead] })

const readUrl = (given: string): URL => {
  // JavaScript may give a variable of the environment that is not set.
  if (typeof given !== 'string') throw refuse(String(given), 'is no URL of a server', 'http://127.0.0.1:4820')
  const url = URL.canParse(given) ? new URL(given) : undefined
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url
  const meant = `http://${given}`
  throw URL.canParse(meant) && !given.includes('://')
    ? refuse(given, 'has no scheme', meant)
    : refuse(given, 'is no URL of a server', 'http://127.0.0.1:4820')
}

/** At its end. */
export const withoutSlashes = (path: string): string => {
  let end = path.length
  while (path.charAt(end - 1) === '/') end -= 1
  return path.slice(0, end)
}

/** Without a slash at the end. Throws for what is no URL, and for one of the admin's or of a vendor's. */
export const originIn = (given: string, vendors: readonly Vendor[]): string => {
  const { origin, pathname } = readUrl(given)
  const path = withoutSlashes(pathname)
  const below = [['the admin', '/__admin'], ...vendors.map(({ id, title }) => [title, `/${id}`])]
  for (const [whose, start = ''] of below) {
    const at = `${path}/`.indexOf(`${start}/`)
    if (at !== -1)
      throw refuse(given, `is the URL of ${whose}: connect to the server itself`, origin + path.slice(0, at))
  }
  return origin + path
}
