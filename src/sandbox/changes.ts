/** What a unit of work has changed in a vendor's tables: taken back when it fails, read by others when it is done. */

/** A row that was put (`before` undefined), replaced, or deleted (`after` undefined). */
export interface Change {
  readonly table: string
  readonly key: string
  readonly before: object | undefined
  readonly after: object | undefined
  /** Makes it undone. */
  readonly undo: () => void
}

export class ChangeList {
  #open: Change[] | undefined
  /** Counts every change there ever was: what was made of the rows is good for as long as it stays the same. */
  version = 0
  /** About how many bytes is taken by what differs from the start, in all tables. */
  weight = 0
  /** Told of what a unit of work has changed, once it is done and not a part of another; not of one without changes. */
  whenDone: ((changes: readonly Change[]) => void) | undefined
  /** Told of each change as it is made, one that is taken back later included. */
  whenNoted: ((change: Change) => void) | undefined

  /** For the tables, at each change. */
  note(change: Change): void {
    this.version += 1
    this.#open?.push(change)
    this.whenNoted?.(change)
  }

  /** Takes back what has been done already, whoever was told of it. */
  undo(changes: readonly Change[]): void {
    for (const { undo } of changes.toReversed()) undo()
    if (changes.length > 0) this.version += 1
  }

  /** Does `work` whole or not at all: when it throws, its changes are taken back, the last first. */
  run<Result>(work: () => Result): { result: Result; changes: readonly Change[] } {
    const done = this.#runWhole(work)
    if (done.changes.length > 0 && this.#open === undefined) this.whenDone?.(done.changes)
    return done
  }

  #runWhole<Result>(work: () => Result): { result: Result; changes: readonly Change[] } {
    const outer = this.#open
    const changes: Change[] = []
    this.#open = changes
    try {
      const result = work()
      // A unit within a unit is a part of it.
      outer?.push(...changes)
      return { result, changes }
    } catch (error) {
      for (const { undo } of changes.reverse()) undo()
      if (changes.length > 0) this.version += 1
      throw error
    } finally {
      this.#open = outer
    }
  }
}
