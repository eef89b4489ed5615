/** The object that `startMembermock` gives, and what it is given. */
import type { LogFormat, LogLevel } from '../config/log-types.ts'
import type { ScenarioStep } from '../contract/scenario.ts'
import type { Introduction } from '../control/introduction.ts'
import type { VendorTypes } from '../routes/vendor-types.ts'
import type { Credentials, Steering, VendorId } from './types.ts'

/** The settings of one vendor, as in the config file; all optional. */
export type VendorOptions<Id extends VendorId> = Partial<Omit<VendorTypes[Id]['settings'], 'limit'>> & {
  /** Requests in one window; `null` or `off` for no limit. Default: the vendor's own. */
  limit?: number | 'off' | null
}

/** As in the config file; all optional. */
export type MembermockOptions<Ids extends VendorId = VendorId> = {
  readonly [Id in VendorId]?: VendorOptions<Id>
} & {
  /** The TCP port to listen on. Default 0: a free one. */
  port?: number
  /** What to listen on. Default `127.0.0.1`: this machine alone. */
  host?: string
  /** Which vendors are served; the types know no others then. Default: all. */
  vendors?: readonly Ids[]
  /** What the made members grow from: the same seed gives the same members. Default 1. */
  seed?: number
  /** What made dates refer to, RFC 3339. Default `2026-01-01T00:00:00.000Z`. */
  now?: string
  /** How many members are made for each vendor beside the named ones. Default 100. */
  members?: number
  /** False or `off`: nobody is refused for asking too often. Default on. */
  rateLimit?: 'on' | 'off' | boolean
  /** Requests that each sandbox remembers; 0 is none. Default 1000. */
  journalSize?: number
  /** A file with the state that the default sandbox starts in, as `snapshot()` gives it. Default: none. */
  snapshot?: string
  /** A file that `membermock verify --learn` has written: the vendors answer as they were seen to. Default: none. */
  observed?: string
  /** A folder that `membermock record` has written: what was recorded is answered as it was. Default: none. */
  replay?: string
  /** With `replay`: what was not recorded is answered 501. Default false. */
  replayOnly?: boolean
  /** A life that members of the default sandbox live through: a shipped one, or one of `scenarios`. Default: none. */
  scenario?: string
  /**
   * `valkey://HOST:PORT` or `redis://HOST:PORT`, with `/DB` or a password perhaps: all that is remembered is shared with
   * every membermock that has this store. It takes the package ioredis. Default: none.
   */
  store?: string
  /** Lives of your own, by name. */
  scenarios?: Readonly<Record<string, readonly ScenarioStep[]>>
  /** False leaves out `/__admin`, but for its health; what this object does needs none of it. Default true. */
  admin?: boolean
  /** Let in only who shows this bearer to `/__admin`. */
  adminToken?: string
  /** With a `host` that is not loopback, let other machines use `/__admin` without a token. Default false. */
  adminOpen?: boolean
  /** Other names that clients may call `/__admin` by. */
  adminHosts?: readonly string[]
  /** Hosts that webhooks may be delivered to beside this machine: `host`, or `host:port`. Default: none. */
  webhookHosts?: readonly string[]
  /** The program's alone, as `logLevel` and `logFormat` are: a library has `unimplemented` and hooks. */
  strict?: boolean
  /** The program's alone. */
  logLevel?: LogLevel
  /** The program's alone. */
  logFormat?: LogFormat
}

/** Told as it happens; registered credentials are masked in every text. */
export interface MembermockHooks {
  /** An operation was asked for that the vendor has and membermock has not; it was answered 501. */
  unimplemented?(vendor: string, operation: string): void
  /** A fault of membermock's own, answered as the vendor's 500. */
  failed?(failure: { message: string; stack: string }): void
  /** Every request, after its answer; `ms` is how long that took, in milliseconds. */
  served?(request: { method: string; url: string; status: number; ms: number }): void
}

/** To steer the default sandbox, and to make others. Closes itself at the end of an `await using`. */
export interface Membermock<Ids extends VendorId = VendorId> extends Steering<Ids>, AsyncDisposable {
  /** Where it listens, without a slash at the end: `http://127.0.0.1:4820`. */
  readonly url: string
  /** What a client of each vendor is given as its base URL. */
  readonly baseUrl: { readonly [Id in Ids]: string }
  /** Tokens by vendor and by the name of what they are good for; with `fixtures: false` there are none. */
  readonly credentials: Credentials<Ids>
  /** The URL of the admin API and of its page. */
  readonly admin: string
  /** Of this package. */
  readonly version: string
  /** How to reach each vendor, as the program's banner says it. */
  readonly introductions: readonly Introduction[]
  /** How many times something was asked for, so far, that is not emulated. */
  readonly unimplemented: number
  /** How many deliveries to webhooks are still to be made, now or later; a snapshot holds them. */
  readonly undelivered: number
  /**
   * A WHATWG fetch that answers inside the process, without a socket: to this mock's URLs and to the vendors' real
   * ones. Others are refused with a TypeError.
   */
  readonly fetch: typeof globalThis.fetch
  /**
   * Answers what is asked for at the vendors' real hosts by the global fetch, and by node:http and node:https, which
   * axios and npm's apitable use, until the returned function is called or the mock is closed. Clients that take hold
   * of fetch when they are made have to be made after it. What goes to other hosts goes there.
   */
  interceptFetch(): () => void
  /** Waits for open requests, for 1.25 s at most. */
  close(): Promise<void>
}
