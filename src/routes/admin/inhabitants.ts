/** Lists a sandbox's members and keys, so that a person can find one. */
import type { FastifyInstance } from 'fastify'
import type { Collection } from '../../sandbox/store.ts'
import type { AdminOptions } from './admin.ts'
import { AdminError } from './errors.ts'

const PAGE = { limit: 100, most: 1000 }

interface PageQuery {
  limit?: string
  offset?: string
}

const wholeNumber = (
  name: string,
  text: string | undefined,
  fallback: number,
  low: number,
  high: number,
): number => {
  if (text === undefined) return fallback
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= low && value <= high) return value
  throw new AdminError(400, `?${name}`, `${name} is "${text}"`, [`a whole number from ${low} to ${high}`])
}

/** Collections of places keep their records by `place/id`; the listing shows both. */
const shown = (id: string, record: unknown, place: string | undefined): unknown =>
  place === undefined ? record : { [place]: id.slice(0, id.lastIndexOf('/')), ...(record as object) }

const page = async (
  collection: Collection<unknown>,
  query: PageQuery,
  place?: string,
): Promise<{ total: number; items: unknown[] }> => {
  const limit = wholeNumber('limit', query.limit, PAGE.limit, 1, PAGE.most)
  const offset = wholeNumber('offset', query.offset, 0, 0, Number.MAX_SAFE_INTEGER)
  const ids = collection.ids()
  const items = await Promise.all(
    ids.slice(offset, offset + limit).map(async (id) => shown(id, await collection.get(id), place)),
  )
  return { total: ids.length, items }
}

export const mountInhabitants = (scope: FastifyInstance, { vendors, sandboxes }: AdminOptions): void => {
  for (const { id, place } of vendors) {
    const store = sandboxes.default.store(id)
    scope.get<{ Querystring: PageQuery }>(`/${id}/members`, async ({ query }) => {
      const { total, items } = await page(store.members, query, place)
      return { total, members: items }
    })
    scope.get<{ Querystring: PageQuery }>(`/${id}/keys`, async ({ query }) => {
      const { total, items } = await page(store.keys, query)
      return { total, keys: items }
    })
  }
}
