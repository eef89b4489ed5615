/** One member or key of a sandbox: shown, put, patched and deleted. */
import type { FastifyInstance, FastifyRequest, FastifySchema } from 'fastify'
import type { JsonSchema } from '../../../contract/json-schema.ts'
import type { Vendor } from '../../../contract/vendor.ts'
import type { Sandbox } from '../../../sandbox/sandbox.ts'
import type { Sandboxes } from '../../../sandbox/sandboxes.ts'
import type { Collection } from '../../../sandbox/store.ts'
import { AdminError } from '../errors.ts'
import { NOTHING } from '../nothing.ts'
import { sandboxOf } from '../sandboxes/sandbox-of.ts'
import type { Check } from '../validate.ts'
import type { Entry } from './given.ts'
import { mergePatch, withNulls } from './merge-patch.ts'

/** Whom a request is about. */
export interface Wanted {
  /** As in the path. */
  id: string
  /** Under what its record is kept. */
  key: string
  /** Where it lives; '' where members live in no place, and for keys. */
  place: string
}

/** A vendor's members, or its keys. */
export interface Inhabitants {
  readonly list: 'members' | 'keys'
  readonly noun: 'Member' | 'Key'
  /** What the path calls it by. */
  readonly parameter: 'id' | 'token'
  readonly query: JsonSchema
  readonly entry: JsonSchema
  readonly patch: JsonSchema
  /** Of a whole record, as it is shown. */
  readonly record: JsonSchema
  collection(sandbox: Sandbox): Collection<unknown>
  find(id: string, query: Entry, entry?: Entry): Wanted
  /** The record as lists show it. */
  shown(key: string, record: object): object
  /** The whole record of `entry`, which fits its schema; throws when it is another one's than wanted. */
  complete(sandbox: Sandbox, wanted: Wanted, entry: Entry): Promise<object>
  /** Keeps a record in the form in which it is shown; throws when it cannot be that of the one wanted. */
  set(sandbox: Sandbox, wanted: Wanted, shown: Entry): void
  delete(sandbox: Sandbox, wanted: Wanted): void
}

export interface InhabitantRoutes {
  vendor: Vendor
  kind: Inhabitants
  sandboxes: Sandboxes
  validation: () => Promise<Check>
}

interface One {
  Params: Readonly<Record<string, string>>
  Querystring: Entry
  Body: Entry
}

/** The record wanted; throws a 404 when there is none. Wait for `collection.get` before, which may make it. */
const recordOf = (
  { url }: FastifyRequest<One>,
  { noun }: Inhabitants,
  collection: Collection<unknown>,
  { key, place }: Wanted,
): object => {
  const record = collection.get(key)
  if (record !== undefined) return Object(record)
  const [path = ''] = url.split('?', 1)
  const where = place === '' ? '' : ` in ${place}`
  throw new AdminError(404, path, `there is no such ${noun.toLowerCase()}${where}`)
}

/** What all four routes have in common. */
const createParts = ({ vendor, kind, sandboxes }: InhabitantRoutes) => {
  const { noun, parameter, query, record } = kind
  const params = {
    type: 'object',
    properties: { [parameter]: { type: 'string', description: 'Percent-encoded where it has to be.' } },
    required: [parameter],
  }
  return {
    url: `/${vendor.id}/${kind.list}/:${parameter}`,
    schema: (verb: string, summary: string): FastifySchema => ({
      operationId: `${verb}${vendor.title}${noun}`,
      summary,
      params,
      querystring: query,
      response: { 200: record },
    }),
    /** Whose, and who; `entry` may say where it lives. */
    open(request: FastifyRequest<One>, entry?: Entry) {
      const sandbox = sandboxOf(sandboxes, request)
      const wanted = kind.find(request.params[parameter] ?? '', request.query, entry)
      return { sandbox, wanted, collection: kind.collection(sandbox) }
    },
  }
}

const mountReading = (scope: FastifyInstance, routes: InhabitantRoutes): void => {
  const { vendor, kind } = routes
  const { url, schema, open } = createParts(routes)
  const what = `one of the ${kind.list} of ${vendor.title}`

  scope.get<One>(url, {
    schema: schema('get', `Shows ${what}.`),
    async handler(request) {
      const { wanted, collection } = open(request)
      await collection.get(wanted.key)
      return kind.shown(wanted.key, recordOf(request, kind, collection, wanted))
    },
  })

  scope.delete<One>(url, {
    schema: { ...schema('delete', `Takes away ${what}.`), response: NOTHING },
    handler(request, reply) {
      const { sandbox, wanted, collection } = open(request)
      recordOf(request, kind, collection, wanted)
      kind.delete(sandbox, wanted)
      return reply.code(204).send()
    },
  })
}

const mountWriting = (scope: FastifyInstance, routes: InhabitantRoutes): void => {
  const { vendor, kind, validation } = routes
  const { url, schema, open } = createParts(routes)
  const what = `one of the ${kind.list} of ${vendor.title}`
  const { record } = kind

  scope.put<One>(url, {
    schema: {
      ...schema('put', `Makes or replaces ${what}; what the body leaves out is made from the seed.`),
      body: kind.entry,
      response: { 200: record, 201: record },
    },
    async handler(request, reply) {
      const { sandbox, wanted, collection } = open(request, request.body)
      const made = kind.shown(wanted.key, await kind.complete(sandbox, wanted, request.body))
      const isNew = collection.get(wanted.key) === undefined
      kind.set(sandbox, wanted, { ...made })
      return reply.code(isNew ? 201 : 200).send(made)
    },
  })

  scope.patch<One>(url, {
    schema: { ...schema('patch', `Changes ${what}.`), body: kind.patch },
    async handler(request) {
      const { sandbox, wanted, collection } = open(request)
      const check = await validation()
      await collection.get(wanted.key)
      // From here on nothing waits: of two patches at a time neither is lost.
      const current = kind.shown(wanted.key, recordOf(request, kind, collection, wanted))
      const merged = withNulls(record, mergePatch(current, request.body))
      check(record, merged, '')
      kind.set(sandbox, wanted, Object(merged))
      return merged
    },
  })
}

export const mountInhabitant = (scope: FastifyInstance, routes: InhabitantRoutes): void => {
  mountReading(scope, routes)
  mountWriting(scope, routes)
}
