/** Checks what a request brings against the schemas of its route, before its handler sees it. */
import type { ErrorObject, ValidateFunction } from 'ajv'
import type { FastifyInstance } from 'fastify'
import type { JsonSchema } from '../../vendor.ts'
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
  const options = { strict: false, verbose: true, discriminator: true }
  const body = new Ajv(options)
  const query = new Ajv({ ...options, coerceTypes: true })
  formats.default(body)
  formats.default(query)
  return { body: (schema) => body.compile(schema), query: (schema) => query.compile(schema) }
}

const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 60 ? `${text.slice(0, 60)}...` : text
}

const namesIn = (schema: JsonSchema | undefined): string[] => Object.keys(Object(schema?.properties))

const typesIn = (schema: JsonSchema | undefined): unknown[] =>
  Array.isArray(schema?.enum) ? schema.enum : [schema?.type ?? schema?.format ?? schema?.pattern].flat()

/** The error that says most: an unknown or a missing name before a wrong value, and the deepest of those. */
const mostTelling = (errors: readonly ErrorObject[]): ErrorObject | undefined => {
  const rank = ({ keyword }: ErrorObject): number =>
    ['additionalProperties', 'required', 'oneOf', 'anyOf', 'if'].indexOf(keyword) % 5
  const depth = ({ instancePath }: ErrorObject): number => instancePath.split('/').length
  const alternatives = ['oneOf', 'anyOf', 'if']
  const plain = errors.filter(({ keyword }) => !alternatives.includes(keyword))
  const list = plain.length > 0 ? plain : errors
  return [...list].sort((a, b) => depth(b) - depth(a) || Math.abs(rank(a)) - Math.abs(rank(b)))[0]
}

const asAdminError = (place: string, error: ErrorObject | undefined): AdminError => {
  if (error === undefined) return new AdminError(400, place, 'it is not what is accepted here')
  const { keyword, instancePath, params, data, message = 'is not accepted' } = error
  const parent: JsonSchema | undefined = error.parentSchema
  const path = place + instancePath
  if (keyword === 'additionalProperties') {
    const name: string = params.additionalProperty
    return new AdminError(400, `${path}/${name}`, `${name} is no name that is known here`, namesIn(parent))
  }
  if (keyword === 'required') {
    const name: string = params.missingProperty
    return new AdminError(400, `${path}/${name}`, `${name} is missing`, [name])
  }
  return new AdminError(400, path, `${shown(data)} ${message}`, typesIn(parent))
}

/** Throws an AdminError for the first thing wrong with `value`. */
const check = (validate: ValidateFunction, value: unknown, place: string): void => {
  if (!validate(value)) throw asAdminError(place, mostTelling(validate.errors ?? []))
}

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

/** Paths in errors: a JSON pointer into the body, or `?` and one into the query. */
export const addValidation = (scope: FastifyInstance): void => {
  readJson(scope)
  let compilers: Promise<Compilers> | undefined
  const compiled = new WeakMap<object, ValidateFunction>()
  const validatorFor = (schema: object, compile: Compile): ValidateFunction => {
    const validate = compiled.get(schema) ?? compile(schema)
    compiled.set(schema, validate)
    return validate
  }

  scope.addHook('preHandler', async (request) => {
    const { body, querystring } = request.routeOptions.schema ?? {}
    if (body === undefined && querystring === undefined) return
    compilers ??= loadCompilers()
    const compile = await compilers
    if (querystring !== undefined) check(validatorFor(Object(querystring), compile.query), request.query, '?')
    if (body !== undefined) check(validatorFor(Object(body), compile.body), request.body ?? null, '')
  })
}
