/** The state of a sandbox, written down and read back: what does not fit is refused, and changes nothing. */
import type { Sandbox } from '../../sandbox/sandbox.ts'
import type { Snapshot } from '../../sandbox/snapshot.ts'
import { ControlError } from '../control-error.ts'
import { checkNames } from '../faults/names.ts'
import type { ControlOptions } from '../options.ts'
import { SandboxQuery } from '../queries.ts'
import { type Input, useCase } from '../use-case.ts'
import { checkNumbered } from './numbers.ts'
import { checkRows } from './rows.ts'
import { snapshotSchema } from './schemas.ts'

/** A copy that is the caller's own, and that is JSON through and through. */
const copied = (snapshot: Snapshot): Snapshot => JSON.parse(JSON.stringify(snapshot))

const checkSnapshot = (
  { vendors, sandboxes }: ControlOptions,
  sandbox: Sandbox,
  snapshot: Snapshot,
  check: Input['check'],
): void => {
  const { seed, faults } = snapshot
  if (seed !== sandbox.seed)
    throw new ControlError('refused', '/seed', `it is of the seed ${seed}, the sandbox of another`, [
      sandbox.seed,
    ])
  for (const [i, { rule }] of faults.planned.entries()) checkNames(vendors, rule, `/faults/planned/${i}/rule`)
  checkNumbered(sandbox, snapshot, check)
  for (const vendor of vendors) {
    const own = snapshot.vendors[vendor.id]
    if (own !== undefined) checkRows(sandboxes, sandbox, vendor, own.tables, `/vendors/${vendor.id}/tables`)
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
      checkSnapshot(options, sandbox, input.body, input.check)
      options.sandboxes.restore(sandbox, copied(input.body))
    },
  }),
})
