/** Numbers that follow from a seed, so that a case can be sent again. */

export interface Chance {
  /** A whole number from 0 up to, not including, `end`. */
  below(end: number): number
  pick<T>(from: readonly [T, ...T[]]): T
}

/** The generator of Knuth and Lewis, whose high bits are mixed. */
export const createChance = (seed: number): Chance => {
  let state = seed >>> 0
  const below = (end: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    const mixed = Math.imul(state ^ (state >>> 16), 0x45d9f3b) >>> 0
    return ((mixed ^ (mixed >>> 15)) >>> 0) % end
  }
  return { below, pick: (from) => from[below(from.length)] ?? from[0] }
}
