/** One random for each index, all of them derived from one seed without hashing text again. */
import { mix } from './permutation.ts'
import { Random } from './random.ts'

/** `use` tells apart what is drawn for the same index: any integer, 0 unless told. */
export type Randoms = (index: number, use?: number) => Random

/** `seed` is any text; an index is a whole number below 2^53. */
export const createRandoms = (seed: string): Randoms => {
  const random = new Random(seed)
  const [low, high, key, rest] = [random.next(), random.next(), random.next(), random.next()]
  return (index, use = 0) =>
    new Random([mix(index | 0, low), mix(Math.floor(index / 0x1_0000_0000), high), use ^ key, rest])
}
