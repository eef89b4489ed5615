/** What a vendor's tables start with in one sandbox: the default one has the seed's keys, the others have copies. */
import type { DatabaseStart } from './database.ts'
import type { SeededVendor } from './seeded-vendor.ts'

/** `number` is that of a sandbox whose credentials are minted; undefined for the default one. */
export interface Founding {
  readonly seed: number
  readonly number?: number | undefined
}

/** Names of states to its own tokens; those that its seed has no key for are left out. */
export const ownCredentials = (
  vendor: SeededVendor,
  { seed, number }: Founding,
): (readonly [name: string, token: string])[] => {
  const keys = vendor.start(seed).tables.keys?.fixed
  return Object.entries(vendor.credentials)
    .filter(([, token]) => keys?.has(token))
    .map(([name, token]) => [name, number === undefined ? token : vendor.mintToken(name, number)])
}

/** The others have copies of the named keys under tokens of their own. */
export const ownStart = (vendor: SeededVendor, founding: Founding): DatabaseStart => {
  const start = vendor.start(founding.seed)
  if (founding.number === undefined) return start
  const shipped = start.tables.keys?.fixed
  const minted = ownCredentials(vendor, founding).map(([name, token]): [string, object] => [
    token,
    { ...shipped?.get(vendor.credentials[name] ?? ''), token },
  ])
  return { ...start, tables: { ...start.tables, keys: { fixed: new Map(minted) } } }
}
