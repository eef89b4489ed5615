/** Long work in short turns, so that no vendor's answer waits for it. */
import { setImmediate as untilNextTurn } from 'node:timers/promises'

/** As long as one turn may be; a single piece of work may make it longer. */
const TURN_MS = 8

/** Tells when a turn is over; the next one begins when the function is called that says so. */
export const startTurn = (): (() => boolean) => {
  const end = performance.now() + TURN_MS
  return () => performance.now() >= end
}

/** What `make` gives for each item, in order; without those it gives nothing for. */
export const inTurns = async <Item, Made>(
  items: Iterable<Item>,
  make: (item: Item) => Made | undefined,
): Promise<Made[]> => {
  const all: Made[] = []
  let isOver = startTurn()
  for (const item of items) {
    if (isOver()) {
      await untilNextTurn()
      isOver = startTurn()
    }
    const made = make(item)
    if (made !== undefined) all.push(made)
  }
  return all
}
