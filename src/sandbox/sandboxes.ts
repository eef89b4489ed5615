/** Every sandbox of a process, and which of them a credential belongs to. */
import type { Carrier } from './delivery.ts'
import { Redactor } from './redactor.ts'
import { Sandbox } from './sandbox.ts'
import type { SandboxOptions, Watch } from './sandbox-options.ts'
import type { SeededVendor } from './seeded-vendor.ts'
import type { Snapshot } from './snapshot.ts'

export interface SandboxesOptions {
  vendors: readonly SeededVendor[]
  seed: number
  /** Requests each sandbox remembers; 0 is none. */
  journalSize?: number
  /** Who has to know what becomes of the sandbox of that id. */
  watch?(id: string): Watch
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
  #carrier: Carrier | undefined
  /** Hides every credential that is registered, or was not long ago. */
  readonly redactor = new Redactor((credential) => this.#isKnown(credential))
  readonly #hidden = new Set<string>()
  /** Counts up for ever, so that no id or token comes back for another sandbox. */
  #created = 0

  constructor(options: SandboxesOptions) {
    const { vendors, seed } = options
    this.#options = options
    this.#owners = new Map(vendors.map((vendor) => [vendor.id, new Map()]))
    this.default = new Sandbox(vendors, { id: 'default', seed, ...this.#given('default') })
    this.#enter(this.default)
  }

  /** Brings the deliveries of all of them from now on; undefined: nobody does any more, and they stay due. */
  set carrier(carrier: Carrier | undefined) {
    this.#carrier = carrier
    for (const sandbox of this.list()) sandbox.deliver(carrier !== undefined)
  }

  /** How many there are, the default one included. */
  get size(): number {
    return 1 + this.#others.size
  }

  /** How many requests their journals have noted and no longer hold. */
  get droppedRequests(): number {
    return this.list().reduce((sum, { droppedRequests }) => sum + droppedRequests, 0)
  }

  /** How many deliveries would still go out, now or later. */
  get dueDeliveries(): number {
    return this.list().reduce((sum, { dueDeliveries }) => sum + dueDeliveries, 0)
  }

  /** What every sandbox is made with. */
  #given(id: string): Pick<SandboxOptions, 'journalSize' | 'carrier' | 'watch'> {
    const { journalSize = JOURNAL_SIZE, watch } = this.#options
    return { journalSize, carrier: () => this.#carrier, watch: watch?.(id) }
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

  /** The caller has made sure that no other sandbox has a key that this one is to start with. */
  create({ seed = this.#options.seed, ...rest }: NewSandbox = {}): Sandbox {
    return this.#add(this.#mint({ ...rest, seed }))
  }

  /** Adds a sandbox that has its number already, as another process has made it. */
  adopt(number: number, { seed = this.#options.seed, ...rest }: NewSandbox): Sandbox {
    this.#created = Math.max(this.#created, number)
    return this.#add(this.#numbered(number, { ...rest, seed }))
  }

  /** The highest number that a sandbox ever had. */
  get created(): number {
    return this.#created
  }

  set created(created: number) {
    this.#created = created
  }

  /** False for the default sandbox, which stays, and for one that is not there. */
  delete(id: string): boolean {
    const sandbox = this.#others.get(id)
    if (sandbox === undefined) return false
    this.#leave(sandbox)
    sandbox.end()
    return this.#others.delete(id)
  }

  /** Back to its start; its credentials stay the same, those given to it since are nobody's. */
  reset(sandbox: Sandbox): void {
    for (const [vendorId, owners] of this.#owners) {
      const kept = new Set(sandbox.initialTokens(vendorId))
      for (const token of sandbox.tokens(vendorId)) if (!kept.has(token)) this.#release(owners, token)
    }
    sandbox.reset()
  }

  /** Puts a sandbox into a state that it, or one of the same seed, was in; the snapshot has been looked at. */
  restore(sandbox: Sandbox, snapshot: Snapshot): void {
    this.#leave(sandbox)
    sandbox.restore(snapshot)
    for (const vendorId of this.#owners.keys())
      for (const token of sandbox.tokens(vendorId)) this.#register(sandbox, vendorId, token)
  }

  /** Resets the default sandbox and deletes the others. */
  resetAll(): void {
    for (const id of [...this.#others.keys()]) this.delete(id)
    this.reset(this.default)
  }

  /** A token that was put into a sandbox's tables is its own; the caller has made sure that no other has it. */
  register(sandbox: Sandbox, vendorId: string, token: string): void {
    this.#register(sandbox, vendorId, token)
  }

  /** Makes a token nobody's, unless the sandbox started with it: a reset would bring it back. */
  release(sandbox: Sandbox, vendorId: string, token: string): void {
    if (sandbox.initialTokens(vendorId).includes(token)) return
    const owners = this.#owners.get(vendorId)
    if (owners !== undefined) this.#release(owners, token)
  }

  /** A credential that is no vendor's, such as the admin's own, is hidden like theirs. */
  hide(credential: string): void {
    if (this.#hidden.has(credential)) return
    this.#hidden.add(credential)
    this.redactor.add(credential)
  }

  #isKnown(credential: string): boolean {
    for (const owners of this.#owners.values()) if (owners.has(credential)) return true
    return this.#hidden.has(credential)
  }

  /** The next number under which no token is minted that a sandbox has been given already. */
  #mint(options: NewSandbox & { seed: number }): Sandbox {
    for (;;) {
      this.#created += 1
      const sandbox = this.#numbered(this.#created, options)
      const minted = Object.entries(sandbox.credentials)
      const isTaken = minted.some(([vendorId, tokens]) =>
        Object.values(tokens).some((token) => this.#owners.get(vendorId)?.has(token)),
      )
      if (!isTaken) return sandbox
    }
  }

  #numbered(number: number, options: NewSandbox & { seed: number }): Sandbox {
    const id = `sb_${number}`
    return new Sandbox(this.#options.vendors, { ...options, ...this.#given(id), id, number })
  }

  #add(sandbox: Sandbox): Sandbox {
    this.#others.set(sandbox.id, sandbox)
    this.#enter(sandbox)
    return sandbox
  }

  #register(sandbox: Sandbox, vendorId: string, token: string): void {
    const owners = this.#owners.get(vendorId)
    if (owners?.has(token) === false) this.redactor.add(token)
    owners?.set(token, sandbox)
  }

  #enter(sandbox: Sandbox): void {
    for (const vendorId of this.#owners.keys())
      for (const token of sandbox.initialTokens(vendorId)) this.#register(sandbox, vendorId, token)
  }

  #leave(sandbox: Sandbox): void {
    for (const [vendorId, owners] of this.#owners)
      for (const token of sandbox.tokens(vendorId)) this.#release(owners, token)
  }

  #release(owners: Map<string, Sandbox>, token: string): void {
    if (owners.delete(token)) this.redactor.retire(token)
  }
}
