/** One isolated world: state, clock, chance, rate windows, faults and journal of every vendor. */
import { Clock } from './clock.ts'
import { Faults } from './faults.ts'
import { Journal } from './journal.ts'
import { Random } from './random.ts'
import { type LimitChange, type LimitRule, RateLimiter } from './rate-limit.ts'
import { Collection, createFixedSource, type MaybePromise, type Source } from './store.ts'

/** What a vendor's collections start from; made once a seed, shared by every sandbox of that seed. */
export interface Seed<Key = unknown, Member = unknown> {
  keys: Source<Key>
  members: Source<MaybePromise<Member>>
}

/** As much of a vendor as a sandbox needs to know. */
export interface SeededVendor {
  readonly id: string
  readonly limit: LimitRule
  /** Names of states to the tokens of the default sandbox. */
  readonly credentials: Readonly<Record<string, string>>
  /** The same seed number gives the same seed. */
  seed(seed: number): Seed
  /** The token of the sandbox numbered `number` for the state `name`; never one of the shipped. */
  mintToken(name: string, number: number): string
}

export interface VendorStore<Key = unknown, Member = unknown> {
  readonly keys: Collection<Key>
  readonly members: Collection<MaybePromise<Member>>
  readonly limiter: RateLimiter
}

/** A vendor's records that a sandbox has beside its seed, ready to be stored. */
export interface Additions {
  keys: ReadonlyMap<string, unknown>
  members: ReadonlyMap<string, unknown>
}

export interface SandboxOptions {
  id: string
  seed: number
  name?: string | undefined
  /** Milliseconds since the epoch at which its clock stands from the start and after a reset. */
  freeze?: number | undefined
  /** By vendor id; in force from the start and after a reset. */
  limits?: Readonly<Record<string, LimitChange>> | undefined
  /** By vendor id. */
  additions?: Readonly<Record<string, Additions>> | undefined
  /** Its number, when its credentials are minted; the default sandbox has the shipped ones. */
  number?: number
  /** Requests remembered; 0 is none. */
  journalSize: number
}

export class Sandbox {
  readonly id: string
  readonly name: string | undefined
  readonly seed: number
  readonly clock = new Clock()
  readonly #vendors: readonly SeededVendor[]
  readonly #options: SandboxOptions
  // Made at the first look, as the stores are, so that an idle sandbox costs little.
  #faults: Faults | undefined
  #journal: Journal | undefined
  #random: Random | undefined
  #stores: Map<string, VendorStore> | undefined

  constructor(vendors: readonly SeededVendor[], options: SandboxOptions) {
    this.#vendors = vendors
    this.#options = options
    this.id = options.id
    this.name = options.name
    this.seed = options.seed
    this.#start()
  }

  get faults(): Faults {
    this.#faults ??= new Faults()
    return this.#faults
  }

  get journal(): Journal {
    this.#journal ??= new Journal(this.#options.journalSize)
    return this.#journal
  }

  get random(): Random {
    this.#random ??= new Random(`${this.seed}`)
    return this.#random
  }

  /** What it remembers of a vendor. */
  store(vendorId: string): VendorStore {
    const store = this.#stores?.get(vendorId)
    if (store !== undefined) return store
    const made = this.#createStore(this.#vendor(vendorId))
    this.#stores ??= new Map()
    this.#stores.set(vendorId, made)
    return made
  }

  /** Names of states to its own tokens, for each vendor; those that its seed has no key for are left out. */
  get credentials(): Readonly<Record<string, Readonly<Record<string, string>>>> {
    return Object.fromEntries(
      this.#vendors.map((vendor) => [vendor.id, Object.fromEntries(this.#credentialsOf(vendor))]),
    )
  }

  /** Every token it starts with. */
  initialTokens(vendorId: string): string[] {
    const { number, additions } = this.#options
    const added = [...(additions?.[vendorId]?.keys.keys() ?? [])]
    const vendor = this.#vendor(vendorId)
    if (number === undefined) return [...vendor.seed(this.seed).keys.ids(), ...added]
    return [...this.#credentialsOf(vendor).map(([, token]) => token), ...added]
  }

  /** Every token it starts with, and every one that it was given since. */
  tokens(vendorId: string): Set<string> {
    const given = this.#stores?.get(vendorId)?.keys.ids() ?? []
    return new Set([...this.initialTokens(vendorId), ...given])
  }

  /** As it was when it was made: the same next calls give the same bytes. */
  reset(): void {
    this.#stores = undefined
    this.#random = undefined
    this.#faults?.reset()
    this.#journal?.reset()
    this.clock.follow()
    this.#start()
  }

  #start(): void {
    const { freeze, limits = {} } = this.#options
    if (freeze !== undefined) this.clock.freeze(freeze)
    // What remains is counted from now on, not from the first look.
    for (const [vendorId, { remaining }] of Object.entries(limits))
      if (remaining !== undefined) this.store(vendorId)
  }

  #vendor(vendorId: string): SeededVendor {
    const vendor = this.#vendors.find(({ id }) => id === vendorId)
    if (vendor === undefined) throw new TypeError(`no vendor ${vendorId}`)
    return vendor
  }

  #credentialsOf(vendor: SeededVendor): (readonly [name: string, token: string])[] {
    const { number } = this.#options
    const { keys } = vendor.seed(this.seed)
    return Object.entries(vendor.credentials)
      .filter(([, token]) => keys.get(token) !== undefined)
      .map(([name, token]) => [name, number === undefined ? token : vendor.mintToken(name, number)])
  }

  #createStore(vendor: SeededVendor): VendorStore {
    const seed = vendor.seed(this.seed)
    const { limits, additions } = this.#options
    const { keys, members } = additions?.[vendor.id] ?? {}
    const store: VendorStore = {
      keys: new Collection(this.#keySource(vendor, seed)),
      members: new Collection(seed.members),
      limiter: new RateLimiter(vendor.limit, this.clock, limits?.[vendor.id]),
    }
    for (const [token, key] of keys ?? []) store.keys.set(token, key)
    for (const [id, member] of members ?? []) store.members.set(id, member)
    return store
  }

  /** The default sandbox has the seed's keys; the others have copies of the named ones under tokens of their own. */
  #keySource(vendor: SeededVendor, seed: Seed): Source<unknown> {
    if (this.#options.number === undefined) return seed.keys
    const minted = this.#credentialsOf(vendor).map(([name, token]): [string, unknown] => {
      const shipped = seed.keys.get(vendor.credentials[name] ?? '')
      return [token, { ...Object(shipped), token }]
    })
    return createFixedSource(new Map(minted))
  }
}
