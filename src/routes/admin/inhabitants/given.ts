/** Reads the keys and members that a user gives, where a schema cannot: who they are, and where they live. */
import { placesOf } from '../../../config/places.ts'
import type { Vendor } from '../../../contract/vendor.ts'
import { mask } from '../../../sandbox/redactor.ts'
import type { Sandbox } from '../../../sandbox/sandbox.ts'
import type { Sandboxes } from '../../../sandbox/sandboxes.ts'
import { pointer } from '../complaint.ts'
import { AdminError } from '../errors.ts'

/** A key or member, valid against its schema; perhaps in part. */
export type Entry = Readonly<Record<string, unknown>>

/** The place asked for, else the first there is; '' where members live in none. */
export const placeFor = ({ title, place, entries }: Vendor, asked: unknown, path: string): string => {
  if (place === undefined) return ''
  const { places } = entries
  const id = asked ?? places[0]
  if (typeof id === 'string' && places.includes(id)) return id
  const what = asked === undefined ? place : `${place} "${asked}"`
  throw new AdminError(400, path, `${title} has no ${what} here`, places)
}

/** Throws unless each place that `entry` names is there; `path` is that of the entry. */
export const checkPlaces = (vendor: Vendor, entry: Entry, path: string): void => {
  const { place } = vendor
  if (place === undefined) return
  for (const [at, id] of placesOf(entry, place))
    placeFor(vendor, id, at === place ? path + pointer(at) : path + pointer(at) + pointer(id))
}

/** A member's id, under whichever of its names it is given. */
export const idIn = ({ entries }: Vendor, entry: Entry): string => {
  const name = entries.idNames.find((one) => entry[one] !== undefined)
  return name === undefined ? '' : String(entry[name])
}

/** The whole member of `entry`, living in `place`. */
export const fillMember = async (
  { place: name, entries }: Vendor,
  entry: Entry,
  place: string,
  seed: number,
): Promise<unknown> => entries.fillMember(name === undefined ? entry : { ...entry, [name]: place }, seed)

/** Throws a 409 when `token` is another sandbox's than `sandbox`. */
export const refuseTaken = (
  sandboxes: Sandboxes,
  { id: vendorId }: Vendor,
  token: string,
  path: string,
  sandbox?: Sandbox,
): void => {
  const owner = sandboxes.ownerOf(vendorId, token)
  if (owner === undefined || owner === sandbox) return
  throw new AdminError(409, path, `the key ${mask(token)} belongs to the sandbox ${owner.id}`)
}
