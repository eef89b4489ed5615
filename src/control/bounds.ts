/** Whether a count is what somebody expects. */
import { ControlError } from './control-error.ts'

export interface Bounds {
  atLeast?: number
  atMost?: number
  exactly?: number
}

const BOUNDS = ['atLeast', 'atMost', 'exactly'] as const

export interface Bound {
  /** For people. */
  words: string
  holds(count: number): boolean
}

/** Throws for more than one; at least 1 without any. */
export const createBound = (bound: Bounds): Bound => {
  const [, second] = Object.keys(bound)
  if (second !== undefined) throw new ControlError('refused', `/${second}`, 'one bound is enough', BOUNDS)
  const { atLeast = 1, atMost, exactly } = bound
  if (exactly !== undefined) return { words: `exactly ${exactly}`, holds: (count) => count === exactly }
  if (atMost !== undefined) return { words: `at most ${atMost}`, holds: (count) => count <= atMost }
  return { words: `at least ${atLeast}`, holds: (count) => count >= atLeast }
}
