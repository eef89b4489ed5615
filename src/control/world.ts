/** The vendors and sandboxes that a Config describes, and how a client reaches them. */
import type { Config } from '../config/config.ts'
import { ConfigError } from '../config/problems.ts'
import { reachableHost } from '../config/reachable-host.ts'
import type { VendorDefinition } from '../contract/definition.ts'
import { observedVendor } from '../contract/observed-vendor.ts'
import { RecordError } from '../contract/record-kind.ts'
import type { Vendor } from '../contract/vendor.ts'
import { Sandboxes, type SandboxesOptions } from '../sandbox/sandboxes.ts'
import { baseUrls } from './base-urls.ts'
import type { Introduction } from './introduction.ts'
import { firstToken } from './records/collections.ts'

/** Everything but the server. */
export interface World {
  definitions: readonly VendorDefinition[]
  vendors: readonly Vendor[]
  sandboxes: Sandboxes
}

/** `/members/3/email` below a vendor, as the config file is spoken of. */
const settingAt = (vendorId: string, pointer: string): string =>
  vendorId + pointer.replace(/\/(\d+)/g, '[$1]').replaceAll('/', '.')

/** Makes what the tables start from; throws a ConfigError for records of the user's that do not go together. */
const startTables = (vendor: Vendor, seed: number): void => {
  try {
    vendor.start(seed)
  } catch (error) {
    if (!(error instanceof RecordError)) throw error
    const accepted = error.accepted.length > 0 ? error.accepted.map(String).join(', ') : 'another value'
    throw new ConfigError([{ path: settingAt(vendor.id, error.path), found: error.message, accepted }])
  }
}

/** Of the vendors defined by `all`, those that `config` serves. */
export const createWorld = (
  all: readonly VendorDefinition[],
  { program, vendors: settings, observed }: Config,
  createSandboxes: (options: SandboxesOptions) => Sandboxes = (options) => new Sandboxes(options),
): World => {
  const { now, members, rateLimit, seed, journalSize } = program
  const definitions = all.filter(({ id }) => program.vendors.includes(id))
  const vendors = definitions.map((definition) => {
    const ofVendor = settings[definition.id]
    if (ofVendor === undefined) throw new TypeError(`no settings for ${definition.id}`)
    const vendor = definition.create(ofVendor, { now: Date.parse(now), members, rateLimit })
    return observedVendor(vendor, observed[definition.id])
  })
  for (const vendor of vendors) startTables(vendor, seed)
  return { definitions, vendors, sandboxes: createSandboxes({ vendors, seed, journalSize }) }
}

export const introduce = (world: World, origin: string): readonly Introduction[] => {
  const urls = baseUrls(world.vendors, origin)
  const { default: sandbox } = world.sandboxes
  return world.definitions.flatMap((definition) => {
    const { id, title, sample } = definition
    const vendor = world.vendors.find((each) => each.id === id)
    if (vendor === undefined) return []
    const credentials = sandbox.credentials[id] ?? {}
    const shipped = credentials[sample.credential]
    const token = shipped ?? firstToken(sandbox, id)
    const usable = token === undefined ? credentials : { ...credentials, [sample.credential]: token }
    const baseUrl = urls[id] ?? origin
    const environment = definition.environment(baseUrl, { ...vendor, credentials: usable })
    return [{ id, title, baseUrl, token, sample: shipped && sample.path, environment }]
  })
}

/** Where a client on this machine reaches a server that listens on `host`. */
export const originOf = (host: string, port: number): string => {
  const name = reachableHost(host)
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`
}

/** How to reach the vendors of a server that `config` describes, without starting it. */
export const introductionsFor = (all: readonly VendorDefinition[], config: Config): readonly Introduction[] =>
  introduce(createWorld(all, config), originOf(config.program.host, config.program.port))
