/** Where a row stands in an order other than the default one: by a value of its own, then by key. */
import type { Direction } from './position.ts'

/** What an order goes by. Rows whose value is null come last, whichever the direction. */
export type OrderValue = string | number | null

/** Where a row stands in such an order. */
export interface OrderPlace {
  readonly value: OrderValue
  readonly key: string
}

/** Below 0 when `a` comes before `b` in ascending order; texts go by their code units. */
export const compareAscending = (a: OrderPlace, b: OrderPlace): number => {
  if (a.value === b.value) return a.key < b.key ? -1 : a.key > b.key ? 1 : 0
  if (a.value === null) return 1
  if (b.value === null) return -1
  return a.value < b.value ? -1 : 1
}

export const comparePlaces = (a: OrderPlace, b: OrderPlace, direction: Direction): number => {
  if ((a.value === null) !== (b.value === null)) return a.value === null ? 1 : -1
  return direction === 'asc' ? compareAscending(a, b) : compareAscending(b, a)
}
