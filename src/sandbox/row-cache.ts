/** The rows made last, by index: a full cache forgets the one that was made first. */

export interface RowCache<Row> {
  get(index: number): Row | undefined
  add(index: number, row: Row): void
}

/** `capacity` is at least 1; an index is added once while it is here. */
export const createRowCache = <Row>(capacity: number): RowCache<Row> => {
  const rows = new Map<number, Row>()
  /** In the order they were made; a ring, since asking a Map for its oldest entry steps over all deleted ones. */
  const order: number[] = []
  let next = 0
  return {
    get: (index) => rows.get(index),
    add: (index, row) => {
      const oldest = order[next]
      if (oldest !== undefined) rows.delete(oldest)
      order[next] = index
      next = (next + 1) % capacity
      rows.set(index, row)
    },
  }
}
