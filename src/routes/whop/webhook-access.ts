/** What all operations about an endpoint of Whop's ask alike: the right to manage endpoints, and whose it is. */
import { ApiError } from '../../contract/refusal.ts'
import type { WhopDb } from './model.ts'
import type { Key } from './schemas.ts'
import type { Rights } from './scopes.ts'
import type { WebhookRow } from './webhook-row.ts'

export const TAG = 'Webhooks'
const MANAGES = { all: ['developer:manage_webhook'] } as const
export const rights: Rights = { legacy: MANAGES, current: MANAGES }

/** Refuses an endpoint of another company as one that is not there. */
export const findWebhook = (db: WhopDb, id: string, { company }: Key): WebhookRow => {
  const webhook = db.webhooks.get(id)
  if (webhook === undefined || webhook.company !== company) throw new ApiError('webhookNotFound')
  return webhook
}
