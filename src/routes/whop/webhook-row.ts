/** What is kept of Whop's webhook endpoints, and how a user gives and sees them. */
import type { FromSchema } from 'json-schema-to-ts'
import { said } from '../../contract/said.ts'
import { OTHER_EVENTS } from './other-events.ts'
import { CREATED_AT, FLAG, TEXT_OR_NULL, TIME, TIME_OR_NULL, whole } from './shapes.ts'

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

const FILLED = { type: 'string', minLength: 1 } as const

/** The row; as a record its company is one field of it. */
export const WebhookRow = whole({
  id: { ...FILLED, examples: ['hook_AfcAy8KImM101'], description: 'The id of the endpoint.' } as const,
  company: said(FILLED, 'The id of the company whose events it gets.'),
  url: said(FILLED, 'https, or http to a loopback host.'),
  enabled: said(FLAG, 'Whether anything is sent to it.'),
  events: said(
    { type: 'array', items: { type: 'string', enum: [...EVENTS, ...OTHER_EVENTS] } },
    'Those that it asks for; none: all.',
  ),
  api_version: said(
    { type: 'string', enum: ['v1', 'v2', 'v5'] },
    'The form of its deliveries; those of v2 and v5 are not emulated.',
  ),
  api_version_date: said(TEXT_OR_NULL, 'The version that its events are pinned to.'),
  child_resource_events: said(FLAG, 'Whether it gets the events of connected companies, and of them alone.'),
  webhook_secret: said(FILLED, 'What its deliveries are signed with.'),
  created_at: CREATED_AT,
  consecutive_failures: said(
    { type: 'integer', minimum: 0 },
    'Events since the last success whose first attempt failed.',
  ),
  failing_since: said(TIME_OR_NULL, 'When they began to fail; null while they do not.'),
  last_failure_at: said(TIME_OR_NULL, 'When an event was last given up; null for never.'),
  disabled_at: said(TIME_OR_NULL, 'When Whop disabled it; null while it is not.'),
  disabled_reason: said(TEXT_OR_NULL, 'Why: `delivery_failures` after three days of nothing else.'),
})
export type WebhookRow = FromSchema<typeof WebhookRow>

/** An endpoint as the config file writes it; what is left out is made. */
export const WebhookEntry = { ...WebhookRow, required: ['url'] } as const
export type WebhookEntry = FromSchema<typeof WebhookEntry>

/** That a membership's trial is about to end has been told. */
export const NoticeRow = whole({ membership: FILLED, at: TIME })
export type NoticeRow = FromSchema<typeof NoticeRow>
