/** Two orders made one: the rows that are held and those that are computed, as a list shows them. */
import type { MadeRows } from './made-rows.ts'
import { comparePositions, countBefore, type Direction, type Placed, type Position } from './position.ts'

interface Merge<Row extends object> {
  /** Oldest first, those without a time at the end. */
  held: readonly Placed<Row>[]
  made: MadeRows<Row> | undefined
  /** Indexes of computed rows that are deleted, or held because they were changed. */
  hidden: ReadonlySet<number>
  place: string
  direction: Direction
  /** Only rows behind it in the order asked for. */
  from: Position | undefined
}

/** A row that comes next, if any does. */
type Take<Row> = () => Placed<Row> | undefined

/** Behind every row that has a time, and before those that have none. */
const UNDATED: Position = { time: null, key: '' }

/** Steps through the held rows that have a time. */
const takeHeld = <Row extends object>({ held, direction, from }: Merge<Row>, dated: number): Take<Row> => {
  const isUp = direction === 'asc'
  let next = isUp ? 0 : dated - 1
  if (from !== undefined) {
    const at = Math.min(dated, countBefore(held, from))
    const isThere = held[at] !== undefined && comparePositions(held[at].position, from) === 0
    next = isUp ? at + (isThere ? 1 : 0) : at - 1
  }
  return () => {
    const entry = next >= 0 && next < dated ? held[next] : undefined
    next += isUp ? 1 : -1
    return entry
  }
}

/** Steps through the computed rows, which all have a time. */
const takeMade = <Row extends object>({ made, hidden, place, direction, from }: Merge<Row>): Take<Row> => {
  if (made === undefined) return () => undefined
  const isUp = direction === 'asc'
  const [start, end] = made.rangeOf(place)
  const placed = (index: number): Placed<Row> => ({
    position: { time: made.timeAt(index), key: made.keyAt(index) },
    row: made.at(index),
  })
  const isBehind = ({ position }: Placed<Row>): boolean => {
    if (from === undefined) return true
    const order = comparePositions(position, from)
    return isUp ? order > 0 : order < 0
  }
  let next = isUp ? start : end - 1
  if (from !== undefined && from.time !== null) {
    const at = made.indexAtOrAfter(place, from.time)
    next = isUp ? at : Math.min(at, end - 1)
  } else if (from !== undefined) next = isUp ? end : start - 1
  return () => {
    while (next >= start && next < end) {
      const index = next
      next += isUp ? 1 : -1
      if (hidden.has(index)) continue
      const found = placed(index)
      if (isBehind(found)) return found
    }
    return undefined
  }
}

/** Rows that have a time in the direction asked for, then those that have none, by key in that direction. */
export function* mergeRows<Row extends object>(merge: Merge<Row>): Generator<Row> {
  const { held, direction, from } = merge
  const sign = direction === 'asc' ? 1 : -1
  const dated = countBefore(held, UNDATED)
  const takers = [takeHeld(merge, dated), takeMade(merge)] as const
  const heads = takers.map((take) => (from?.time === null ? undefined : take()))
  for (;;) {
    const [one, other] = heads
    if (one === undefined && other === undefined) break
    const isFirst =
      other === undefined || (one !== undefined && comparePositions(one.position, other.position) * sign < 0)
    const which = isFirst ? 0 : 1
    const head = heads[which]
    heads[which] = takers[which]()
    if (head !== undefined) yield head.row
  }
  const undated = held.slice(dated)
  if (direction === 'desc') undated.reverse()
  for (const { position, row } of undated)
    if (from === undefined || from.time !== null || comparePositions(position, from) * sign > 0) yield row
}
