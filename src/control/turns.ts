/** Long work in short turns, so that no vendor's answer waits for it. Counted, since a clock only tells how busy the machine is. */
import { setImmediate } from 'node:timers/promises'

/** Others are answered meanwhile. */
export const untilNextTurn = (): Promise<void> => setImmediate()

/**
 * Characters that are looked at in one turn; the last piece of work in it may go beyond. Of the dearest text there is,
 * so many take a few milliseconds.
 */
export const TURN_WORK = 256 * 1024

/** Asked before each piece of work, with the characters that it takes: true when it is for the next turn. */
export const startTurn = (): ((work: number) => boolean) => {
  let left = TURN_WORK
  return (work) => {
    if (left <= 0) return true
    left -= work
    return false
  }
}

/** What `make` gives for each item, in order; without those it gives nothing for. */
export const inTurns = async <Item, Made>(
  items: Iterable<Item>,
  workOf: (item: Item) => number,
  make: (item: Item) => Made | undefined,
): Promise<Made[]> => {
  const all: Made[] = []
  let isOver = startTurn()
  for (const item of items) {
    const work = workOf(item)
    if (isOver(work)) {
      await untilNextTurn()
      isOver = startTurn()
      isOver(work)
    }
    const made = make(item)
    if (made !== undefined) all.push(made)
  }
  return all
}
