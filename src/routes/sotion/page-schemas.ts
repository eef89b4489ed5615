/** How Sotion pages: what is read of the query, and the frame of a page. */
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
      data: { type: 'array', items },
      pagination: {
        type: 'object',
        properties: {
          hasMore: { type: 'boolean' },
          nextCursor: { ...UUID, type: ['string', 'null'], description: 'Null on the last page.' },
        },
        required: ['hasMore', 'nextCursor'],
        additionalProperties: false,
      },
    },
    required: ['data', 'pagination'],
    additionalProperties: false,
  }) as const
