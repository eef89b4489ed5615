/** How every behaviour is known: the same rows as FIDELITY.md. */
import type { FidelityRow } from '../contract/fidelity.ts'
import type { ControlOptions } from './options.ts'
import { useCase } from './use-case.ts'

export const createFidelityControl = ({ vendors }: ControlOptions) => {
  let rows: readonly FidelityRow[] | undefined
  return {
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
        const { readAllRows } = await import('../contract/fidelity.ts')
        rows ??= readAllRows(vendors) // what could not be read is read again for the next who asks
        return { rows: vendor === undefined ? rows : rows.filter((row) => row.vendor === vendor) }
      },
    }),
  }
}
