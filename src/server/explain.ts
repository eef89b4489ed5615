/** Says in two headers which case an answer is and how it is known, to a client that asks for it. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { FidelityRow, Provenance } from '../contract/provenance.ts'
import type { Vendor } from '../contract/vendor.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The kind of refusal that is being answered, if one is. */
    refusedKind: string | undefined
  }
}

export const decorateExplain = (app: FastifyInstance): void => {
  app.decorateRequest('refusedKind', undefined)
}

const ASK = 'x-membermock-explain'

/** A structured field (RFC 8941): the way it is known, with where and when. */
const provenanceText = ({ how, source, date }: Provenance): string =>
  `${how}; source="${source.replaceAll('"', "'")}"; date=${date}`

type Answered = Pick<FastifyRequest, 'refusedKind' | 'method' | 'operation'>

/** For this method, or for any. */
const ofMethod = (rows: readonly FidelityRow[], method: string): FidelityRow | undefined =>
  rows.find((row) => row.method === method) ?? rows.find((row) => row.method === undefined)

/** The row that fits best: of the same refusal, or of none; of this operation, or of another. */
export const rowFor = (
  rows: readonly FidelityRow[],
  { refusedKind, method, operation }: Answered,
  status: number,
): FidelityRow | undefined => {
  const fitting = rows.filter((row) => row.kind === refusedKind && row.status === status)
  const own = fitting.filter((row) => row.operation === operation)
  // What is refused, or answered before an operation is known, is the same for all; what is served is not.
  const others = refusedKind === undefined && operation !== undefined ? [] : fitting
  return ofMethod(own, method) ?? ofMethod(others, method)
}

/** An answer that no row describes, such as a forced status, is left as it is. */
const explain = (rows: readonly FidelityRow[], request: FastifyRequest, reply: FastifyReply): void => {
  const row = rowFor(rows, request, reply.statusCode)
  if (row === undefined) return
  reply.header('x-membermock-case', `${row.vendor}/${row.case}`)
  reply.header('x-membermock-provenance', provenanceText(row.provenance))
}

export const addExplainHook = (scope: FastifyInstance, vendor: Vendor): void => {
  let rows: Promise<readonly FidelityRow[]> | undefined
  const load = async (): Promise<readonly FidelityRow[]> => (await vendor.loadFidelity()).rowsOf(vendor)
  scope.addHook('onSend', (request, reply, _payload, done) => {
    if (request.headers[ASK] !== '1') return done()
    rows ??= load()
    rows.then((loaded) => {
      explain(loaded, request, reply)
      done()
    }, done)
  })
}
