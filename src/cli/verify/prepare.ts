/** What a run of `verify` needs beside its flags: the vendor, its documentation, and what is asked of the target. */
import { ConfigError, type Problem } from '../../config/problems.ts'
import { createDefault, type VendorDefinition } from '../../contract/definition.ts'
import type { CountedAs, Documentation } from '../../contract/documentation.ts'
import type { Vendor } from '../../contract/vendor.ts'
import { readVerifyCases } from '../../contract/verify-case.ts'
import { vendorDefinitions } from '../../routes/index.ts'
import type { Plan } from './plan.ts'
import type { VerifySettings } from './settings.ts'

const definitionOf = (id: string): VendorDefinition => {
  const found = vendorDefinitions.find((each) => each.id === id)
  if (found === undefined) throw new TypeError(`there is no vendor ${id}`)
  return found
}

const readDocumentation = async ({ id, loadDocumentation }: VendorDefinition): Promise<Documentation> => {
  const loaded = await loadDocumentation?.()
  if (loaded === undefined) throw new TypeError(`${id} has no documentation`)
  return loaded.documentation
}

/** What its headers count, by their names in lower case. */
export const countsIn = ({ headers }: Documentation): ReadonlyMap<string, CountedAs> =>
  new Map(
    Object.entries(headers).flatMap(([name, { counts }]) => (counts ? [[name.toLowerCase(), counts]] : [])),
  )

export interface Prepared {
  vendor: Vendor
  documentation: Documentation
  plan: Plan
}

/** What the vendor does not fit. */
const problemsOf = (
  { title, targetIds = {}, targetPlace }: VendorDefinition,
  { made }: Documentation,
  { places, ids, write }: VerifySettings,
): readonly Problem[] => [
  ...Object.keys(ids)
    .filter((name) => !(name in targetIds))
    .map((name) => ({
      path: `--${name}`,
      found: `a ${name}`,
      accepted: `none: ${title} has no such thing to read`,
    })),
  ...Object.keys(places)
    .filter((name) => name !== targetPlace)
    .map((name) => ({ path: `--${name}`, found: `a ${name}`, accepted: `none: ${title} has no ${name}s` })),
  ...(write && made === undefined
    ? [{ path: '--write', found: 'the flag', accepted: `no such flag: nothing of ${title} is made` }]
    : []),
  ...(write && made !== undefined && targetPlace !== undefined && places[targetPlace] === undefined
    ? [
        {
          path: '--write',
          found: `no --${targetPlace}`,
          accepted: `a ${targetPlace} in which things may be made`,
        },
      ]
    : []),
]

/** Throws a ConfigError. */
export const prepare = async (settings: VerifySettings): Promise<Prepared> => {
  const definition = definitionOf(settings.vendor)
  const vendor = createDefault(definition, { now: 0, members: 0, rateLimit: true })
  const documentation = await readDocumentation(definition)
  const cases = readVerifyCases(definition, vendor, documentation)
  const problems = problemsOf(definition, documentation, settings)
  if (problems.length > 0) throw new ConfigError(problems)
  const { target, key, member, places, ids, exhaust, strictness } = settings
  const { targetPlace: placeFlag } = definition
  const given = { member, place: placeFlag && places[placeFlag], ...ids }
  const { limit: requests, windowSeconds } = vendor.limit
  const limit = { requests, windowMs: windowSeconds * 1000, headers: countsIn(documentation) }
  return {
    vendor,
    documentation,
    plan: { cases, target, key, given, placeFlag, isExhausting: exhaust, strictness, limit },
  }
}
