/** Every behaviour of a vendor as rows: its error table, which says how each refusal is known, and its own list. */

import { COMMON_KINDS, type Documentation, exampleFacts } from './documentation.ts'
import type { FidelityRow, Provenance } from './provenance.ts'
import type { Vendor } from './vendor.ts'

/** A behaviour beyond the error table: an answer's shape, a header, an order, a limit, an edge. */
export interface Behaviour extends Omit<FidelityRow, 'vendor' | 'operation'> {
  /** Without it, the first that the vendor serves. */
  operation?: string
}

export interface Fidelity {
  documentation: Documentation
  /** How to bring about each kind of refusal; the error table says the rest. */
  refusals: Readonly<Record<string, string>>
  /** The first without a kind is the ordinary success. */
  behaviours: readonly Behaviour[]
}

/** The case of a kind: `rateLimited` is `rate-limited`. */
export const caseOf = (kind: string): string => kind.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

const bodyOf = (vendor: Vendor, documentation: Documentation, kind: string): unknown =>
  vendor.errors[kind]?.body(exampleFacts(vendor, documentation, kind))

const refusalRow = (vendor: Vendor, { documentation, refusals }: Fidelity, kind: string): Behaviour => {
  const spec = vendor.errors[kind]
  const what = { ...COMMON_KINDS, ...documentation.kinds }[kind]
  const provoke = refusals[kind]
  if (spec === undefined || what === undefined || provoke === undefined)
    throw new TypeError(`${vendor.title}: ${kind} is not described`)
  const { status, provenance } = spec
  return {
    case: caseOf(kind),
    what,
    status,
    body: bodyOf(vendor, documentation, kind),
    kind,
    provoke,
    provenance,
  }
}

/** A behaviour of a kind, other than on HEAD, has the body of that kind unless it names its own. */
const withBody = (vendor: Vendor, { documentation }: Fidelity, behaviour: Behaviour): Behaviour => {
  if ('body' in behaviour || behaviour.kind === undefined || behaviour.method === 'HEAD') return behaviour
  return { ...behaviour, body: bodyOf(vendor, documentation, behaviour.kind) }
}

export const createRows = (vendor: Vendor, fidelity: Fidelity): readonly FidelityRow[] => {
  const [operation] = vendor.operations
  if (operation === undefined) throw new TypeError(`${vendor.title} serves nothing`)
  const refusals = Object.keys(vendor.errors).map((kind) => refusalRow(vendor, fidelity, kind))
  const behaviours = fidelity.behaviours.map((behaviour) => withBody(vendor, fidelity, behaviour))
  return [...refusals, ...behaviours].map((row) => ({ vendor: vendor.id, operation: operation.id, ...row }))
}

const ours = (source: string): Provenance => ({ how: 'assumed', source, date: '2026-11-22' })

const shared = (row: Omit<Behaviour, 'provenance'>, source: string): FidelityRow => ({
  vendor: 'any',
  operation: 'any',
  ...row,
  provenance: ours(source),
})

const FAULTS = 'test/faults.test.ts'
const socketFault = (name: string, what: string, fault: string): FidelityRow =>
  shared(
    {
      case: `socket-${name}`,
      what,
      status: null,
      provoke: `POST /__admin/faults with "socket": ${fault}`,
      test: FAULTS,
    },
    'no vendor says how its connections break: this is what a network does',
  )

/** What is the same for every vendor, because it is below HTTP or before a vendor can be told. */
export const SHARED_ROWS: readonly FidelityRow[] = [
  shared(
    {
      case: 'bare-400',
      what: 'What is not HTTP gets a bare 400, and the connection ends.',
      status: 400,
      provoke: 'an unknown method, bad framing, a NUL in the request line',
    },
    'no vendor can be told from it, so no vendor answers',
  ),
  shared(
    {
      case: 'no-host',
      what: 'HTTP/1.1 without a Host gets a bare 400.',
      status: 400,
      provoke: 'any request without a Host header',
    },
    'RFC 9112, 3.2; how the vendors answer it is unknown',
  ),
  shared(
    {
      case: 'bare-431',
      what: 'A header block over 64 KiB gets a bare 431.',
      status: 431,
      provoke: 'a header of 66,000 characters',
    },
    'RFC 6585, 5; where the vendors draw the line is unknown',
  ),
  shared(
    {
      case: 'no-vendor',
      what: 'A path that is no vendor’s gets a 404 of membermock’s own, which names the base URLs.',
      status: 404,
      provoke: 'GET /nowhere',
    },
    'not a vendor: membermock says where the vendors are',
  ),
  shared(
    {
      case: 'preference-refused',
      what: 'Prefer: code= or kind= with what the vendor never answers is refused, and not as the vendor would.',
      status: 400,
      provoke: 'Prefer: code=418',
    },
    'not a vendor: membermock says what may be preferred',
  ),
  ...[502, 503, 522].map((status) =>
    shared(
      {
        case: `html-${status}`,
        what: 'A proxy in front of the vendor answers, in HTML and without the vendor’s headers.',
        status,
        provoke: `POST /__admin/faults with "answer": {"html": ${status}}`,
      },
      'what proxies and CDNs send when the server behind them does not',
    ),
  ),
  socketFault('reset', 'The connection is reset instead of an answer.', '"reset"'),
  socketFault('close', 'The connection is closed without an answer.', '"close"'),
  socketFault('hang', 'No answer comes, and the connection stays open.', '"hang"'),
  socketFault('malformed', 'What comes back is not HTTP.', '"malformed"'),
  socketFault('truncate', 'The answer ends in the middle of its body.', '{"truncate": 20}'),
  socketFault('dribble', 'The body arrives in small pieces.', '{"dribble": 1000}'),
]

/** Of these vendors, then what they share. */
export const loadRows = async (vendors: readonly Vendor[]): Promise<readonly FidelityRow[]> => {
  const own = await Promise.all(vendors.map(async (vendor) => (await vendor.loadFidelity()).rowsOf(vendor)))
  return [...own.flat(), ...SHARED_ROWS]
}
