/** The vendors and sandboxes that a Config describes, and how a client reaches them. */
import type { Config } from './config/config.ts'
import type { VendorDefinition } from './contract/definition.ts'
import type { Vendor } from './contract/vendor.ts'
import { vendorDefinitions } from './routes/index.ts'
import { Sandboxes } from './sandbox/sandboxes.ts'
import { baseUrls } from './server/nobody.ts'

/** How to reach one vendor. */
export interface Introduction {
  id: string
  title: string
  baseUrl: string
  /** A credential that works, unless there is none. */
  token: string | undefined
  /** A path below the base URL that `token` may ask for; not without the shipped members. */
  sample: string | undefined
  /** What the vendor's clients read from their environment. */
  environment: Readonly<Record<string, string>>
}

/** Everything but the server. */
export interface World {
  definitions: readonly VendorDefinition[]
  vendors: readonly Vendor[]
  sandboxes: Sandboxes
}

export const createWorld = ({ program, vendors: settings }: Config): World => {
  const { now, members, rateLimit, seed, journalSize } = program
  const definitions = vendorDefinitions.filter(({ id }) => program.vendors.includes(id))
  const vendors = definitions.map((definition) => {
    const ofVendor = settings[definition.id]
    if (ofVendor === undefined) throw new TypeError(`no settings for ${definition.id}`)
    return definition.create(ofVendor, { now: Date.parse(now), members, rateLimit })
  })
  return { definitions, vendors, sandboxes: new Sandboxes({ vendors, seed, journalSize }) }
}

/** The vendor's credentials that the sandbox has. */
export const credentialsOf = (
  { id, credentials }: Vendor,
  { default: sandbox }: Sandboxes,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(credentials).filter(([, token]) => sandbox.store(id).keys.get(token) !== undefined),
  )

const isRevoked = (key: unknown): boolean => Object(key).revoked === true

/** The first key of the user's own, for a sandbox without the shipped ones. */
const firstToken = (vendorId: string, { default: sandbox }: Sandboxes): string | undefined => {
  const { keys } = sandbox.store(vendorId)
  return keys.ids().find((token) => !isRevoked(keys.get(token)))
}

export const introduce = (world: World, origin: string): readonly Introduction[] => {
  const urls = baseUrls(world.vendors, origin)
  return world.definitions.flatMap((definition) => {
    const { id, title, sample } = definition
    const vendor = world.vendors.find((each) => each.id === id)
    if (vendor === undefined) return []
    const credentials = credentialsOf(vendor, world.sandboxes)
    const shipped = credentials[sample.credential]
    const token = shipped ?? firstToken(id, world.sandboxes)
    const usable = token === undefined ? credentials : { ...credentials, [sample.credential]: token }
    const baseUrl = urls[id] ?? origin
    const environment = definition.environment(baseUrl, { ...vendor, credentials: usable })
    return [{ id, title, baseUrl, token, sample: shipped && sample.path, environment }]
  })
}

/** Where a client on this machine reaches `host`; the wildcards are no address to ask. */
export const originOf = (host: string, port: number): string => {
  const reachable = new Map([
    ['0.0.0.0', '127.0.0.1'],
    ['::', 'localhost'],
  ]).get(host)
  const name = reachable ?? (host.includes(':') ? `[${host}]` : host)
  return `http://${name}:${port}`
}

/** How to reach the vendors of a server that `config` describes, without starting it. */
export const introductionsFor = (config: Config): readonly Introduction[] =>
  introduce(createWorld(config), originOf(config.program.host, config.program.port))
