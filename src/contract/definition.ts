/** What a vendor's folder exports: its settings, what it says before it has them, and how it is made with them. */

import type { LimitRule } from '../sandbox/rate-limit.ts'
import type { Documentation } from './documentation.ts'
import type { Importer } from './importer.ts'
import type { JsonSchema } from './json-schema.ts'
import type { Vendor } from './vendor.ts'
import type { VendorSettings } from './vendor-settings.ts'

/** What every vendor is made with. */
export interface VendorOptions {
  /** Reference for made dates, milliseconds since the epoch. */
  now: number
  /** How many members are made beside the named ones. */
  members: number
  /** False: nobody is ever refused for asking too often. */
  rateLimit: boolean
}

/** One setting of a vendor beyond those of VendorSettings; with a flag and a variable of its own. */
export interface OwnSetting {
  /** As in the config file, below the vendor: `strictScopes`. */
  name: string
  /** The values it takes; `[true, false]` makes it a switch. */
  values: readonly (string | boolean)[]
  default: string | boolean
  /** One line for --help. */
  help: string
}

/** A vendor before it has been given its settings; `routes/index.ts` lists them. */
export interface VendorDefinition {
  readonly id: string
  readonly title: string
  /** The vendor's real limit. */
  readonly limit: { limit: number; windowSeconds: number }
  readonly ownSettings: readonly OwnSetting[]
  /** Config file lists and the schema of an entry: `keys`, `members`, and the vendor's own. */
  readonly lists: Readonly<Record<string, JsonSchema>>
  /** Which of them are what others live in, named in the plural, and in the singular in an entry. Unless told all but keys and members. */
  readonly places?: readonly string[]
  /** What clients of this vendor read from their environment, for `membermock env`. */
  environment(baseUrl: string, vendor: Vendor): Readonly<Record<string, string>>
  /** A path below the base URL, and the name of the credential, of a call that works: for the banner. */
  readonly sample: { path: string; credential: string }
  /** What entries of its lists may have their ids by; `id` unless told. */
  readonly idNames?: readonly string[]
  /** The flag by which `verify` is told where a target's members are; absent: id and key tell. */
  readonly targetPlace?: string
  /** Of which lists `verify` can be given an entry of the target's, by the flag: `plan` is one of `plans`. */
  readonly targetIds?: Readonly<Record<string, string>>
  /** What its OpenAPI document says beyond operations and errors; loaded when it is read. */
  loadDocumentation?(): Promise<{ documentation: Documentation }>
  /** What makes entries of recorded answers; loaded when it is used. */
  loadImporter?(): Promise<{ importer: Importer }>
  create(settings: VendorSettings, options: VendorOptions): Vendor
}

export const createLimitRule = (
  { limit, windowSeconds }: VendorSettings,
  { rateLimit }: VendorOptions,
  vendorLimit: number,
): LimitRule => ({
  limit: limit ?? vendorLimit,
  windowSeconds,
  isOff: limit === null || !rateLimit,
  startsOnSecond: false,
})

/** A vendor as it is without a config file, but for what `changed` says of its settings. */
export const createDefault = (
  definition: VendorDefinition,
  options: VendorOptions,
  changed: Readonly<Record<string, unknown>> = {},
): Vendor => {
  const own = definition.ownSettings.map((setting) => [setting.name, setting.default])
  const lists = Object.keys(definition.lists).map((name) => [name, []])
  const settings = { ...definition.limit, fixtures: true, elsewhere: 'refuse', keys: [], members: [] }
  return definition.create({ ...settings, ...Object.fromEntries([...own, ...lists]), ...changed }, options)
}
