/** What a test can do with the records of one collection of one vendor. */

/** Which part of a list. */
export interface PageOptions {
  /** How many records, from 1 to 1000. Default 100. */
  limit?: number
  /** How many are passed over. Default 0. */
  offset?: number
}

/** A part of a list. */
export interface RecordPage<Whole> {
  /** How many there are in all. */
  readonly total: number
  /** In a stable order: those of the seed, then those that were put. */
  readonly records: readonly Whole[]
}

type Changed<Value> = Value extends readonly unknown[]
  ? Value
  : Value extends object
    ? RecordPatch<Value>
    : Value

/**
 * A change after RFC 7396 (JSON Merge Patch): what is given replaces, an object is merged into what there is, and null
 * removes, or is the value where the vendor has null for nothing.
 */
export type RecordPatch<Whole> = { readonly [Name in keyof Whole]?: Changed<Whole[Name]> | null }

/**
 * The members of a vendor in one sandbox, its keys, or what else it has a list of. `Entry` is a record as a user writes it, `Whole` as it is kept;
 * `Where` names the place that a member lives in, for a vendor whose ids alone do not tell: without it, the first.
 * All of it rejects with a MembermockError when it is refused: status 404 for a record that is not there.
 */
export interface Records<Entry, Whole, Where> {
  /** A part of them, and how many there are. */
  list(page?: PageOptions): Promise<RecordPage<Whole>>
  /** One, by its id; a key by its token. */
  get(id: string, where?: Where): Promise<Whole>
  /**
   * Puts a record in place of the one with its id, if there is one. What `entry` leaves out of a member is filled from
   * the seed. Resolves with the whole of it.
   */
  put(entry: Entry, where?: Where): Promise<Whole>
  /** Changes some fields of a record; resolves with the whole of it. */
  patch(id: string, changes: RecordPatch<Whole>, where?: Where): Promise<Whole>
  /** Takes a record away, a shipped one too, until the next reset. */
  delete(id: string, where?: Where): Promise<void>
}
