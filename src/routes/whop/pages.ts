/** Pages of a list by cursor, in both directions. */
import type { Answer } from '../../contract/answer.ts'
import { comparePlaces, type OrderPlace } from '../../sandbox/order-place.ts'
import { cursorOf, placeOfCursor } from './cursor.ts'
import type { Listing } from './listing.ts'
import { LARGEST_PAGE, PAGE_SIZE } from './page-schemas.ts'

export interface PageQuery {
  readonly first?: number
  readonly after?: string
  readonly last?: number
  readonly before?: string
}

interface Window {
  isBackward: boolean
  size: number
  after: OrderPlace | undefined
  before: OrderPlace | undefined
}

/** `first` wins over `last`; without either, `before` alone is backwards. */
const windowOf = ({ first, after, last, before }: PageQuery, order: string): Window => {
  const isBackward =
    first === undefined && (last !== undefined || (before !== undefined && after === undefined))
  return {
    isBackward,
    size: Math.min((isBackward ? last : first) ?? PAGE_SIZE, LARGEST_PAGE),
    after: after === undefined ? undefined : placeOfCursor('after', order, after),
    before: before === undefined ? undefined : placeOfCursor('before', order, before),
  }
}

/** No more than the page needs, in the order of the list; and whether there were more. */
const take = <Row>(
  listing: Listing<Row>,
  { isBackward, size, after, before }: Window,
  fits: (row: Row) => boolean,
): { rows: Row[]; hasMore: boolean } => {
  const [from, until] = isBackward ? [before, after] : [after, before]
  const sign = isBackward ? -1 : 1
  const isPast = (row: Row): boolean =>
    until !== undefined && sign * comparePlaces(listing.placeOf(row), until, listing.direction) >= 0
  const rows: Row[] = []
  let hasMore = false
  for (const row of listing.rows(from, isBackward)) {
    if (isPast(row)) break
    if (!fits(row)) continue
    hasMore = rows.length === size
    if (hasMore) break
    rows.push(row)
  }
  if (isBackward) rows.reverse()
  return { rows, hasMore }
}

export interface PageOptions<Row> {
  /** The JSON of an item. */
  write(row: Row): string
  /** What is asked of a row besides its place; each row is looked at until the page is full. */
  fits?: ((row: Row) => boolean) | undefined
}

/** Refuses a cursor that is none of this order's. */
export const page = <Row>(
  query: PageQuery,
  listing: Listing<Row>,
  { write, fits = () => true }: PageOptions<Row>,
): Answer => {
  const window = windowOf(query, listing.order)
  const { rows, hasMore } = take(listing, window, fits)
  const hasNext = window.isBackward ? window.before !== undefined : hasMore
  const hasPrevious = window.isBackward ? hasMore : window.after !== undefined
  const cursorAt = (row: Row | undefined): string | null =>
    row === undefined ? null : cursorOf(listing.order, listing.placeOf(row))
  const info = JSON.stringify({
    end_cursor: hasNext ? cursorAt(rows.at(-1)) : null,
    start_cursor: cursorAt(rows[0]),
    has_next_page: hasNext,
    has_previous_page: hasPrevious,
  })
  return { status: 200, text: `{"data":[${rows.map(write).join(',')}],"page_info":${info}}` }
}
