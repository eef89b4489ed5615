/** How Whop pages: what is read of the query, and the frame of a page. */
import { said } from '../../contract/said.ts'

export const PAGE_SIZE = 20
export const LARGEST_PAGE = 100

/** More than fit on a page are no refusal: the page is cut. */
const COUNT = { type: 'integer', minimum: 1 } as const

export const PAGE = {
  first: {
    ...COUNT,
    description: `Items from the beginning; ${PAGE_SIZE} unless told, ${LARGEST_PAGE} at most.`,
  },
  after: { type: 'string', description: 'The `end_cursor` of the page before.' },
  last: { ...COUNT, description: 'Items from the end, where `first` is not given.' },
  before: { type: 'string', description: 'The `start_cursor` of the page behind.' },
} as const

export const DIRECTION = said(
  { type: 'string', enum: ['asc', 'desc'] },
  'Which end comes first; desc unless told.',
)

const CURSOR = { type: ['string', 'null'] } as const
const FLAG = { type: 'boolean' } as const

/** A page of what `items` describes. */
export const pageOf = <const Items>(items: Items) =>
  ({
    type: 'object',
    properties: {
      data: { type: 'array', items, description: 'What is on the page, in its order.' },
      page_info: {
        type: 'object',
        description: 'Where the page lies in the list.',
        properties: {
          end_cursor: said(CURSOR, 'What `after` takes for the next page; null on the last one.'),
          start_cursor: said(CURSOR, 'What `before` takes for the page in front; null on an empty page.'),
          has_next_page: said(FLAG, 'Whether something comes behind it.'),
          has_previous_page: said(FLAG, 'Whether something comes in front of it.'),
        },
        required: ['end_cursor', 'start_cursor', 'has_next_page', 'has_previous_page'],
        additionalProperties: false,
      },
    },
    required: ['data', 'page_info'],
    additionalProperties: false,
  }) as const

/** By the date that was asked with; an empty page is one of either. */
export const eitherPage = <const Legacy, const Current>(legacy: Legacy, current: Current) =>
  ({ anyOf: [pageOf(legacy), pageOf(current)] }) as const
