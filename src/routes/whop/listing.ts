/** What a list of Whop's goes through: rows in an order, forwards and backwards. */
import { comparePlaces, type OrderPlace, type OrderValue } from '../../sandbox/order-place.ts'
import type { Direction } from '../../sandbox/position.ts'
import type { Table } from '../../sandbox/table.ts'

export interface Listing<Row> {
  /** The name of the order, which its cursors have. */
  readonly order: string
  readonly direction: Direction
  placeOf(row: Row): OrderPlace
  /** Those behind `from`; backwards, from the end of the same order on, those in front of it. */
  rows(from: OrderPlace | undefined, isBackward: boolean): Iterable<Row>
}

interface Order {
  order: string
  direction: Direction
}

/** The rows of a place in a table, none of which is made but those that somebody asks for. */
export const listTable = <Row extends object>(
  table: Table<Row>,
  place: string,
  { order, direction, isByTime }: Order & { /** The table's default order. */ isByTime: boolean },
): Listing<Row> =>
  isByTime
    ? {
        order,
        direction,
        placeOf(row) {
          const { time, key } = table.positionOf(row)
          return { value: time, key }
        },
        rows(from, isBackward) {
          const position = from && { time: typeof from.value === 'number' ? from.value : null, key: from.key }
          return table.rows(place, direction, position, isBackward)
        },
      }
    : {
        order,
        direction,
        placeOf: (row) => table.placeBy(order, row),
        rows: (from, isBackward) => table.rowsBy(order, place, direction, from, isBackward),
      }

/** A few rows that are at hand, in any order. */
export const listRows = <Row>(
  all: readonly Row[],
  { order, direction, valueIn, keyOf }: Order & { valueIn(row: Row): OrderValue; keyOf(row: Row): string },
): Listing<Row> => {
  const placeOf = (row: Row): OrderPlace => ({ value: valueIn(row), key: keyOf(row) })
  return {
    order,
    direction,
    placeOf,
    rows(from, isBackward) {
      const sign = isBackward ? -1 : 1
      const compare = (a: OrderPlace, b: OrderPlace): number => sign * comparePlaces(a, b, direction)
      return all
        .filter((row) => from === undefined || compare(placeOf(row), from) > 0)
        .sort((a, b) => compare(placeOf(a), placeOf(b)))
    },
  }
}
