/** Choices by a seeded random. */
import type { Random } from './random.ts'

/** Throws a RangeError on an empty list. */
export const pick = <T>(random: Random, items: readonly T[]): T => {
  const item = items[random.integer(0, items.length - 1)]
  if (item === undefined) throw new RangeError('nothing to pick from')
  return item
}

/** As `pick`, an item's chance being its weight's share of the whole. */
export const pickWeighted = <T extends { readonly weight: number }>(
  random: Random,
  items: readonly T[],
): T => {
  let rest = random.fraction() * items.reduce((sum, { weight }) => sum + weight, 0)
  for (const item of items) {
    rest -= item.weight
    if (rest < 0) return item
  }
  throw new RangeError('nothing to pick from')
}

/** `count` different items, or all of them when there are fewer. */
export const pickSome = <T>(random: Random, items: readonly T[], count: number): T[] => {
  const rest = [...items]
  const chosen: T[] = []
  while (chosen.length < count && rest.length > 0)
    chosen.push(...rest.splice(random.integer(0, rest.length - 1), 1))
  return chosen
}

/** True in `percent` of a hundred cases. */
export const isLikely = (random: Random, percent: number): boolean => random.fraction() * 100 < percent
