/** What a file of exchanges holds once it is read; docs/exchanges.md describes how it is written. */

/** How a behaviour is known: the vendor's page, its open source, a third party's observation, or our assumption. */
export interface Provenance {
  how: 'documented' | 'source' | 'observed' | 'assumed'
  /** The page, file or note that says so; for `assumed`, what the assumption rests on. */
  source: string
  /** When it was read, YYYY-MM-DD. */
  date: string
}

/** A call to the admin that puts the server in the state the exchange is about. */
export interface Given {
  method: string
  path: string
  /** JSON. */
  body: string | undefined
}

export interface Message {
  /** `GET /path HTTP/1.1` or `HTTP/1.1 200 OK`. */
  startLine: string
  headers: readonly (readonly [name: string, value: string])[]
  body: string
}

/** What is taken out of an answer, so that later exchanges of the file can use it as `{{name}}`. */
export interface Capture {
  name: string
  /** `$.data.id` into a JSON body, or `location: /members/{{id}}`, or the name of a header for its whole value. */
  from: string
}

/** One behaviour that an exchange shows: a row of FIDELITY.md. */
export interface Case {
  /** Its line in the file. */
  line: number
  /** In kebab-case, unique within the vendor. */
  name: string
  /** In our words. */
  what: string
  known: Provenance
  /** The kind of refusal that the answer is. */
  refusal: string | undefined
  /** True: the ordinary success of its operation. */
  isSuccess: boolean
  /** Where the path does not tell it. */
  operation: string | undefined
  /** How to bring it about; without it, the request line says it. */
  provoke: string | undefined
  /** The test that shows it, where no exchange can. */
  test: string | undefined
  /** Names of headers that are known as this case is, on whatever answer they come. */
  with: readonly string[]
  /** Names of headers whose absence is known so. */
  without: readonly string[]
  /** How the charset of the content type is known, on whatever answer. */
  charset: Provenance | undefined
  /** How status and shape are known where the words of the body are ours. */
  shape: Provenance | undefined
  /** How it is known in which form bodies are written: spaces, the order of keys, times; on whatever answer. */
  writing: Provenance | undefined
  /** Paths at which another server's answer has to have something, whatever it is. */
  has: readonly string[]
  /** A text that another server's answer has to have. */
  mentions: string | undefined
  /** What of the limit it is about, where `verify` uses it up. */
  probe: readonly string[]
  /** What `membermock verify` has to be given to ask it of another server; undefined: it does not ask. */
  verify: readonly string[] | undefined
}

export interface Exchange {
  /** The line of its request. */
  line: number
  /** `file:line` of its request. */
  place: string
  /** Sentences for people. */
  notes: readonly string[]
  /** What it shows. */
  cases: readonly Case[]
  givens: readonly Given[]
  captures: readonly Capture[]
  /** The case that it shows once more, for `verify --write`. */
  again: string | undefined
  /** A published body that the answer's has to equal once both are parsed, key order included. */
  published: string | undefined
  request: Message
  answer: Message
}

export interface ExchangeFile {
  /** Below fixtures/: `whop/exchanges/member.http`. */
  name: string
  /** Sentences for people, about the whole file. */
  notes: readonly string[]
  /** Cases that no exchange can show; each names a test. */
  cases: readonly Case[]
  /** Vendor settings that the server has to be started with. */
  settings: Readonly<Record<string, Readonly<Record<string, unknown>>>> | undefined
  /** True: the bytes are sent as they are, which only a socket can. */
  isRaw: boolean
  /** True: `verify --write` sends it to another server, in a row. */
  isWriting: boolean
  exchanges: readonly Exchange[]
}

export const statusOf = ({ answer }: Exchange): number => Number(answer.startLine.split(' ')[1])

/** Of the request; the path has its query. */
export const askedOf = ({ request }: Exchange): { method: string; path: string } => {
  const [method = '', path = ''] = request.startLine.split(' ')
  return { method, path }
}

const READING: readonly string[] = ['GET', 'HEAD', 'OPTIONS']

/** Has it changed something? Only the admin can take that back. */
const isWritten = (exchange: Exchange): boolean =>
  !READING.includes(askedOf(exchange).method) && statusOf(exchange) < 300

/** True: some state has to be made first, which only the admin can. */
export const needsAdmin = ({ exchanges }: ExchangeFile): boolean =>
  exchanges.some((exchange) => exchange.givens.length > 0 || isWritten(exchange))

/** True: its exchanges cannot be sent one by one, since some use what others were answered. */
export const isChained = ({ exchanges }: ExchangeFile): boolean =>
  exchanges.some(({ captures }) => captures.length > 0)
