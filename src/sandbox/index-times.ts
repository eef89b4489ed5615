/** Times that grow with the index, so that a list by time is a list by index. */
import { mix } from './permutation.ts'
import { Random } from './random.ts'

export interface IndexTimes {
  /** In milliseconds; each index's is later than the one before. Throws a RangeError outside the population. */
  at(index: number): number
  /** The first index whose time is not before `time`; `size` when there is none. */
  indexAtOrAfter(time: number): number
}

export interface IndexTimesOptions {
  /** Any text: how the times are strewn. */
  seed: string
  /** How many indexes there are. */
  size: number
  /** In milliseconds; no time is later. */
  now: number
  /** Over how many milliseconds before `now` the times lie; at least `size`. */
  span: number
}

/** The span is cut into one slot for each index, all equally long, and each time lies somewhere in its own. */
export const createIndexTimes = ({ seed, size, now, span }: IndexTimesOptions): IndexTimes => {
  const slot = Math.floor(span / Math.max(size, 1))
  if (!Number.isSafeInteger(size) || size < 0 || !(slot >= 1))
    throw new RangeError(`${size} times in ${span} ms: at least one millisecond for each is needed`)
  const start = Math.floor(now) - size * slot
  const key = new Random(seed).next()
  const timeOf = (index: number): number =>
    start + index * slot + Math.floor((mix(index | 0, key) / 0x1_0000_0000) * slot)

  return {
    at: (index) => {
      if (!Number.isInteger(index) || index < 0 || index >= size)
        throw new RangeError(`index ${index}: a whole number below ${size} is needed`)
      return timeOf(index)
    },
    indexAtOrAfter: (time) => {
      const index = Math.floor((time - start) / slot)
      if (index < 0) return 0
      if (index >= size) return size
      return timeOf(index) >= time ? index : index + 1
    },
  }
}
