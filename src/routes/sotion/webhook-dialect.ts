/** How Sotion tells of its changes: to whom, in which words, and how often it tries. */
import type { WebhookDialect } from '../../contract/webhook-dialect.ts'
import type { Happened, Letter } from '../../sandbox/letters.ts'
import { eventsOf, type SotionEvent } from './events.ts'
import { events } from './happenings.ts'
import { keyOf, openTables, type SotionDb, type WebhookRow } from './model.ts'
import { newSecret } from './new-webhook.ts'
import { deliveryHeaders, isSigned } from './webhook-signature.ts'

/** Keys in the order of the vendor's page. */
const bodyOf = (db: SotionDb, { site, type, data }: SotionEvent, id: string, time: number): string =>
  JSON.stringify({
    id,
    type,
    timestamp: new Date(time).toISOString(),
    version: '1',
    siteId: db.sites.get(site)?.uuid ?? site,
    data,
  })

const listeners = (db: SotionDb, { site, type }: SotionEvent): readonly WebhookRow[] =>
  [...db.webhooks.rows(site, 'asc')].filter(({ active, events }) => active && events.includes(type))

const letters = ({ db: database, changes, time, random }: Happened): readonly Letter[] => {
  const db = openTables(database)
  return eventsOf(db, changes).flatMap((event) => {
    const eventId = random.uuid()
    const to = listeners(db, event)
    if (to.length === 0) return []
    const body = bodyOf(db, event, eventId, time)
    const { type, member } = event
    return to.map(({ id, site }) => ({ endpoint: keyOf(id, site), event: type, eventId, member, body }))
  })
}

export const webhooks: WebhookDialect = {
  events,
  list: 'webhooks',
  // That there are retries is documented (best practices); how many, and when, is assumed, and so is the timeout.
  retries: [10_000, 60_000, 300_000],
  timeoutMs: 10_000,
  signsTime: false,
  hasEndpoints: (database) => !openTables(database).webhooks.isEmpty,
  endpoint(database, key) {
    const row = openTables(database).webhooks.get(key)
    return row && { url: row.url, secret: row.secret, isActive: row.active }
  },
  letters,
  headers: deliveryHeaders,
  newSecret,
  entryOf: ({ url, secret, events: wanted }) => ({ url, secret, ...(wanted && { events: wanted }) }),
  isSigned,
  typeOf: (headers) => headers['x-webhook-event'] ?? '',
}
