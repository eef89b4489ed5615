/** One operation of a vendor as one value: from it come its route, its documents, its names and its types. */
import type { FromSchema, JSONSchema } from 'json-schema-to-ts'
import type { Random } from '../sandbox/random.ts'
import type { Answer } from './answer.ts'
import type { Call, Check, RequestHeaders } from './call.ts'
import type { JsonSchema } from './json-schema.ts'
import type { QueryForm } from './query-form.ts'
import type { ApiError } from './refusal.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/**
 * An operation that the vendor has, served by us or not. `path` is native, with `{name}` for a parameter; for one that is
 * not served the method may be `*`, and `/**` at the end of the path is whatever is there and below.
 */
export interface KnownOperation {
  readonly id: string
  readonly method: string
  readonly path: string
}

/** Why query or body does not fit. */
export interface InputProblem {
  readonly in: 'query' | 'body'
  /** A JSON pointer: `/email`, `/members/0/email`, or '' for the whole. */
  readonly path: string
  /** The rule of JSON Schema that is broken: `required`, `type`, `minimum`, ... */
  readonly rule: string
  /** What the rule says: the name that is missing, the limit, the values. */
  readonly params: Readonly<Record<string, unknown>>
  /** The value that does not fit; undefined where one is missing. */
  readonly found: unknown
}

/** What its page says of it, for the document. */
export interface OperationText {
  readonly tag: string
  readonly summary: string
  readonly description: string
}

export interface Operation<Id extends string = string> {
  readonly id: Id
  readonly method: Method
  /** Below the vendor's base URL, with `{name}` for a parameter. */
  readonly path: string
  /** An object's schema: what is read of the query. Whatever else is there is ignored. */
  readonly query?: JsonSchema | undefined
  /** How its clients write a query; absent: a name and a value each. */
  readonly queryForm?: QueryForm | undefined
  /** An object's schema: what is read of a JSON body. Without it a body is not looked at. */
  readonly body?: JsonSchema | undefined
  /** True: a request without a body is one with `{}`. */
  readonly isBodyOptional?: boolean | undefined
  /** Names of the headers it reads, in lower case. */
  readonly headers?: readonly string[] | undefined
  /**
   * Names in query and body that mean nothing on a request with these headers, such as those of another version: the
   * handler does not get them, and they are unread. Absent: each name means the same on every request.
   */
  readonly ignores?: ((headers: RequestHeaders) => readonly string[]) | undefined
  /** In the vendor's order; absent: the vendor's own list. */
  readonly checks?: readonly Check[] | undefined
  /** What the vendor says of an input that does not fit; absent: its `doesNotFit`. */
  readonly invalid?: ((problem: InputProblem, call: Call) => ApiError) | undefined
  /** Bodies of the answers by status; null for one without a body. */
  readonly answers: Readonly<Record<number, JsonSchema | null>>
  readonly text: OperationText
  /** Scopes a key needs, for the document. */
  readonly scopes?: readonly string[] | undefined
  handle(call: Call, inputs: Inputs): Answer
}

/** Query and body as their schemas have them; `{}` and undefined where there is none. */
export interface Inputs {
  readonly query: unknown
  readonly body: unknown
}

/** What a handler works with. All of it is synchronous; what it throws is answered in the vendor's words. */
export interface Work<Db, Caller, Path extends string, Query, Body> {
  readonly db: Db
  readonly caller: Caller
  readonly params: Readonly<Record<NamesIn<Path>, string>>
  readonly query: Query
  readonly body: Body
  /** Milliseconds since the epoch on the sandbox's clock. */
  readonly now: number
  readonly random: Random
  readonly call: Call
}

/** `memberId` in `/members/{memberId}`. */
type NamesIn<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never

/** What a schema's values are; `Absent` without one. */
type Fitting<Schema, Absent> = Schema extends JSONSchema ? FromSchema<Schema> : Absent

/** An operation as it is written down, with the types that its schemas come to. */
export interface Draft<Db, Caller, Id extends string, Path extends string, Query, Body>
  extends Omit<Operation<Id>, 'path' | 'query' | 'body' | 'handle'> {
  readonly path: Path
  readonly query?: Query
  readonly body?: Body
  handle(
    work: Work<Db, Caller, Path, Fitting<Query, Readonly<Record<string, never>>>, Fitting<Body, undefined>>,
  ): Answer
}

/**
 * A class, and no literal with getters: V8 makes each such literal a hidden class of its own, in the old generation, and
 * that holds its request until a full collection.
 */
class Working<Db> {
  readonly db: Db
  readonly query: unknown
  readonly body: unknown
  readonly call: Call

  constructor(db: Db, call: Call, { query, body }: Inputs) {
    this.db = db
    this.query = query
    this.body = body
    this.call = call
  }

  get caller(): object | undefined {
    return this.call.caller
  }

  get params(): Call['params'] {
    return this.call.params
  }

  // Looked up when a handler asks: most only read.
  get now(): number {
    return this.call.sandbox.clock.now()
  }

  get random(): Random {
    return this.call.sandbox.random
  }
}

/** For a vendor: its `operation`, whose handlers get its tables and its keys. `openDb` gives the tables of a call. */
export const createOperationMaker =
  <Db, Caller>(openDb: (call: Call) => Db) =>
  <const Id extends string, const Path extends string, const Query = undefined, const Body = undefined>({
    handle,
    ...draft
  }: Draft<Db, Caller, Id, Path, Query, Body>): Operation<Id> => ({
    ...(draft as Omit<Operation<Id>, 'handle'>), // a draft's schemas are schemas
    // Checks, inputs and router have seen to it that each is what the draft says.
    handle: (call, given) =>
      handle(new Working(openDb(call), call, given) as unknown as Parameters<typeof handle>[0]),
  })

/** Reads a table of operations, a line each: id, method, path below `base`. */
export const operationTable = (base: string, table: string): readonly KnownOperation[] =>
  table
    .trim()
    .split('\n')
    .map((line) => {
      const [id = '', method = '', path = ''] = line.split(/ +/)
      return { id, method, path: base + path }
    })
