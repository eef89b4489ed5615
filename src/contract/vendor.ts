/** What the program knows of a vendor: where it is, what it serves and reads, what it asks before it answers. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { LimitRule } from '../sandbox/rate-limit.ts'
import type { Seed } from '../sandbox/sandbox.ts'
import type { Entries } from './entries.ts'
import type { FidelityModule } from './provenance.ts'
import type { ErrorSpec, Facts } from './refusal.ts'

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
