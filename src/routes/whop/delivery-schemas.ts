/** What goes over the wire about deliveries to Whop's webhook endpoints. */
import { said } from '../../contract/said.ts'
import { pageOf } from './page-schemas.ts'
import { FLAG, TEXT, TEXT_OR_NULL, TIME, whole } from './shapes.ts'
import { EVENTS } from './webhook-row.ts'

const EVENT = said({ type: 'string', enum: EVENTS }, 'The event to send one of.')
const ANYTHING = { description: 'JSON; of what is none, the first 100 bytes.' } as const

const SUCCESS = said(FLAG, 'Whether the endpoint answered with a 2xx.')

const WebhookDelivery = whole({
  id: said({ type: 'string', pattern: '^whdel_' }, 'The id of the delivery, `whdel_…`.'),
  event: said(TEXT, 'The name of the event.'),
  replayed_from: said(TEXT_OR_NULL, 'The delivery that it repeats; null for none.'),
  request_body: said({ type: 'object' }, 'What was sent.'),
  resource_id: said(TEXT, 'The company whose event it is.'),
  response_body: ANYTHING,
  response_code: said({ type: ['integer', 'null'] }, 'The status that came back; null where none did.'),
  sent_at: said(TIME, 'When it was sent.'),
  success: SUCCESS,
  total_time: said({ type: 'number' }, 'In seconds.'),
})

export const WebhookDeliveryPage = pageOf(WebhookDelivery)

export const ReplayBody = {
  type: 'object',
  properties: { regenerate_id: said(FLAG, 'True: under another `webhook-id`.') },
  additionalProperties: false,
} as const

export const ReplayManyBody = {
  type: 'object',
  properties: {
    sent_after: said(TIME, 'Those that were sent later than this.'),
    sent_before: said(TIME, 'Those that were sent earlier than this.'),
    events: said({ type: 'array', items: TEXT }, 'Those of these events; all unless told.'),
    failed_only: said(FLAG, 'True: those that failed.'),
    regenerate_ids: said(FLAG, 'True: under other `webhook-id`s.'),
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

export const Outcome = whole({
  status: said({ type: 'integer' }, '0: nobody answered.'),
  body: ANYTHING,
  success: SUCCESS,
})

export const Queued = whole({ queued: said(FLAG, 'That they will be sent.') })
