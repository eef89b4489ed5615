/** What a unit of work has changed of a sandbox, as it goes from one process to the others. */
import type { Job } from '../sandbox/jobs.ts'
import type { OutboxState } from '../sandbox/outbox.ts'
import type { LimiterState, RateWindow } from '../sandbox/rate-limit.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { Step } from '../sandbox/scenario.ts'
import type { Snapshot } from '../sandbox/snapshot.ts'

/** `'-'`: as it was at the start. */
export type RowDelta = readonly [vendor: string, table: string, key: string, row: object | null | '-']

/** `now` is when the request came, on the sandbox's clock: whoever makes room does it at the same time everywhere. */
export type WindowDelta = readonly [vendor: string, key: string, window: RateWindow, now: number]

/** JSON; what is left out has not changed. */
export interface Delta {
  /** Vendors of which something is remembered from now on. */
  readonly opened?: readonly string[]
  readonly rows?: readonly RowDelta[]
  readonly limiters?: readonly (readonly [vendor: string, state: LimiterState])[]
  readonly windows?: readonly WindowDelta[]
  readonly random?: Snapshot['random']
  readonly faults?: Snapshot['faults']
  readonly clock?: ClockDelta
  readonly outbox?: OutboxState
  readonly scenario?: readonly Step[]
}

export interface ClockDelta {
  readonly frozenAt: number | null
  readonly offset: number
  readonly next: number
  /** Ids of jobs that are done, or dropped. */
  readonly gone: readonly number[]
  readonly jobs: readonly Job[]
}

export const clockDelta = (before: Snapshot['clock'], after: Snapshot['clock']): ClockDelta => {
  const known = new Set(before.jobs.due.map(({ id }) => id))
  const jobs = after.jobs.due.filter(({ id }) => !known.delete(id))
  return { frozenAt: after.frozenAt, offset: after.offset, next: after.jobs.next, gone: [...known], jobs }
}

/** In the order in which they fall due; of one time, the one that was planned first comes first. */
export const withClockDelta = (
  before: Snapshot['clock'],
  { frozenAt, offset, next, gone, jobs }: ClockDelta,
): Snapshot['clock'] => {
  const left = before.jobs.due.filter(({ id }) => !gone.includes(id))
  const due = [...left, ...jobs].sort((a, b) => a.time - b.time || a.id - b.id)
  return { frozenAt, offset, jobs: { next, due } }
}

/** Makes the change of rows and windows; what else there is, its owner sets. */
export const applyRows = (sandbox: Sandbox, { opened, rows, limiters, windows }: Delta): void => {
  for (const vendor of opened ?? []) sandbox.store(vendor)
  for (const [vendor, table, key, row] of rows ?? [])
    sandbox
      .store(vendor)
      .db.table(table)
      ?.keep(key, row === '-' ? undefined : row)
  for (const [vendor, state] of limiters ?? []) sandbox.store(vendor).limiter.state = state
  for (const [vendor, key, window, now] of windows ?? []) sandbox.store(vendor).limiter.hold(key, window, now)
}
