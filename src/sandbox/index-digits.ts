/** An index as digits that look drawn at random, the first of which lead back to it. */
import { createPermutation, mix } from './permutation.ts'
import { Random } from './random.ts'

const BITS = 40

export interface IndexDigits {
  /** How many of the digits carry the index; there must be at least so many. */
  readonly carried: number
  /** Fills `digits`: the first carry the index, the others are drawn from it. */
  write(index: number, digits: Uint8Array): void
  /** The index that the first digits carry; undefined when they carry none. */
  read(digits: Uint8Array): number | undefined
}

/** `seed` is any text, `base` is from 2 to 256; indexes are whole numbers below 2^40. */
export const createIndexDigits = (seed: string, base: number): IndexDigits => {
  const permutation = createPermutation(`${seed}:digits`, BITS)
  const random = new Random(`${seed}:rest`)
  const [low, high, key, rest] = [random.next(), random.next(), random.next(), random.next()]
  let carried = 1
  while (base ** carried < permutation.size) carried++

  /** Powers of the base are not powers of two: without it the first digit would never be one of the higher ones. */
  const shiftOf = (digits: Uint8Array): number => {
    let bits = key
    for (let i = 1; i < carried; i++) bits = Math.imul(bits ^ (digits[i] ?? 0), 16777619)
    return mix(bits, rest) % base
  }

  return {
    carried,
    write: (index, digits) => {
      const value = permutation.forward(index)
      let left = value
      for (let i = carried - 1; i > 0; i--) {
        digits[i] = left % base
        left = Math.floor(left / base)
      }
      digits[0] = (left + shiftOf(digits)) % base
      const drawn = new Random([value ^ low, Math.floor(value / 0x1_0000_0000) ^ high, key, rest])
      for (let i = carried; i < digits.length; i++) digits[i] = drawn.next() % base
    },
    read: (digits) => {
      let value = ((digits[0] ?? 0) - shiftOf(digits) + base) % base
      for (let i = 1; i < carried; i++) value = value * base + (digits[i] ?? 0)
      return value < permutation.size ? permutation.back(value) : undefined
    },
  }
}
