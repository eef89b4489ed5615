/** Remembers where rows stood that are gone, so that a client who has one as its cursor can page on behind it. */
import type { Table } from '../../sandbox/table.ts'
import type { SotionDb } from './model.ts'

/** So many of each table, the last that went. */
const REMEMBERED = 1000

/** For a row that is about to be deleted. */
export const remember = <Row extends object>(
  { departed }: SotionDb,
  name: string,
  table: Table<Row>,
  row: Row,
): void => {
  const [last] = departed.rows(name, 'desc')
  if (departed.count(name) >= REMEMBERED) {
    const [first] = departed.rows(name, 'asc')
    if (first !== undefined) departed.delete(departed.keyOf(first))
  }
  departed.put({ table: name, key: table.keyOf(row), nth: (last?.nth ?? 0) + 1, row })
}

/** The row under `key`: one that is there, or one that is remembered. */
export const rowOrDeparted = <Row extends object>(
  { departed }: SotionDb,
  name: string,
  table: Table<Row>,
  key: string,
): Row | undefined =>
  // What is remembered under the name of a table is one of its rows.
  table.get(key) ?? (departed.get(`${name}/${key}`)?.row as Row | undefined)
