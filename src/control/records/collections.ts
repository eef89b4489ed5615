/**
 * A vendor's collections as control reaches them: one for each kind of record that the vendor declares. Beside this
 * folder nothing in control asks a sandbox for its tables.
 */
import { RecordError, type RecordKind } from '../../contract/record-kind.ts'
import type { Vendor } from '../../contract/vendor.ts'
import type { Database } from '../../sandbox/database.ts'
import type { RateLimiter } from '../../sandbox/rate-limit.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import type { Sandboxes } from '../../sandbox/sandboxes.ts'
import type { KeyRow } from '../../sandbox/seeded-vendor.ts'
import { ControlError } from '../control-error.ts'
import type { RecordCollection } from './collection.ts'
import { checkPlaces, checkSame, placeFor, refuseTaken } from './given.ts'

import { entrySchema, recordQuery, recordSchema } from './vendor-schemas.ts'

export const limiterOf = (sandbox: Sandbox, vendorId: string): RateLimiter => sandbox.store(vendorId).limiter

/** Among so many keys there is one that works. */
const LOOKED_AT = 100

/** The first key in use, for a sandbox without the shipped ones. */
export const firstToken = (sandbox: Sandbox, vendorId: string): string | undefined => {
  const rows = sandbox.store(vendorId).db.tables.keys?.list(0, LOOKED_AT) ?? []
  return (rows as readonly KeyRow[]).find(({ revoked }) => revoked !== true)?.token // every vendor's keys are KeyRows
}

/** What a vendor cannot keep is refused; `path` is that of the record. */
const worded = <Result>(path: string, work: () => Result): Result => {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof RecordError)) throw error
    throw new ControlError('refused', path + error.path, error.message, error.accepted)
  }
}

/** Changes a vendor's tables, whole or not at all; what cannot be kept is refused. */
export const change = (
  sandbox: Sandbox,
  vendorId: string,
  path: string,
  work: (db: Database) => void,
): void => {
  const { db } = sandbox.store(vendorId)
  worded(path, () => db.run(() => work(db)))
}

const collectionOf = (vendor: Vendor, kind: RecordKind, sandboxes: Sandboxes): RecordCollection => {
  const [idName] = kind.idNames
  const isKeys = kind.name === 'keys'
  const dbOf = (sandbox: Sandbox): Database => sandbox.store(vendor.id).db
  // One object for all calls: each that is checked by is compiled, and kept.
  const record = recordSchema(vendor, kind)
  return {
    list: kind.name,
    noun: kind.noun,
    parameter: isKeys ? 'token' : 'id',
    query: recordQuery(kind, dbOf(sandboxes.default)),
    entry: entrySchema(vendor, kind),
    record,
    idNames: kind.idNames,
    makesIds: kind.makesIds === true,
    count: (sandbox) => kind.count(dbOf(sandbox)),
    page: (sandbox, offset, limit) => kind.list(dbOf(sandbox), offset, limit),
    get: (sandbox, { id, place }) => kind.get(dbOf(sandbox), id, place),
    find(sandbox, id, query, entry) {
      const [inQuery, inEntry] = [query, entry].map((names) => names?.[kind.place ?? ''])
      const isInEntry = inQuery === undefined && inEntry !== undefined
      const path = `${isInEntry ? '' : '?'}/${kind.place}`
      return { id, place: placeFor(vendor, kind, dbOf(sandbox), inQuery ?? inEntry, path) }
    },
    complete({ sandbox, check }, wanted, entry) {
      checkSame(kind, wanted, entry)
      const whole = { [idName]: wanted.id, ...entry }
      if (isKeys) check(record, whole, '')
      return worded('', () => kind.fill(dbOf(sandbox), whole, wanted.place, { seed: sandbox.seed }))
    },
    make({ sandbox }, query, entry) {
      const { place } = this.find(sandbox, '', query, entry)
      const record = worded('', () => kind.fill(dbOf(sandbox), entry, place, { seed: sandbox.seed }))
      return { wanted: { id: String(record[idName]), place }, record }
    },
    set(sandbox, wanted, shown) {
      checkSame(kind, wanted, shown)
      checkPlaces(vendor, dbOf(sandbox), shown, '')
      if (isKeys) refuseTaken(sandboxes, vendor, wanted.id, '/token', sandbox)
      change(sandbox, vendor.id, '', (db) => kind.put(db, shown, wanted.place))
      if (isKeys) sandboxes.register(sandbox, vendor.id, wanted.id)
    },
    delete(sandbox, { id, place }) {
      change(sandbox, vendor.id, '', (db) => kind.delete(db, id, place))
      if (isKeys) sandboxes.release(sandbox, vendor.id, id)
    },
  }
}

/** Members and keys first, as they have always been. */
const FIRST: readonly string[] = ['members', 'keys']

export const collectionsOf = (vendor: Vendor, sandboxes: Sandboxes): readonly RecordCollection[] => {
  const rank = ({ name }: RecordKind): number => (FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length)
  const kinds = [...vendor.records].sort((a, b) => rank(a) - rank(b))
  return kinds.map((kind) => collectionOf(vendor, kind, sandboxes))
}
