/** Sotion's webhooks as a user gives and sees them: with their secrets. */
import type { VendorOptions } from '../../contract/definition.ts'
import { RecordError, type RecordKind } from '../../contract/record-kind.ts'
import { createTableRecords } from '../../contract/table-records.ts'
import { Random } from '../../sandbox/random.ts'
import { sitesOf } from './member-records.ts'
import { keyOf, openTables, type SotionDb, type WebhookRow } from './model.ts'
import { isWebhookUrl, newSecret, WEBHOOK_URLS, webhookName } from './new-webhook.ts'
import { EVENTS, WebhookEntry, WebhookRecord } from './webhook-schemas.ts'

/** Of a number that no webhook of the site was made with. */
const randomFor = (db: SotionDb, { id }: WebhookEntry, site: string): Random => {
  if (id !== undefined) return new Random(`sotion:${site}:webhook:${id}`)
  for (let nth = db.webhooks.count(site); ; nth++) {
    const text = `sotion:${site}:webhook:${nth}`
    if (db.webhooks.get(keyOf(new Random(text).uuid(), site)) === undefined) return new Random(text)
  }
}

/** What an entry leaves out is the same for the same site and number of webhooks there, under every seed. */
const fillWebhook = (db: SotionDb, entry: WebhookEntry, site: string, now: number): WebhookRow => {
  const random = randomFor(db, entry, site)
  const time = new Date(now).toISOString()
  const { events = EVENTS, managedBy = null } = entry
  return {
    id: random.uuid(),
    name: webhookName(events, managedBy),
    active: true,
    createdAt: time,
    updatedAt: time,
    secret: newSecret(random),
    ...entry,
    events: [...new Set(events)],
    managedBy,
    site,
  }
}

const putWebhook = (db: SotionDb, webhook: WebhookRow): void => {
  if (!isWebhookUrl(webhook.url))
    throw new RecordError('/url', 'it is no address that a webhook may have', WEBHOOK_URLS)
  db.webhooks.put(webhook)
}

const showWebhook = ({ site, id, name, url, events, active, secret, ...rest }: WebhookRow) => ({
  site,
  id,
  name,
  url,
  events,
  active,
  secret,
  managedBy: rest.managedBy,
  createdAt: rest.createdAt,
  updatedAt: rest.updatedAt,
})

// What a user gives has been held against the kind's schema before it comes here.
export const createWebhookRecords = ({ now }: VendorOptions): RecordKind =>
  createTableRecords<SotionDb, WebhookRow>({
    name: 'webhooks',
    noun: 'Webhook',
    idNames: ['id'],
    place: 'site',
    makesIds: true,
    entry: WebhookEntry,
    record: WebhookRecord,
    open: openTables,
    table: (db) => db.webhooks,
    keyOf,
    show: (_db, row) => showWebhook(row),
    fill: (db, entry, site) => ({ ...fillWebhook(db, entry as unknown as WebhookEntry, site, now) }),
    put: (db, shown, site) => putWebhook(db, { ...(shown as unknown as WebhookRow), site }),
    places: sitesOf,
  })
