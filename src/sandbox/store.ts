/** What a sandbox remembers of one vendor: records shared with every sandbox of the same seed until changed here. */

/** Something that is there now, or will be once what makes it has loaded. */
export type MaybePromise<T> = T | Promise<T>

/** The immutable start of a collection, shared between sandboxes; `T` may be a promise of what has yet to be made. */
export interface Source<T> {
  get(id: string): T | undefined
  /** Every id, in a stable order. */
  ids(): string[]
}

/** Copy on write over a source: an untouched collection holds nothing of its own. */
export class Collection<T> {
  readonly #source: Source<T>
  #changes: Map<string, T | undefined> | undefined

  constructor(source: Source<T>) {
    this.#source = source
  }

  get(id: string): T | undefined {
    if (this.#changes?.has(id)) return this.#changes.get(id)
    return this.#source.get(id)
  }

  /** Ids of the source first, then those added here, each in its order. */
  ids(): string[] {
    const changes = this.#changes
    if (changes === undefined) return this.#source.ids()
    const kept = this.#source.ids().filter((id) => !changes.has(id) || changes.get(id) !== undefined)
    const known = new Set(kept)
    const added = [...changes].filter(([id, record]) => record !== undefined && !known.has(id))
    return [...kept, ...added.map(([id]) => id)]
  }

  set(id: string, record: T): void {
    this.#changes ??= new Map()
    this.#changes.set(id, record)
  }

  delete(id: string): void {
    this.#changes ??= new Map()
    this.#changes.set(id, undefined)
  }

  reset(): void {
    this.#changes = undefined
  }
}

/** A source of records that are all there from the start. */
export const createFixedSource = <T>(records: ReadonlyMap<string, T>): Source<T> => ({
  get: (id) => records.get(id),
  ids: () => [...records.keys()],
})
