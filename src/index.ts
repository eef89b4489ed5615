/** The library: a membermock beside the code that uses it. */
import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { type AppOptions, createApp } from './app.ts'
import { createSteering } from './client/control.ts'
import { createFetch, createReach, interceptFetch } from './client/fetch.ts'
import { connectInProcess } from './client/transport.ts'
import type { Credentials, Steering, VendorId } from './client/types.ts'
import { Config, type LogFormat, type LogLevel, type ProgramSettings, readOptions } from './config/config.ts'
import { type VendorTypes, vendorDefinitions } from './routes/index.ts'
import type { Sandboxes } from './sandbox/sandboxes.ts'
import type { Reporter } from './server/errors.ts'
import { baseUrls } from './server/nobody.ts'
import { createWorld, type Introduction, introduce, originOf } from './world.ts'

export { type ConnectedMembermock, type ConnectOptions, connectMembermock } from './client/connect.ts'
export { MembermockError } from './client/error.ts'
export type * from './client/types.ts'
export { ConfigError } from './config/problems.ts'

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
  /** Requests that each sandbox remembers; 0 is none. */
  journalSize?: number
  /** False leaves out `/__admin`, but for its health; what this object does needs none of it. */
  admin?: boolean
  /** Let in only who shows this bearer to `/__admin`. */
  adminToken?: string
  /** With a `host` that is not loopback, let other machines use `/__admin` without a token. */
  adminOpen?: boolean
  /** Other names that clients may call `/__admin` by. */
  adminHosts?: readonly string[]
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

/** To steer the default sandbox, and to make others. */
export interface Membermock extends Steering, AsyncDisposable {
  readonly url: string
  /** By vendor; those not served are left out. */
  readonly baseUrl: { readonly [Id in VendorId]: string }
  /** By vendor and state; what is not there, as with `fixtures: false`, is left out. */
  readonly credentials: Credentials
  readonly admin: string
  readonly version: string
  readonly introductions: readonly Introduction[]
  /** How many times something was asked for, so far, that is not emulated. */
  readonly unimplemented: number
  /**
   * A WHATWG fetch that answers inside the process, without a socket: to this mock's URLs and to the vendors' real
   * ones. Others are refused with a TypeError.
   */
  readonly fetch: typeof globalThis.fetch
  /**
   * Answers what the global fetch is asked for at the vendors' real hosts, until the returned function is called or
   * the mock is closed. Clients that take hold of fetch when they are made have to be made after it; those that use
   * `node:http`, as npm's apitable does by way of axios, are not seen: give them a base URL.
   */
  interceptFetch(): () => void
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

const adminAccess = ({
  admin,
  host,
  adminHosts,
  adminToken,
  adminOpen,
}: ProgramSettings): AppOptions['admin'] =>
  admin && { host, hosts: adminHosts, token: adminToken, isOpen: adminOpen }

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

/** What the object does without its socket; `url` is where the app listens. */
const createInside = (app: FastifyInstance, options: AppOptions, url: string) => {
  const { vendors, sandboxes, reporter } = options
  const { unimplemented, failed } = reporter
  const control = connectInProcess(() =>
    createApp({ vendors, sandboxes, reporter: { unimplemented, failed } }),
  )
  const reach = createReach(vendors, url)
  const fetch = createFetch(app, reach)
  const restores: (() => void)[] = []
  return {
    does: {
      ...createSteering(control.transport),
      fetch,
      interceptFetch() {
        const restore = interceptFetch(fetch, reach)
        restores.unshift(restore)
        return restore
      },
    },
    async close(): Promise<void> {
      for (const restore of restores) restore()
      await control.close()
    },
  }
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
  const { host, port: wanted } = config.program
  const appOptions = { vendors, sandboxes, reporter, admin: adminAccess(config.program) }
  const app = createApp(appOptions)
  await app.listen({ host, port: wanted })
  const { port } = app.server.address() as AddressInfo // it listens on a port, not on a pipe
  const url = originOf(host, port)
  const inside = createInside(app, appOptions, url)
  let closed: Promise<unknown> | undefined
  const close = async (): Promise<void> => {
    closed ??= Promise.all([inside.close(), closeWithin(app, GRACE_MS)])
    await closed
  }
  return {
    url,
    baseUrl: baseUrls(vendors, url) as Membermock['baseUrl'], // by the ids that VendorTypes names
    credentials: sandboxes.default.credentials as unknown as Credentials, // by the names that VendorTypes names
    admin: `${url}/__admin`,
    version,
    introductions: introduce(world, url),
    get unimplemented() {
      return unimplemented
    },
    ...inside.does,
    close,
    [Symbol.asyncDispose]: close,
  }
}
