/** Rows of a snapshot, where a schema cannot know: their keys, and whether they go together. */
import { pointer } from '../../contract/json.ts'
import { RecordError } from '../../contract/record-kind.ts'
import type { Vendor } from '../../contract/vendor.ts'
import type { Database } from '../../sandbox/database.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import type { Sandboxes } from '../../sandbox/sandboxes.ts'
import type { VendorSnapshot } from '../../sandbox/snapshot.ts'
import type { Reference } from '../../sandbox/table-model.ts'
import { ControlError } from '../control-error.ts'
import { refuseTaken } from '../records/given.ts'

type Changes = VendorSnapshot['tables']

/** So many of the keys that would do are named. */
const NAMED = 20

interface Looked {
  vendor: Vendor
  db: Database
  changes: Changes
  /** Of `changes`. */
  path: string
}

const refuse = (path: string, message: string, accepted: readonly unknown[] = []): never => {
  throw new ControlError('refused', path, message, accepted)
}

/** Each row is kept under its own key, and once. */
const checkKeys = ({ vendor, changes, path }: Looked): void => {
  for (const [name, list] of Object.entries(changes)) {
    const seen = new Set<string>()
    for (const [i, { key, row }] of list.entries()) {
      const at = `${path}${pointer(name)}/${i}/key`
      const own = row === null ? key : vendor.model[name]?.key(row)
      if (own !== key) refuse(at, `the row below is kept under another key than "${key}"`, [own])
      if (seen.has(key)) refuse(at, `"${key}" is there twice`)
      seen.add(key)
    }
  }
}

/** Nothing that a row refers to is missing. */
const checkForward = ({ db, changes, path }: Looked, table: string, reference: Reference<object>): void => {
  const { name, to, keys } = reference
  const others = db.tables[to]
  for (const [i, { row }] of (changes[table] ?? []).entries()) {
    const missing = row === null ? undefined : keys(row).find((key) => others?.get(key) === undefined)
    if (missing === undefined) continue
    const there = others?.list(0, NAMED).map((other) => others.keyOf(other))
    refuse(
      `${path}${pointer(table)}/${i}/row${pointer(name)}`,
      `there is no "${missing}" among the ${to}`,
      there,
    )
  }
}

/** Nothing is gone that a row refers to, rows that are not in the snapshot included. */
const checkBackward = ({ db, changes, path }: Looked, table: string, reference: Reference<object>): void => {
  const { to, index } = reference
  for (const [i, { key, row }] of (changes[to] ?? []).entries()) {
    if (row !== null) continue
    const users = db.tables[table]
    const isUsed =
      users !== undefined && (users.find(index, key).length > 0 || users.shared(index, key).count > 0)
    if (isUsed) refuse(`${path}${pointer(to)}/${i}/row`, `null, but some of the ${table} refer to "${key}"`)
  }
}

/** What only the vendor can know. */
const checkOwn = ({ vendor, db, changes, path }: Looked): void => {
  try {
    vendor.checkRows?.(db, changes)
  } catch (error) {
    if (!(error instanceof RecordError)) throw error
    refuse(path + error.path, error.message, error.accepted)
  }
}

/** Throws a ControlError for rows that `sandbox` cannot have; `path` is where their tables are. */
export const checkRows = (
  sandboxes: Sandboxes,
  sandbox: Sandbox,
  vendor: Vendor,
  changes: Changes,
  path: string,
): void => {
  const looked = { vendor, changes, path, db: sandbox.tablesWith(vendor.id, changes) }
  checkKeys(looked)
  for (const [table, { references = [] }] of Object.entries(vendor.model))
    for (const reference of references) {
      checkForward(looked, table, reference)
      checkBackward(looked, table, reference)
    }
  checkOwn(looked)
  for (const [i, { key, row }] of (changes.keys ?? []).entries())
    if (row !== null) refuseTaken(sandboxes, vendor, key, `${path}/keys/${i}/key`, sandbox)
}
