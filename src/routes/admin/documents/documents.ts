/** Serves the OpenAPI documents as they are committed, and Swagger UI over them. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { Vendor } from '../../../contract/vendor.ts'
import { AdminError } from '../errors.ts'
import { CONTENT_SECURITY_POLICY, docsPage, startScript } from './docs-page.ts'

/** The same from src/ and from dist/. */
const DOCUMENTS = new URL('../../../../openapi/', import.meta.url)

/** Swagger UI as it lies in the dependency: the names that are served, and their types. */
const UI_FILES: Readonly<Record<string, string>> = {
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'swagger-ui-standalone-preset.js': 'text/javascript; charset=utf-8',
  'swagger-ui.css': 'text/css; charset=utf-8',
  'favicon-32x32.png': 'image/png',
  'favicon-16x16.png': 'image/png',
}
const UI_MAX_AGE = 'max-age=3600'

/** The folder those files lie in; looked for when one is first asked for. */
const uiFolder = (): string => {
  const require = createRequire(import.meta.url)
  return join(dirname(require.resolve('@fastify/swagger-ui/package.json')), 'static')
}

const mountPage = (scope: FastifyInstance, vendors: readonly Vendor[]): void => {
  const { prefix } = scope
  let folder: string | undefined

  for (const path of ['/docs', '/docs/'])
    scope.get(path, (_request, reply) => {
      reply.header('content-security-policy', CONTENT_SECURITY_POLICY).header('cache-control', 'no-cache')
      return reply.type('text/html; charset=utf-8').send(docsPage(prefix, `${prefix}/docs`))
    })

  scope.get('/docs/start.js', (_request, reply) => {
    reply.header('cache-control', 'no-cache').type('text/javascript; charset=utf-8')
    return reply.send(startScript(`${prefix}/openapi`, vendors))
  })

  scope.get<{ Params: { name: string } }>('/docs/:name', async (request, reply) => {
    const { name } = request.params
    const type = Object.hasOwn(UI_FILES, name) ? UI_FILES[name] : undefined
    if (type === undefined)
      throw new AdminError(404, request.url, `there is no file "${name}"`, Object.keys(UI_FILES))
    reply.header('cache-control', UI_MAX_AGE).type(type)
    folder ??= uiFolder()
    return readFile(join(folder, name))
  })
}

export const mountDocuments = (scope: FastifyInstance, vendors: readonly Vendor[]): void => {
  const names = [...vendors.map((vendor) => `${vendor.id}.json`), 'admin.json']

  scope.get<{ Params: { name: string } }>('/openapi/:name', async (request, reply) => {
    const { name } = request.params
    if (!names.includes(name)) throw new AdminError(404, request.url, `there is no document "${name}"`, names)
    reply.header('cache-control', 'no-cache').type('application/json; charset=utf-8')
    return readFile(new URL(name, DOCUMENTS))
  })

  mountPage(scope, vendors)
}
