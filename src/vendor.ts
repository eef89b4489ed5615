/** The language every vendor is described in: what it declares, what it may refuse with, how we know. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Entries } from './sandbox/entries.ts'
import type { LimitRule } from './sandbox/rate-limit.ts'
import type { Seed } from './sandbox/sandbox.ts'

/** How a behaviour is known: the vendor's page, its open source, a third party's observation, or our assumption. */
export interface Provenance {
  how: 'documented' | 'source' | 'observed' | 'assumed'
  /** The page, file or note that says so; for `assumed`, what the assumption rests on. */
  source: string
  /** When it was read, YYYY-MM-DD. */
  date: string
}

/** The refusals every vendor must have words for; a vendor adds its own. */
export type CommonKind =
  | 'unknownPath'
  | 'wrongMethod'
  | 'notImplemented'
  | 'missingCredential'
  | 'unknownCredential'
  | 'revokedCredential'
  | 'rateLimited'
  | 'memberNotFound'
  | 'badRequest'
  | 'internal'

/** What a refusal's words depend on: the operation, a limit, seconds left. */
export type Facts = Readonly<Record<string, string | number | undefined>>

/** A refusal, thrown anywhere below a vendor's routes; the vendor's `errors` table gives it its bytes. */
export class ApiError extends Error {
  readonly kind: string
  readonly facts: Facts

  constructor(kind: string, facts: Facts = {}) {
    super(kind)
    this.kind = kind
    this.facts = facts
  }
}

export interface ErrorSpec {
  /** The HTTP status, which is not always the code in the body. */
  status: number
  body(facts: Facts): unknown
  headers?(facts: Facts): Record<string, string>
  provenance: Provenance
}

export type ErrorTable<OwnKind extends string = never> = Readonly<Record<CommonKind | OwnKind, ErrorSpec>>

/** An operation of the vendor: `path` is native, with `{name}` for a parameter. */
export interface Operation {
  id: string
  method: string
  path: string
}

/** Reads a table of operations, a line each: id, method, path below `base`. */
export const operations = (base: string, table: string): readonly Operation[] =>
  table
    .trim()
    .split('\n')
    .map((line) => {
      const [id = '', method = '', path = ''] = line.split(/ +/)
      return { id, method, path: base + path }
    })

/** A question asked of a request before it is served; it throws an ApiError to refuse. */
export interface Check {
  name: string
  run(request: FastifyRequest, reply: FastifyReply): void
}

/** How a planned fault speaks for the vendor. */
export interface FaultDialect {
  /** The path parameter that has the member's id. */
  readonly member: string
  /** What `{"status": n}` stands for: each HTTP status that the vendor refuses with, and one kind for it. */
  readonly statuses: Readonly<Record<number, string>>
  /** What `{"code": n}` stands for, where the vendor's bodies have codes. */
  readonly codes?: Readonly<Record<number, string>>
  /** Readies a forced answer of `kind` as if the checks had come so far; gives the facts for its words. */
  prepare(request: FastifyRequest, reply: FastifyReply, kind: string): Facts
}

/** A root path that the vendor takes although its prefix is missing. */
export interface Claim {
  path: string
  /** The native path that stands for `path`. */
  to: string
  /** Only for a credential that starts so. */
  credential?: string
}

/** What the front door needs to know of a vendor. */
export interface Address {
  readonly id: string
  /** Host names, lower case, without a port. */
  readonly hosts: readonly string[]
  readonly claims: readonly Claim[]
}

/** One behaviour of a vendor and how it is known: a row of FIDELITY.md. */
export interface FidelityRow {
  vendor: string
  /** The operation it is seen on. */
  operation: string
  /** Stable, in kebab-case, unique within the vendor. */
  case: string
  /** In our words. */
  what: string
  /** The HTTP status; null where the socket is cut instead. */
  status: number | null
  /** The body, or an example of it; absent where there is none or it tells nothing. */
  body?: unknown
  /** The kind of refusal it is a case of. */
  kind?: string
  /** Only for requests of this method. */
  method?: string
  /** How to bring it about. */
  provoke: string
  provenance: Provenance
  /** The test that shows it, where no exchange of texts can. */
  test?: string
}

