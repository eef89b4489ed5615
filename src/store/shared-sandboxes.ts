/** The sandboxes of a process that shares them with others: each that is made, deleted or given a key is told of. */
import type { Sandbox } from '../sandbox/sandbox.ts'
import { type NewSandbox, Sandboxes, type SandboxesOptions } from '../sandbox/sandboxes.ts'
import type { Snapshot } from '../sandbox/snapshot.ts'
import { Replica } from './replica.ts'
import type { Keeper } from './shared-journal.ts'

type Token = readonly [sandbox: string, vendor: string, token: string]

/** One thing that has become of the list; JSON. */
type Happened =
  | { readonly made: number; readonly as: NewSandbox }
  | { readonly deleted: string }
  | { readonly given: Token }
  | { readonly taken: Token }

/** The list as a whole; JSON. */
interface Whole {
  readonly created: number
  readonly made: readonly { readonly number: number; readonly as: NewSandbox }[]
  readonly given: readonly Token[]
}

const numberOf = (id: string): number => Number(id.slice(id.indexOf('_') + 1))

export class SharedSandboxes extends Sandboxes {
  /** Which version of the list this process has. */
  version = 0
  /** Told of each sandbox that is there from now on. */
  whenAdded: ((sandbox: Sandbox) => void) | undefined
  readonly #replicas: Map<string, Replica>
  /** What each was made with. */
  readonly #made = new Map<string, NewSandbox>()
  readonly #vendors: readonly string[]
  /** What each was given since, by vendor and token. */
  readonly #tokens = new Map<string, Map<string, Token>>()
  readonly #unkept: Replica[] = []
  #happened: Happened[] = []
  #isLearning = false

  /** `keeperOf` gives who is told of what is noted outside units of work. */
  constructor(options: SandboxesOptions, keeperOf: (id: string) => Keeper) {
    const replicas = new Map<string, Replica>()
    super({
      ...options,
      watch(id) {
        const replica = new Replica(keeperOf(id))
        replicas.set(id, replica)
        return replica
      },
    })
    this.#replicas = replicas
    this.#vendors = options.vendors.map(({ id }) => id)
    this.replicaOf(this.default)
  }

  /** Undefined for a sandbox that has been deleted meanwhile. */
  replicaOf(sandbox: Sandbox): Replica | undefined {
    if (this.get(sandbox.id) !== sandbox) return undefined
    const replica = this.#replicas.get(sandbox.id)
    if (replica?.attach(sandbox)) this.whenAdded?.(sandbox)
    return replica
  }

  /** Those that are known here. */
  get replicas(): Iterable<Replica> {
    return this.#replicas.values()
  }

  override create(asked: NewSandbox = {}): Sandbox {
    const as = { ...asked, seed: asked.seed ?? this.default.seed }
    const sandbox = super.create(as)
    this.#made.set(sandbox.id, as)
    const replica = this.replicaOf(sandbox)
    // What it begins with goes by the time at which it was made.
    if (replica !== undefined && sandbox.opened.length > 0) {
      replica.replaced()
      this.#unkept.push(replica)
    }
    this.#tell({ made: numberOf(sandbox.id), as })
    return sandbox
  }

