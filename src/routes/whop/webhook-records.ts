/** Whop's webhook endpoints as a user gives and sees them: with their secrets. */
import type { VendorOptions } from '../../contract/definition.ts'
import { isLoopbackName } from '../../contract/loopback.ts'
import { RecordError, type RecordKind } from '../../contract/record-kind.ts'
import { createTableRecords } from '../../contract/table-records.ts'
import { BASE62, Random } from '../../sandbox/random.ts'
import { defaultCompanyId } from './companies.ts'
import { openTables, type WhopDb } from './model.ts'
import type { WhopSettings } from './settings.ts'
import { WebhookEntry, WebhookRow } from './webhook-row.ts'

/** Whop takes https alone; plain http to this machine is ours, for tests. */
export const isWebhookUrl = (text: string): boolean => {
  if (!URL.canParse(text)) return false
  const { protocol, hostname } = new URL(text)
  return protocol === 'https:' || (protocol === 'http:' && isLoopbackName(hostname))
}

export const newSecret = (random: Random): string => `ws_${random.text('0123456789abcdef', 64)}`

/** Of a number that no endpoint was made with: the same calls give the same ids, under every seed. */
const randomFor = (db: WhopDb, { id }: WebhookEntry): Random => {
  if (id !== undefined) return new Random(`whop:webhook:${id}`)
  for (let nth = db.webhooks.size; ; nth++) {
    const text = `whop:webhook:${nth}`
    if (db.webhooks.get(newId(new Random(text))) === undefined) return new Random(text)
  }
}

export const newId = (random: Random): string => `hook_${random.text(BASE62, 13)}`

/** An endpoint as it begins. */
export const fillWebhook = (
  random: Random,
  { url, ...given }: WebhookEntry,
  { company, now }: { company: string; now: number },
): WebhookRow => ({
  id: newId(random),
  company,
  url,
  enabled: true,
  api_version: 'v1',
  api_version_date: null,
  child_resource_events: false,
  webhook_secret: newSecret(random),
  created_at: new Date(now).toISOString(),
  consecutive_failures: 0,
  failing_since: null,
  last_failure_at: null,
  disabled_at: null,
  disabled_reason: null,
  ...given,
  events: [...new Set(given.events ?? [])],
})

const putWebhook = (db: WhopDb, webhook: WebhookRow): void => {
  if (!isWebhookUrl(webhook.url))
    throw new RecordError('/url', 'it is no address that a webhook may have', [
      'https://…',
      'http:// and a loopback host',
    ])
  db.webhooks.put(webhook)
}

// What a user gives has been held against the kind's schema before it comes here.
export const createWebhookRecords = (settings: WhopSettings, { now }: VendorOptions): RecordKind =>
  createTableRecords<WhopDb, WebhookRow>({
    name: 'webhooks',
    noun: 'Webhook',
    idNames: ['id'],
    makesIds: true,
    entry: WebhookEntry,
    record: WebhookRow,
    open: openTables,
    table: (db) => db.webhooks,
    show: (_db, row) => ({ ...row }),
    fill(db, given) {
      const entry = given as unknown as WebhookEntry
      return { ...fillWebhook(randomFor(db, entry), entry, { company: defaultCompanyId(settings), now }) }
    },
    put: (db, shown) => putWebhook(db, shown as unknown as WebhookRow),
  })
