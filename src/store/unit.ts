/** A piece of work on what processes share, done whole or not at all. */
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { StoreError } from './connection.ts'

export interface Unit {
  /** Whose work it is; asked before each run, since a key may be another sandbox's meanwhile. */
  sandbox(): Sandbox
  /** May be called again, when what it changed has been taken back. What else it does has to wait for `kept`. */
  run(): void | Promise<void>
  /** The store has it. */
  kept(): void
  /** The store does not answer; whether it has it is not known. */
  failed(error: StoreError): void
  /** True: it may make and delete sandboxes, and nothing else runs meanwhile. */
  isAlone?: boolean
}
