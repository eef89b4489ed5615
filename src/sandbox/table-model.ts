/** What a table is made of: how its rows are kept, what it starts from, and what differs from that. */
import type { MadeRows } from './made-rows.ts'
import type { OrderValue } from './order-place.ts'

/** How a vendor keeps one kind of row; the same for every sandbox. */
export interface TableModel<Row extends object> {
  /** Under what a row is kept; unique in the table. */
  key(row: Row): string
  /** What the row is listed in, such as a company; absent: all rows are listed together. */
  place?(row: Row): string
  /** The time that the default order goes by, in milliseconds. */
  time?(row: Row): number | null
  /** By name: the values under which a row is found beside its key. */
  indexes?: Readonly<Record<string, Reading<Row, readonly string[]>>>
  /** The JSON Schema of a row, for what comes from outside as a whole: a snapshot. */
  row: object
  /** The rows of other tables that a row cannot do without. */
  references?: readonly Reference<Row>[]
  /** By name: what else rows are listed by. */
  orders?: Readonly<Record<string, Reading<Row, OrderValue>>>
}

/** A row names others by their keys. */
export interface Reference<Row> {
  /** Of the property that does. */
  readonly name: string
  /** The table of the others. */
  readonly to: string
  /** The index of this table that finds the rows that name a key. */
  readonly index: string
  readonly keys: Reading<Row, readonly string[]>
}

/** A method's type, so that a model of some rows is one of any. */
type Reading<Row, Value> = { of(row: Row): Value }['of']

/** What a table starts from: immutable, and shared by all sandboxes of a seed. */
export interface TableStart<Row extends object> {
  fixed: ReadonlyMap<string, Row>
  made?: MadeRows<Row> | undefined
  /** Computed rows that a fixed one stands in place of, by index. */
  hidden?: ReadonlySet<number> | undefined
}

/** What there is under a key now: a row, or null for one that was deleted. */
export interface RowChange<Row extends object = object> {
  readonly key: string
  readonly row: Row | null
}
