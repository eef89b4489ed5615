/** How a behaviour is known, as it is shown; each schema and its type share a name. */
import type { FromSchema } from 'json-schema-to-ts'

const TEXT = { type: 'string' } as const

const Provenance = {
  title: 'Provenance',
  type: 'object',
  description: 'How a behaviour is known.',
  properties: {
    how: {
      ...TEXT,
      enum: ['documented', 'source', 'observed', 'assumed'],
      description: 'By the vendor’s pages, by its published code, by what others have seen, or not at all.',
    },
    source: { ...TEXT, description: 'What says so, or what the assumption rests on.' },
    date: { ...TEXT, format: 'date', description: 'When it was read.' },
  },
  required: ['how', 'source', 'date'],
} as const

export const FidelityRow = {
  title: 'FidelityRow',
  type: 'object',
  description: 'One behaviour of a vendor, and how it is known.',
  properties: {
    vendor: { ...TEXT, description: '"any" for what is the same for all of them.' },
    operation: { ...TEXT, description: 'The one that shows it.' },
    case: { ...TEXT, description: 'Stable, and unique within the vendor.' },
    what: { ...TEXT, description: 'The behaviour, in a sentence.' },
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

export type FidelityRow = FromSchema<typeof FidelityRow>

export const FidelityRows = {
  title: 'FidelityRows',
  type: 'object',
  properties: { rows: { type: 'array', items: FidelityRow, description: 'A behaviour each.' } },
  required: ['rows'],
} as const
