/** Points in time that come one after another, some of them given. */
import type { Random } from './random.ts'

export const DAY = 86_400_000

export interface TimelineOptions<Step extends string> {
  random: Random
  /** Nothing drawn is later, in milliseconds, unless something given before it is. */
  now: number
  /** Each step, in order, and at most how many ms it comes after the one before it (the first: before the rest). */
  steps: Readonly<Record<Step, number>>
  /** ISO 8601; a null bounds nothing. */
  given: Readonly<Partial<Record<NoInfer<Step>, string | null>>>
}

/** ISO 8601 in UTC with milliseconds, one a step; what is given bounds what is drawn and stays as it is. */
export const createTimeline = <Step extends string>(options: TimelineOptions<Step>): Record<Step, string> => {
  const { random, now, steps, given } = options
  const names = Object.keys(steps) as Step[] // a record's own keys
  const timeOf = (step: Step): number | undefined => {
    const time = Date.parse(given[step] ?? '')
    return Number.isNaN(time) ? undefined : time // a leap second is a valid date-time that Date cannot read
  }
  let before: number | undefined
  const stampOf = (step: Step, index: number): string => {
    const later = names.slice(index + 1).map((name) => timeOf(name) ?? now)
    const end = Math.min(now, ...later)
    const from = before ?? end - steps[step]
    const drawn = random.integer(
      from,
      Math.max(from, before === undefined ? end : Math.min(end, from + steps[step])),
    )
    before = timeOf(step) ?? drawn
    return given[step] ?? new Date(drawn).toISOString()
  }
  // Filled in the order of the steps, each from the one before it.
  return Object.fromEntries(names.map((name, index) => [name, stampOf(name, index)])) as Record<Step, string>
}
