/** What is kept of Whop's webhook endpoints, and how a user gives and sees them. */
import type { FromSchema } from 'json-schema-to-ts'
import { OTHER_EVENTS } from './other-events.ts'

export const EVENTS = [
  'member.created',
  'member.updated',
  'membership.activated',
  'membership.deactivated',
  'membership.cancel_at_period_end_changed',
  'membership.trial_ending_soon',
  'membership.updated',
] as const
export type EventName = (typeof EVENTS)[number]

const TEXT = { type: 'string', minLength: 1 } as const
const TIME = { type: 'string', format: 'date-time' } as const
const TIME_OR_NULL = { type: ['string', 'null'], format: 'date-time' } as const
const FLAG = { type: 'boolean' } as const

/** The row; as a record its company is one field of it. */
export const WebhookRow = {
  type: 'object',
  properties: {
    id: { ...TEXT, examples: ['hook_AfcAy8KImM101'] },
    company: { ...TEXT, description: 'The id of the company whose events it gets.' },
    url: { ...TEXT, description: 'https, or http to a loopback host.' },
    enabled: FLAG,
    events: {
      type: 'array',
      items: { type: 'string', enum: [...EVENTS, ...OTHER_EVENTS] },
      description: 'Those that it asks for; none: all.',
    },
    api_version: { type: 'string', enum: ['v1', 'v2', 'v5'] },
    api_version_date: { type: ['string', 'null'], description: 'The version that its events are pinned to.' },
    child_resource_events: FLAG,
    webhook_secret: { ...TEXT, description: 'What its deliveries are signed with.' },
    created_at: TIME,
    consecutive_failures: { type: 'integer', minimum: 0 },
    failing_since: TIME_OR_NULL,
    last_failure_at: TIME_OR_NULL,
    disabled_at: TIME_OR_NULL,
    disabled_reason: { type: ['string', 'null'] },
  },
  required: [
    'id',
    'company',
    'url',
    'enabled',
    'events',
    'api_version',
    'api_version_date',
    'child_resource_events',
    'webhook_secret',
    'created_at',
    'consecutive_failures',
    'failing_since',
    'last_failure_at',
    'disabled_at',
    'disabled_reason',
  ],
  additionalProperties: false,
} as const
export type WebhookRow = FromSchema<typeof WebhookRow>

/** An endpoint as the config file writes it; what is left out is made. */
export const WebhookEntry = { ...WebhookRow, required: ['url'] } as const
export type WebhookEntry = FromSchema<typeof WebhookEntry>

/** That a membership's trial is about to end has been told. */
export const NoticeRow = {
  type: 'object',
  properties: { membership: TEXT, at: TIME },
  required: ['membership', 'at'],
  additionalProperties: false,
} as const
export type NoticeRow = FromSchema<typeof NoticeRow>
