/** A vendor's tables in one sandbox, the changes made to them, and what was written of their rows. */
import { type Change, ChangeList } from './changes.ts'
import { KeptTexts } from './kept-texts.ts'
import { Table } from './table.ts'
import type { TableModel, TableStart } from './table-model.ts'

/** A vendor's tables by name. */
export type DatabaseModel = Readonly<Record<string, TableModel<object>>>

type RowOf<Model> = Model extends TableModel<infer Row> ? Row : never

/** What the tables start from under one seed; made once, and shared by all sandboxes of that seed. */
export interface DatabaseStart {
  readonly tables: Readonly<Record<string, TableStart<object>>>
  /** Texts of rows that no sandbox has changed. */
  readonly texts: KeptTexts
}

/** The tables of a model, each with the rows of its own. */
export type TablesOf<Model extends DatabaseModel> = {
  readonly [Name in keyof Model]: Table<RowOf<Model[Name]>>
}

const NOTHING: TableStart<object> = { fixed: new Map() }

export class Database<Model extends DatabaseModel = DatabaseModel> {
  readonly tables: TablesOf<Model>
  readonly #all: Readonly<Record<string, Table>>
  readonly #log = new ChangeList()
  readonly #shared: KeptTexts
  #own: { texts: KeptTexts; version: number } | undefined

  constructor(model: Model, start: DatabaseStart) {
    const tables = Object.entries(model).map(([name, of]) => [
      name,
      new Table(name, of, start.tables[name] ?? NOTHING, this.#log),
    ])
    this.#all = Object.fromEntries(tables)
    this.tables = this.#all as unknown as TablesOf<Model> // by the names of the model, with its rows
    this.#shared = start.texts
  }

  /** Where texts are kept for as long as no row changes: one text is made of several rows, such as a group's name. */
  get texts(): KeptTexts {
    const { version } = this.#log
    if (version === 0) return this.#shared
    if (this.#own?.version !== version) this.#own = { texts: new KeptTexts(), version }
    return this.#own.texts
  }

  /** Does `work` whole or not at all, and gives what it changed, in order. */
  run<Result>(work: () => Result): { result: Result; changes: readonly Change[] } {
    return this.#log.run(work)
  }

  /** About how many bytes is taken by what differs from the start. */
  get weight(): number {
    return this.#log.weight
  }

  /** Calls `tell` with the changes of each unit of work from now on that changes something. */
  listen(tell: (changes: readonly Change[]) => void): void {
    this.#log.whenDone = tell
  }

  /** Calls `tell` with each change from now on, those included that are taken back. */
  watch(tell: (change: Change) => void): void {
    this.#log.whenNoted = tell
  }

  /** Takes back changes that `watch` has told of: all since some moment, in their order. */
  undo(changes: readonly Change[]): void {
    this.#log.undo(changes)
  }

  /** A table by its name, whatever rows it has. */
  table(name: string): Table | undefined {
    return this.#all[name]
  }

  /** What differs from the start, by table; a table that does not differ is left out. */
  get changes(): Readonly<Record<string, Table['changes']>> {
    const changed = Object.entries(this.#all).map(([name, table]) => [name, table.changes] as const)
    return Object.fromEntries(changed.filter(([, changes]) => changes.length > 0))
  }

  /** Puts in place what `changes` of another database of the same start gave. */
  restore(changes: Readonly<Record<string, Table['changes']>>): void {
    for (const [name, table] of Object.entries(this.#all)) table.restore(changes[name] ?? [])
  }
}
