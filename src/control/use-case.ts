/** A use case of the control plane: what it may be asked with, and what it does; and how one is performed. */
import { isRecord } from '../contract/json.ts'
import type { JsonSchema } from '../contract/json-schema.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { StoreError } from '../store/connection.ts'
import { type Check, createChecks } from './checks.ts'
import { ControlError } from './control-error.ts'
import type { ControlOptions } from './options.ts'
import { findSandbox } from './sandboxes/find-sandbox.ts'

/** What a caller brings, not looked at yet. */
export interface Asked {
  /** What the call is known by to its caller: `/__admin/faults/f_1`. A refusal names it where nothing is there. */
  at: string
  /** Which one of several is meant: an id, a token. */
  params?: Readonly<Record<string, string>>
  /** Values by name; text is read as what the schema says. */
  query?: Readonly<Record<string, unknown>>
  /** A JSON value; `undefined` for none. It is kept as it is, so it has to be the caller's no longer. */
  body?: unknown
  /** Ends a wait early. */
  signal?: AbortSignal
}

/** What a use case is given; its schemas have been asked. */
export interface Input<Query = object, Body = undefined> {
  /** The one named by `query.sandbox`, else the default one. Throws a ControlError when it is not there. */
  sandbox(): Sandbox
  query: Query
  body: Body
  at: string
  params: Readonly<Record<string, string>>
  signal: AbortSignal | undefined
  /** For what can only be checked later, such as a record after a patch. */
  check: Check
}

export interface UseCase<Query = object, Body = undefined, Result = unknown> {
  /** Of an object with the names that it may be asked with. */
  readonly query: JsonSchema
  /** Looks at this for as long as it takes, and changes nothing. */
  readonly watches?: 'journal' | 'deliveries'
  /** Of what it has to be given; without it, it is given nothing. */
  readonly body?: JsonSchema
  run(input: Input<Query, Body>): Result | Promise<Result>
}

/** Infers what a use case answers; what it takes has to be said. */
export const useCase =
  <Query = object, Body = undefined>() =>
  <Result>(made: UseCase<Query, Body, Result>): UseCase<Query, Body, Result> =>
    made

/** Any of them, when it is only performed; the methods' types are those of its schemas. */
export type AnyUseCase<Result = unknown> = UseCase<never, never, Result>

/** Checks what is asked, then does it. Rejects with a ControlError for whatever is refused. */
export type Perform = <Result>(useCase: AnyUseCase<Result>, asked: Asked) => Promise<Result>

/** By its name: no start loads what a store takes. */
const STORE_ERROR: StoreError['name'] = 'StoreError'

const requireBody = (schema: JsonSchema, body: unknown): void => {
  if (body !== undefined || schema.type !== 'object') return
  const names = isRecord(schema.properties) ? Object.keys(schema.properties) : []
  throw new ControlError('refused', '', 'the body is empty', names)
}

export const createPerform = ({ sandboxes, share }: Pick<ControlOptions, 'sandboxes' | 'share'>): Perform => {
  const checks = createChecks()
  return async <Result>(made: AnyUseCase<Result>, { at, params = {}, body, signal, ...asked }: Asked) => {
    const check = await checks()
    const query: { sandbox?: unknown } = { ...asked.query }
    check.query(made.query, query, '?')
    if (made.body !== undefined) {
      requireBody(made.body, body)
      check.body(made.body, body ?? null, '')
    }
    const sandbox = (): Sandbox => findSandbox(sandboxes, String(query.sandbox ?? 'default'), '?/sandbox')
    const input: Input<object, unknown> = { sandbox, query, body, at, params, signal, check: check.body }
    const run = () => made.run(input as Input<never, never>) // the schemas have just been asked
    if (share === undefined) return run()
    try {
      return await share.perform(run, String(query.sandbox ?? 'default'), made.watches)
    } catch (error) {
      if (error instanceof Error && error.name === STORE_ERROR)
        throw new ControlError('unavailable', '', error.message)
      throw error
    }
  }
}
