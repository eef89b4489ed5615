/** Rows of one kind in a sandbox: what its seed gave, computed rows included, and what has changed since. */
import type { ChangeList } from './changes.ts'
import type { MadeRows } from './made-rows.ts'
import { mergeRows } from './merge-rows.ts'
import type { OrderPlace } from './order-place.ts'
import { rowsInOrder } from './other-order.ts'
import { comparePositions, type Direction, type Position } from './position.ts'
import { RowIndex } from './row-index.ts'
import { createSharedRows, type SharedRows } from './shared-rows.ts'
import { SortedRows } from './sorted-rows.ts'
import type { RowChange, TableModel, TableStart } from './table-model.ts'
import { weightOf } from './weight.ts'

const NONE: ReadonlySet<number> = new Set()

/** Rows are replaced, never changed in place: whoever holds one may keep what was made of it. */
export class Table<Row extends object = object> {
  readonly name: string
  readonly #model: TableModel<Row>
  readonly #fixed: ReadonlyMap<string, Row>
  readonly #made: MadeRows<Row> | undefined
  readonly #log: ChangeList
  /** Null is deleted. Absent while nothing has changed, since most sandboxes only read. */
  #changes: Map<string, Row | null> | undefined
  readonly #hiddenAtStart: ReadonlySet<number>
  /** Computed rows that are deleted or replaced, by index, once some are that were not so at the start. */
  #hidden: Set<number> | undefined
  #sorted: SortedRows<Row> | undefined
  #index: RowIndex<Row> | undefined

  constructor(name: string, model: TableModel<Row>, start: TableStart<Row>, log: ChangeList) {
    this.name = name
    this.#model = model
    this.#fixed = start.fixed
    this.#made = start.made
    this.#hiddenAtStart = start.hidden ?? NONE
    this.#log = log
  }

  get(key: string): Row | undefined {
    const changed = this.#changes?.get(key)
    return changed === undefined ? this.#atStart(key) : (changed ?? undefined)
  }

  /** Adds a row, or replaces the one of its key. */
  put(row: Row): void {
    this.#change(this.#model.key(row), row)
  }

  /** False when there was none. */
  delete(key: string): boolean {
    if (this.get(key) === undefined) return false
    this.#change(key, undefined)
    return true
  }

