/** Every sandbox of a process, and which of them a credential belongs to. */
import { Sandbox, type SandboxOptions, type SeededVendor } from './sandbox.ts'

export interface SandboxesOptions {
  vendors: readonly SeededVendor[]
  seed: number
  /** Requests each sandbox remembers; 0 is none. */
  journalSize?: number
}

export type NewSandbox = Pick<SandboxOptions, 'name' | 'freeze' | 'limits' | 'additions'> & {
  /** Default: the process's. */
  seed?: number | undefined
}

const JOURNAL_SIZE = 1000

export class Sandboxes {
  readonly default: Sandbox
  readonly #options: SandboxesOptions
  readonly #owners: ReadonlyMap<string, Map<string, Sandbox>>
  readonly #others = new Map<string, Sandbox>()
  /** Counts up for ever, so that no id or token comes back for another sandbox. */
  #created = 0

  constructor(options: SandboxesOptions) {
    const { vendors, seed } = options
    this.#options = options
    this.#owners = new Map(vendors.map((vendor) => [vendor.id, new Map()]))
    this.default = new Sandbox(vendors, { id: 'default', seed, journalSize: this.#journalSize })
    this.#enter(this.default)
  }

  get #journalSize(): number {
    return this.#options.journalSize ?? JOURNAL_SIZE
  }

  /** The sandbox that `token` belongs to; the default one for a token that nobody has. */
  find(vendorId: string, token: string | undefined): Sandbox {
    if (token === undefined) return this.default
    return this.#owners.get(vendorId)?.get(token) ?? this.default
  }

  /** The sandbox that has `token`, if any has. */
  ownerOf(vendorId: string, token: string): Sandbox | undefined {
    return this.#owners.get(vendorId)?.get(token)
  }

  get(id: string): Sandbox | undefined {
    return id === 'default' ? this.default : this.#others.get(id)
  }

  /** The default one first, then in the order they were made. */
  list(): Sandbox[] {
    return [this.default, ...this.#others.values()]
  }

  create({ seed = this.#options.seed, ...rest }: NewSandbox = {}): Sandbox {
    this.#created += 1
    const number = this.#created
    const id = `sb_${number}`
    const sandbox = new Sandbox(this.#options.vendors, {
      ...rest,
      id,
      seed,
      number,
      journalSize: this.#journalSize,
    })
    this.#others.set(id, sandbox)
    this.#enter(sandbox)
    return sandbox
  }

  /** False for the default sandbox, which stays, and for one that is not there. */
  delete(id: string): boolean {
    const sandbox = this.#others.get(id)
    if (sandbox === undefined) return false
    this.#leave(sandbox)
    return this.#others.delete(id)
  }

  /** Back to its start; its credentials stay the same, those given to it since are nobody's. */
  reset(sandbox: Sandbox): void {
    this.#leave(sandbox)
    sandbox.reset()
    this.#enter(sandbox)
  }

  /** Resets the default sandbox and deletes the others. */
  resetAll(): void {
    for (const id of [...this.#others.keys()]) this.delete(id)
    this.reset(this.default)
  }

  /** Gives a sandbox a key, or changes one of its own; the caller has made sure that no other has it. */
  setKey(sandbox: Sandbox, vendorId: string, token: string, key: unknown): void {
    sandbox.store(vendorId).keys.set(token, key)
    this.#owners.get(vendorId)?.set(token, sandbox)
  }

  deleteKey(sandbox: Sandbox, vendorId: string, token: string): void {
    sandbox.store(vendorId).keys.delete(token)
    this.#owners.get(vendorId)?.delete(token)
  }

  /** `text` with every registered credential in it masked. */
  redact(text: string): string {
    let redacted = text
    for (const owners of this.#owners.values())
      for (const token of owners.keys()) redacted = redacted.replaceAll(token, '[credential]')
    return redacted
  }

  #enter(sandbox: Sandbox): void {
    for (const [vendorId, owners] of this.#owners)
      for (const token of sandbox.initialTokens(vendorId)) owners.set(token, sandbox)
  }

  #leave(sandbox: Sandbox): void {
    for (const [vendorId, owners] of this.#owners) {
      for (const token of sandbox.initialTokens(vendorId))
        if (owners.get(token) === sandbox) owners.delete(token)
      for (const token of sandbox.store(vendorId).keys.ids())
        if (owners.get(token) === sandbox) owners.delete(token)
    }
  }
}
