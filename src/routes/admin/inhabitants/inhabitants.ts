/** The members and keys of a sandbox: listed here, one at a time beside. */
import type { FastifyInstance } from 'fastify'
import type { AdminOptions } from '../admin.ts'
import { sandboxOf } from '../sandboxes/sandbox-of.ts'
import type { Check } from '../validate.ts'
import { type InhabitantRoutes, mountInhabitant } from './inhabitant.ts'
import { keysOf } from './keys.ts'
import { membersOf } from './members.ts'
import { PageQuery, pageOf } from './schemas.ts'

const mountList = (scope: FastifyInstance, { vendor, kind, sandboxes }: InhabitantRoutes): void => {
  const { list, noun, record } = kind
  scope.get<{ Querystring: { limit: number; offset: number } }>(`/${vendor.id}/${list}`, {
    schema: {
      operationId: `list${vendor.title}${noun}s`,
      summary: `The ${list} of ${vendor.title} in a sandbox.`,
      querystring: PageQuery,
      response: { 200: pageOf(list, record) },
    },
    async handler(request) {
      const collection = kind.collection(sandboxOf(sandboxes, request))
      const { limit, offset } = request.query
      const ids = collection.ids()
      const items = ids
        .slice(offset, offset + limit)
        .map(async (id) => kind.shown(id, Object(await collection.get(id))))
      return { total: ids.length, [list]: await Promise.all(items) }
    },
  })
}

export const mountInhabitants = (
  scope: FastifyInstance,
  { vendors, sandboxes }: AdminOptions,
  validation: () => Promise<Check>,
): void => {
  for (const vendor of vendors)
    for (const kind of [membersOf(vendor), keysOf(vendor, sandboxes, validation)]) {
      const routes = { vendor, kind, sandboxes, validation }
      mountList(scope, routes)
      mountInhabitant(scope, routes)
    }
}
