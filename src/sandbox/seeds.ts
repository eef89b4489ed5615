/** From a vendor's records to the seed of each number, made once and shared by all sandboxes that have it. */
import { createMadeSource } from './made-source.ts'
import type { Seed } from './sandbox.ts'
import { createFixedSource } from './store.ts'

/** A process that asks for more than this many at a time makes some of them again. */
const CACHED = 16

export interface SeedsOptions<Key, Member> {
  keys: ReadonlyMap<string, Key>
  /** Those that are the same under every seed. */
  named: ReadonlyMap<string, Member>
  /** Ids of the rest and how to make each. */
  plan(seed: number): ReadonlyMap<string, () => Promise<Member>>
}

export const createSeeds = <Key, Member>(
  options: SeedsOptions<Key, Member>,
): ((seed: number) => Seed<Key, Member>) => {
  const keys = createFixedSource(options.keys)
  const cache = new Map<number, Seed<Key, Member>>()
  return (number) => {
    const cached = cache.get(number)
    if (cached !== undefined) return cached
    const members = createMadeSource({ named: options.named, plan: () => options.plan(number) })
    const seed = { keys, members }
    const [oldest] = cache.keys()
    if (oldest !== undefined && cache.size >= CACHED) cache.delete(oldest)
    cache.set(number, seed)
    return seed
  }
}
