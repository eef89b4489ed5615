/** Brings what the store has of a journal, when somebody reads it. */
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { Connection } from './connection.ts'
import { sandboxPlace } from './names.ts'
import { JOURNAL } from './scripts.ts'
import type { SharedJournal } from './shared-journal.ts'
import type { SharedSandboxes } from './shared-sandboxes.ts'

export class JournalReader {
  readonly #connection: Connection
  readonly #sandboxes: SharedSandboxes
  readonly #reading = new WeakMap<SharedJournal, Promise<void>>()

  constructor(connection: Connection, sandboxes: SharedSandboxes) {
    this.#connection = connection
    this.#sandboxes = sandboxes
  }

  /** Resolves when the journal is here as the store has it. */
  read(sandbox: Sandbox): Promise<void> {
    const journal = this.#sandboxes.replicaOf(sandbox)?.journal
    if (journal === undefined || journal.size === 0) return Promise.resolve()
    // One after the other: each goes on behind what the one before has brought.
    const reading = (this.#reading.get(journal) ?? Promise.resolve())
      .catch(() => {}) // whoever asked was told
      .then(() => this.#fetch(sandbox, journal))
    this.#reading.set(journal, reading)
    return reading
  }

  async #fetch({ id }: Sandbox, journal: SharedJournal): Promise<void> {
    const { doc, journal: at } = sandboxPlace(id)
    const { known, beginning } = journal
    const reply = await this.#connection.run(JOURNAL, [doc, at], [known, beginning])
    const [began, cleared, gone, behind, ...entries] = reply
    journal.learn({
      beginning: Number(began),
      cleared: Number(cleared),
      gone: Number(gone),
      behind: Number(behind),
      entries: entries.map(String),
    })
  }
}
