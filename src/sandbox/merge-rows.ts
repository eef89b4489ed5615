/** Two orders made one: the rows that are held and those that are computed, as a list shows them. */
import type { MadeRows } from './made-rows.ts'
import {
  comparePositions,
  countBefore,
  type Direction,
  opposite,
  type Placed,
  type Position,
} from './position.ts'

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

/** Behind every row that has a time, and before those that have none. */
const UNDATED: Position = { time: null, key: '' }

/** The held rows that have a time, behind `from`, in the direction asked for. */
function* heldFrom<Row extends object>(
  { held, direction, from }: Merge<Row>,
  dated: number,
): Generator<Placed<Row>> {
  const isUp = direction === 'asc'
  let next = isUp ? 0 : dated - 1
  if (from !== undefined) {
    const at = Math.min(dated, countBefore(held, from))
    const isThere = held[at] !== undefined && comparePositions(held[at].position, from) === 0
    next = isUp ? at + (isThere ? 1 : 0) : at - 1
  }
  for (; next >= 0 && next < dated; next += isUp ? 1 : -1) {
    const entry = held[next]
    if (entry !== undefined) yield entry
  }
}

/**
 * Steps through the computed rows of a place, all of which have a time, from one held row to the next. Where a held
 * row stands among them is looked up once; ids and times of those between are never made for it.
 */
class MadeSteps<Row extends object> {
  readonly #merge: Merge<Row>
  readonly #made: MadeRows<Row>
  readonly #start: number
  readonly #end: number
  /** The index that comes next. */
  #next: number

  constructor(merge: Merge<Row>, made: MadeRows<Row>) {
    this.#merge = merge
    this.#made = made
    const [start, end] = made.rangeOf(merge.place)
    this.#start = start
    this.#end = end
    const isUp = merge.direction === 'asc'
    this.#next = isUp ? start : end - 1
    if (merge.from !== undefined) this.#next = this.#behind(merge.from)
  }

  /** Those in front of `until`; all that are left without it. */
  *to(until: Position | undefined): Generator<Row> {
    const { direction, hidden } = this.#merge
    const step = direction === 'asc' ? 1 : -1
    const stop = until === undefined ? this.#stop : this.#behind(until)
    for (; (stop - this.#next) * step > 0; this.#next += step)
      if (hidden.size === 0 || !hidden.has(this.#next)) yield this.#made.at(this.#next)
  }

  get #stop(): number {
    return this.#merge.direction === 'asc' ? this.#end : this.#start - 1
  }

  /** The first index behind a position, in the direction asked for. */
  #behind(position: Position): number {
    if (position.time === null) return this.#stop
    const index = this.#made.indexAtOrAfter(this.#merge.place, position.time)
    const order = index < this.#end ? comparePositions(this.#positionAt(index), position) : 1
    if (this.#merge.direction === 'asc') return order > 0 ? index : index + 1
    return order < 0 ? index : index - 1
  }

  #positionAt(index: number): Position {
    return { time: this.#made.timeAt(index), key: this.#made.keyAt(index) }
  }
}

type Part<Row extends object> = (merge: Merge<Row>, dated: number) => Generator<Row>

function* datedRows<Row extends object>(merge: Merge<Row>, dated: number): Generator<Row> {
  const steps = merge.made === undefined ? undefined : new MadeSteps(merge, merge.made)
  for (const { position, row } of heldFrom(merge, dated)) {
    if (steps !== undefined) yield* steps.to(position)
    yield row
  }
  if (steps !== undefined) yield* steps.to(undefined)
}

function* undatedRows<Row extends object>(
  { held, direction, from }: Merge<Row>,
  dated: number,
): Generator<Row> {
  const sign = direction === 'asc' ? 1 : -1
  const undated = held.slice(dated)
  if (direction === 'desc') undated.reverse()
  for (const { position, row } of undated)
    if (from === undefined || comparePositions(position, from) * sign > 0) yield row
}

/**
 * Rows that have a time in the direction asked for, then those that have none, by key in that direction. Backwards, the
 * same list is read from its end, and what it gives are the rows in front of `from`.
 */
export function* mergeRows<Row extends object>(merge: Merge<Row>, isBackward = false): Generator<Row> {
  const { held, direction, from } = merge
  const dated = countBefore(held, UNDATED)
  const parts: Part<Row>[] = [datedRows, undatedRows]
  const isBehindDated = from !== undefined && from.time === null
  // Backwards, what has no time comes first.
  const [first, second] = isBackward ? parts.toReversed() : parts
  const isInSecond = from !== undefined && isBehindDated !== isBackward
  const way = { ...merge, direction: isBackward ? opposite(direction) : direction }
  if (!isInSecond && first !== undefined) yield* first(way, dated)
  if (second !== undefined) yield* second(isInSecond ? way : { ...way, from: undefined }, dated)
}
