/** The setting of a vendor with which we would have answered most as the target has. */
import type { VendorDefinition } from '../../contract/definition.ts'
import type { Observations } from '../../contract/observations.ts'
import type { Vendor } from '../../contract/vendor.ts'
import type { VerifyCase } from '../../contract/verify-case.ts'
import { isMapping, parsed } from '../verify/difference.ts'
import { askCases, askedCases, type Side, samplesOf } from './heard.ts'
import { startOwn } from './own.ts'

/** Names alone: what a member has is its own. */
const shapeOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.slice(0, 1).map(shapeOf)
  if (!isMapping(value)) return 0
  return Object.entries(value).map(([name, inner]) => [name, isMapping(inner) ? shapeOf(inner) : 0])
}

const isAlike = (vendor: Vendor, one: VerifyCase, target: Side, own: Side): boolean => {
  const [theirs] = samplesOf(vendor, one, target)
  const [ours] = samplesOf(vendor, one, own)
  if (theirs === undefined || ours === undefined || theirs.status !== ours.status) return false
  if (one.row.kind !== undefined) return theirs.text === ours.text
  return JSON.stringify(shapeOf(parsed(theirs.text))) === JSON.stringify(shapeOf(parsed(ours.text)))
}

const likeness = (vendor: Vendor, target: Side, own: Side): number =>
  askedCases(target.plan).filter((one) => isAlike(vendor, one, target, own)).length

export interface SettingFound {
  name: string
  value: string | boolean
}

/** Each value beside the default is tried on a server of our own; undefined where none does better than the defaults. */
export const findSetting = async (
  definition: VendorDefinition,
  vendor: Vendor,
  { target, plain, seen }: { target: Side; plain: Side; seen: Observations },
): Promise<SettingFound | undefined> => {
  let best = { likeness: likeness(vendor, target, plain), found: undefined as SettingFound | undefined }
  const others = definition.ownSettings.flatMap(({ name, values, default: preset }) =>
    values.filter((value) => value !== preset).map((value) => ({ name, value })),
  )
  if (best.likeness === askedCases(target.plan).length) return undefined
  for (const found of others) {
    const own = await startOwn(definition, target.plan, seen, { [found.name]: found.value })
    try {
      await askCases(own)
      const reached = likeness(vendor, target, own)
      if (reached > best.likeness) best = { likeness: reached, found }
    } finally {
      await own.close()
    }
  }
  return best.found
}
