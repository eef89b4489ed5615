/** One vendor's tables and records, without a server. */
import { createDefault } from '../../src/contract/definition.ts'
import type { Entry, RecordKind, Shown } from '../../src/contract/record-kind.ts'
import type { Vendor } from '../../src/contract/vendor.ts'
import { vendorDefinitions } from '../../src/routes/index.ts'
import { Database } from '../../src/sandbox/database.ts'

export const NOW = Date.parse('2026-01-01T00:00:00.000Z')

export interface OpenVendor {
  vendor: Vendor
  /** As a sandbox of that seed starts. */
  open(seed: number): Database
  kind(name: string): RecordKind
}

export const openVendor = (
  id: string,
  { members = 3, settings = {} }: { members?: number; settings?: Readonly<Record<string, unknown>> } = {},
): OpenVendor => {
  const definition = vendorDefinitions.find((one) => one.id === id)
  if (definition === undefined) throw new TypeError(`no vendor ${id}`)
  const vendor = createDefault(definition, { now: NOW, members, rateLimit: true }, settings)
  const kind = (name: string): RecordKind => {
    const found = vendor.records.find((one) => one.name === name)
    if (found === undefined) throw new TypeError(`${id} has no ${name}`)
    return found
  }
  return { vendor, open: (seed) => new Database(vendor.model, vendor.start(seed)), kind }
}

/** The whole record of an entry in a sandbox of seed 1; without its place where that is not asked for. */
export const fillEntry = ({ open, kind }: OpenVendor, name: string, entry: Entry, place = ''): Shown => {
  const records = kind(name)
  const { [records.place ?? '']: _, ...record } = records.fill(open(1), entry, place, { seed: 1 })
  return record
}
