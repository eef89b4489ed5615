/** Whop's webhook endpoints: list, create, retrieve, update and delete them. */
import { json } from '../../contract/answer.ts'
import { ApiError } from '../../contract/refusal.ts'
import { listTable } from './listing.ts'
import { operation } from './operation.ts'
import { page } from './pages.ts'
import { invalidParameter, missingParameter } from './query.ts'
import { generationOf, isVersion } from './versions.ts'
import { findWebhook, rights, TAG } from './webhook-access.ts'
import { fillWebhook, isWebhookUrl } from './webhook-records.ts'
import type { WebhookRow } from './webhook-row.ts'
import {
  DeletedWebhook,
  NewWebhook,
  Webhook,
  WebhookChange,
  WebhookDraft,
  WebhookPage,
  WebhooksQuery,
} from './webhook-schemas.ts'
import { legacyListed, wireNewWebhook, wireWebhook } from './webhook-wire.ts'

interface Given {
  readonly url?: string | null
  readonly api_version?: WebhookRow['api_version'] | null
  readonly api_version_date?: string | null
  readonly child_resource_events?: boolean | null
  readonly enabled?: boolean | null
  readonly events?: WebhookRow['events'] | null
}

/** Refuses what no schema can tell. */
const checkGiven = ({ url, api_version, api_version_date: date }: Given, isCurrent: boolean): void => {
  if (isCurrent && api_version !== undefined) throw new ApiError('apiVersionInput')
  if (!isCurrent && date !== undefined) throw invalidParameter('api_version_date')
  if (typeof date === 'string' && !isVersion(date)) throw invalidParameter('api_version_date')
  if (typeof url === 'string' && !isWebhookUrl(url)) throw invalidParameter('url')
}

export const listWebhooks = operation({
  id: 'listWebhooks',
  method: 'GET',
  path: '/webhooks',
  query: WebhooksQuery,
  answers: { 200: WebhookPage },
  rights,
  text: { tag: TAG, summary: 'List webhooks', description: 'Newest first, without their secrets.' },
  handle({ db, caller, query, call }) {
    const isCurrent = generationOf(call) === 'current'
    const company = isCurrent ? query.account_id : query.company_id
    if (company === undefined)
      throw isCurrent ? new ApiError('missingAccount') : missingParameter('company_id')
    if (company !== caller.company) throw new ApiError('foreignCompany')
    const { app_id: app, include_app_webhooks: alsoOfApps, has_failures: hasFailures } = query
    if (isCurrent && app !== undefined && alsoOfApps === true) throw invalidParameter('include_app_webhooks')
    const listing = listTable(db.webhooks, company, {
      order: 'created_at',
      direction: 'desc',
      isByTime: true,
    })
    return page(query, listing, {
      write: (row) => JSON.stringify(isCurrent ? wireWebhook(row, 'current') : legacyListed(row)),
      fits: (row) =>
        !isCurrent ||
        (app === undefined && (hasFailures === undefined || row.consecutive_failures > 0 === hasFailures)),
    })
  },
})

export const createWebhook = operation({
  id: 'createWebhook',
  method: 'POST',
  path: '/webhooks',
  body: WebhookDraft,
  answers: { 200: NewWebhook },
  rights: { ...rights, legacy: { ...rights.legacy, placeField: 'resource_id' } },
  text: {
    tag: TAG,
    summary: 'Create a webhook',
    description:
      'Its secret is in this answer, and in no other. Without `resource_id` it is the key’s company’s.',
  },
  handle({ db, caller, body, now, random, call }) {
    const generation = generationOf(call)
    checkGiven(body, generation === 'current')
    const resource = body.resource_id ?? caller.company
    if (resource !== caller.company)
      throw new ApiError(generation === 'current' ? 'noSuchResource' : 'foreignCompany')
    const { url, api_version, api_version_date, child_resource_events, enabled, events } = body
    const webhook = fillWebhook(
      random,
      {
        url,
        api_version: api_version ?? 'v1',
        api_version_date: api_version_date ?? null,
        child_resource_events: child_resource_events ?? false,
        enabled: enabled ?? true,
        events: events ?? [],
      },
      { company: resource, now },
    )
    db.webhooks.put(webhook)
    return json(200, wireNewWebhook(webhook, generation))
  },
})

export const retrieveWebhook = operation({
  id: 'retrieveWebhook',
  method: 'GET',
  path: '/webhooks/{id}',
  answers: { 200: Webhook },
  rights,
  text: { tag: TAG, summary: 'Read one webhook', description: 'Without its secret.' },
  handle: ({ db, caller, params, call }) =>
    json(200, wireWebhook(findWebhook(db, params.id, caller), generationOf(call))),
})

/** What is said of an endpoint that is taken into service again. */
const HEALTHY = { consecutive_failures: 0, failing_since: null, disabled_at: null, disabled_reason: null }

export const updateWebhook = operation({
  id: 'updateWebhook',
  method: 'PATCH',
  path: '/webhooks/{id}',
  body: WebhookChange,
  answers: { 200: Webhook },
  rights,
  text: { tag: TAG, summary: 'Change a webhook', description: 'What is left out, or null, stays.' },
  handle({ db, caller, params, body, call }) {
    const generation = generationOf(call)
    const known = findWebhook(db, params.id, caller)
    checkGiven(body, generation === 'current')
    const webhook: WebhookRow = {
      ...known,
      url: body.url ?? known.url,
      api_version: body.api_version ?? known.api_version,
      // Null unpins it.
      api_version_date: body.api_version_date === undefined ? known.api_version_date : body.api_version_date,
      child_resource_events: body.child_resource_events ?? known.child_resource_events,
      enabled: body.enabled ?? known.enabled,
      events: body.events ? [...new Set(body.events)] : known.events,
      ...(body.enabled === true && !known.enabled ? HEALTHY : {}),
    }
    db.webhooks.put(webhook)
    return json(200, wireWebhook(webhook, generation))
  },
})

export const deleteWebhook = operation({
  id: 'deleteWebhook',
  method: 'DELETE',
  path: '/webhooks/{id}',
  answers: { 200: DeletedWebhook },
  rights,
  text: { tag: TAG, summary: 'Delete a webhook', description: 'A second time it is not found.' },
  handle({ db, caller, params, call }) {
    const { id } = findWebhook(db, params.id, caller)
    db.webhooks.delete(id)
    return json(200, generationOf(call) === 'legacy' ? true : { deleted: true, id })
  },
})
