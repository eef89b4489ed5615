/** Finds the held rows of a table by other values than their keys. */

/** The values of a row in one index. */
type ValuesOf<Row> = (row: Row) => readonly string[]

export class RowIndex<Row extends object> {
  readonly #valuesOf: Readonly<Record<string, ValuesOf<Row>>>
  readonly #rows = new Map<string, Map<string, Set<Row>>>()

  constructor(valuesOf: Readonly<Record<string, ValuesOf<Row>>>, rows: Iterable<Row>) {
    this.#valuesOf = valuesOf
    for (const name of Object.keys(valuesOf)) this.#rows.set(name, new Map())
    for (const row of rows) this.add(row)
  }

  /** In the order in which they came. */
  find(name: string, value: string): readonly Row[] {
    return [...(this.#rows.get(name)?.get(value) ?? [])]
  }

  add(row: Row): void {
    this.#each(row, (rows, value) => {
      const found = rows.get(value)
      if (found === undefined) rows.set(value, new Set([row]))
      else found.add(row)
    })
  }

  remove(row: Row): void {
    this.#each(row, (rows, value) => {
      const found = rows.get(value)
      found?.delete(row)
      if (found?.size === 0) rows.delete(value)
    })
  }

  #each(row: Row, then: (rows: Map<string, Set<Row>>, value: string) => void): void {
    for (const [name, rows] of this.#rows)
      for (const value of this.#valuesOf[name]?.(row) ?? []) then(rows, value)
  }
}
