/** Makes a vendor's OpenAPI document from its routes: for the generator and its test, never in the server. */
import Fastify, { type FastifyInstance, type RouteOptions } from 'fastify'
import { createApp } from '../../src/app.ts'
import { createDefault, type VendorDefinition } from '../../src/contract/definition.ts'
import {
  type Documentation,
  headerComponents,
  responseComponents,
  responsesOf,
  type Sample,
} from '../../src/contract/documentation.ts'
import { type FidelityRow, readRows } from '../../src/contract/fidelity.ts'
import { isRecord } from '../../src/contract/json.ts'
import type { JsonSchema } from '../../src/contract/json-schema.ts'
import type { Operation } from '../../src/contract/operation.ts'
import type { Vendor } from '../../src/contract/vendor.ts'
import { Sandboxes } from '../../src/sandbox/sandboxes.ts'
import { createNames } from '../schema-names.ts'

/** As much as is read of what @fastify/swagger makes from the routes. */
interface RouteOperation {
  operationId: string
  parameters?: readonly { name: string; in: string }[]
  requestBody?: object
}
type RoutePaths = Readonly<Record<string, Readonly<Record<string, RouteOperation>>>>

const NOW = Date.parse('2026-01-01T00:00:00.000Z')

interface Mounted {
  app: FastifyInstance
  /** What @fastify/swagger made. */
  made: { servers?: unknown; paths?: unknown }
  documentation: Documentation
  rows: readonly FidelityRow[]
}

/** Only the routes are read: nothing is checked and nothing written. */
const NO_COMPILERS = {
  compilersFactory: { buildValidator: () => () => () => true, buildSerializer: () => () => JSON.stringify },
} as never // Fastify types these as ajv's own

/** `/members/{id}` as the router writes it. */
const routePath = (path: string): string => path.replaceAll('{', ':').replaceAll('}', '')

const parametersOf = ({ parameters }: Vendor, path: string): JsonSchema | undefined => {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
  if (names.length === 0) return undefined
  const properties = names.map((name) => [name, parameters[name] ?? { type: 'string' }])
  return { type: 'object', properties: Object.fromEntries(properties), required: names }
}

/** An operation as a route whose schemas @fastify/swagger reads. */
const routeOf = (vendor: Vendor, { id, method, path, query, body }: Operation): RouteOptions => ({
  method,
  url: vendor.base + routePath(path),
  schema: {
    operationId: id,
    params: parametersOf(vendor, path),
    querystring: query,
    body,
  },
  handler: () => undefined,
})

/** The vendor's operations on an instance that @fastify/swagger listens to, and the app that answers the examples. */
const mount = async (definition: VendorDefinition, vendor: Vendor): Promise<Mounted> => {
  const { fastifySwagger } = await import('@fastify/swagger')
  const described = Fastify({ exposeHeadRoutes: false, schemaController: NO_COMPILERS })
  await described.register(fastifySwagger, {
    openapi: { openapi: '3.1.0', servers: [{ url: `/${vendor.id}${vendor.base}` }] },
  })
  await described.register(
    async (scope) => {
      for (const operation of vendor.operations) scope.route(routeOf(vendor, operation))
    },
    { prefix: `/${vendor.id}` },
  )
  await described.ready()
  const made = described.swagger() as { servers?: unknown; paths?: unknown } // typed for every version of OpenAPI
  await described.close()
  const sandboxes = new Sandboxes({ vendors: [vendor], seed: 1 })
  sandboxes.default.clock.freeze(NOW)
  const failed = (error: unknown): never => {
    throw error
  }
  const app = createApp({
    vendors: [vendor],
    sandboxes,
    reporter: { unimplemented() {}, failed },
    admin: false,
  })
  const loaded = await definition.loadDocumentation?.()
  if (loaded === undefined) throw new TypeError(`${vendor.title} has no documentation`)
  return { app, made, documentation: loaded.documentation, rows: readRows(vendor) }
}

/** What the vendor's own route answers to `sample`. */
const exampleOf = async (app: FastifyInstance, vendor: Vendor, sample: Sample): Promise<JsonSchema> => {
  const token = vendor.credentials[sample.credential]
  const url = `/${vendor.id}${vendor.base}${sample.path}`
  const { method = 'GET', body, headers } = sample
  const answer = await app.inject({
    method: method as 'GET', // Fastify types methods as a union
    url,
    headers: {
      authorization: `Bearer ${token}`,
      ...headers,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { payload: JSON.stringify(body) }),
  })
  if (answer.statusCode >= 300) throw new Error(`${url} answers ${answer.statusCode}: ${answer.body}`)
  return { summary: sample.summary, value: answer.json() }
}

const examplesOf = async (
  app: FastifyInstance,
  vendor: Vendor,
  samples: Readonly<Record<string, Sample>>,
): Promise<JsonSchema> => {
  const examples: Record<string, JsonSchema> = {}
  for (const [name, sample] of Object.entries(samples)) examples[name] = await exampleOf(app, vendor, sample)
  return examples
}

