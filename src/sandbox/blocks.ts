/** Which indexes of a population live where: each place has one unbroken range, in the order given. */

export interface Block {
  place: string
  /** How many live there. */
  size: number
}

/** From `start` to below `end`. */
export interface IndexRange {
  start: number
  end: number
}

export interface Blocks {
  readonly places: readonly string[]
  /** Undefined outside all blocks. */
  placeOf(index: number): string | undefined
  /** Empty for a place where nobody lives. */
  rangeOf(place: string): IndexRange
}

const NOWHERE: IndexRange = { start: 0, end: 0 }

/** Throws a RangeError for a place that comes twice, and when the blocks do not make up `size`. */
export const createBlocks = (blocks: readonly Block[], size: number): Blocks => {
  const ranges = new Map<string, IndexRange>()
  let start = 0
  for (const block of blocks) {
    if (ranges.has(block.place)) throw new RangeError(`place ${block.place} comes twice`)
    ranges.set(block.place, { start, end: start + block.size })
    start += block.size
  }
  if (start !== size) throw new RangeError(`blocks of ${start} for a population of ${size}`)
  const sorted = [...ranges].map(([place, { end }]) => ({ place, end }))

  return {
    places: [...ranges.keys()],
    placeOf: (index) => {
      if (!(index >= 0)) return undefined
      let low = 0
      let high = sorted.length
      while (low < high) {
        const middle = (low + high) >> 1
        if (index < (sorted[middle]?.end ?? 0)) high = middle
        else low = middle + 1
      }
      return sorted[low]?.place
    },
    rangeOf: (place) => ranges.get(place) ?? NOWHERE,
  }
}
