/** Reads the records that a user gives, where a schema cannot: who they are, where they live, whose they are. */
import { placesOf } from '../../config/places.ts'
import { pointer } from '../../contract/json.ts'
import type { RecordKind } from '../../contract/record-kind.ts'
import type { Vendor } from '../../contract/vendor.ts'
import type { Database } from '../../sandbox/database.ts'
import { mask } from '../../sandbox/redactor.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import type { Sandboxes } from '../../sandbox/sandboxes.ts'
import { ControlError } from '../control-error.ts'
import type { Wanted } from './collection.ts'
import type { Entry } from './schemas.ts'

const requirePlace = (
  vendor: Vendor,
  name: string,
  asked: unknown,
  places: readonly string[],
  path: string,
) => {
  const id = asked ?? places[0]
  if (typeof id === 'string' && places.includes(id)) return id
  const what = asked === undefined ? name : `${name} "${asked}"`
  throw new ControlError('refused', path, `${vendor.title} has no ${what} here`, places)
}

/** The place asked for, else the first there is; '' where records live in none. */
export const placeFor = (
  vendor: Vendor,
  kind: RecordKind,
  db: Database,
  asked: unknown,
  path: string,
): string => (kind.place === undefined ? '' : requirePlace(vendor, kind.place, asked, kind.places(db), path))

/** Throws unless each place that `entry` names is there; `path` is that of the entry. */
export const checkPlaces = (vendor: Vendor, db: Database, entry: Entry, path: string): void => {
  const { place } = vendor
  const members = vendor.records.find(({ name }) => name === 'members')
  if (place === undefined || members?.place === undefined) return
  for (const [at, id] of placesOf(entry, place)) {
    const where = at === place ? path + pointer(at) : path + pointer(at) + pointer(id)
    requirePlace(vendor, place, id, members.places(db), where)
  }
}

/** Throws unless the ids and the place in `entry` are those asked for. */
export const checkSame = (
  { idNames, keyOf, place: placeName }: RecordKind,
  { id, place }: Wanted,
  entry: Entry,
): void => {
  for (const name of idNames) {
    const given = entry[name]
    if (given !== undefined && keyOf(String(given), place) !== keyOf(id, place))
      throw new ControlError(
        'refused',
        pointer(name),
        `it is not the ${name} of the path`,
        name === 'token' ? undefined : [id],
      )
  }
  if (placeName === undefined || (entry[placeName] ?? place) === place) return
  throw new ControlError('refused', pointer(placeName), `it is not the ${placeName} asked for`, [place])
}

/** Throws when `token` is another sandbox's than `sandbox`. */
export const refuseTaken = (
  sandboxes: Sandboxes,
  { id: vendorId }: Vendor,
  token: string,
  path: string,
  sandbox?: Sandbox,
): void => {
  const owner = sandboxes.ownerOf(vendorId, token)
  if (owner === undefined || owner === sandbox) return
  throw new ControlError('conflict', path, `the key ${mask(token)} belongs to the sandbox ${owner.id}`)
}
