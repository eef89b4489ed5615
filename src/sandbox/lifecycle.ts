/** What becomes of rows by themselves as time passes: each row's next moment is a job, and is looked at again then. */
import type { Change } from './changes.ts'
import type { Clock } from './clock.ts'
import type { Database } from './database.ts'
import type { Random } from './random.ts'

/** What time does to a vendor's rows. */
export interface Lifecycle {
  /** Names of the tables whose rows have times to come. */
  readonly tables: readonly string[]
  /** When something next becomes of a row, in milliseconds since the epoch, later than `after`; undefined: never. */
  nextOf(table: string, row: object, after: number): number | undefined
  /** What becomes of the row at this time; may change any rows. */
  pass(passing: { db: Database; table: string; row: object; now: number; random: Random }): void
}

export interface Living {
  readonly vendor: string
  readonly lifecycle: Lifecycle
  readonly db: Database
  readonly random: Random
  /** Rows that the tables started with. Computed ones stand still until somebody changes them. */
  seeded(table: string): Iterable<object>
  keyOf(table: string, row: object): string
}

interface Moment {
  vendor: string
  table: string
  key: string
}

const TEXT = { type: 'string' }
const MOMENT = {
  type: 'object',
  properties: { vendor: TEXT, table: TEXT, key: TEXT },
  required: ['vendor', 'table', 'key'],
  additionalProperties: false,
}

const WORKER = 'lifecycle'

const nameOf = ({ vendor, table, key }: Moment): string => `${vendor} ${table} ${key}`

export class Lives {
  readonly #clock: Clock
  readonly #living: () => readonly Living[]
  /** By row, when its job is due. */
  readonly #armed = new Map<string, number>()

  constructor(clock: Clock, living: () => readonly Living[]) {
    this.#clock = clock
    this.#living = living
    clock.employ(WORKER, ({ time, data }) => this.#pass(data as Moment, time), { data: MOMENT }) // as `#arm` plans it
  }

  /** What is to come of all rows as they are now, from the clock's time on. */
  armAll(living: readonly Living[] = this.#living()): void {
    for (const one of living)
      for (const table of one.lifecycle.tables)
        for (const row of one.seeded(table)) this.#arm(one, table, one.keyOf(table, row))
    for (const one of living)
      for (const [table, changes] of Object.entries(one.db.changes))
        if (one.lifecycle.tables.includes(table)) for (const { key } of changes) this.#arm(one, table, key)
  }

  changed(vendor: string, changes: readonly Change[]): void {
    const one = this.#living().find((living) => living.vendor === vendor)
    if (one === undefined) return
    for (const { table, key } of changes) if (one.lifecycle.tables.includes(table)) this.#arm(one, table, key)
  }

  /** The time has been set: what it was set past is dropped, and what is later comes from the rows as they are. */
  armAgain(): void {
    const now = this.#clock.now()
    for (const [name, time] of this.#armed) if (time <= now) this.#armed.delete(name)
    this.armAll()
  }

  /** Goes on with the jobs that the clock has been given with a state. */
  resume(): void {
    this.forget()
    for (const { worker, time, data } of [...this.#clock.due].sort((a, b) => a.id - b.id))
      if (worker === WORKER) this.#armed.set(nameOf(data as Moment), time) // as `#arm` plans it
  }

  forget(): void {
    this.#armed.clear()
  }

  #arm({ vendor, lifecycle, db }: Living, table: string, key: string): void {
    const row = db.tables[table]?.get(key)
    const time = row === undefined ? undefined : lifecycle.nextOf(table, row, this.#clock.now())
    const name = nameOf({ vendor, table, key })
    if (time === undefined || this.#armed.get(name) === time) return
    this.#armed.set(name, time)
    this.#clock.at(time, WORKER, { vendor, table, key } satisfies Moment)
  }

  /** By the row as it is: what was planned for one that has changed meanwhile is nobody's any more. */
  #pass({ vendor, table, key }: Moment, time: number): void {
    const one = this.#living().find((living) => living.vendor === vendor)
    const row = one?.db.tables[table]?.get(key)
    if (one === undefined || row === undefined) return
    const name = nameOf({ vendor, table, key })
    if (this.#armed.get(name) === time) this.#armed.delete(name)
    if (one.lifecycle.nextOf(table, row, time - 1) === time) {
      const { lifecycle, db, random } = one
      db.run(() => lifecycle.pass({ db, table, row, now: time, random }))
    }
    this.#arm(one, table, key)
  }
}
