/** From what a user asks of a new sandbox to the sandbox: all of it is good, or nothing is made. */
import type { Vendor } from '../../contract/vendor.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import type { Additions } from '../../sandbox/sandbox-options.ts'
import type { NewSandbox } from '../../sandbox/sandboxes.ts'
import { instantAt } from '../clock/clock.ts'
import { checkLimits, type LimitChanges } from '../limits/limits.ts'
import type { ControlOptions } from '../options.ts'
import { readAdditions, refuseTakenKeys } from '../records/additions.ts'
import type { NewSandboxBody } from './schemas.ts'

const readFixtures = async (
  vendors: readonly Vendor[],
  fixtures: NewSandboxBody['fixtures'] = {},
  seed: number,
): Promise<Record<string, Additions>> => {
  const additions: Record<string, Additions> = {}
  for (const vendor of vendors)
    additions[vendor.id] = await readAdditions(
      vendor,
      fixtures[vendor.id] ?? {},
      seed,
      `/fixtures/${vendor.id}`,
    )
  return additions
}

const readLimits = (vendors: readonly Vendor[], limits: LimitChanges): NewSandbox['limits'] => {
  const rules = new Map(vendors.map(({ id, limit }) => [id, limit]))
  checkLimits(limits, (id) => rules.get(id), '/limits')
  const changes = Object.entries(limits)
  return Object.fromEntries(changes.flatMap(([id, change]) => (change === null ? [] : [[id, change]])))
}

/** Nothing is made before all of it is known to be good. */
export const createSandbox = async (
  { vendors, sandboxes }: ControlOptions,
  { name, seed = sandboxes.default.seed, clock, limits, fixtures }: NewSandboxBody,
): Promise<Sandbox> => {
  const options: NewSandbox = { name, seed }
  if (clock !== undefined) options.freeze = instantAt(clock.freeze, '/clock/freeze')
  if (limits !== undefined) options.limits = readLimits(vendors, limits)
  if (fixtures === undefined) return sandboxes.create(options)
  options.additions = await readFixtures(vendors, fixtures, seed)
  // Asked last, since what another call gives a sandbox meanwhile counts too.
  for (const vendor of vendors) {
    const additions = options.additions[vendor.id]
    if (additions !== undefined) refuseTakenKeys(sandboxes, vendor, additions, `/fixtures/${vendor.id}/keys`)
  }
  return sandboxes.create(options)
}
