/** The schemas of a vendor's records: as they are shown, given in part, and asked for. */
import type { JsonSchema } from '../../contract/json-schema.ts'
import type { RecordKind } from '../../contract/record-kind.ts'
import type { Vendor } from '../../contract/vendor.ts'
import type { Database } from '../../sandbox/database.ts'
import { SANDBOX_PARAMETER, SandboxQuery } from '../queries.ts'
import { propertiesOf } from './schemas.ts'

/** A record in part; a key is always given whole. */
export const entrySchema = (vendor: Vendor, kind: RecordKind): JsonSchema =>
  kind.name === 'keys'
    ? recordSchema(vendor, kind)
    : { ...kind.entry, title: `${vendor.title}${kind.noun}Entry` }

/** A whole record, with the place it lives in first. */
export const recordSchema = ({ title }: Vendor, { noun, place, record }: RecordKind): JsonSchema => {
  const named = { ...record, title: `${title}${noun}` }
  if (place === undefined) return named
  return {
    ...named,
    properties: {
      [place]: { type: 'string', description: `The ${place} that it is in.` },
      ...propertiesOf(record),
    },
    required: [place, ...[record.required].flat()],
  }
}

/** `db` is one whose places are shown as an example. */
export const recordQuery = ({ place, places, noun }: RecordKind, db: Database): JsonSchema => {
  if (place === undefined) return SandboxQuery
  const [first = 'none'] = places(db)
  const description = `The ${place} that the ${noun.toLowerCase()} is in; default: ${first}.`
  return {
    ...SandboxQuery,
    properties: { ...SANDBOX_PARAMETER, [place]: { type: 'string', description } },
  }
}

/** What a new sandbox may start with, by collection. */
export const fixtureSchemas = (vendor: Vendor): Readonly<Record<string, JsonSchema>> =>
  Object.fromEntries(vendor.records.map((kind) => [kind.name, entrySchema(vendor, kind)]))
