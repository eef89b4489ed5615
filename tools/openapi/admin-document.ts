/** Makes the control plane's OpenAPI document from its routes: for the generator and its test, never in the server. */
import Fastify, { type FastifyInstance } from 'fastify'
import type { JsonSchema } from '../../src/contract/json-schema.ts'
import { referToNamed } from './named-schemas.ts'

type Mount = (scope: FastifyInstance) => void
type Operations = Readonly<Record<string, Readonly<Record<string, JsonSchema>>>>

const PREFIX = '/__admin'

/** The admin's one envelope for whatever it refuses. */
const Refusal = {
  type: 'object',
  properties: {
    error: {
      type: 'object',
      description: 'What is wrong.',
      properties: {
        path: {
          type: 'string',
          description: 'A JSON pointer into the body, or one into the query behind a ?.',
        },
        message: { type: 'string', description: 'The same in words.' },
        accepted: { type: 'array', items: {}, description: 'What is accepted in that place.' },
      },
      required: ['path', 'message'],
    },
  },
  required: ['error'],
} as const

const Refused = {
  description: 'Refused: what was wrong, and what is accepted there.',
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } } },
} as const

/** What a path is about, by its first part; a vendor's by its name, any other by that part itself. */
const SUBJECTS: Readonly<Record<string, string>> = {
  events: 'Requests',
  reset: 'Sandboxes',
  snapshot: 'Sandboxes',
}

const subjectOf = (path: string, titles: ReadonlyMap<string, string>): string => {
  const [, part = ''] = path.split('/')
  return titles.get(part) ?? SUBJECTS[part] ?? part.charAt(0).toUpperCase() + part.slice(1)
}

/** Pages and files have no operation id; HEAD is GET without the body. */
const documented = (operations: Operations, titles: ReadonlyMap<string, string>): JsonSchema =>
  Object.fromEntries(
    Object.entries(operations).flatMap(([path, methods]) => {
      const named = Object.entries(methods).filter(
        ([method, { operationId }]) => method !== 'head' && operationId !== undefined,
      )
      const item = named.map(([method, operation]) => [
        method,
        {
          tags: [subjectOf(path.slice(PREFIX.length), titles)],
          ...operation,
          responses: { ...Object(operation.responses), default: { $ref: '#/components/responses/Refused' } },
        },
      ])
      return named.length === 0 ? [] : [[path.slice(PREFIX.length), Object.fromEntries(item)]]
    }),
  )

/** Every subject once, in the order of the paths. */
const tagsOf = (paths: unknown): JsonSchema[] => {
  const operations = Object.values(paths as Operations).flatMap((item) => Object.values(item)) // as made above
  return [...new Set(operations.flatMap(({ tags }) => tags as string[]))].map((name) => ({ name }))
}

/** `mount` puts the admin's routes on a scope; `titles` are the vendors' by their ids. */
export const adminDocument = async (
  mount: Mount,
  titles: ReadonlyMap<string, string>,
): Promise<JsonSchema> => {
  const { fastifySwagger } = await import('@fastify/swagger')
  const app = Fastify({
    exposeHeadRoutes: false,
    schemaController: {
      compilersFactory: {
        buildValidator: () => () => () => true,
        buildSerializer: () => () => JSON.stringify,
      },
    } as never, // only the routes are read
  })
  await app.register(fastifySwagger, { openapi: { openapi: '3.1.0' }, stripBasePath: false })
  await app.register(async (scope) => mount(scope), { prefix: PREFIX })
  await app.ready()
  const made = app.swagger() as { paths?: unknown } // typed for every version of OpenAPI
  const { paths, schemas } = referToNamed(documented(made.paths as Operations, titles)) // of the routes above
  await app.close()
  return {
    openapi: '3.1.0',
    info: {
      title: "membermock's control plane",
      version: '1',
      description: 'Puts the vendors of this server into a state, and tells what was asked of them.',
    },
    servers: [{ url: PREFIX }],
    security: [{}, { adminToken: [] }],
    tags: tagsOf(paths),
    paths,
    components: {
      schemas: { ...schemas, Refusal },
      responses: { Refused },
      securitySchemes: {
        adminToken: {
          type: 'http',
          scheme: 'bearer',
          description: 'Where the server was started with --admin-token.',
        },
      },
    },
  }
}
