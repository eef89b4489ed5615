/** What a vendor is to a sandbox: its tables and what they start from, its limit, and how it tells of changes. */
import type { DatabaseModel, DatabaseStart } from './database.ts'
import type { Happening } from './happening.ts'
import type { Correspondence } from './letters.ts'
import type { Lifecycle } from './lifecycle.ts'
import type { LimitRule } from './rate-limit.ts'

/** A credential and what it may do; each vendor's have fields of their own. */
export interface KeyRow {
  readonly token: string
  readonly revoked?: boolean
}

/** As much of a vendor as a sandbox needs to know. */
export interface SeededVendor {
  readonly id: string
  readonly limit: LimitRule
  /** Names of states to the tokens of the default sandbox. */
  readonly credentials: Readonly<Record<string, string>>
  /** Its tables; one of them is `keys`, whose rows are KeyRows under their tokens. */
  readonly model: DatabaseModel
  /** The same seed number gives the same start. */
  start(seed: number): DatabaseStart
  /** The token of the sandbox numbered `number` for the state `name`; never one of the shipped. */
  mintToken(name: string, number: number): string
  /** What can be made to happen to a member of it, by name, for scenarios. */
  readonly life?: Readonly<Record<string, Happening>>
  /** What time does to its rows; absent: nothing. */
  readonly lifecycle?: Lifecycle
  /** How it tells others of its changes; absent: it never does. */
  readonly webhooks?: Correspondence
}
