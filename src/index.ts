/** The library: a membermock beside the code that uses it. */
import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { createApp } from './app.ts'
import { Config, type LogFormat, type LogLevel, readOptions } from './config.ts'
import type { Reporter } from './plugins/errors.ts'
import { baseUrls } from './routes/admin/nobody.ts'
import { type VendorTypes, vendorDefinitions } from './routes/index.ts'
import type { Sandboxes } from './sandbox/sandboxes.ts'
import { createWorld, credentialsOf, type Introduction, introduce, originOf } from './world.ts'

export { ConfigError } from './config/problems.ts'

export type VendorId = keyof VendorTypes

type VendorOptions<Id extends VendorId> = Partial<Omit<VendorTypes[Id]['settings'], 'limit'>> & {
  /** Requests in one window; `null` or `off` for no limit. */
  limit?: number | 'off' | null
}

/** As in the config file; all optional. */
export type MembermockOptions = { readonly [Id in VendorId]?: VendorOptions<Id> } & {
  /** Default 0: a free one. */
  port?: number
  host?: string
  vendors?: readonly VendorId[]
  seed?: number
  /** RFC 3339. */
  now?: string
  members?: number
  rateLimit?: 'on' | 'off' | boolean
  /** These three are the program's; a library has `unimplemented` and hooks. */
  strict?: boolean
  logLevel?: LogLevel
  logFormat?: LogFormat
}

/** Told as it happens; registered credentials are masked in every text. */
export interface MembermockHooks {
  /** An operation was asked for that the vendor has and membermock has not. */
  unimplemented?(vendor: string, operation: string): void
  /** A fault of membermock's own, answered as the vendor's 500. */
  failed?(failure: { message: string; stack: string }): void
  /** Every request, after its answer. */
  served?(request: { method: string; url: string; status: number; ms: number }): void
}

export interface Membermock extends AsyncDisposable {
  readonly url: string
  /** By vendor; those not served are left out. */
  readonly baseUrl: { readonly [Id in VendorId]: string }
  /** By vendor and state; what is not there, as with `fixtures: false`, is left out. */
  readonly credentials: {
    readonly [Id in VendorId]: { readonly [Name in VendorTypes[Id]['credential']]: string }
  }
  readonly admin: string
  readonly version: string
  readonly introductions: readonly Introduction[]
  /** How many times something was asked for, so far, that is not emulated. */
  readonly unimplemented: number
  /** Waits for open requests, for 1.25 s at most. */
  close(): Promise<void>
}

/** A signal has to end the process within two seconds. */
const GRACE_MS = 1250

export const { version }: { version: string } = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
)

/** What is in `url`, percent-encoded too, with credentials masked. */
const redactUrl = (url: string, sandboxes: Sandboxes): string => {
  try {
    const decoded = decodeURIComponent(url)
    if (sandboxes.redact(decoded) !== decoded) return sandboxes.redact(decoded)
  } catch {
    // Not decodable: nothing is hidden in it that way.
  }
  return sandboxes.redact(url)
}

const createReporter = (hooks: MembermockHooks, sandboxes: Sandboxes, count: () => void): Reporter => {
  const { served } = hooks
  return {
    unimplemented(vendor, operation) {
      count()
      hooks.unimplemented?.(vendor, operation)
    },
    failed(error) {
      const { message, stack = message } = error instanceof Error ? error : new Error(String(error))
      hooks.failed?.({ message: sandboxes.redact(message), stack: sandboxes.redact(stack) })
    },
    ...(served && {
      served: (request) => served({ ...request, url: redactUrl(request.url, sandboxes) }),
    }),
  }
}

const closeWithin = async (app: FastifyInstance, ms: number): Promise<void> => {
  let timer: NodeJS.Timeout | undefined
  const outOfTime = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      app.server.closeAllConnections()
      resolve()
    }, ms)
  })
  await Promise.race([app.close(), outOfTime])
  clearTimeout(timer)
}

/** Starts a server. Throws a ConfigError for options that cannot be used, and what `listen` throws. */
export const startMembermock = async (
  options: MembermockOptions | Config = {},
  hooks: MembermockHooks = {},
): Promise<Membermock> => {
  const config = options instanceof Config ? options : await readOptions(vendorDefinitions, options)
  const world = createWorld(config)
  const { vendors, sandboxes } = world
  let unimplemented = 0
  const reporter = createReporter(hooks, sandboxes, () => {
    unimplemented += 1
  })
  const app = createApp({ vendors, sandboxes, reporter })
  const { host } = config.program
  await app.listen({ host, port: config.program.port })
  const { port } = app.server.address() as AddressInfo // it listens on a port, not on a pipe
  const url = originOf(host, port)
  const credentials = Object.fromEntries(
    vendors.map((vendor) => [vendor.id, credentialsOf(vendor, sandboxes)]),
  )
  let closed: Promise<void> | undefined
  const close = async (): Promise<void> => {
    closed ??= closeWithin(app, GRACE_MS)
    return closed
  }
  return {
    url,
    baseUrl: baseUrls(vendors, url) as Membermock['baseUrl'], // by the ids that VendorTypes names
    credentials: credentials as unknown as Membermock['credentials'], // by the names that VendorTypes names
    admin: `${url}/__admin`,
    version,
    introductions: introduce(world, url),
    get unimplemented() {
      return unimplemented
    },
    close,
    [Symbol.asyncDispose]: close,
  }
}
