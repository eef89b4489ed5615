/** Reads the records that a new sandbox is to start with. */
import { idIn } from '../../contract/own-records.ts'
import { RecordError, type RecordKind } from '../../contract/record-kind.ts'
import type { Vendor } from '../../contract/vendor.ts'
import { Database } from '../../sandbox/database.ts'
import type { Additions } from '../../sandbox/sandbox-options.ts'
import type { Sandboxes } from '../../sandbox/sandboxes.ts'
import { ControlError } from '../control-error.ts'
import { checkPlaces, placeFor, refuseTaken } from './given.ts'
import type { Entry } from './schemas.ts'

type Lists = Readonly<Record<string, readonly Entry[]>>

interface Reading {
  vendor: Vendor
  /** Of the seed, where what is given may refer to what is there. */
  db: Database
  seed: number
}

/** Keeps one entry, for those behind it to refer to. Throws for one that lives nowhere, or is there twice. */
const readEntry = (
  { vendor, db, seed }: Reading,
  kind: RecordKind,
  entry: Entry,
  seen: Set<string>,
  path: string,
): void => {
  const place = placeFor(vendor, kind, db, entry[kind.place ?? ''], `${path}/${kind.place}`)
  const id = idIn(kind, entry)
  const key = kind.keyOf(id, place)
  // Without an id it is given one of its own.
  if (id !== '' && seen.has(key)) {
    const isKey = kind.name === 'keys'
    const what = isKey ? 'token' : kind.noun.toLowerCase()
    throw new ControlError(
      'refused',
      isKey ? `${path}/token` : path,
      `it is the ${what} of another entry too`,
    )
  }
  seen.add(key)
  checkPlaces(vendor, db, entry, path)
  try {
    kind.put(db, kind.fill(db, entry, place, { seed }), place)
  } catch (error) {
    if (!(error instanceof RecordError)) throw error
    throw new ControlError('refused', path + error.path, error.message, error.accepted)
  }
}

/** The records of `lists`, by collection, ready to be put. */
export const readAdditions = (vendor: Vendor, lists: Lists, seed: number, path: string): Additions => {
  const db = new Database(vendor.model, vendor.start(seed))
  for (const kind of vendor.records) {
    const seen = new Set<string>()
    for (const [i, entry] of (lists[kind.name] ?? []).entries())
      readEntry({ vendor, db, seed }, kind, entry, seen, `${path}/${kind.name}/${i}`)
  }
  return { tokens: (lists.keys ?? []).map(({ token }) => String(token)), changes: db.changes }
}

/** Throws when another sandbox has one of the keys. */
export const refuseTakenKeys = (
  sandboxes: Sandboxes,
  vendor: Vendor,
  { tokens }: Additions,
  path: string,
): void => {
  for (const [i, token] of tokens.entries()) refuseTaken(sandboxes, vendor, token, `${path}/${i}/token`)
}