/** What a vendor's fidelity.ts exports. */
export interface FidelityModule {
  /** The refusals, then the rest; the first without a kind is the ordinary success. */
  rowsOf(vendor: Vendor): readonly FidelityRow[]
}

/** Names of what a request brings: query parameters, fields of a JSON body, headers in lower case. */
export interface RequestNames {
  query?: readonly string[]
  body?: readonly string[]
  headers?: readonly string[]
}

/** What is made of what clients send, so that the journal can show what was sent in vain. */
export interface Reading {
  /** How the vendor's own headers begin, in lower case; others are nobody's typo. */
  readonly headerPrefixes: readonly string[]
  /** By served operation. */
  readonly operations: Readonly<Record<string, RequestNames>>
  /** What the vendor's own clients send of themselves, read or not. */
  readonly byClients: RequestNames
}

export interface Vendor extends Address {
  readonly title: string
  /** What stands between our prefix and the native path in a client's base URL: '/api/v1' or ''. */
  readonly base: string
  /** The credentials by which people and tests know the states: name to token. */
  readonly credentials: Readonly<Record<string, string>>
  readonly limit: LimitRule
  /** What members live in, where ids alone do not tell: 'space', 'site'. */
  readonly place?: string
  /** What a user may give it. */
  readonly entries: Entries
  /** True: HEAD is GET without the body; false: HEAD is a wrong method. */
  readonly answersHead: boolean
  readonly served: readonly Operation[]
  /** What the vendor has and we do not: answered 501. */
  readonly siblings: readonly Operation[]
  readonly reading: Reading
  /** In the vendor's own order; after path and 501, before the handler. */
  readonly checks: readonly Check[]
  readonly errors: Readonly<Record<string, ErrorSpec>>
  readonly faults: FaultDialect
  /** What every refusal of this request depends on beside its own facts, such as the language. */
  contextOf?(request: FastifyRequest): Facts
  /** The credential in an Authorization header, `undefined` when the vendor would see none. */
  credentialIn(authorization: string | undefined): string | undefined
  seed(seed: number): Seed
  /** The token of the sandbox numbered `number` for the state `name`: of the vendor's form, and none of the shipped. */
  mintToken(name: string, number: number): string
  /** Every behaviour and how it is known; loaded when somebody asks. */
  loadFidelity(): Promise<FidelityModule>
  /** Hooks that put on the vendor's headers, then the routes. */
  mount(scope: FastifyInstance): void
}

/** A vendor's settings after the config file, variables and flags have been read and validated. */
export interface VendorSettings {
  /** Requests in one window; null is off. */
  limit: number | null
  windowSeconds: number
  /** False: start without the shipped members, keys, spaces and sites. */
  fixtures: boolean
  /** Credentials of the user's own, each valid against the vendor's key schema. */
  keys: readonly unknown[]
  /** Members of the user's own, each valid against the vendor's member entry schema. */
  members: readonly unknown[]
}

/** What every vendor is made with. */
export interface VendorOptions {
  /** Reference for made dates, milliseconds since the epoch. */
  now: number
  /** How many members are made beside the named ones. */
  members: number
  /** False: nobody is ever refused for asking too often. */
  rateLimit: boolean
}

/** A JSON Schema, as data. */
export type JsonSchema = Readonly<Record<string, unknown>>

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
  /** Config file lists and the schema of an entry: `keys`, `members`, and the vendor's own (`spaces`, `sites`). */
  readonly lists: Readonly<Record<string, JsonSchema>>
  /** What clients of this vendor read from their environment, for `membermock env`. */
  environment(baseUrl: string, vendor: Vendor): Readonly<Record<string, string>>
  /** A path below the base URL, and the name of the credential, of a call that works: for the banner. */
  readonly sample: { path: string; credential: string }
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
