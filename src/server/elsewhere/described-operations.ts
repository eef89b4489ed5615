/** The operations of an OpenAPI document, as far as they are needed to answer for them. */
import type { Vendor } from '../../contract/vendor.ts'
import { resolved, type Spec } from './references.ts'

export interface DescribedOperation {
  /** As the document calls it, else by its method and path. */
  readonly id: string
  /** In capitals. */
  readonly method: string
  /** Native paths that may stand for it, by their parts. */
  readonly patterns: readonly (readonly string[])[]
  /** What a request has to have. */
  readonly required: readonly { in: string; name: string }[]
  readonly isBodyRequired: boolean
  /** Names that a JSON body has to have. */
  readonly bodyNames: readonly string[]
  /** The first good answer. */
  readonly status: number
  /** Undefined where the answer has no JSON. */
  readonly media: Spec | undefined
}

const METHODS = ['get', 'head', 'post', 'put', 'patch', 'delete', 'options'] as const

const listIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

const entriesIn = (value: unknown): readonly (readonly [string, unknown])[] =>
  typeof value === 'object' && value !== null ? Object.entries(value) : []

const isJson = (type: string): boolean => /^application\/(?:[\w.+-]+\+)?json\b/i.test(type)

/** What is said of JSON, among the media of an answer or a body. */
const jsonIn = (spec: Spec, content: unknown): Spec | undefined => {
  const found = entriesIn(content).find(([type]) => isJson(type))
  return found === undefined ? undefined : resolved(spec, found[1])
}

/** The least good status; `default` is 200. */
const answerIn = (spec: Spec, responses: unknown): { status: number; media: Spec | undefined } => {
  const good = entriesIn(responses).filter(([status]) => /^2(?:\d\d|XX)$/i.test(status))
  const [status, response] = good.sort(([a], [b]) => (a < b ? -1 : 1))[0] ??
    entriesIn(responses).find(([name]) => name === 'default') ?? ['200', {}]
  const { content } = resolved(spec, response)
  return { status: /^\d+$/.test(status) ? Number(status) : 200, media: jsonIn(spec, content) }
}

/** Where the document's paths begin at its servers. */
const serverPaths = ({ servers }: Spec): readonly string[] =>
  listIn(servers).map((server) => {
    const { url } = resolved({}, server)
    const whole =
      typeof url === 'string' && URL.canParse(url, 'http://x') ? new URL(url, 'http://x') : undefined
    return whole?.pathname.replace(/\/$/, '') ?? ''
  })

const operationIn = (
  spec: Spec,
  { path, item, method, prefixes }: { path: string; item: Spec; method: string; prefixes: readonly string[] },
): DescribedOperation => {
  const operation = resolved(spec, item[method])
  const parameters = [...listIn(item.parameters), ...listIn(operation.parameters)].map((one) =>
    resolved(spec, one),
  )
  const body = resolved(spec, operation.requestBody)
  const schema = resolved(spec, jsonIn(spec, body.content)?.schema)
  const { operationId } = operation
  return {
    id: typeof operationId === 'string' ? operationId : `${method.toUpperCase()} ${path}`,
    method: method.toUpperCase(),
    patterns: prefixes.map((prefix) => (prefix + path).split('/')),
    required: parameters
      .filter(({ required, in: where }) => required === true && where !== 'path')
      .map(({ in: where, name }) => ({ in: String(where), name: String(name) })),
    isBodyRequired: body.required === true,
    bodyNames: listIn(schema.required).map(String),
    ...answerIn(spec, operation.responses),
  }
}

/** Paths are the vendor's own, with its base or without, or with that of the document's servers. */
export const describedIn = (spec: Spec, { base }: Pick<Vendor, 'base'>): readonly DescribedOperation[] => {
  const prefixes = [...new Set([base, ...serverPaths(spec), ''])]
  return entriesIn(spec.paths).flatMap(([path, value]) => {
    const item = resolved(spec, value)
    return METHODS.filter((method) => method in item).map((method) =>
      operationIn(spec, { path, item, method, prefixes }),
    )
  })
}

const fits = (pattern: readonly string[], parts: readonly string[]): boolean =>
  pattern.length === parts.length &&
  pattern.every((part, i) => (part.startsWith('{') ? parts[i] !== '' : part === parts[i]))

const literals = ({ patterns: [first = []] }: DescribedOperation): number =>
  first.filter((part) => !part.startsWith('{')).length

/** Finds the operation of a method and a native path, the one with the fewest parameters first. */
export const createFinder = (all: readonly DescribedOperation[]) => {
  const ordered = all.toSorted((a, b) => literals(b) - literals(a))
  return (method: string, path: string): DescribedOperation | undefined => {
    const parts = path.split('/')
    const found = ordered.filter(({ patterns }) => patterns.some((pattern) => fits(pattern, parts)))
    const asked = found.find((one) => one.method === method)
    return asked ?? (method === 'HEAD' ? found.find((one) => one.method === 'GET') : undefined)
  }
}
