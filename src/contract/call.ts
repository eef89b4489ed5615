/** A request as a vendor's checks and handlers see it: nothing of the framework, and all of it there at once. */
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { VendorStore } from '../sandbox/sandbox-options.ts'
import type { Answer } from './answer.ts'

/** Under what an answer is kept for whoever sends the same request again. */
export interface KeptAs {
  readonly id: string
  readonly request: string
}

/** By lower-case name, as Node has them; no type of Node's, so that the library's types need none. */
export interface RequestHeaders {
  readonly [name: string]: string | string[] | undefined
  readonly authorization?: string
  readonly 'content-type'?: string
  readonly host?: string
}

export interface Call {
  readonly sandbox: Sandbox
  /** What the sandbox remembers of this vendor. */
  readonly store: VendorStore
  /** The id of the operation; undefined for a request that none of ours serves. */
  readonly operation: string | undefined
  readonly method: string
  readonly headers: RequestHeaders
  /** Of the path, decoded. */
  readonly params: Readonly<Record<string, string>>
  /** The path below the vendor's prefix, with its query. */
  readonly target: string
  /** Scheme, host and prefix as the client wrote them: what stands in front of the vendor's own paths in its URLs. */
  readonly origin: string
  /** The request target as the client sent it. */
  readonly asked: string
  /** What the vendor sees as the credential, if it sees one. */
  readonly credential: string | undefined
  /** The key of the credential, once a check has let it through. */
  caller: object | undefined
  /** Set by a check: the answer is to be kept. */
  keptAs: KeptAs | undefined
  /** Which part of the vendor's service is at work, where they write different headers. */
  layer: string | undefined
  /** True: a planned fault spoils the answer, and it takes nothing from a limit. */
  readonly isSpared: boolean
  /** Milliseconds of the machine since the request came: it goes on while the sandbox's clock stands. */
  elapsed(): number
  /** Puts a header on the answer, whatever it will be. */
  setHeader(name: string, value: string | number): void
  /** Several at once: a name in lower case, its value, a name, ... */
  setHeaders(lines: readonly string[]): void
  /** Takes it off again. */
  removeHeader(name: string): void
  /** The body as it came, where it was read: an operation has to have one, or its answer has to be kept. */
  readonly bytes: Uint8Array | undefined
  /** Gives this answer in place of the handler's; nothing more is asked. */
  answerWith(answer: Answer): void
  /** Reads the body as JSON; throws what the vendor says of one that cannot be read. */
  readBody(): void
  /** Reads query and body by the operation's schemas; throws what the vendor says of those that do not fit. */
  readInputs(): void
}

/** A question that a vendor asks of a request before it is served; it throws an ApiError to refuse. */
export interface Check {
  readonly name: string
  /** The kinds that it refuses with, for a check that can be asked earlier or later than the vendor's list has it. */
  readonly refuses?: readonly string[]
  /** Among those asked of a path that nobody serves: before which refusals it is; absent: before any. */
  readonly before?: readonly string[]
  run(call: Call): void
}

/** Where in the order of checks query and body are read; at the end where a list does not have it. */
export const inputs: Check = {
  name: 'inputs',
  refuses: ['doesNotFit'],
  run: (call) => call.readInputs(),
}

/** Where a body is read as JSON, for a vendor that asks more of a request before it looks at what the body says. */
export const readableBody: Check = { name: 'body', run: (call) => call.readBody() }
