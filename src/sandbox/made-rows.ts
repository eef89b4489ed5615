/** The computed rows of a table: each is made from its index when somebody looks at it, and few are held. */
import type { IndexTimes } from './index-times.ts'
import type { Population } from './population.ts'

/** Indexes that have something in common, in ascending order: counted and found without being listed. */
export interface MadeList {
  /** How many of them are below `index`. */
  countBelow(index: number): number
  /** The one that `skipped` others come before; undefined when there are not so many. */
  nth(skipped: number): number | undefined
}

/** The indexes from the first to before the second. */
type Range = readonly [start: number, end: number]

export interface MadeRows<Row extends object> {
  readonly size: number
  /** The key of the row of that index, which is not made for it. */
  keyAt(index: number): string
  at(index: number): Row
  /** The index of the row that has this key; undefined for a key of none. */
  indexOf(key: string): number | undefined
  /** The indexes of a place, or all. Within one place times grow with them. */
  rangeOf(place: string | undefined): Range
  /** In milliseconds: the time that the default order goes by. */
  timeAt(index: number): number
  /** The first index of the place whose time is `time` or later; the end of its range when there is none. */
  indexAtOrAfter(place: string, time: number): number
  /** Indexes of the rows that have `value` in the table's index `name`. */
  find(name: string, value: string): readonly number[]
  /** As `find`, for what very many may have; undefined for what no row has. */
  listOf?(name: string, value: string): MadeList | undefined
}

export interface MadeRowsOptions<Row extends object> {
  population: Population<Row>
  /** Of the rows of each place, counted from the first of that place. */
  times: ReadonlyMap<string, IndexTimes>
  /** A row's key by its id and place; the id alone unless told. */
  keyOf?(id: string, place: string): string
  /** The id in a key. */
  idIn?(key: string): string
  /** Absent: no index knows the computed rows. */
  find?(name: string, value: string): readonly number[]
  listOf?(name: string, value: string): MadeList | undefined
}

export const createMadeRows = <Row extends object>(options: MadeRowsOptions<Row>): MadeRows<Row> => {
  const { population, times, keyOf = (id) => id, idIn = (key) => key, find, listOf } = options
  const keyAt = (index: number): string => keyOf(population.idOf(index), population.placeOf(index) ?? '')
  /** Whoever changes a row asks for its key several times in a row, and each time an id is read. */
  const last: { key: string; index: number | undefined } = { key: '', index: undefined }
  const read = (key: string): number | undefined => {
    const index = population.indexOf(idIn(key))
    return index !== undefined && keyAt(index) === key ? index : undefined
  }
  return {
    size: population.size,
    keyAt,
    at: population.at,
    indexOf(key) {
      if (key !== last.key) {
        last.index = read(key)
        last.key = key
      }
      return last.index
    },
    rangeOf(place) {
      if (place === undefined) return [0, population.size]
      const { start, end } = population.rangeOf(place)
      return [start, end]
    },
    timeAt(index) {
      const place = population.placeOf(index) ?? ''
      return times.get(place)?.at(index - population.rangeOf(place).start) ?? 0
    },
    indexAtOrAfter: (place, time) =>
      population.rangeOf(place).start + (times.get(place)?.indexAtOrAfter(time) ?? 0),
    find: (name, value) => find?.(name, value) ?? [],
    listOf: (name, value) => listOf?.(name, value),
  }
}
