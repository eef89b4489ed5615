/** Notes which rows and windows of a sandbox change while units of work run, so that they can be told of, or taken back. */
import type { Change } from '../sandbox/changes.ts'
import type { LimitRule, RateWindow } from '../sandbox/rate-limit.ts'
import type { VendorStore } from '../sandbox/sandbox-options.ts'
import type { Delta, RowDelta, WindowDelta } from './delta.ts'

interface Taken {
  readonly vendor: string
  readonly key: string
  readonly before: RateWindow | undefined
  readonly now: number
}

/** One vendor's. */
interface Recorded {
  readonly store: VendorStore
  changes: Change[]
  /** By key, as the window was before the first request. */
  readonly taken: Map<string, Taken>
  /** How many windows there were, and the rule in force. */
  size: number
  rule: LimitRule
}

export class Recorder {
  readonly #vendors = new Map<string, Recorded>()

  /** Notes from now on what becomes of it. */
  follow(vendor: string, store: VendorStore): void {
    const { limiter, db } = store
    const taken = new Map<string, Taken>()
    const recorded: Recorded = { store, changes: [], taken, size: limiter.size, rule: limiter.rule }
    this.#vendors.set(vendor, recorded)
    db.watch((change) => recorded.changes.push(change))
    limiter.whenTaken = (key, window, now) => {
      if (!taken.has(key)) taken.set(key, { vendor, key, before: window && { ...window }, now })
    }
  }

  forget(vendor: string): void {
    this.#vendors.delete(vendor)
  }

  clear(): void {
    this.#vendors.clear()
  }

  /** All that was noted is so from now on. */
  begin(): void {
    for (const recorded of this.#vendors.values()) {
      if (recorded.changes.length > 0) recorded.changes = []
      recorded.taken.clear()
      recorded.size = recorded.store.limiter.size
      recorded.rule = recorded.store.limiter.rule
    }
  }

  get delta(): Pick<Delta, 'rows' | 'windows' | 'limiters'> {
    const rows: RowDelta[] = []
    const windows: WindowDelta[] = []
    const limiters: NonNullable<Delta['limiters']>[number][] = []
    for (const [vendor, { store, changes, taken, rule }] of this.#vendors) {
      if (changes.length > 0) rows.push(...rowsOf(vendor, store, changes))
      if (store.limiter.rule !== rule) limiters.push([vendor, store.limiter.state])
      else
        for (const { key, now } of taken.values()) {
          const window = store.limiter.held(key)
          if (window !== undefined) windows.push([vendor, key, window, now])
        }
    }
    return {
      ...(rows.length > 0 && { rows }),
      ...(limiters.length > 0 && { limiters }),
      ...(windows.length > 0 && { windows }),
    }
  }

  /** Takes all back that was noted; false when it cannot, since other windows had to make room. */
  undo(): boolean {
    for (const { store, changes, taken, size, rule } of this.#vendors.values()) {
      const { limiter, db } = store
      if (limiter.rule !== rule) return false
      const opened = [...taken.values()].filter(({ before }) => before === undefined).length
      if (limiter.size !== size + opened) return false
      db.undo(changes)
      for (const { key, before, now } of taken.values()) limiter.hold(key, before, now)
    }
    this.begin()
    return true
  }
}

/** Each row once, as it is now. */
const rowsOf = (vendor: string, { db }: VendorStore, changes: readonly Change[]): RowDelta[] => {
  const keys = new Map(changes.map(({ table, key }) => [`${table} ${key}`, { table, key }]))
  return [...keys.values()].map(({ table, key }) => {
    const kept = db.table(table)?.kept(key)
    return [vendor, table, key, kept === undefined ? '-' : kept]
  })
}
