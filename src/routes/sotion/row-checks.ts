/** What Sotion's rows have to be beside each other, asked of rows that come from outside: a snapshot's. */
import { RecordError } from '../../contract/record-kind.ts'
import type { Database } from '../../sandbox/database.ts'
import { model, type WebhookRow } from './model.ts'
import { isWebhookUrl, WEBHOOK_URLS } from './new-webhook.ts'
import { DEPARTING, type DepartedRow } from './rows.ts'

const checkWebhook = ({ url }: WebhookRow, path: string): void => {
  if (!isWebhookUrl(url))
    throw new RecordError(`${path}/url`, 'it is no address that a webhook may have', WEBHOOK_URLS)
}

const checkDeparted = ({ table, key, row }: DepartedRow, path: string): void => {
  const name = DEPARTING.find((one) => one === table)
  const own = name && model[name].key(row as never) // its schema has been asked
  if (own !== key) throw new RecordError(`${path}/key`, `the row below had another key than "${key}"`, [own])
}

/** Throws a RecordError whose path is one into `changes`. */
export const checkRows = (_: Database, { webhooks = [], departed = [] }: Database['changes']): void => {
  // Rows of those tables.
  for (const [i, { row }] of webhooks.entries())
    if (row !== null) checkWebhook(row as WebhookRow, `/webhooks/${i}/row`)
  for (const [i, { row }] of departed.entries())
    if (row !== null) checkDeparted(row as DepartedRow, `/departed/${i}/row`)
}
