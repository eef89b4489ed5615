/** Whop's webhook endpoints as its answers show them. */
import type { Generation } from './versions.ts'
import { EVENTS, type WebhookRow } from './webhook-row.ts'

/** Those that the types of the vendor's SDK have. */
const LEGACY_TESTABLE: readonly string[] = [
  'membership.activated',
  'membership.deactivated',
  'membership.cancel_at_period_end_changed',
  'membership.trial_ending_soon',
]

/** Of the events that can happen here, those that it is told of. */
const testable = ({ events }: WebhookRow, generation: Generation): readonly string[] =>
  EVENTS.filter((event) => events.length === 0 || events.includes(event)).filter(
    (event) => generation === 'current' || LEGACY_TESTABLE.includes(event),
  )

const listed = (row: WebhookRow) => ({
  id: row.id,
  api_version: row.api_version,
  child_resource_events: row.child_resource_events,
  created_at: row.created_at,
  enabled: row.enabled,
  events: row.events,
})

export const legacyListed = (row: WebhookRow) => ({ ...listed(row), url: row.url })

const legacyWebhook = (row: WebhookRow) => ({
  ...listed(row),
  resource_id: row.company,
  testable_events: testable(row, 'legacy'),
  url: row.url,
})

const currentWebhook = (row: WebhookRow, secret: string | null) => ({
  id: row.id,
  url: row.url,
  enabled: row.enabled,
  events: row.events,
  api_version: row.api_version,
  api_version_date: row.api_version_date,
  created_at: row.created_at,
  child_resource_events: row.child_resource_events,
  webhook_secret: secret,
  resource_id: row.company,
  consecutive_failures: row.consecutive_failures,
  failing_since: row.failing_since,
  last_failure_at: row.last_failure_at,
  disabled_at: row.disabled_at,
  disabled_reason: row.disabled_reason,
  testable_events: testable(row, 'current'),
})

export const wireWebhook = (row: WebhookRow, generation: Generation) =>
  generation === 'legacy' ? legacyWebhook(row) : currentWebhook(row, null)

/** The one answer that has the secret. */
export const wireNewWebhook = (row: WebhookRow, generation: Generation) =>
  generation === 'legacy'
    ? { ...legacyWebhook(row), webhook_secret: row.webhook_secret }
    : currentWebhook(row, row.webhook_secret)
