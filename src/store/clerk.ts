/** Writes what units of work have changed into the store, in one round trip. */
import { type Connection, StoreError } from './connection.ts'
import { channelOf, DUE, type Place, REGISTRY, sandboxPlace, WORLD } from './names.ts'
import type { Replica } from './replica.ts'
import { type Committed, readCommitted } from './reply.ts'
import { BEGIN, COMMIT, REBASE } from './scripts.ts'
import { SharedSandboxes } from './shared-sandboxes.ts'

export class Clerk {
  readonly #connection: Connection
  readonly #sandboxes: SharedSandboxes
  /** What the settings come to: processes with others share nothing. */
  readonly #settings: string
  /** Which world it is that the versions are of. */
  #epoch = ''

  constructor(connection: Connection, sandboxes: SharedSandboxes, settings: string) {
    this.#connection = connection
    this.#sandboxes = sandboxes
    this.#settings = settings
  }

  /** True for the first process that finds the store empty. Rejects with a StoreError for one that is not ours. */
  async begin(): Promise<boolean> {
    const [epoch = '', isFirst] = await this.#connection.run(BEGIN, [WORLD], [this.#settings])
    if (!String(epoch).startsWith(`${this.#settings} `))
      throw new StoreError(
        `the store at ${this.#connection.at} is used by membermock with other settings, or of another version`,
      )
    this.#epoch = String(epoch)
    return isFirst === 1
  }

  /** `list` is what has become of the list of sandboxes. Unless the replica is known, nothing is written, and all is asked for. */
  async commit(replica: Replica, list: string, isKnown: boolean): Promise<Committed> {
    const { id, journal } = replica.sandbox
    const { doc, log, journal: entriesAt } = sandboxPlace(id)
    const { op = '', entries } = replica.journal.close()
    const base = isKnown && replica.isWhole ? replica.whole : ''
    const delta = (isKnown && base === '' && replica.delta) || ''
    const deleted = SharedSandboxes.deletedIn(list)
    const keys = [WORLD, REGISTRY.doc, REGISTRY.log, doc, log, entriesAt, DUE, channelOf(id)]
    const versions = [this.#epoch, this.#sandboxes.version, replica.version]
    const due = isKnown ? replica.takeDue() : ''
    const ofJournal = [journal.size, journal.mostBytes, op]
    const values = [
      ...versions,
      list,
      delta,
      base,
      ...ofJournal,
      due,
      id,
      deleted.length,
      ...deleted,
      ...entries,
    ]
    return readCommitted(await this.#connection.run(COMMIT, keys, values))
  }

  /** What was sent is kept; what has grown long is written anew as a whole, which nobody waits for. */
  keep(replica: Replica, { list, version, isListLong, isLong }: Committed & { kind: 'ok' }): void {
    replica.kept(version)
    this.#sandboxes.version = list
    if (isLong) this.#rebase(sandboxPlace(replica.sandbox.id), version, replica.whole)
    if (isListLong) this.#rebase(REGISTRY, list, this.#sandboxes.whole)
  }

  #rebase({ doc, log }: Place, version: number, whole: string): void {
    const values = [this.#epoch, version, whole]
    // One that fails is made up for by the next.
    this.#connection.run(REBASE, [WORLD, doc, log], values).catch(() => {})
  }
}
