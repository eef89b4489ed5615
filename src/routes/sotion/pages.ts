/** Pages by cursor: the id of the last item of the page before. */
import type { Answer } from '../../contract/answer.ts'
import type { Call } from '../../contract/call.ts'
import { ApiError } from '../../contract/refusal.ts'
import { KeptTexts } from '../../sandbox/kept-texts.ts'
import type { Table } from '../../sandbox/table.ts'
import { rowOrDeparted } from './departed.ts'
import type { SotionDb } from './model.ts'
import { LIMIT } from './page-schemas.ts'

interface Cursor<Row extends object> {
  /** The table and its name. */
  name: string
  table: Table<Row>
  /** Under what the row of an id is kept. */
  keyOf(id: string): string
}

/** The row behind which the page begins; undefined for the first page. Refuses an id of nobody. */
export const rowAfter = <Row extends object>(
  db: SotionDb,
  { name, table, keyOf }: Cursor<Row>,
  after: string | undefined,
): Row | undefined => {
  if (after === undefined) return undefined
  const row = rowOrDeparted(db, name, table, keyOf(after))
  if (row === undefined) throw new ApiError('invalidCursor')
  return row
}

// A row is never changed, and an item says nothing but what is in its row: its text is good for as long as the row.
const items = new KeptTexts()

/** The text of an item that is made of `row` alone; `view` tells apart what is shown of it. */
export const itemText = (row: object, view: string, write: () => unknown): string =>
  items.textOf(row, view, write)

/** So many pages are kept of one state; what is asked again and again is one of them. */
const KEPT_PAGES = 32
const keptPages = new WeakMap<KeptTexts, Map<string, Answer>>()

/** The page as it was written for the same site and query, if nothing has changed since. */
export const keptPage = ({ store, target }: Call, site: string, write: () => Answer): Answer => {
  // There are others as soon as a row changes.
  const { texts } = store.db
  const pages = keptPages.get(texts) ?? new Map<string, Answer>()
  keptPages.set(texts, pages)
  const name = `${site} ${target}`
  const known = pages.get(name)
  if (known !== undefined) return known
  const [oldest] = pages.keys()
  if (pages.size >= KEPT_PAGES && oldest !== undefined) pages.delete(oldest)
  const answer = write()
  pages.set(name, answer)
  return answer
}

/** Takes no more of `rows` than the page needs, and one. */
export const page = <Row extends { readonly id: string }>(
  rows: Iterable<Row>,
  limit: number = LIMIT,
  write: (row: Row) => string,
): Answer => {
  const texts: string[] = []
  let last: Row | undefined
  let hasMore = false
  for (const row of rows) {
    hasMore = texts.length === limit
    if (hasMore) break
    texts.push(write(row))
    last = row
  }
  const pagination = JSON.stringify({ hasMore, nextCursor: hasMore ? last?.id : null })
  return { status: 200, text: `{"data":[${texts.join(',')}],"pagination":${pagination}}` }
}