  /** The rows that have `value` in the index `name`. */
  find(name: string, value: string): readonly Row[] {
    this.#index ??= new RowIndex(this.#model.indexes ?? {}, this.#held())
    const held = this.#index.find(name, value)
    const made = this.#made
    const found = made?.find(name, value).filter((index) => !this.#gone.has(index)) ?? []
    if (made === undefined || found.length === 0) return held
    return [...held, ...found.map((index) => made.at(index))]
  }

  /** As `find`, in the default order, for what very many rows may have: none is made but those of the page asked for. */
  shared(name: string, value: string): SharedRows<Row> {
    this.#index ??= new RowIndex(this.#model.indexes ?? {}, this.#held())
    const held = this.#index.find(name, value).map((row) => ({ position: this.positionOf(row), row }))
    held.sort((a, b) => comparePositions(a.position, b.position))
    const list = this.#made?.listOf?.(name, value)
    const placeOf = (row: Row): string => this.#model.place?.(row) ?? ''
    return createSharedRows({ held, made: this.#made, list, hidden: this.#gone, placeOf })
  }

  /** How many rows there are, or how many in a place. */
  count(place?: string): number {
    const held = this.#bySort().count(place)
    if (this.#made === undefined) return held
    const [start, end] = this.#made.rangeOf(place)
    let hidden = 0
    for (const index of this.#gone) if (index >= start && index < end) hidden += 1
    return held + end - start - hidden
  }

  /**
   * The rows of a place in the default order, beginning behind `from`; each is made when it is asked for. Backwards, the
   * rows in front of `from`, the last of them first.
   */
  rows(place: string, direction: Direction, from?: Position, isBackward = false): Iterable<Row> {
    const held = this.#bySort().of(place)
    return mergeRows({ held, made: this.#made, hidden: this.#gone, place, direction, from }, isBackward)
  }

  /** Under what the row is kept. */
  keyOf(row: Row): string {
    return this.#model.key(row)
  }

  positionOf(row: Row): Position {
    return { time: this.#model.time?.(row) ?? null, key: this.#model.key(row) }
  }

  /** As `rows`, by the order `name`; computed ones are all made once for it. */
  rowsBy(
    name: string,
    place: string,
    direction: Direction,
    from?: OrderPlace,
    isBackward = false,
  ): Iterable<Row> {
    const { key: keyOf, orders } = this.#model
    const valueIn = orders?.[name] ?? (() => null)
    const rows = { held: this.#bySort().of(place), made: this.#made, hidden: this.#gone }
    return rowsInOrder({ ...rows, name, place, direction, from, valueIn, keyOf }, isBackward)
  }

  placeBy(name: string, row: Row): OrderPlace {
    return { value: this.#model.orders?.[name]?.(row) ?? null, key: this.#model.key(row) }
  }

  /** As people list them: those of the seed, named ones first, then those added, each in its order. */
  list(offset: number, limit: number): Row[] {
    const fixed = [...this.#fixed.keys()].filter((key) => this.#changes?.get(key) !== null)
    const made = this.#madeLeft()
    const added = [...(this.#changes ?? [])]
      .filter(([key, row]) => row !== null && !this.#isOfSeed(key))
      .map(([key]) => key)
    const rows: Row[] = []
    for (let nth = offset; nth < offset + limit; nth++) {
      const key = fixed[nth] ?? made.keyAt(nth - fixed.length) ?? added[nth - fixed.length - made.length]
      const row = key === undefined ? undefined : this.get(key)
      if (row !== undefined) rows.push(row)
    }
    return rows
  }

  /** How many `list` lists. */
  get size(): number {
    return this.count()
  }

  /** Asked at each change whether anybody listens: most often a look at two sizes. */
  get isEmpty(): boolean {
    return (!this.#made && this.#fixed.size + (this.#changes?.size ?? 0) === 0) || this.count() === 0
  }

  /** What differs from the start, as data. */
  get changes(): readonly RowChange<Row>[] {
    return [...(this.#changes ?? [])].map(([key, row]) => ({ key, row }))
  }

  /** Puts in place what `changes` of another table of the same start gave. */
  restore(changes: readonly RowChange<Row>[]): void {
    for (const { key, row } of changes) this.#write(key, row)
    this.#log.version += 1
  }

  /** What is kept under a key: null for a row that is deleted, undefined where nothing differs from the start. */
  kept(key: string): Row | null | undefined {
    return this.#changes?.get(key)
  }

  /** Keeps what `kept` of another table of the same start gave; nobody is told. */
  keep(key: string, kept: Row | null | undefined): void {
    this.#write(key, kept)
    this.#log.version += 1
  }

  #change(key: string, after: Row | undefined): void {
    const held = this.#changes?.get(key)
    const before = held === undefined ? this.#atStart(key) : (held ?? undefined)
    this.#write(key, after ?? (this.#isOfSeed(key) ? null : undefined))
    this.#log.note({ table: this.name, key, before, after, undo: () => this.#write(key, held) })
  }

  /** Keeps the derived orders in step, where somebody has asked for them. `undefined`: as it was at the start. */
  #write(key: string, entry: Row | null | undefined): void {
    this.#changes ??= new Map()
    const held = this.#changes.get(key)
    const fixed = this.#fixed.get(key)
    this.#log.weight += weightOf(entry) - weightOf(held)
    if (entry === undefined) this.#changes.delete(key)
    else this.#changes.set(key, entry)
    this.#hide(key, entry !== undefined)
    const before = held === undefined ? fixed : held
    const after = entry === undefined ? fixed : entry
    if (before) this.#sorted?.remove(before)
    if (before) this.#index?.remove(before)
    if (after) this.#sorted?.add(after)
    if (after) this.#index?.add(after)
  }

  get #gone(): ReadonlySet<number> {
    return this.#hidden ?? this.#hiddenAtStart
  }

  #hide(key: string, isHidden: boolean): void {
    const index = this.#made?.indexOf(key)
    if (index === undefined || this.#hiddenAtStart.has(index)) return
    this.#hidden ??= new Set(this.#hiddenAtStart)
    if (isHidden) this.#hidden.add(index)
    else this.#hidden.delete(index)
  }

  #atStart(key: string): Row | undefined {
    const fixed = this.#fixed.get(key)
    if (fixed !== undefined || this.#made === undefined) return fixed
    const index = this.#made.indexOf(key)
    return index === undefined ? undefined : this.#made.at(index)
  }

  *#held(): Generator<Row> {
    for (const [key, row] of this.#fixed) if (!this.#changes?.has(key)) yield row
    for (const row of this.#changes?.values() ?? []) if (row !== null) yield row
  }

  #bySort(): SortedRows<Row> {
    const placeOf = (row: Row): string => this.#model.place?.(row) ?? ''
    this.#sorted ??= new SortedRows(placeOf, (row) => this.positionOf(row), this.#held())
    return this.#sorted
  }

  #isOfSeed(key: string): boolean {
    return this.#fixed.has(key) || this.#made?.indexOf(key) !== undefined
  }

  /** The computed rows that are not deleted, counted through without being made. */
  #madeLeft(): { length: number; keyAt(nth: number): string | undefined } {
    const made = this.#made
    if (made === undefined) return { length: 0, keyAt: () => undefined }
    const keyOf = (index: number): string => made.keyAt(index)
    // A replaced one is listed in its place, unless it is listed as a fixed one already.
    const deleted = [...this.#gone].filter((index) => {
      const key = keyOf(index)
      return this.#changes?.get(key) === null || this.#fixed.has(key)
    })
    deleted.sort((a, b) => a - b)
    const length = made.size - deleted.length
    const keyAt = (nth: number): string | undefined => {
      if (nth < 0 || nth >= length) return undefined
      let index = nth
      for (const gone of deleted) if (gone <= index) index += 1
      return keyOf(index)
    }
    return { length, keyAt }
  }
}
