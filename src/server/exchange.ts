/** One request on its way through the pipeline, and all that is found out about it: `request.exchange`. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Answer } from '../contract/answer.ts'
import type { Call, KeptAs } from '../contract/call.ts'
import { dropLine, type HeadLines, putLine } from '../contract/head-lines.ts'
import type { Operation } from '../contract/operation.ts'
import type { Outgoing, Vendor } from '../contract/vendor.ts'
import type { SocketFault } from '../sandbox/faults.ts'
import type { CapturedBody } from '../sandbox/journal.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { VendorStore } from '../sandbox/sandbox-options.ts'
import { readInputs, readJson } from './inputs.ts'
import type { Meter } from './meter.ts'
import type { Next } from './next.ts'
import { originOf } from './origin.ts'
import type { ReceivedBody } from './receive-body.ts'
import type { RecordedAnswer } from './recorded-answer.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Undefined only for what is no vendor's and not noted, such as the admin's own calls. */
    exchange: Exchange | undefined
  }
}

const NOT_ANSWERED: Answer = { status: 0 }

interface Parts {
  request: FastifyRequest
  reply: FastifyReply
  /** Undefined for a request that is nobody's. */
  vendor: Vendor | undefined
  sandbox: Sandbox
  meter: Meter
}

/** Beside what a vendor's checks and handlers see, what the stages tell each other. */
export class Exchange implements Call, Outgoing {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  /** Undefined for a request that is nobody's. */
  readonly vendor: Vendor | undefined
  readonly sandbox: Sandbox
  readonly meter: Meter
  #store: VendorStore | undefined
  #target: string | undefined
  /** Milliseconds since the epoch on the sandbox's clock. */
  readonly arrivedAt: number
  /** Milliseconds of the machine. */
  readonly startedAt: number
  credential: string | undefined
  served: Operation | undefined
  /** The request's body, where the operation reads one and one has come. */
  body: ReceivedBody | undefined
  /** The beginning of the request's body, for the journal; undefined when it announced none. */
  captured: CapturedBody | undefined
  /** The body once it has been read. */
  #json: { value: unknown } | undefined
  query: unknown = undefined
  input: unknown = undefined
  caller: object | undefined
  keptAs: KeptAs | undefined
  layer: string | undefined
  /** The id of the planned fault that befell it, or `prefer`. */
  fault: string | undefined
  /** What that fault does, once its delay is over. */
  strike: (() => Next) | undefined
  /** What will become of the answer on its way over the socket. */
  socketFault: SocketFault | undefined
  /** The name of the check that refused; else `path`, `emulated` or `lookup` by what refused. */
  refusedBy: string | undefined
  /** Why, where more is known than who refused. */
  reason: string | undefined
  /** The kind of refusal that is being answered, if one is. */
  refusedKind: string | undefined
  /** The operation that was answered 501. */
  unimplemented: string | undefined
  answer: Answer = NOT_ANSWERED
  /** What was recorded for this request. */
  recorded: RecordedAnswer | undefined
  /** The operation that is not emulated, and that somebody elsewhere answers. */
  lacking: string | undefined
  /** Who answers in place of the emulation: `recording`, or where the request is sent on to. */
  answeredBy: string | undefined
  /** The headers that the answer has by now, in their order. */
  head: HeadLines = []
  /** True: a check has given the answer. */
  isAnswered = false
  /** True: the answer goes out in chunks, without a length. */
  isChunked = false
  isGzipped = false
  isTypeWhole = false
  /** True: something in front of the vendor's application answers. */
  isInFront = false
  /** True: an answer could not be sent, and the vendor's 500 is tried in its place. */
  isFailed = false
  /** True: it has been counted, and the journal has its entry if it has any. */
  isNoted = false

  constructor({ request, reply, vendor, sandbox, meter }: Parts) {
    this.request = request
    this.reply = reply
    this.vendor = vendor
    this.sandbox = sandbox
    this.meter = meter
    this.arrivedAt = sandbox.clock.now()
    this.startedAt = performance.now()
  }

  /** What the sandbox remembers of the vendor; looked up once, since every stage asks. */
  get store(): VendorStore {
    if (this.#store === undefined) {
      if (this.vendor === undefined) throw new TypeError('a request that is nobody’s has no tables')
      this.#store = this.sandbox.store(this.vendor.id)
    }
    return this.#store
  }

  get status(): number {
    return this.answer.status
  }

  get text(): string | undefined {
    return this.answer.text
  }

  get operation(): string | undefined {
    return this.served?.id
  }

  get method(): string {
    return this.request.method
  }

  get headers(): FastifyRequest['headers'] {
    return this.request.headers
  }

  get params(): Readonly<Record<string, string>> {
    return this.request.params as Record<string, string> // the router's are texts
  }

  get target(): string {
    this.#target ??= this.request.url.slice((this.vendor?.id.length ?? -1) + 1)
    return this.#target
  }

  get origin(): string {
    return originOf(this)
  }

  get asked(): string {
    return this.request.originalUrl
  }

  get isSpared(): boolean {
    return this.socketFault !== undefined
  }

  elapsed(): number {
    return performance.now() - this.startedAt
  }

  setHeader(name: string, value: string | number): void {
    putLine(this.head, name.toLowerCase(), value)
  }

  setHeaders(lines: readonly string[]): void {
    if (this.head.length === 0) this.head = lines.slice()
    else for (let i = 0; i < lines.length; i += 2) putLine(this.head, lines[i] ?? '', lines[i + 1] ?? '')
  }

  removeHeader(name: string): void {
    dropLine(this.head, name.toLowerCase())
  }

  get bytes(): Uint8Array | undefined {
    return this.body?.bytes
  }

  answerWith(answer: Answer): void {
    this.answer = answer
    this.isAnswered = true
  }

  readBody(): unknown {
    this.#json ??= { value: readJson(this, this.body) }
    return this.#json.value
  }

  readInputs(): void {
    if (this.served === undefined) return
    const { query, body } = readInputs(this.served, this, () => this.readBody())
    this.query = query
    this.input = body
  }
}
