/** One kind of thing that people list, put, change and delete in a sandbox: by the admin, a library, the config file. */
import type { Database } from '../sandbox/database.ts'
import type { JsonSchema } from './json-schema.ts'

/** What a user gives of a record, valid against `entry`; or a whole one, as it is shown. */
export type Entry = Readonly<Record<string, unknown>>

/** A record as it is shown: its own fields, and the place it is in where it is in one. */
export type Shown = Readonly<Record<string, unknown>>

/** What a record is made with where an entry leaves something out. */
export interface Making {
  /** The sandbox's seed. */
  seed: number
}

/** JSON pointers into a shown record: what tells it apart in a list, where that is not under a usual name. */
export interface Heading {
  readonly name?: string
  readonly contact?: string
  readonly status?: string
  /** What it belongs to, where records have no place. */
  readonly place?: string
}

export interface RecordKind {
  /** In the plural, as in the config file and the admin's paths: `members`. */
  readonly name: string
  /** `Member`. */
  readonly noun: string
  /** The names of the id in an entry; the first is the record's own. */
  readonly idNames: readonly [string, ...string[]]
  /** What a record is in, where its id alone does not tell: the name that it has that by. */
  readonly place?: string
  readonly heading?: Heading
  /** Of what a user gives, in part. */
  readonly entry: JsonSchema
  /** Of a whole record, without its place. */
  readonly record: JsonSchema
  /** Under what a record is kept: ids that are the same to the vendor give the same. `place` is '' without one. */
  keyOf(id: string, place: string): string
  count(db: Database): number
  list(db: Database, offset: number, limit: number): readonly Shown[]
  get(db: Database, id: string, place: string): Shown | undefined
  /** The whole record of an entry in its place; nothing is kept. */
  fill(db: Database, entry: Entry, place: string, making: Making): Shown
  /** True: `fill` gives an entry without an id one that nobody has. */
  readonly makesIds?: boolean
  /** Keeps a whole record; throws a RecordError when it refers to what is not there. */
  put(db: Database, shown: Shown, place: string): void
  delete(db: Database, id: string, place: string): void
  /** Ids of the places there are; [] where records are in none. */
  places(db: Database): readonly string[]
}

/** A record that cannot be kept: where in it, why, and what would do. */
export class RecordError extends Error {
  /** A JSON pointer into the record. */
  readonly path: string
  readonly accepted: readonly unknown[]

  constructor(path: string, message: string, accepted: readonly unknown[]) {
    super(message)
    this.path = path
    this.accepted = accepted
  }
}

/** What `work` refuses lies below `path`. */
export const below = (path: string, work: () => void): void => {
  try {
    work()
  } catch (error) {
    if (!(error instanceof RecordError)) throw error
    throw new RecordError(path + error.path, error.message, error.accepted)
  }
}
