/** How Sotion pages: what is read of the query, and the frame of a page. */
import { said } from '../../contract/said.ts'
import { UUID } from './schemas.ts'

export const LIMIT = 50

export const PAGE = {
  after: { ...UUID, description: 'The `nextCursor` of the page before.' },
  limit: { type: 'integer', minimum: 1, maximum: 100, description: `Items on a page; ${LIMIT} unless told.` },
} as const

export const PageQuery = { type: 'object', properties: PAGE } as const

/** A page of what `items` describes. */
export const pageOf = <const Items>(items: Items) =>
  ({
    type: 'object',
    properties: {
      data: { type: 'array', items, description: 'What is on the page, in its order.' },
      pagination: {
        type: 'object',
        description: 'How the list goes on.',
        properties: {
          hasMore: said({ type: 'boolean' }, 'Whether there is a next page.'),
          nextCursor: {
            ...UUID,
            type: ['string', 'null'],
            description: 'What `after` takes for the next page; null on the last one.',
          },
        },
        required: ['hasMore', 'nextCursor'],
        additionalProperties: false,
      },
    },
    required: ['data', 'pagination'],
    additionalProperties: false,
  }) as const
