/** Reads query and body of a request by the schemas of its operation. */
import { createRequire } from 'node:module'
import type { Ajv as AjvClass, ValidateFunction } from 'ajv'
import { readFinding } from '../config/finding.ts'
import type { Call } from '../contract/call.ts'
import { isRecord } from '../contract/json.ts'
import type { JsonSchema } from '../contract/json-schema.ts'
import type { InputProblem, Inputs, Operation } from '../contract/operation.ts'
import { plainQuery, propertiesOf, type QueryForm } from '../contract/query-form.ts'
import { ApiError } from '../contract/refusal.ts'
import type { ReceivedBody } from './receive-body.ts'

const require = createRequire(import.meta.url)

let ajv: AjvClass | undefined

/** Loaded when a schema is first asked, and at once: inside a request nothing waits. */
const loadAjv = (): AjvClass => {
  if (ajv !== undefined) return ajv
  const { Ajv } = require('ajv') as typeof import('ajv')
  const { default: addFormats } = require('ajv-formats') as typeof import('ajv-formats')
  // The last is the plugin itself where a module of the older kind is loaded so.
  // The schemas are our own, and a test looks at them: to look again would be half of the first request's time.
  const loaded = new Ajv({ strict: false, verbose: true, meta: false, validateSchema: false })
  addFormats.default(loaded, ['uuid', 'email', 'uri', 'date-time', 'date'])
  ajv = loaded
  return loaded
}

const checks = new WeakMap<JsonSchema, ValidateFunction>()

const checkOf = (schema: JsonSchema): ValidateFunction => {
  let check = checks.get(schema)
  if (check === undefined) {
    check = loadAjv().compile(schema)
    checks.set(schema, check)
  }
  return check
}

/** What is wrong with `value`, if anything is. */
const problemIn = (
  where: InputProblem['in'],
  schema: JsonSchema,
  value: unknown,
): InputProblem | undefined => {
  const check = checkOf(schema)
  if (check(value)) return undefined
  const [error] = check.errors ?? []
  if (error === undefined) return undefined
  const { at: path, rule, params, value: found } = readFinding(error)
  return { in: where, path, rule, params, found }
}

/** Rules that ask nothing of an object in which there is nothing. */
const OF_FIELDS = ['type', 'properties', 'additionalProperties', 'title', 'description']

const isOfFields = (schema: JsonSchema): boolean =>
  Object.keys(schema).every((rule) => OF_FIELDS.includes(rule))

const isAnyText = ({ type, ...rules }: JsonSchema): boolean =>
  type === 'string' && Object.keys(rules).every((rule) => rule === 'description')

const open = new WeakMap<JsonSchema, boolean>()

/** Does any text fit? Then there is no need to ask. */
const takesAnything = (schema: JsonSchema): boolean => {
  const known = open.get(schema)
  if (known !== undefined) return known
  const isOpen = schema.required === undefined && Object.values(propertiesOf(schema)).every(isAnyText)
  open.set(schema, isOpen)
  return isOpen
}

/** Nothing is loaded for a request that says nothing, as the first page of a list is asked for. */
const isFree = (schema: JsonSchema, query: object): boolean =>
  takesAnything(schema) || (isOfFields(schema) && Object.keys(query).length === 0)

const readQuery = ({ target }: Call, { read }: QueryForm, schema: JsonSchema): Record<string, unknown> => {
  const start = target.indexOf('?')
  return start === -1 ? {} : read(new URLSearchParams(target.slice(start + 1)), schema)
}

const JSON_TYPE = /^application\/json\s*(;|$)/i

/** Undefined where there is none. Throws what the vendor says of a body that is no JSON. */
export const readJson = ({ headers }: Call, body: ReceivedBody | undefined): unknown => {
  if (body?.isTooLarge) throw new ApiError('bodyTooLarge')
  if (body === undefined || body.bytes.length === 0) return undefined
  const contentType = headers['content-type'] ?? ''
  if (!JSON_TYPE.test(contentType)) throw new ApiError('wrongContentType', { contentType })
  try {
    return JSON.parse(body.bytes.toString())
  } catch {
    throw new ApiError('notJson')
  }
}

/** A refusal that names what does not fit. */
const doesNotFit = (problem: InputProblem): ApiError =>
  new ApiError('doesNotFit', {
    in: problem.in,
    path: problem.path,
    rule: problem.rule,
    name: problem.path.split('/').pop(),
  })

/** Without the names that mean nothing on this request. */
const meant = (given: object, ignored: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(given).filter(([name]) => !ignored.includes(name)))

/** `read` gives the body as JSON. A value that means nothing may be anything in a query, as an unknown one may. */
export const readInputs = (operation: Operation, call: Call, read: () => unknown): Inputs => {
  const { query: querySchema, queryForm = plainQuery, body: bodySchema, isBodyOptional = false } = operation
  const { invalid } = operation
  const ignored = operation.ignores?.(call.headers) ?? []
  const refuse = (problem: InputProblem | undefined): void => {
    if (problem !== undefined) throw invalid?.(problem, call) ?? doesNotFit(problem)
  }
  const asked = querySchema === undefined ? {} : readQuery(call, queryForm, querySchema)
  const query = ignored.length === 0 ? asked : meant(asked, ignored)
  if (querySchema !== undefined && !isFree(querySchema, query)) refuse(problemIn('query', querySchema, query))
  if (bodySchema === undefined) return { query, body: undefined }
  const body = read() ?? (isBodyOptional ? {} : undefined)
  refuse(problemIn('body', bodySchema, body))
  return { query, body: ignored.length > 0 && isRecord(body) ? meant(body, ignored) : body }
}
