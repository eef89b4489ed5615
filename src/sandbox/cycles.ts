/** Labels that come back every so many indexes, so that who has one can be counted and paged without looking. */

export interface Cycles<Label> {
  labelsOf(index: number): readonly Label[]
  /** How many indexes from `start` to below `end` have the label. */
  countOf(label: Label, start: number, end: number): number
  /** The nearest index from `index` on, itself included, upwards or downwards; undefined when there is none. */
  nextWith(label: Label, index: number, direction: 'up' | 'down'): number | undefined
  /** Of those from `start` on that have the label, the one that `skipped` others come before. */
  nthWith(label: Label, start: number, skipped: number): number | undefined
}

/** Where in the pattern a label is. */
interface Places {
  /** In ascending order. */
  at: number[]
  /** How many come before each place of the pattern, and, last, how many there are. */
  before: number[]
}

const placesOf = <Label>(pattern: readonly (readonly Label[])[]): ReadonlyMap<Label, Places> => {
  const places = new Map<Label, Places>()
  for (const label of pattern.flat()) {
    if (places.has(label)) continue
    const at = [...pattern.keys()].filter((place) => pattern[place]?.includes(label))
    let count = 0
    const before = [...pattern, []].map((labels) => {
      const here = count
      if (labels.includes(label)) count++
      return here
    })
    places.set(label, { at, before })
  }
  return places
}

/**
 * `pattern` says which labels an index has, by its remainder: the first list is for 0, length, twice the length and
 * so on. Labels are compared as a Map compares keys. Every answer costs the same, however large the indexes.
 */
export const createCycles = <Label>(pattern: readonly (readonly Label[])[]): Cycles<Label> => {
  const length = pattern.length
  if (length === 0) throw new RangeError('a pattern of no labels at all needs one empty list')
  const all = placesOf(pattern)

  /** How many below `index` have it. */
  const rankOf = ({ at, before }: Places, index: number): number =>
    index <= 0 ? 0 : Math.floor(index / length) * at.length + (before[index % length] ?? 0)
  /** The index that has it with `rank` others below. */
  const indexOf = ({ at }: Places, rank: number): number | undefined =>
    rank < 0 ? undefined : Math.floor(rank / at.length) * length + (at[rank % at.length] ?? 0)

  return {
    labelsOf: (index) => pattern[index % length] ?? [],
    countOf: (label, start, end) => {
      const places = all.get(label)
      return places === undefined ? 0 : Math.max(0, rankOf(places, end) - rankOf(places, start))
    },
    nextWith: (label, index, direction) => {
      const places = all.get(label)
      if (places === undefined) return undefined
      return indexOf(places, direction === 'up' ? rankOf(places, index) : rankOf(places, index + 1) - 1)
    },
    nthWith: (label, start, skipped) => {
      const places = all.get(label)
      return places === undefined ? undefined : indexOf(places, rankOf(places, start) + skipped)
    },
  }
}
