/** Lists the rows of a place in another order than the default one: by a value of theirs, then by key. */
import { madeOrderOf, type Ordering } from './made-order.ts'
import type { MadeRows } from './made-rows.ts'
import { compareAscending, comparePlaces, type OrderPlace } from './order-place.ts'
import { type Direction, opposite } from './position.ts'

interface Entry<Row> {
  readonly place: OrderPlace
  readonly row: Row
}

/** Entries in ascending order, of which the first `valued` have a value. */
interface Sorted<Row> {
  readonly length: number
  readonly valued: number
  at(nth: number): Entry<Row>
}

export interface OtherOrder<Row extends object> extends Ordering<Row> {
  /** The rows of the place that are held, in any order. */
  held: Iterable<{ readonly row: Row }>
  made: MadeRows<Row> | undefined
  /** Indexes of computed rows that are deleted, or held because they were changed. */
  hidden: ReadonlySet<number>
  direction: Direction
  /** Only rows behind it. */
  from?: OrderPlace | undefined
  keyOf(row: Row): string
}

const sortHeld = <Row extends object>({ held, valueIn, keyOf }: OtherOrder<Row>): Sorted<Row> => {
  const entries = [...held].map(({ row }) => ({ place: { value: valueIn(row), key: keyOf(row) }, row }))
  entries.sort((a, b) => compareAscending(a.place, b.place))
  const valued = entries.findIndex(({ place }) => place.value === null)
  return {
    length: entries.length,
    valued: valued === -1 ? entries.length : valued,
    at: (nth) => entries[nth] as Entry<Row>, // asked for below `length` only
  }
}

const NOTHING: Sorted<never> = {
  length: 0,
  valued: 0,
  at() {
    throw new RangeError('there is nothing')
  },
}

const sortedMade = <Row extends object>(order: OtherOrder<Row>): Sorted<Row> => {
  const { made, valueIn, keyOf } = order
  if (made === undefined) return NOTHING
  const { indexes, valued } = madeOrderOf(made, order)
  return {
    length: indexes.length,
    valued,
    at(nth) {
      const row = made.at(indexes[nth] ?? -1)
      return { place: { value: valueIn(row), key: keyOf(row) }, row }
    },
  }
}

/** Of the entries from `start` to before `end`, the first that does not stand before `place`. */
const countTo = <Row>(sorted: Sorted<Row>, start: number, end: number, place: OrderPlace): number => {
  let low = start
  let high = end
  while (low < high) {
    const middle = (low + high) >>> 1
    if (compareAscending(sorted.at(middle).place, place) < 0) low = middle + 1
    else high = middle
  }
  return low
}

/** One part of the entries, those with a value or those without, in the direction asked for. */
function* steps<Row extends object>(
  sorted: Sorted<Row>,
  [start, end]: readonly [number, number],
  { direction, from }: OtherOrder<Row>,
): Generator<Entry<Row>> {
  const isUp = direction === 'asc'
  let next = isUp ? start : end - 1
  if (from !== undefined) {
    next = countTo(sorted, start, end, from)
    const isThere = next < end && compareAscending(sorted.at(next).place, from) === 0
    if (!isUp) next -= 1
    else if (isThere) next += 1
  }
  for (; next >= start && next < end; next += isUp ? 1 : -1) yield sorted.at(next)
}

function* withoutHidden<Row extends object>(
  entries: Iterable<Entry<Row>>,
  { made, hidden }: OtherOrder<Row>,
): Generator<Entry<Row>> {
  for (const entry of entries) {
    const index = hidden.size === 0 ? undefined : made?.indexOf(entry.place.key)
    if (index === undefined || !hidden.has(index)) yield entry
  }
}

function* merge<Row>(
  one: Iterator<Entry<Row>>,
  other: Iterator<Entry<Row>>,
  direction: Direction,
): Generator<Row> {
  let [a, b] = [one.next(), other.next()]
  for (;;) {
    if (a.done === true && b.done === true) return
    const isFirst =
      b.done === true || (a.done !== true && comparePlaces(a.value.place, b.value.place, direction) < 0)
    if (isFirst && a.done !== true) {
      yield a.value.row
      a = one.next()
    } else if (b.done !== true) {
      yield b.value.row
      b = other.next()
    }
  }
}

/**
 * Those with a value in the direction asked for, then those without, by key in that direction. Backwards, from the end
 * of the same list to its beginning: `from` is then what the rows stand in front of.
 */
export function* rowsInOrder<Row extends object>(asked: OtherOrder<Row>, isBackward = false): Generator<Row> {
  const { from } = asked
  const order = { ...asked, direction: isBackward ? opposite(asked.direction) : asked.direction }
  const [held, made] = [sortHeld(order), sortedMade(order)]
  // A place with a value stands before all that have none, in both directions.
  const parts = isBackward ? [false, true] : [true, false]
  const start = from === undefined ? 0 : parts.indexOf(from.value !== null)
  for (const [nth, isValued] of parts.entries()) {
    if (nth < start) continue
    const partOf = (sorted: Sorted<Row>) =>
      isValued ? ([0, sorted.valued] as const) : ([sorted.valued, sorted.length] as const)
    const within = nth === start ? order : { ...order, from: undefined }
    const part = (sorted: Sorted<Row>) => steps(sorted, partOf(sorted), within)
    yield* merge(part(held), withoutHidden(part(made), order), order.direction)
  }
}
