/** What a vendor's tables start from under each seed: made once, and shared by all sandboxes that have it. */
import type { DatabaseStart } from './database.ts'
import { KeptTexts } from './kept-texts.ts'

/** A process that asks for more seeds than this at a time makes some of them again. */
const CACHED = 16

/** `make` gives the tables of a seed; the same seed gives the same ones. */
export const createStarts = (
  make: (seed: number) => DatabaseStart['tables'],
): ((seed: number) => DatabaseStart) => {
  const cache = new Map<number, DatabaseStart>()
  return (seed) => {
    const cached = cache.get(seed)
    if (cached !== undefined) return cached
    const start = { tables: make(seed), texts: new KeptTexts() }
    const [oldest] = cache.keys()
    if (oldest !== undefined && cache.size >= CACHED) cache.delete(oldest)
    cache.set(seed, start)
    return start
  }
}