  override delete(id: string): boolean {
    const sandbox = this.get(id)
    // What it was given may stand in no row that this process has.
    if (sandbox !== undefined && id !== 'default')
      for (const [, vendor, token] of this.#tokensOf(id)) super.release(sandbox, vendor, token)
    if (!super.delete(id)) return false
    this.#replicas.delete(id)
    this.#made.delete(id)
    this.#tokens.delete(id)
    this.#tell({ deleted: id })
    return true
  }

  override reset(sandbox: Sandbox): void {
    super.reset(sandbox)
    this.#replaced(sandbox)
  }

  override restore(sandbox: Sandbox, snapshot: Snapshot): void {
    super.restore(sandbox, snapshot)
    this.#replaced(sandbox)
  }

  override register(sandbox: Sandbox, vendor: string, token: string): void {
    super.register(sandbox, vendor, token)
    if (!sandbox.initialTokens(vendor).includes(token)) this.#note([sandbox.id, vendor, token])
  }

  override release(sandbox: Sandbox, vendor: string, token: string): void {
    super.release(sandbox, vendor, token)
    this.#forget([sandbox.id, vendor, token])
  }

  /** Those that were made, and that the store does not know as they began. */
  takeUnkept(): readonly Replica[] {
    return this.#unkept.splice(0)
  }

  /** What has become of the list since it was last asked, as a text; '' for nothing. */
  takeHappened(): string {
    const happened = this.#happened
    if (happened.length === 0) return ''
    this.#happened = []
    return JSON.stringify(happened)
  }

  /** Ids of those that are deleted by it. */
  static deletedIn(change: string): string[] {
    const happened: Happened[] = change === '' ? [] : JSON.parse(change)
    return happened.flatMap((one) => ('deleted' in one ? [one.deleted] : []))
  }

  /** Makes what another process has done. */
  learn(change: string, version: number): void {
    const happened: Happened[] = JSON.parse(change)
    this.#learning(() => {
      for (const one of happened) this.#learnOne(one)
    })
    this.version = version
  }

  /** The whole list; '' for the default sandbox alone. */
  get whole(): string {
    const made = [...this.#made].map(([id, as]) => ({ number: numberOf(id), as }))
    const given = this.list().flatMap(({ id }) => this.#tokensOf(id))
    return JSON.stringify({ created: this.created, made, given } satisfies Whole)
  }

  become(whole: string, version: number): void {
    const { created, made, given }: Whole =
      whole === '' ? { created: 0, made: [], given: [] } : JSON.parse(whole)
    this.#learning(() => {
      const kept = new Set(made.map(({ number }) => `sb_${number}`))
      for (const { id } of this.list()) if (id !== 'default' && !kept.has(id)) this.delete(id)
      for (const { number, as } of made) if (!this.#made.has(`sb_${number}`)) this.#adopt(number, as)
      const tokens = new Set(given.map((token) => token.join(' ')))
      for (const { id } of this.list())
        for (const token of this.#tokensOf(id)) if (!tokens.has(token.join(' '))) this.#take(token)
      for (const token of given) this.#give(token)
      this.created = created
    })
    this.version = version
  }

  #learnOne(one: Happened): void {
    if ('made' in one) this.#adopt(one.made, one.as)
    else if ('deleted' in one) this.delete(one.deleted)
    else if ('given' in one) this.#give(one.given)
    else this.#take(one.taken)
  }

  #adopt(number: number, as: NewSandbox): void {
    const sandbox = this.adopt(number, as)
    this.#made.set(sandbox.id, as)
    this.replicaOf(sandbox)
  }

  #give([id, vendor, token]: Token): void {
    const sandbox = this.get(id)
    if (sandbox !== undefined) this.register(sandbox, vendor, token)
  }

  #take([id, vendor, token]: Token): void {
    const sandbox = this.get(id)
    if (sandbox !== undefined) this.release(sandbox, vendor, token)
  }

  #tokensOf(id: string): readonly Token[] {
    return [...(this.#tokens.get(id)?.values() ?? [])]
  }

  #note(token: Token): void {
    const [id, vendor, text] = token
    const tokens = this.#tokens.get(id) ?? new Map<string, Token>()
    this.#tokens.set(id, tokens)
    if (tokens.has(`${vendor} ${text}`)) return
    tokens.set(`${vendor} ${text}`, token)
    this.#tell({ given: token })
  }

  #forget(token: Token): void {
    const [id, vendor, text] = token
    if (this.#tokens.get(id)?.delete(`${vendor} ${text}`)) this.#tell({ taken: token })
  }

  /** It has other keys now. */
  #replaced(sandbox: Sandbox): void {
    const { id } = sandbox
    const now = this.#vendors.flatMap((vendor) => {
      const initial = new Set(sandbox.initialTokens(vendor))
      return [...sandbox.tokens(vendor)]
        .filter((token) => !initial.has(token))
        .map((token): Token => [id, vendor, token])
    })
    const names = new Set(now.map((token) => token.join(' ')))
    for (const token of this.#tokensOf(id)) if (!names.has(token.join(' '))) this.#forget(token)
    for (const token of now) this.#note(token)
    this.replicaOf(sandbox)?.replaced()
  }

  #learning(work: () => void): void {
    this.#isLearning = true
    work()
    this.#isLearning = false
  }

  #tell(happened: Happened): void {
    if (!this.#isLearning) this.#happened.push(happened)
  }
}
