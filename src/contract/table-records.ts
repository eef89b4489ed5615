/** Records that are the rows of one table: most of what a RecordKind has to say follows from that. */
import type { Database } from '../sandbox/database.ts'
import type { Table } from '../sandbox/table.ts'
import { type Entry, type Making, RecordError, type RecordKind, type Shown } from './record-kind.ts'

type Described = Pick<
  RecordKind,
  'name' | 'noun' | 'idNames' | 'place' | 'heading' | 'entry' | 'record' | 'makesIds'
>

export interface TableRecords<Db, Row extends object> extends Described {
  /** The vendor's tables, by their types. */
  open(database: Database): Db
  table(db: Db): Table<Row>
  /** A row's key by its id and place; the id alone unless told. */
  keyOf?(id: string, place: string): string
  /** As people see it, its place included. */
  show(db: Db, row: Row): Shown
  /** The whole record of an entry; the entry as it is unless told. */
  fill?(db: Db, entry: Entry, place: string, making: Making): Shown
  /** Keeps a whole record. */
  put(db: Db, shown: Shown, place: string): void
  /** Why the row of that key cannot be deleted: others need it. Absent, or undefined: it can. */
  whyKept?(db: Db, key: string): string | undefined
  /** Ids of the places; absent where records are in none. */
  places?(db: Db): readonly string[]
}

export const createTableRecords = <Db, Row extends object>(options: TableRecords<Db, Row>): RecordKind => {
  const { open, table, show, keyOf = (id) => id, fill, put, whyKept, places, ...described } = options
  return {
    ...described,
    keyOf,
    count: (database) => table(open(database)).size,
    list(database, offset, limit) {
      const db = open(database)
      return table(db)
        .list(offset, limit)
        .map((row) => show(db, row))
    },
    get(database, id, place) {
      const db = open(database)
      const row = table(db).get(keyOf(id, place))
      return row === undefined ? undefined : show(db, row)
    },
    fill: (database, entry, place, making) => fill?.(open(database), entry, place, making) ?? entry,
    put: (database, shown, place) => put(open(database), shown, place),
    delete(database, id, place) {
      const db = open(database)
      const key = keyOf(id, place)
      const why = whyKept?.(db, key)
      if (why !== undefined) throw new RecordError('', why, [])
      table(db).delete(key)
    },
    places: (database) => places?.(open(database)) ?? [],
  }
}
