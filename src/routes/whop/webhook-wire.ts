/** Whop's webhook endpoints as its answers show them. */
import type { Generation } from './versions.ts'
import { EVENTS, type WebhookRow } from './webhook-row.ts'

/** Those it is told of that can happen here. */
const testable = ({ events }: WebhookRow): readonly string[] =>
  events.length === 0 ? EVENTS : EVENTS.filter((event) => events.includes(event))

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
  testable_events: testable(row),
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
  testable_events: testable(row),
})

export const wireWebhook = (row: WebhookRow, generation: Generation) =>
  generation === 'legacy' ? legacyWebhook(row) : currentWebhook(row, null)

/** The one answer that has the secret. */
export const wireNewWebhook = (row: WebhookRow, generation: Generation) =>
  generation === 'legacy'
    ? { ...legacyWebhook(row), webhook_secret: row.webhook_secret }
    : currentWebhook(row, row.webhook_secret)
