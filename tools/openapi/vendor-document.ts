/** Makes a vendor's OpenAPI document from its routes: for the generator and its test, never in the server. */
import Fastify, { type FastifyInstance } from 'fastify'
import type { VendorDefinition } from '../../src/contract/definition.ts'
import {
  type Documentation,
  headerComponents,
  responsesOf,
  type Sample,
} from '../../src/contract/documentation.ts'
import type { JsonSchema } from '../../src/contract/json-schema.ts'
import type { Vendor } from '../../src/contract/vendor.ts'
import { Sandboxes } from '../../src/sandbox/sandboxes.ts'
import { addChecksHook, decorateChecks } from '../../src/server/checks.ts'
import { addSandboxHook, decorateSandbox } from '../../src/server/sandbox.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Where the document finds what the route's schema does not say; the server never asks. */
    documentation?(): Promise<{ documentation: Documentation }>
  }
}

/** As much as is read of what @fastify/swagger makes from the routes. */
interface RouteOperation {
  operationId: string
  parameters?: readonly { name: string; in: string }[]
}
type RoutePaths = Readonly<Record<string, Readonly<Record<string, RouteOperation>>>>

const NOW = Date.parse('2026-01-01T00:00:00.000Z')

/** The vendor as it is without a config file. */
const createDefault = (definition: VendorDefinition): Vendor => {
  const own = definition.ownSettings.map((setting) => [setting.name, setting.default])
  const lists = Object.keys(definition.lists).map((name) => [name, []])
  const settings = { ...definition.limit, fixtures: true, keys: [], members: [] }
  return definition.create(
    { ...settings, ...Object.fromEntries([...own, ...lists]) },
    { now: NOW, members: 0, rateLimit: false },
  )
}

interface Mounted {
  app: FastifyInstance
  documentation: Documentation
}

/** The vendor's routes and checks on an instance that @fastify/swagger listens to. */
const mount = async (vendor: Vendor): Promise<Mounted> => {
  const { fastifySwagger } = await import('@fastify/swagger')
  const app = Fastify({ exposeHeadRoutes: false })
  decorateSandbox(app)
  decorateChecks(app)
  await app.register(fastifySwagger, {
    openapi: { openapi: '3.1.0', servers: [{ url: `/${vendor.id}${vendor.base}` }] },
  })
  let load: (() => Promise<{ documentation: Documentation }>) | undefined
  await app.register(
    async (scope) => {
      scope.addHook('onRoute', ({ config }) => {
        load = config?.documentation ?? load
      })
      addChecksHook(scope, vendor)
      addSandboxHook(scope, vendor, new Sandboxes({ vendors: [vendor], seed: 1 }))
      vendor.mount(scope)
    },
    { prefix: `/${vendor.id}` },
  )
  await app.ready()
  if (load === undefined) throw new TypeError(`no route of ${vendor.title} has documentation`)
  const { documentation } = await load()
  return { app, documentation }
}

/** What the vendor's own route answers to `sample`. */
const exampleOf = async (app: FastifyInstance, vendor: Vendor, sample: Sample): Promise<JsonSchema> => {
  const token = vendor.credentials[sample.credential]
  const url = `/${vendor.id}${vendor.base}${sample.path}`
  const answer = await app.inject({ url, headers: { authorization: `Bearer ${token}` } })
  if (answer.statusCode !== 200) throw new Error(`${url} answers ${answer.statusCode}: ${answer.body}`)
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

/** `schema` with each of `named` inside it replaced by a reference. */
const referring = (schema: unknown, named: ReadonlyMap<unknown, string>): unknown => {
  if (Array.isArray(schema)) return schema.map((item) => referring(item, named))
  if (typeof schema !== 'object' || schema === null) return schema
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => {
      const name = named.get(value)
      return [key, name === undefined ? referring(value, named) : { $ref: `#/components/schemas/${name}` }]
    }),
  )
}

const schemaComponents = ({ schemas }: Documentation): JsonSchema => {
  const named = new Map(Object.entries(schemas).map(([name, schema]): [unknown, string] => [schema, name]))
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, referring(schema, named)]))
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

const securityScheme = (vendor: Vendor): string => `${vendor.id}Bearer`

const completed = async (
  { operationId, parameters = [] }: RouteOperation,
  values: ReadonlyMap<string, string>,
  vendor: Vendor,
  { app, documentation }: Mounted,
): Promise<JsonSchema> => {
  const own = documentation.operations[operationId]
  if (own === undefined) throw new TypeError(`${operationId} of ${vendor.title} has no documentation`)
  const filled = parameters.map((parameter) => ({ ...parameter, example: values.get(parameter.name) }))
  const samples = await examplesOf(app, vendor, own.success.samples)
  return {
    operationId,
    summary: own.summary,
    description: own.description,
    tags: [own.tag],
    security: [{ [securityScheme(vendor)]: own.scopes ?? [] }],
    parameters: [...filled, ...(own.parameters ?? [])],
    responses: responsesOf(vendor, documentation, own, samples),
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
  const vendor = createDefault(definition)
  const mounted = await mount(vendor)
  const { app, documentation } = mounted
  const made = app.swagger() as { servers?: unknown; paths?: unknown } // typed for every version of OpenAPI
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
    tags: [...new Set(Object.values(documentation.operations).map(({ tag }) => tag))].map((name) => ({
      name,
    })),
    paths,
    components: {
      schemas: schemaComponents(documentation),
      headers: headerComponents(documentation),
      securitySchemes: {
        [securityScheme(vendor)]: { type: 'http', scheme: 'bearer', description: documentation.credential },
      },
    },
  }
}

/** As it is committed. */
export const documentText = (document: JsonSchema): string => `${JSON.stringify(document, null, 2)}\n`
