/** The rows of a table that are held, by place and in the default order, kept so as they come and go. */
import { comparePositions, countBefore, type Placed, type Position } from './position.ts'

export class SortedRows<Row extends object> {
  readonly #places = new Map<string, Placed<Row>[]>()
  readonly #placeOf: (row: Row) => string
  readonly #positionOf: (row: Row) => Position
  #size = 0

  constructor(placeOf: (row: Row) => string, positionOf: (row: Row) => Position, rows: Iterable<Row>) {
    this.#placeOf = placeOf
    this.#positionOf = positionOf
    // All at once: put in one by one, very many would keep others waiting.
    for (const row of rows) this.#listOf(placeOf(row)).push({ position: positionOf(row), row })
    for (const list of this.#places.values()) {
      list.sort((one, other) => comparePositions(one.position, other.position))
      this.#size += list.length
    }
  }

  /** Oldest first; the list is this one's own and changes later. */
  of(place: string): readonly Placed<Row>[] {
    return this.#places.get(place) ?? []
  }

  /** Of a place, or of all. */
  count(place: string | undefined): number {
    return place === undefined ? this.#size : this.of(place).length
  }

  add(row: Row): void {
    const rows = this.#listOf(this.#placeOf(row))
    const position = this.#positionOf(row)
    rows.splice(countBefore(rows, position), 0, { position, row })
    this.#size += 1
  }

  #listOf(place: string): Placed<Row>[] {
    const rows = this.#places.get(place) ?? []
    this.#places.set(place, rows)
    return rows
  }

  remove(row: Row): void {
    const rows = this.#places.get(this.#placeOf(row)) ?? []
    const index = countBefore(rows, this.#positionOf(row))
    if (rows[index]?.row !== row) return
    rows.splice(index, 1)
    this.#size -= 1
  }
}