type NameOf = ReturnType<typeof createNames>

const referring = (value: unknown, nameOf: NameOf): unknown => {
  if (Array.isArray(value)) return value.map((item) => referring(item, nameOf))
  if (!isRecord(value)) return value
  const name = nameOf(value)
  if (name === undefined) return referringWithin(value, nameOf)
  return { $ref: `#/components/schemas/${name}`, description: value.description }
}

/** `schema` with what is named inside it replaced by a reference, and what is said of it there. */
const referringWithin = (schema: JsonSchema, nameOf: NameOf): JsonSchema =>
  Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, referring(value, nameOf)]))

const schemaComponents = ({ schemas }: Documentation): JsonSchema => {
  const nameOf = createNames(schemas)
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [name, referringWithin(schema, nameOf)]),
  )
}

/** The values that `sample` has for the parameters of `path`, so that a page can fill them in. */
const valuesIn = (path: string, sample: string): ReadonlyMap<string, string> => {
  const { pathname, searchParams } = new URL(sample, 'http://sample')
  const segments = pathname.split('/')
  const pattern = path.split('/')
  const isParameter = (part: string): boolean => part.startsWith('{')
  const isOfPath =
    pattern.length === segments.length &&
    pattern.every((part, i) => isParameter(part) || part === segments[i])
  if (!isOfPath) return new Map()
  const inPath = pattern.flatMap((part, i): [string, string][] =>
    isParameter(part) ? [[part.slice(1, -1), segments[i] ?? '']] : [],
  )
  return new Map([...inPath, ...searchParams])
}

/** A missing body may be one that says nothing, if that fits. */
const needsBody = ({ isBodyOptional = false, body = {} }: Operation): boolean => {
  const { required = [], anyOf } = body
  return !isBodyOptional || anyOf !== undefined || (Array.isArray(required) && required.length > 0)
}

const securityScheme = (vendor: Vendor): string => `${vendor.id}Bearer`

const completed = async (
  { operationId, parameters = [], requestBody }: RouteOperation,
  values: ReadonlyMap<string, string>,
  vendor: Vendor,
  { app, documentation, rows }: Mounted,
): Promise<JsonSchema> => {
  const own = documentation.operations[operationId]
  const operation = vendor.operations.find(({ id }) => id === operationId)
  if (operation === undefined) throw new TypeError(`${vendor.title} has no operation ${operationId}`)
  const { summary, description, tag } = operation.text
  const filled = parameters.map((parameter) => ({ ...parameter, example: values.get(parameter.name) }))
  const samples = await examplesOf(app, vendor, own?.samples ?? {})
  return {
    operationId,
    summary,
    description,
    tags: [tag],
    security: [{ [securityScheme(vendor)]: operation.scopes ?? [] }],
    parameters: [...filled, ...(own?.parameters ?? [])],
    ...(requestBody === undefined ? {} : { requestBody: { ...requestBody, required: needsBody(operation) } }),
    responses: responsesOf({ vendor, rows, documentation }, operation, samples),
  }
}

/** HEAD is left out: it is GET without the body, and would need an operation id of its own here. */
const pathsOf = async (
  routes: RoutePaths,
  definition: VendorDefinition,
  vendor: Vendor,
  mounted: Mounted,
): Promise<JsonSchema> => {
  const paths: Record<string, Record<string, JsonSchema>> = {}
  for (const [path, { head: _head, ...methods }] of Object.entries(routes)) {
    const values = valuesIn(path, definition.sample.path)
    const item: Record<string, JsonSchema> = {}
    for (const [method, route] of Object.entries(methods))
      item[method] = await completed(route, values, vendor, mounted)
    paths[path] = item
  }
  return paths
}

/** The document; the same for the same sources. */
export const documentFor = async (definition: VendorDefinition): Promise<JsonSchema> => {
  const vendor = createDefault(definition, { now: NOW, members: 0, rateLimit: false })
  const mounted = await mount(definition, vendor)
  const { app, made, documentation } = mounted
  const paths = await pathsOf(made.paths as RoutePaths, definition, vendor, mounted)
  await app.close()
  return {
    openapi: '3.1.0',
    info: {
      title: `${vendor.title} as membermock answers it`,
      version: documentation.version,
      description: documentation.description,
    },
    servers: made.servers,
    tags: [...new Set(vendor.operations.map(({ text }) => text.tag))].map((name) => ({
      name,
    })),
    paths,
    components: {
      schemas: schemaComponents(documentation),
      responses: responseComponents({ vendor, rows: mounted.rows, documentation }),
      headers: headerComponents(documentation),
      securitySchemes: {
        [securityScheme(vendor)]: { type: 'http', scheme: 'bearer', description: documentation.credential },
      },
    },
  }
}

/** As it is committed. */
export const documentText = (document: JsonSchema): string => `${JSON.stringify(document, null, 2)}\n`
