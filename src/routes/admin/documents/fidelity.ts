/** How every behaviour is known, as JSON: the same rows as FIDELITY.md. */
import type { FastifyInstance } from 'fastify'
import type { Vendor } from '../../../contract/vendor.ts'

const TEXT = { type: 'string' } as const

const Provenance = {
  title: 'Provenance',
  type: 'object',
  properties: {
    how: { ...TEXT, enum: ['documented', 'source', 'observed', 'assumed'] },
    source: { ...TEXT, description: 'What says so, or what the assumption rests on.' },
    date: { ...TEXT, format: 'date', description: 'When it was read.' },
  },
  required: ['how', 'source', 'date'],
} as const

const FidelityRow = {
  title: 'FidelityRow',
  type: 'object',
  properties: {
    vendor: { ...TEXT, description: '"any" for what is the same for all of them.' },
    operation: TEXT,
    case: { ...TEXT, description: 'Stable, and unique within the vendor.' },
    what: TEXT,
    status: { type: ['integer', 'null'], description: 'Null where the socket is cut instead.' },
    body: { description: 'The body, or an example of it; absent where it tells nothing.' },
    kind: { ...TEXT, description: 'The kind of refusal it is a case of.' },
    method: { ...TEXT, description: 'Only for requests of this method.' },
    provoke: { ...TEXT, description: 'How to bring it about.' },
    provenance: Provenance,
    test: { ...TEXT, description: 'The test that shows it, where no exchange can.' },
  },
  required: ['vendor', 'operation', 'case', 'what', 'status', 'provoke', 'provenance'],
} as const

const FidelityRows = {
  title: 'FidelityRows',
  type: 'object',
  properties: { rows: { type: 'array', items: FidelityRow } },
  required: ['rows'],
} as const

const fidelityQuery = (vendors: readonly Vendor[]): object => ({
  type: 'object',
  properties: {
    vendor: { ...TEXT, enum: [...vendors.map(({ id }) => id), 'any'], description: 'Only rows of this one.' },
  },
  additionalProperties: false,
})

export const mountFidelity = (scope: FastifyInstance, vendors: readonly Vendor[]): void => {
  scope.get<{ Querystring: { vendor?: string } }>('/fidelity', {
    schema: {
      operationId: 'listFidelity',
      summary: 'Every behaviour of the vendors, and how it is known.',
      querystring: fidelityQuery(vendors),
      response: { 200: FidelityRows },
    },
    async handler({ query }) {
      const { loadRows } = await import('../../../contract/fidelity.ts')
      const rows = await loadRows(vendors)
      const { vendor } = query
      return { rows: vendor === undefined ? rows : rows.filter((row) => row.vendor === vendor) }
    },
  })
}
