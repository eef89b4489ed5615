/** The state of a sandbox, written down and read back: what does not fit is refused, and changes nothing. */
import { pointer } from '../../contract/json.ts'
import type { Vendor } from '../../contract/vendor.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import type { Sandboxes } from '../../sandbox/sandboxes.ts'
import type { Snapshot, VendorSnapshot } from '../../sandbox/snapshot.ts'
import { ControlError } from '../control-error.ts'
import { checkNames } from '../faults/names.ts'
import type { ControlOptions } from '../options.ts'
import { SandboxQuery } from '../queries.ts'
import { refuseTaken } from '../records/given.ts'
import { useCase } from '../use-case.ts'
import { snapshotSchema } from './schemas.ts'

/** A copy that is the caller's own, and that is JSON through and through. */
const copied = (snapshot: Snapshot): Snapshot => JSON.parse(JSON.stringify(snapshot))

/** Each row is kept under its own key, and each key belongs to nobody else. */
const checkTables = (
  sandboxes: Sandboxes,
  sandbox: Sandbox,
  vendor: Vendor,
  { tables }: VendorSnapshot,
): void => {
  for (const [name, changes] of Object.entries(tables))
    for (const [i, { key, row }] of changes.entries()) {
      const path = `/vendors/${vendor.id}/tables${pointer(name)}/${i}`
      const own = row === null ? key : vendor.model[name]?.key(row)
      if (own !== key)
        throw new ControlError('refused', `${path}/key`, 'the row below is kept under another key', [own])
      if (name === 'keys' && row !== null) refuseTaken(sandboxes, vendor, key, `${path}/key`, sandbox)
    }
}

const checkSnapshot = (
  { vendors, sandboxes }: ControlOptions,
  sandbox: Sandbox,
  snapshot: Snapshot,
): void => {
  const { seed, faults } = snapshot
  if (seed !== sandbox.seed)
    throw new ControlError('refused', '/seed', `it is of the seed ${seed}, the sandbox of another`, [
      sandbox.seed,
    ])
  for (const [i, { rule }] of faults.planned.entries()) checkNames(vendors, rule, `/faults/planned/${i}/rule`)
  for (const vendor of vendors) {
    const own = snapshot.vendors[vendor.id]
    if (own !== undefined) checkTables(sandboxes, sandbox, vendor, own)
  }
}

export const createSnapshotControl = (options: ControlOptions) => ({
  getSnapshot: useCase()({
    query: SandboxQuery,
    run({ sandbox }) {
      return copied(sandbox().snapshot())
    },
  }),

  restoreSnapshot: useCase<object, Snapshot>()({
    query: SandboxQuery,
    body: snapshotSchema(options.vendors),
    run(input) {
      const sandbox = input.sandbox()
      checkSnapshot(options, sandbox, input.body)
      options.sandboxes.restore(sandbox, copied(input.body))
    },
  }),
})
