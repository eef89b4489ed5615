/** Finds the held rows of a table by other values than their keys. */

/** The values of a row in one index. */
type ValuesOf<Row> = (row: Row) => readonly string[]

/** Most values are of one row alone, and a set for each would take more than the rows. */
type Found<Row> = Row | Set<Row>

export class RowIndex<Row extends object> {
  readonly #valuesOf: Readonly<Record<string, ValuesOf<Row>>>
  readonly #rows = new Map<string, Map<string, Found<Row>>>()

  constructor(valuesOf: Readonly<Record<string, ValuesOf<Row>>>, rows: Iterable<Row>) {
    this.#valuesOf = valuesOf
    for (const name of Object.keys(valuesOf)) this.#rows.set(name, new Map())
    for (const row of rows) this.add(row)
  }

  /** In the order in which they came. */
  find(name: string, value: string): readonly Row[] {
    const found = this.#rows.get(name)?.get(value)
    if (found === undefined) return []
    return found instanceof Set ? [...found] : [found]
  }

  add(row: Row): void {
    this.#each(row, (rows, value) => {
      const found = rows.get(value)
      if (found === undefined) rows.set(value, row)
      else if (found instanceof Set) found.add(row)
      else if (found !== row) rows.set(value, new Set([found, row]))
    })
  }

  remove(row: Row): void {
    this.#each(row, (rows, value) => {
      const found = rows.get(value)
      if (found instanceof Set) found.delete(row)
      if (found === row || (found instanceof Set && found.size === 0)) rows.delete(value)
    })
  }

  #each(row: Row, then: (rows: Map<string, Found<Row>>, value: string) => void): void {
    for (const [name, rows] of this.#rows)
      for (const value of this.#valuesOf[name]?.(row) ?? []) then(rows, value)
  }
}
