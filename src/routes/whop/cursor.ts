/** Whop's cursors: where an item stands in the order of its list, so that they outlive the item. */
import type { OrderPlace } from '../../sandbox/order-place.ts'
import { invalidParameter } from './query.ts'

/** Of one that we gave: an id and a text, such as a name. */
const LONGEST = 1024

export const cursorOf = (order: string, { value, key }: OrderPlace): string =>
  Buffer.from(JSON.stringify([order, value, key])).toString('base64url')

const parsed = (cursor: string): unknown => {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString())
  } catch {
    return undefined
  }
}

/** The place that a cursor of that order stands for; `name` is the parameter. Refuses one that we did not give. */
export const placeOfCursor = (name: 'after' | 'before', order: string, cursor: string): OrderPlace => {
  const parts = cursor.length > LONGEST ? undefined : parsed(cursor)
  const [of, value, key, ...rest]: unknown[] = Array.isArray(parts) ? parts : []
  const isValue = value === null || typeof value === 'string' || typeof value === 'number'
  if (of !== order || !isValue || typeof key !== 'string' || rest.length > 0) throw invalidParameter(name)
  return { value, key }
}
