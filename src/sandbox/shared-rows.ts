/** The rows of a table that share a value of an index, in the default order: counted, and read from anywhere. */
import type { MadeList, MadeRows } from './made-rows.ts'
import type { Placed } from './position.ts'

export interface SharedRowsOptions<Row extends object> {
  /** Those that are held, in the default order. */
  held: readonly Placed<Row>[]
  made: MadeRows<Row> | undefined
  /** Of `made`, those that have the value. */
  list: MadeList | undefined
  /** Indexes of computed rows that are deleted, or held because they were changed. */
  hidden: Iterable<number>
  placeOf(row: Row): string
}

export interface SharedRows<Row> {
  readonly count: number
  /** At most `limit` of them, behind the first `offset`. */
  page(offset: number, limit: number): Row[]
}

/** How many of the ascending `numbers` are below `limit`. */
const countBelow = (numbers: readonly number[], limit: number): number => {
  let low = 0
  let high = numbers.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((numbers[middle] ?? 0) < limit) low = middle + 1
    else high = middle
  }
  return low
}

/** The computed rows of a list without the hidden ones. */
const createShown = (list: MadeList | undefined, size: number, hidden: Iterable<number>) => {
  if (list === undefined) return { count: 0, countBelow: () => 0, nth: () => undefined }
  const has = (index: number): boolean => list.countBelow(index + 1) > list.countBelow(index)
  const gone = [...hidden].filter(has).sort((a, b) => a - b)
  return {
    count: list.countBelow(size) - gone.length,
    countBelow: (index: number): number => list.countBelow(index) - countBelow(gone, index),
    nth(skipped: number): number | undefined {
      let rank = skipped
      for (const index of gone) if (list.countBelow(index) <= rank) rank += 1
      return list.nth(rank)
    },
  }
}

/** It is of the moment: made again after a change. Orders are taken to be different. */
export const createSharedRows = <Row extends object>(options: SharedRowsOptions<Row>): SharedRows<Row> => {
  const { held, made, list, hidden, placeOf } = options
  const size = made?.size ?? 0
  const shown = createShown(list, size, hidden)
  /** How many rows come before the one that is held as number `nth`. */
  const before = (nth: number): number => {
    const entry = held[nth]
    if (entry === undefined) return held.length + shown.count
    const { row, position } = entry
    if (made === undefined || position.time === null) return nth + shown.count
    return nth + shown.countBelow(made.indexAtOrAfter(placeOf(row), position.time))
  }

  const count = held.length + shown.count
  return {
    count,
    page(offset, limit) {
      const rows: Row[] = []
      let next = 0
      while (next < held.length && before(next) < offset) next += 1
      for (let at = offset; at < Math.min(count, offset + limit); at++) {
        const entry = before(next) === at ? held[next] : undefined
        const index = entry === undefined ? shown.nth(at - next) : undefined
        if (entry !== undefined) next += 1
        if (entry !== undefined) rows.push(entry.row)
        else if (made !== undefined && index !== undefined) rows.push(made.at(index))
      }
      return rows
    },
  }
}
