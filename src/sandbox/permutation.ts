/** A keyed reordering of the numbers below a power of two: looks like chance, repeats nothing, and can be undone. */
import { Random } from './random.ts'

/** Enough that flipping one bit of a number flips each bit of the result in about half the cases. */
const ROUNDS = 6

export interface Permutation {
  /** How many numbers it reorders: those from 0 to `size - 1`. */
  readonly size: number
  forward(value: number): number
  /** `back(forward(value)) === value`, and the other way round. */
  back(value: number): number
}

/** 32 bits out of 32, each depending on all of `value` and `key`. */
export const mix = (value: number, key: number): number => {
  let bits = Math.imul(value ^ key, 0x9e3779b1)
  bits = Math.imul(bits ^ (bits >>> 15), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}

/**
 * A Feistel network: each round replaces one half of the number by itself xor a hash of the other half, which the
 * same xor undoes. `seed` is any text; `bits` is even, from 2 to 52. Both directions throw a RangeError outside.
 */
export const createPermutation = (seed: string, bits = 40): Permutation => {
  if (bits % 2 !== 0 || bits < 2 || bits > 52)
    throw new RangeError(`bits ${bits}: an even number from 2 to 52 is needed`)
  const random = new Random(seed)
  const keys = Array.from({ length: ROUNDS }, () => random.next())
  const backwards = keys.toReversed()
  const half = 2 ** (bits / 2)
  const shift = 32 - bits / 2
  const size = half * half
  const require = (value: number): void => {
    if (!Number.isInteger(value) || value < 0 || value >= size)
      throw new RangeError(`${value}: a whole number from 0 to ${size - 1} is needed`)
  }

  return {
    size,
    forward: (value) => {
      require(value)
      let high = Math.floor(value / half)
      let low = value % half
      for (const key of keys) {
        const next = high ^ (mix(low, key) >>> shift)
        high = low
        low = next
      }
      return high * half + low
    },
    back: (value) => {
      require(value)
      let high = Math.floor(value / half)
      let low = value % half
      for (const key of backwards) {
        const before = low ^ (mix(high, key) >>> shift)
        low = high
        high = before
      }
      return high * half + low
    },
  }
}
