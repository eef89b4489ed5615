/** Where a row stands in the default order of its table: by time, then by key; rows without a time stand behind all. */

export interface Position {
  /** Milliseconds since the epoch; null for a row that has none. */
  readonly time: number | null
  readonly key: string
}

/** `asc` is oldest first. Rows without a time come last in both. */
export type Direction = 'asc' | 'desc'

export const opposite = (direction: Direction): Direction => (direction === 'asc' ? 'desc' : 'asc')

export interface Placed<Row> {
  readonly position: Position
  readonly row: Row
}

/** Below 0 when `a` comes before `b` in ascending order. */
export const comparePositions = (a: Position, b: Position): number => {
  if (a.time !== b.time) {
    if (a.time === null) return 1
    if (b.time === null) return -1
    return a.time - b.time
  }
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0
}

/** How many of `sorted`, which is in ascending order, stand before `position`. */
export const countBefore = (sorted: readonly Placed<unknown>[], position: Position): number => {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const entry = sorted[middle]
    if (entry !== undefined && comparePositions(entry.position, position) < 0) low = middle + 1
    else high = middle
  }
  return low
}
