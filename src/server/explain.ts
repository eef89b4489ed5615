/** Says in two headers which case an answer is and how it is known, to a client that asks for it. */
import type { Answer } from '../contract/answer.ts'
import type { FidelityRow } from '../contract/fidelity.ts'
import { isRecord } from '../contract/json.ts'
import type { Vendor } from '../contract/vendor.ts'
import type { Provenance } from '../exchange/format.ts'
import type { Exchange } from './exchange.ts'
import type { Stage } from './stage.ts'

const ASK = 'x-membermock-explain'

/** A structured field (RFC 8941): the way it is known, with where and when. */
const provenanceText = ({ how, source, date }: Provenance): string =>
  `${how}; source="${source.replaceAll('"', "'")}"; date=${date}`

type Answered = Pick<Exchange, 'refusedKind' | 'method' | 'operation'>

/** For this method; where there are none, for any. */
const ofMethod = (rows: readonly FidelityRow[], method: string): readonly FidelityRow[] => {
  const own = rows.filter((row) => row.method === method)
  return own.length > 0 ? own : rows.filter((row) => row.method === undefined)
}

const keysOf = (body: unknown): string => (isRecord(body) ? Object.keys(body).join(' ') : typeof body)

const bodyOf = (text: string | undefined): unknown => {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return undefined // no JSON
  }
}

/** Those whose bodies have the keys of this one, as each generation of an API has its own; all, where none has. */
const ofShape = (rows: readonly FidelityRow[], text: string | undefined): readonly FidelityRow[] => {
  const keys = keysOf(bodyOf(text))
  const like = rows.filter(({ body }) => keysOf(body) === keys)
  return like.length > 0 ? like : rows
}

/** The row that fits best: of the same refusal, or of none; of this operation, or of another; of the same shape. */
export const rowFor = (
  rows: readonly FidelityRow[],
  { refusedKind, method, operation }: Answered,
  { status, text }: Answer,
): FidelityRow | undefined => {
  const fitting = rows.filter((row) => row.kind === refusedKind && row.status === status)
  const own = fitting.filter((row) => row.operation === operation)
  // What is refused, or answered before an operation is known, is the same for all; what is served is not.
  const others = refusedKind === undefined && operation !== undefined ? [] : fitting
  const [found] =
    [own, others].map((some) => ofShape(ofMethod(some, method), text)).find(({ length }) => length > 0) ?? []
  return found
}

/** An answer that no row describes, such as a forced status, is left as it is. */
const explain = (rows: readonly FidelityRow[], exchange: Exchange): void => {
  const row = rowFor(rows, exchange, exchange.answer)
  if (row === undefined) return
  exchange.setHeader('x-membermock-case', `${row.vendor}/${row.case}`)
  exchange.setHeader('x-membermock-provenance', provenanceText(row.provenance))
}

const loaded = new WeakMap<Vendor, readonly FidelityRow[]>()

/** Nobody needs these files at start; what could not be read is read again for the next who asks. */
const load = async (vendor: Vendor): Promise<readonly FidelityRow[]> => {
  const { readRows } = await import('../contract/fidelity.ts')
  const rows = readRows(vendor)
  loaded.set(vendor, rows)
  return rows
}

export const explainAnswer: Stage = {
  name: 'explain',
  run(exchange) {
    const { vendor, headers, isFailed, answeredBy } = exchange
    if (headers[ASK] !== '1' || vendor === undefined || isFailed || answeredBy !== undefined) return undefined
    const rows = loaded.get(vendor)
    if (rows === undefined)
      return (go) => {
        load(vendor)
          .then((made) => explain(made, exchange))
          .then(() => go(), go)
      }
    explain(rows, exchange)
    return undefined
  },
}
