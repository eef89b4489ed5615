/** What goes over the wire about Whop's webhook endpoints. */
import { said } from '../../contract/said.ts'
import { CURRENT, LEGACY } from './one-generation.ts'
import { OTHER_EVENTS } from './other-events.ts'
import { eitherPage, PAGE } from './page-schemas.ts'
import { CREATED_AT, FLAG, TEXT, TEXT_OR_NULL, TIME_OR_NULL, whole } from './shapes.ts'
import { EVENTS as EVENT_NAMES } from './webhook-row.ts'

/** Every name that an endpoint may be given. */
export const WEBHOOK_EVENTS = [...EVENT_NAMES, ...OTHER_EVENTS] as const

const EVENTS = {
  type: 'array',
  items: { type: 'string', enum: WEBHOOK_EVENTS },
  description: 'Empty: all of them.',
} as const
const API_VERSION = said(
  { type: 'string', enum: ['v1', 'v2', 'v5'] },
  'The form of its deliveries; those of v2 and v5 are not emulated.',
)
const ID = said(TEXT, 'The id of the endpoint, `hook_…`.')
const OF_CHILDREN = said(FLAG, 'Whether it gets the events of connected companies, and of them alone.')
const ENABLED = said(FLAG, 'Whether anything is sent to it.')
const RESOURCE_ID = said(TEXT, 'The company whose events it gets, `biz_…`.')
const TESTABLE = said(EVENTS, 'Those that a test can be sent of.')
const SECRET = { type: 'string', pattern: '^ws_', description: 'In this answer, and in no other.' } as const

/** Of a list of the Legacy API. */
const LISTED = {
  id: ID,
  api_version: API_VERSION,
  child_resource_events: OF_CHILDREN,
  created_at: CREATED_AT,
  enabled: ENABLED,
  events: EVENTS,
} as const
const URL_OF = said({ type: 'string', format: 'uri' }, 'Where its deliveries go.')

export const LegacyListed = whole({ ...LISTED, url: URL_OF })
const WHOLE = { ...LISTED, resource_id: RESOURCE_ID, testable_events: TESTABLE, url: URL_OF } as const
export const LegacyWebhook = whole(WHOLE)
export const NewLegacyWebhook = whole({ ...WHOLE, webhook_secret: SECRET })

export const CurrentWebhook = whole({
  id: ID,
  url: URL_OF,
  enabled: ENABLED,
  events: EVENTS,
  api_version: API_VERSION,
  api_version_date: said(TEXT_OR_NULL, 'The version that its events are pinned to; null for none.'),
  created_at: CREATED_AT,
  child_resource_events: OF_CHILDREN,
  webhook_secret: { ...TEXT_OR_NULL, description: 'On its creation alone; else null.' },
  resource_id: RESOURCE_ID,
  consecutive_failures: said(
    { type: 'integer' },
    'Events since the last success whose first attempt failed.',
  ),
  failing_since: said(TIME_OR_NULL, 'When they began to fail; null while they do not.'),
  last_failure_at: said(TIME_OR_NULL, 'When an event was last given up; null for never.'),
  disabled_at: said(TIME_OR_NULL, 'When Whop disabled it; null while it is not.'),
  disabled_reason: said(TEXT_OR_NULL, 'Why: `delivery_failures` after three days of nothing else.'),
  testable_events: TESTABLE,
})

/** By the date that was asked with. */
export const Webhook = { oneOf: [LegacyWebhook, CurrentWebhook] } as const
export const NewWebhook = { oneOf: [NewLegacyWebhook, CurrentWebhook] } as const
export const WebhookPage = eitherPage(LegacyListed, CurrentWebhook)

export const LegacyDeleted = { const: true } as const
export const CurrentDeleted = whole({ deleted: said({ const: true }, 'That it is gone.'), id: ID })
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

const FLAG_OR_NULL = { type: ['boolean', 'null'] } as const

/** An SDK sends null for what it was not given. */
const GIVEN = {
  url: said({ type: ['string', 'null'], format: 'uri' }, 'https, or http to a loopback host.'),
  api_version: { type: ['string', 'null'], enum: ['v1', 'v2', 'v5', null], description: 'Legacy API.' },
  api_version_date: { ...TEXT_OR_NULL, description: 'Current API: what its events are written in.' },
  child_resource_events: said(FLAG_OR_NULL, 'True: the events of connected companies, and of them alone.'),
  enabled: said(FLAG_OR_NULL, 'False: nothing is sent to it.'),
  events: { ...EVENTS, type: ['array', 'null'] },
} as const

export const WebhookChange = { type: 'object', properties: GIVEN, additionalProperties: false } as const

const OF_COMPANY = said(TEXT_OR_NULL, 'The company whose events it gets; needed with a key of a company.')

export const WebhookDraft = {
  type: 'object',
  properties: { ...GIVEN, url: { ...GIVEN.url, type: 'string' }, resource_id: OF_COMPANY },
  required: ['url'],
  additionalProperties: false,
} as const
