/** What goes over the wire about Whop's webhook endpoints. */

import { CURRENT, LEGACY } from './one-generation.ts'
import { OTHER_EVENTS } from './other-events.ts'
import { eitherPage, PAGE } from './page-schemas.ts'
import { FLAG, TEXT, TEXT_OR_NULL, TIME, whole } from './shapes.ts'
import { EVENTS as EVENT_NAMES } from './webhook-row.ts'

/** Every name that an endpoint may be given. */
export const WEBHOOK_EVENTS = [...EVENT_NAMES, ...OTHER_EVENTS] as const

const EVENTS = {
  type: 'array',
  items: { type: 'string', enum: WEBHOOK_EVENTS },
  description: 'Empty: all of them.',
} as const
const API_VERSION = { type: 'string', enum: ['v1', 'v2', 'v5'] } as const
const TIME_OR_NULL = { type: ['string', 'null'], format: 'date-time' } as const
const SECRET = { type: 'string', pattern: '^ws_', description: 'In this answer, and in no other.' } as const

/** Of a list of the Legacy API. */
const LISTED = {
  id: TEXT,
  api_version: API_VERSION,
  child_resource_events: FLAG,
  created_at: TIME,
  enabled: FLAG,
  events: EVENTS,
} as const
const URL_OF = { type: 'string', format: 'uri' } as const

export const LegacyListed = whole({ ...LISTED, url: URL_OF })
const WHOLE = { ...LISTED, resource_id: TEXT, testable_events: EVENTS, url: URL_OF } as const
export const LegacyWebhook = whole(WHOLE)
export const NewLegacyWebhook = whole({ ...WHOLE, webhook_secret: SECRET })

export const CurrentWebhook = whole({
  id: TEXT,
  url: URL_OF,
  enabled: FLAG,
  events: EVENTS,
  api_version: API_VERSION,
  api_version_date: TEXT_OR_NULL,
  created_at: TIME,
  child_resource_events: FLAG,
  webhook_secret: { ...TEXT_OR_NULL, description: 'On its creation alone; else null.' },
  resource_id: TEXT,
  consecutive_failures: { type: 'integer' },
  failing_since: TIME_OR_NULL,
  last_failure_at: TIME_OR_NULL,
  disabled_at: TIME_OR_NULL,
  disabled_reason: TEXT_OR_NULL,
  testable_events: EVENTS,
})

/** By the date that was asked with. */
export const Webhook = { oneOf: [LegacyWebhook, CurrentWebhook] } as const
export const NewWebhook = { oneOf: [NewLegacyWebhook, CurrentWebhook] } as const
export const WebhookPage = eitherPage(LegacyListed, CurrentWebhook)

export const LegacyDeleted = { const: true } as const
export const CurrentDeleted = whole({ deleted: { const: true }, id: TEXT })
export const DeletedWebhook = { oneOf: [LegacyDeleted, CurrentDeleted] } as const

export const WebhooksQuery = {
  type: 'object',
  properties: {
    ...PAGE,
    company_id: { ...TEXT, ...LEGACY, description: 'Legacy only, and needed there: whose they are.' },
    account_id: { ...TEXT, ...CURRENT, description: 'Current only, and needed there: whose they are.' },
    app_id: { ...TEXT, ...CURRENT, description: 'Current only: those of an app, of which there are none.' },
    include_app_webhooks: { ...FLAG, ...CURRENT, description: 'Current only; not together with `app_id`.' },
    has_failures: { ...FLAG, ...CURRENT, description: 'Current only: those that fail, or that do not.' },
  },
} as const

/** An SDK sends null for what it was not given. */
const GIVEN = {
  url: { type: ['string', 'null'], format: 'uri' },
  api_version: { type: ['string', 'null'], enum: ['v1', 'v2', 'v5', null], description: 'Legacy API.' },
  api_version_date: { ...TEXT_OR_NULL, description: 'Current API: what its events are written in.' },
  child_resource_events: { type: ['boolean', 'null'] },
  enabled: { type: ['boolean', 'null'] },
  events: { ...EVENTS, type: ['array', 'null'] },
} as const

export const WebhookChange = { type: 'object', properties: GIVEN, additionalProperties: false } as const

export const WebhookDraft = {
  type: 'object',
  properties: { ...GIVEN, url: { ...GIVEN.url, type: 'string' }, resource_id: TEXT_OR_NULL },
  required: ['url'],
  additionalProperties: false,
} as const
