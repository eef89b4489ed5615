/** The request of an exchange as it can be asked of another server, which has other ids and credentials. */
import { readFixtureText } from '../exchange/files.ts'
import type { Exchange } from '../exchange/format.ts'
import { Database } from '../sandbox/database.ts'
import type { Vendor } from './vendor.ts'

export interface ElsewhereRequest {
  method: string
  /** Below the base URL; `{member}` and `{place}` stand for the target's. */
  path: string
  /** What the exchange has in their places, for a target of which none is given. */
  stands: Readonly<Record<string, string>>
  /** `{key}` in them stands for the target's credential. */
  headers: Readonly<Record<string, string>>
}

/** What the request of an exchange has of its own, and a client adds by itself. */
const ADDED: readonly string[] = ['host', 'connection', 'content-length']

const isMapping = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The ids of the members that are shipped, which a target has others for. */
export const memberIds = ({ id, records }: Vendor): ReadonlySet<unknown> => {
  const idName = records.find(({ name }) => name === 'members')?.idNames[0] ?? 'id'
  const members: unknown = JSON.parse(readFixtureText(`${id}/members.json`))
  return new Set((Array.isArray(members) ? members : []).map((member) => isMapping(member) && member[idName]))
}

/** Ids of the places that the members of a vendor are in. */
const placesOf = ({ records, model, start }: Vendor): readonly string[] => {
  const database = new Database(model, start(1))
  return records.find(({ name }) => name === 'members')?.places(database) ?? []
}

/** The path below the base URL with `{member}` and `{place}`, and what stood there. */
export const templateOf = (
  vendor: Vendor,
  members: ReadonlySet<unknown>,
  path: string,
): Pick<ElsewhereRequest, 'path' | 'stands'> => {
  const prefix = `/${vendor.id}${vendor.base}`
  const [bare = '', ...query] = path.slice(prefix.length).split('?')
  const stands = new Map<string, string>()
  const replaced = (name: string, segment: string): string => {
    stands.set(name, segment)
    return `{${name}}`
  }
  const places = placesOf(vendor)
  const segments = bare.split('/').map((segment) => {
    if (members.has(segment)) return replaced('member', segment)
    return places.includes(segment) ? replaced('place', segment) : segment
  })
  return { path: [segments.join('/'), ...query].join('?'), stands: Object.fromEntries(stands) }
}

/** The first credential of the vendor is the one that may do everything. */
export const headersFor = ({ credentials }: Vendor, { place, request }: Exchange): Record<string, string> => {
  const [working, ...others] = Object.values(credentials)
  const sent = request.headers.filter(([name]) => !ADDED.includes(name.toLowerCase()))
  const foreign = others.find((token) => sent.some(([, value]) => value.endsWith(` ${token}`)))
  if (foreign !== undefined) throw new TypeError(`${place}: verify is given no credential like ${foreign}`)
  const own = sent.map(([name, value]) => [
    name.toLowerCase(),
    working === undefined ? value : value.replace(working, '{key}'),
  ])
  return { accept: 'application/json', ...Object.fromEntries(own) }
}
