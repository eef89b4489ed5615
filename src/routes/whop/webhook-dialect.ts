/** How Whop tells of its changes: to whom, in which words, how often it tries, and when it gives an endpoint up. */
import type { WebhookDialect } from '../../contract/webhook-dialect.ts'
import type { Attempted } from '../../sandbox/letters.ts'
import { DAY } from '../../sandbox/timeline.ts'
import { events } from './happenings.ts'
import { openTables } from './model.ts'
import { letters } from './webhook-letters.ts'
import { newSecret } from './webhook-records.ts'
import type { WebhookRow } from './webhook-row.ts'
import { deliveryHeaders, isSigned } from './webhook-signature.ts'

/** An endpoint at which every delivery has failed for so long is disabled. */
const FAILING_MS = 3 * DAY

const accountOf = (webhook: WebhookRow, { time, isSuccess, isFirst, isLast }: Attempted): WebhookRow => {
  if (isSuccess) return { ...webhook, consecutive_failures: 0, failing_since: null }
  const now = new Date(time).toISOString()
  const failing_since = webhook.failing_since ?? now
  const failed: WebhookRow = {
    ...webhook,
    failing_since,
    consecutive_failures: webhook.consecutive_failures + (isFirst ? 1 : 0),
    last_failure_at: isLast ? now : webhook.last_failure_at,
  }
  if (time - Date.parse(failing_since) < FAILING_MS || !webhook.enabled) return failed
  return { ...failed, enabled: false, disabled_at: now, disabled_reason: 'delivery_failures' }
}

export const webhooks: WebhookDialect = {
  events,
  list: 'webhooks',
  // D-WH of the contracts: retries after 10, 20 and 40 s; the timeout as a client of theirs cites it.
  retries: [10_000, 30_000, 70_000],
  timeoutMs: 5000,
  signsTime: true,
  hasEndpoints: (database) => !openTables(database).webhooks.isEmpty,
  endpoint(database, key) {
    const row = openTables(database).webhooks.get(key)
    return row && { url: row.url, secret: row.webhook_secret, isActive: row.enabled }
  },
  letters,
  headers: deliveryHeaders,
  noteAttempt(database, attempted) {
    const { webhooks: table } = openTables(database)
    const before = table.get(attempted.endpoint)
    const after = before && accountOf(before, attempted)
    if (after !== undefined && JSON.stringify(after) !== JSON.stringify(before)) table.put(after)
  },
  newSecret,
  entryOf: ({ url, secret, events: wanted }) => ({
    url,
    webhook_secret: secret,
    ...(wanted && { events: wanted }),
  }),
  isSigned,
  typeOf(_headers, body) {
    const [, type = ''] = /"type":"([a-z_.]+)"/.exec(body) ?? []
    return type
  },
}
