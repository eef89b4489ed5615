/** What goes over the wire about deliveries to Whop's webhook endpoints. */
import { pageOf } from './page-schemas.ts'
import { EVENTS } from './webhook-row.ts'

const TIME = { type: 'string', format: 'date-time' } as const
const EVENT = { type: 'string', enum: EVENTS } as const
const ANYTHING = { description: 'JSON; of what is none, the first 100 bytes.' } as const

const WebhookDelivery = {
  type: 'object',
  properties: {
    id: { type: 'string', pattern: '^whdel_' },
    event: { type: 'string' },
    replayed_from: { type: ['string', 'null'] },
    request_body: { type: 'object' },
    resource_id: { type: 'string' },
    response_body: ANYTHING,
    response_code: { type: ['integer', 'null'] },
    sent_at: TIME,
    success: { type: 'boolean' },
    total_time: { type: 'number', description: 'In seconds.' },
  },
  required: [
    'id',
    'event',
    'replayed_from',
    'request_body',
    'resource_id',
    'response_body',
    'response_code',
    'sent_at',
    'success',
    'total_time',
  ],
  additionalProperties: false,
} as const

export const WebhookDeliveryPage = pageOf(WebhookDelivery)

export const ReplayBody = {
  type: 'object',
  properties: { regenerate_id: { type: 'boolean' } },
  additionalProperties: false,
} as const

export const ReplayManyBody = {
  type: 'object',
  properties: {
    sent_after: TIME,
    sent_before: TIME,
    events: { type: 'array', items: { type: 'string' } },
    failed_only: { type: 'boolean' },
    regenerate_ids: { type: 'boolean' },
  },
  required: ['sent_after'],
  additionalProperties: false,
} as const

export const TestBody = {
  type: 'object',
  properties: { event: EVENT },
  required: ['event'],
  additionalProperties: false,
} as const

export const Outcome = {
  type: 'object',
  properties: {
    status: { type: 'integer', description: '0: nobody answered.' },
    body: ANYTHING,
    success: { type: 'boolean' },
  },
  required: ['status', 'body', 'success'],
  additionalProperties: false,
} as const

export const Queued = {
  type: 'object',
  properties: { queued: { type: 'boolean' } },
  required: ['queued'],
  additionalProperties: false,
} as const
