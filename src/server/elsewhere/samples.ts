/** Answers with what an OpenAPI document has for an example, or with a sample of its schema. */
import type { Answer } from '../../contract/answer.ts'
import { isRecord, valueAt } from '../../contract/json.ts'
import { ApiError } from '../../contract/refusal.ts'
import type { Vendor } from '../../contract/vendor.ts'
import type { Exchange } from '../exchange.ts'
import { readJson } from '../inputs.ts'
import { noteCut } from '../journal.ts'
import type { Next } from '../next.ts'
import { hasBody, receiveBody } from '../receive-body.ts'
import { createPathFinder } from '../recording/known-path.ts'
import { createFinder, type DescribedOperation, describedIn } from './described-operations.ts'
import type { Elsewhere } from './instead.ts'
import { resolved, type Spec } from './references.ts'
import { sampleOf } from './sampler.ts'

const MARK = 'x-membermock-elsewhere'
/** The example of the answer, or the first of several, or a sample. */
const bodyOf = (spec: Spec, media: Spec): unknown => {
  if ('example' in media) return media.example
  const [example] = isRecord(media.examples) ? Object.values(media.examples) : []
  const given = example === undefined ? undefined : resolved(spec, example).value
  return given === undefined ? sampleOf(media.schema, spec) : given
}

/** Undefined where the document's schema is none, or stands for too much. */
const answerFor = (spec: Spec, { status, media }: DescribedOperation): Answer | undefined => {
  try {
    return media === undefined ? { status } : { status, text: JSON.stringify(bodyOf(spec, media)) ?? 'null' }
  } catch {
    return undefined
  }
}

const isNamed = (query: URLSearchParams, name: string): boolean =>
  [...query.keys()].some((key) => key === name || key.startsWith(`${name}[`))

/** What a request lacks, in words; undefined where it has all. */
const lackOf = ({ required, isBodyRequired }: DescribedOperation, exchange: Exchange): string | undefined => {
  const { target, headers, request } = exchange
  const query = new URLSearchParams(target.split('?').slice(1).join('?'))
  const lacking = required.find((one) => {
    if (one.in === 'query') return !isNamed(query, one.name)
    return one.in === 'header' && headers[one.name.toLowerCase()] === undefined
  })
  if (lacking !== undefined) return `the ${lacking.in} parameter ${lacking.name}`
  return isBodyRequired && !hasBody(request.raw) ? 'a body' : undefined
}

const bodyLack = ({ bodyNames }: DescribedOperation, body: unknown): string | undefined => {
  const lacking = isRecord(body) ? bodyNames.find((name) => valueAt(body, name) === undefined) : undefined
  return lacking === undefined ? undefined : `${lacking} in the body`
}

/** Of a header only printable ASCII gets through. */
const printable = (text: string): string => text.replace(/[^\x20-\x7e]/g, '?')

export interface SampleOptions {
  spec: Spec
  vendor: Vendor
  /** Of the document, as the user names it. */
  file: string
}

class Samples implements Elsewhere {
  readonly #options: SampleOptions
  readonly #find: ReturnType<typeof createFinder>
  readonly #findOwn: ReturnType<typeof createPathFinder>
  readonly #answers = new Map<DescribedOperation, Answer | undefined>()

  constructor(options: SampleOptions) {
    this.#options = options
    this.#find = createFinder(describedIn(options.spec, options.vendor))
    this.#findOwn = createPathFinder(options.vendor)
  }

  /** What the document has beyond what is known of the vendor is the vendor's as well. */
  takes(exchange: Exchange, { kind }: ApiError): boolean {
    if (!['notImplemented', 'unknownPath', 'wrongMethod'].includes(kind)) return false
    const { method } = exchange
    const path = pathOf(exchange)
    const isOurs = kind === 'unknownPath' && this.#findOwn(method, path)?.operation !== undefined
    return !isOurs && this.#find(method, path) !== undefined
  }

  answer(exchange: Exchange): Next {
    const operation = this.#find(exchange.method, pathOf(exchange))
    if (operation === undefined) throw new ApiError('unknownPath')
    const { file } = this.#options
    exchange.answeredBy = file
    exchange.lacking = operation.id
    exchange.setHeader(MARK, printable(`${file}#${operation.id}`))
    this.#refuse(exchange, operation, lackOf(operation, exchange))
    if (operation.bodyNames.length === 0 || !hasBody(exchange.request.raw))
      return this.#give(exchange, operation)
    return (go) => this.#readBody(exchange, operation, go)
  }

  #readBody(exchange: Exchange, operation: DescribedOperation, go: (error?: Error) => void): void {
    const { request, vendor, reply } = exchange
    if (request.headers.expect !== undefined) reply.raw.writeContinue()
    receiveBody(request.raw, vendor?.bodyBytes ?? 0, (received) => {
      if (received === undefined) return noteCut(exchange)
      exchange.body ??= received
      try {
        this.#refuse(exchange, operation, bodyLack(operation, readJson(exchange, received)))
        this.#give(exchange, operation)
        go()
      } catch (error) {
        go(error instanceof Error ? error : new Error(String(error)))
      }
    })
  }

  #refuse(exchange: Exchange, { id }: DescribedOperation, lack: string | undefined): void {
    if (lack === undefined) return
    exchange.refusedBy = 'elsewhere'
    exchange.setHeader(MARK, printable(`${this.#options.file}#${id} needs ${lack}`))
    throw new ApiError('badRequest')
  }

  /** Each is sampled once. */
  #give(exchange: Exchange, operation: DescribedOperation): 'answered' {
    if (!this.#answers.has(operation)) this.#answers.set(operation, answerFor(this.#options.spec, operation))
    const answer = this.#answers.get(operation)
    if (answer === undefined) {
      exchange.refusedBy = 'elsewhere'
      exchange.setHeader(MARK, printable(`${this.#options.file}#${operation.id} has no schema to sample`))
      throw new ApiError('notImplemented', { operation: operation.id })
    }
    exchange.answer = answer
    return 'answered'
  }
}

const pathOf = ({ target }: Exchange): string => target.split('?', 1)[0] ?? ''

export const createSamples = (options: SampleOptions): Elsewhere => new Samples(options)
