/** Whether a count is what somebody expects. */
import { ControlError } from './control-error.ts'

export interface Bounds {
  atLeast?: number
  atMost?: number
  exactly?: number
}

const BOUNDS = ['atLeast', 'atMost', 'exactly'] as const

/** Throws for more than one; at least 1 without any. */
export const createBound = (bound: Bounds): ((count: number) => boolean) => {
  const [, second] = Object.keys(bound)
  if (second !== undefined) throw new ControlError('refused', `/${second}`, 'one bound is enough', BOUNDS)
  const { atLeast = 1, atMost, exactly } = bound
  if (exactly !== undefined) return (count) => count === exactly
  if (atMost !== undefined) return (count) => count <= atMost
  return (count) => count >= atLeast
}
