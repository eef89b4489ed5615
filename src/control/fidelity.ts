/** How every behaviour is known: the same rows as FIDELITY.md. */
import type { ControlOptions } from './options.ts'
import { useCase } from './use-case.ts'

export const createFidelityControl = ({ vendors }: ControlOptions) => ({
  listFidelity: useCase<{ vendor?: string }>()({
    query: {
      type: 'object',
      properties: {
        vendor: {
          type: 'string',
          enum: [...vendors.map(({ id }) => id), 'any'],
          description: 'Only rows of this one.',
        },
      },
      additionalProperties: false,
    },
    async run({ query: { vendor } }) {
      const { loadRows } = await import('../contract/fidelity.ts')
      const rows = await loadRows(vendors)
      return { rows: vendor === undefined ? rows : rows.filter((row) => row.vendor === vendor) }
    },
  }),
})
