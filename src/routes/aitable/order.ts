/** How AITable orders teams below one parent, and the roles of a space: by sequence, and then as they came to be. */
interface Placed {
  readonly sequence: number
  readonly order: number
}

export const byPlace = (a: Placed, b: Placed): number => a.sequence - b.sequence || a.order - b.order

/** The highest of their sequences; undefined where there are none. */
export const highest = (units: readonly Placed[]): number | undefined =>
  units.length === 0 ? undefined : units.reduce((most, { sequence }) => Math.max(most, sequence), -Infinity)
