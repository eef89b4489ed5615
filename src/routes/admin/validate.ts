/** Checks what a request brings against the schemas of its route, before its handler sees it. */
import type { ValidateFunction } from 'ajv'
import type { FastifyInstance } from 'fastify'
import { isDateTime } from '../../config/setting-types.ts'
import type { JsonSchema } from '../../contract/json-schema.ts'
import { asAdminError } from './complaint.ts'
import { AdminError } from './errors.ts'

type Compile = (schema: object) => ValidateFunction

interface Compilers {
  /** For JSON bodies. */
  body: Compile
  /** For query parameters, which are text: numbers and booleans are read from it. */
  query: Compile
}

/** Loaded with the first body or query that needs it. */
const loadCompilers = async (): Promise<Compilers> => {
  const [{ Ajv }, { default: formats }] = await Promise.all([import('ajv'), import('ajv-formats')])
  const options = { strict: false, verbose: true, allErrors: true, discriminator: true }
  const body = new Ajv(options)
  const query = new Ajv({ ...options, coerceTypes: true, useDefaults: true })
  for (const ajv of [body, query]) formats.default(ajv).addFormat('date-time', isDateTime)
  return { body: (schema) => body.compile(schema), query: (schema) => query.compile(schema) }
}

/** Throws an AdminError for what is wrong with `value`, whose path is `place`. */
export type Check = (schema: JsonSchema, value: unknown, place: string) => void

/** Any content type is read as JSON, since `curl -d` sends none that says so; an empty body is none. */
const readJson = (scope: FastifyInstance): void => {
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, text, done) => {
    if (text === '') return done(null, undefined)
    try {
      done(null, JSON.parse(text.toString()))
    } catch (error) {
      done(new AdminError(400, '', `the body is not JSON: ${error instanceof Error ? error.message : ''}`))
    }
  })
}

const createCheck = (compile: Compile): Check => {
  const compiled = new WeakMap<object, ValidateFunction>()
  return (schema, value, place) => {
    const validate = compiled.get(schema) ?? compile(schema)
    compiled.set(schema, validate)
    if (!validate(value)) throw asAdminError(place, validate.errors ?? [])
  }
}

/**
 * Checks every request, and gives handlers the check for what their route's schema cannot say.
 * Paths in errors: a JSON pointer into the body, or `?` and one into the query.
 */
export const addValidation = (scope: FastifyInstance): (() => Promise<Check>) => {
  readJson(scope)
  let checks: Promise<{ body: Check; query: Check }> | undefined
  const load = () => {
    checks ??= loadCompilers().then(({ body, query }) => ({
      body: createCheck(body),
      query: createCheck(query),
    }))
    return checks
  }

  scope.addHook('preHandler', async (request) => {
    const { body, querystring } = request.routeOptions.schema ?? {}
    if (body === undefined && querystring === undefined) return
    const check = await load()
    if (querystring !== undefined) check.query(Object(querystring), request.query, '?')
    if (body === undefined) return
    if (request.body === undefined && Object(body).type === 'object')
      throw new AdminError(400, '', 'the body is empty', Object.keys(Object(Object(body).properties)))
    check.body(Object(body), request.body ?? null, '')
  })
  return async () => (await load()).body
}
