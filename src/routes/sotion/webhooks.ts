/** Sotion's webhooks: list, get, create and delete them. */
import { empty, json } from '../../contract/answer.ts'
import { ApiError } from '../../contract/refusal.ts'
import { ordinary, webhookId } from './checks.ts'
import { remember } from './departed.ts'
import { keyOf, type SotionDb, type WebhookRow } from './model.ts'
import { isWebhookUrl, newSecret, webhookName } from './new-webhook.ts'
import { created, operation } from './operation.ts'
import { page, rowAfter } from './pages.ts'
import {
  NewWebhook,
  NewWebhookSuccess,
  WebhookPage,
  WebhookSuccess,
  WebhooksQuery,
} from './webhook-schemas.ts'
import { wireWebhook } from './wire.ts'

const TAG = 'Webhooks'

/** So many of a site may be active. */
const MOST_ACTIVE = 10

/** Refuses an id of no webhook on the site. */
const findWebhook = (db: SotionDb, id: string, site: string): WebhookRow => {
  const webhook = db.webhooks.get(keyOf(id, site))
  if (webhook === undefined) throw new ApiError('webhookNotFound')
  return webhook
}

export const listWebhooks = operation({
  id: 'listWebhooks',
  method: 'GET',
  path: '/webhooks',
  query: WebhooksQuery,
  answers: { 200: WebhookPage },
  text: {
    tag: TAG,
    summary: 'List webhooks',
    description: 'A page of the site’s webhooks, newest first, without their secrets.',
  },
  handle({ db, caller: { site }, query: { after, limit, event, managedBy } }) {
    const cursor = { name: 'webhooks', table: db.webhooks, keyOf: (id: string) => keyOf(id, site) }
    const from = rowAfter(db, cursor, after)
    const rows = [...db.webhooks.rows(site, 'desc', from && db.webhooks.positionOf(from))].filter(
      (webhook) =>
        (event === undefined || webhook.events.includes(event)) &&
        (managedBy === undefined || webhook.managedBy === managedBy),
    )
    return page(rows, limit, (webhook) => JSON.stringify(wireWebhook(webhook)))
  },
})

export const createWebhook = operation({
  id: 'createWebhook',
  method: 'POST',
  path: '/webhooks',
  body: NewWebhook,
  answers: { 201: NewWebhookSuccess },
  text: {
    tag: TAG,
    summary: 'Create a webhook',
    description: 'Its secret is in this answer, and in no other.',
  },
  handle({ db, caller: { site }, body, now, random, call }) {
    if (!isWebhookUrl(body.url)) throw new ApiError('doesNotFit')
    const active = [...db.webhooks.rows(site, 'desc')].filter((webhook) => webhook.active)
    if (active.length >= MOST_ACTIVE) throw new ApiError('webhookLimit')
    const time = new Date(now).toISOString()
    const events = [...new Set(body.events)]
    const managedBy = body.managedBy ?? null
    const webhook: WebhookRow = {
      site,
      id: random.uuid(),
      name: body.name ?? webhookName(events, managedBy),
      url: body.url,
      events,
      active: true,
      managedBy,
      createdAt: time,
      updatedAt: time,
      secret: newSecret(random),
    }
    db.webhooks.put(webhook)
    return created(call, `/webhooks/${webhook.id}`, { ...wireWebhook(webhook), secret: webhook.secret })
  },
})

export const getWebhook = operation({
  id: 'getWebhook',
  method: 'GET',
  path: '/webhooks/{webhookId}',
  checks: [...ordinary, webhookId],
  answers: { 200: WebhookSuccess },
  text: { tag: TAG, summary: 'Read one webhook', description: 'With the beginning of its secret alone.' },
  handle: ({ db, caller, params }) =>
    json(200, { data: wireWebhook(findWebhook(db, params.webhookId, caller.site)) }),
})

export const deleteWebhook = operation({
  id: 'deleteWebhook',
  method: 'DELETE',
  path: '/webhooks/{webhookId}',
  checks: [...ordinary, webhookId],
  answers: { 204: null },
  text: { tag: TAG, summary: 'Delete a webhook', description: 'A second time it is not found.' },
  handle({ db, caller, params }) {
    const webhook = findWebhook(db, params.webhookId, caller.site)
    remember(db, 'webhooks', db.webhooks, webhook)
    db.webhooks.delete(db.webhooks.keyOf(webhook))
    return empty(204)
  },
})
