/** From what a user asks of a new sandbox to the sandbox: all of it is good, or nothing is made. */

import type { Vendor } from '../../../contract/vendor.ts'
import type { Additions, Sandbox } from '../../../sandbox/sandbox.ts'
import type { NewSandbox, Sandboxes } from '../../../sandbox/sandboxes.ts'
import type { AdminOptions } from '../admin.ts'
import { AdminError } from '../errors.ts'
import { checkPlaces, type Entry, fillMember, idIn, placeFor, refuseTaken } from '../inhabitants/given.ts'
import { checkLimits, type LimitChanges } from '../limits/limits.ts'
import type { NewSandboxBody } from './schemas.ts'

const readKeys = (vendor: Vendor, entries: readonly Entry[], path: string): Map<string, unknown> => {
  const keys = new Map<string, unknown>()
  for (const [i, entry] of entries.entries()) {
    const token = String(entry.token)
    if (keys.has(token))
      throw new AdminError(400, `${path}/${i}/token`, 'it is the token of another entry too')
    checkPlaces(vendor, entry, `${path}/${i}`)
    keys.set(token, entry)
  }
  return keys
}

const readMembers = async (
  vendor: Vendor,
  entries: readonly Entry[],
  seed: number,
  path: string,
): Promise<Map<string, unknown>> => {
  const members = new Map<string, unknown>()
  for (const [i, entry] of entries.entries()) {
    const place = placeFor(vendor, entry[vendor.place ?? ''], `${path}/${i}/${vendor.place}`)
    const key = vendor.entries.memberKey(idIn(vendor, entry), place)
    if (members.has(key)) throw new AdminError(400, `${path}/${i}`, 'it is the member of another entry too')
    members.set(key, await fillMember(vendor, entry, place, seed))
  }
  return members
}

const readFixtures = async (
  vendors: readonly Vendor[],
  fixtures: NewSandboxBody['fixtures'] = {},
  seed: number,
): Promise<Record<string, Additions>> => {
  const additions: Record<string, Additions> = {}
  for (const vendor of vendors) {
    const { keys = [], members = [] } = fixtures[vendor.id] ?? {}
    const path = `/fixtures/${vendor.id}`
    additions[vendor.id] = {
      keys: readKeys(vendor, keys, `${path}/keys`),
      members: await readMembers(vendor, members, seed, `${path}/members`),
    }
  }
  return additions
}

const readLimits = (vendors: readonly Vendor[], limits: LimitChanges): NewSandbox['limits'] => {
  const rules = new Map(vendors.map(({ id, limit }) => [id, limit]))
  checkLimits(limits, (id) => rules.get(id), '/limits')
  const changes = Object.entries(limits)
  return Object.fromEntries(changes.flatMap(([id, change]) => (change === null ? [] : [[id, change]])))
}

/** Asked last, since what another request gives a sandbox meanwhile counts too. */
const refuseTakenKeys = (
  vendors: readonly Vendor[],
  sandboxes: Sandboxes,
  additions: Readonly<Record<string, Additions>>,
): void => {
  for (const vendor of vendors)
    for (const [i, token] of [...(additions[vendor.id]?.keys.keys() ?? [])].entries())
      refuseTaken(sandboxes, vendor, token, `/fixtures/${vendor.id}/keys/${i}/token`)
}

/** Nothing is made before all of it is known to be good. */
export const createSandbox = async (
  { vendors, sandboxes }: AdminOptions,
  { name, seed = sandboxes.default.seed, clock, limits, fixtures }: NewSandboxBody,
): Promise<Sandbox> => {
  const options: NewSandbox = { name, seed }
  if (clock !== undefined) options.freeze = Date.parse(clock.freeze)
  if (limits !== undefined) options.limits = readLimits(vendors, limits)
  if (fixtures === undefined) return sandboxes.create(options)
  options.additions = await readFixtures(vendors, fixtures, seed)
  refuseTakenKeys(vendors, sandboxes, options.additions)
  return sandboxes.create(options)
}
