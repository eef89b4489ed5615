/** What has been delivered to an endpoint of Whop's: listed, sent again, and tried out. Only the later generation has it; asked on any date (assumed). */
import { type Answer, json, later } from '../../contract/answer.ts'
import type { Call } from '../../contract/call.ts'
import { ApiError } from '../../contract/refusal.ts'
import { type Delivery, isSuccess } from '../../sandbox/delivery.ts'
import type { Letter } from '../../sandbox/letters.ts'
import { BASE62, Random } from '../../sandbox/random.ts'
import {
  Outcome,
  Queued,
  ReplayBody,
  ReplayManyBody,
  TestBody,
  WebhookDeliveryPage,
} from './delivery-schemas.ts'
import type { WhopEvent } from './events.ts'
import { listRows } from './listing.ts'
import type { WhopDb } from './model.ts'
import { operation } from './operation.ts'
import { PAGE } from './page-schemas.ts'
import { page } from './pages.ts'
import { invalidParameter } from './query.ts'
import { findWebhook, rights, TAG } from './webhook-access.ts'
import { writeLetter } from './webhook-letters.ts'
import type { EventName, WebhookRow } from './webhook-row.ts'

/** As many of an answer that is no JSON are kept. */
const RAW_BYTES = 100

const idOf = (number: number): string => `whdel_${new Random(`whop:delivery:${number}`).text(BASE62, 14)}`

/** Newest first. */
const deliveriesTo = ({ sandbox }: Call, { id }: WebhookRow): readonly Delivery[] =>
  sandbox.outbox.records
    .list()
    .filter(({ vendor, endpoint }) => vendor === 'whop' && endpoint === id)
    .reverse()

const parsed = (text: string): unknown => {
  if (text === '') return null
  try {
    return JSON.parse(text)
  } catch {
    return { error: 'not JSON', raw_body: Buffer.from(text).subarray(0, RAW_BYTES).toString() }
  }
}

/** Of several attempts, the last. */
const wireDelivery = (delivery: Delivery, { company }: WebhookRow) => {
  const last = delivery.attempts.at(-1)
  return {
    id: idOf(delivery.number),
    event: delivery.event,
    replayed_from: delivery.repeats === null ? null : idOf(delivery.repeats),
    request_body: parsed(delivery.body),
    resource_id: company,
    response_body: parsed(last?.body ?? ''),
    response_code: last?.status ?? null,
    sent_at: new Date(last?.time ?? delivery.time).toISOString(),
    success: delivery.state === 'delivered',
    total_time: (last?.ms ?? 0) / 1000,
  }
}

/** Sends a letter once, and answers with what came of it. */
const sendOnce = ({ sandbox }: Call, letter: Letter, repeats?: number): Answer => {
  const { outbox } = sandbox
  const { number } = outbox.send('whop', letter, {
    isRetried: false,
    ...(repeats !== undefined && { repeats }),
  })
  return later((done) =>
    outbox.records.whenTried(number, ({ attempts }) => {
      const last = attempts.at(-1)
      const status = last?.status ?? 0
      done(json(200, { status, body: parsed(last?.body ?? ''), success: isSuccess(status) }))
    }),
  )
}

/** Under a new id, where one is asked for: in the header and in the body. */
const letterOf = (
  { endpoint, event, eventId, member, body }: Delivery,
  isNew: boolean,
  random: Random,
): Letter => {
  if (!isNew) return { endpoint, event, eventId, member, body }
  const id = `msg_${random.text(BASE62, 24)}`
  return { endpoint, event, eventId: id, member, body: body.replaceAll(eventId, id) }
}

/** So many are told again at once (assumed); the next call has a later `sent_after`. */
const MOST_REPLAYED = 1000

/** Only what is told of anything can be told again. */
const requireEnabled = ({ enabled, api_version }: WebhookRow): void => {
  if (!enabled || api_version !== 'v1')
    throw new ApiError('wrongState', { message: 'webhook is not an enabled v1 webhook' })
}

export const listWebhookDeliveries = operation({
  id: 'listWebhookDeliveries',
  method: 'GET',
  path: '/webhooks/{id}/deliveries',
  query: { type: 'object', properties: { first: PAGE.first, after: PAGE.after } },
  answers: { 200: WebhookDeliveryPage },
  rights,
  text: { tag: TAG, summary: 'List deliveries', description: 'Newest first; 50 unless told, 100 at most.' },
  handle({ db, caller, params, query, call }) {
    const webhook = findWebhook(db, params.id, caller)
    const listing = listRows(deliveriesTo(call, webhook), {
      order: 'number',
      direction: 'desc',
      valueIn: ({ number }) => number,
      keyOf: ({ number }) => idOf(number),
    })
    const { first = 50, after } = query
    return page({ first, ...(after !== undefined && { after }) }, listing, {
      write: (delivery) => JSON.stringify(wireDelivery(delivery, webhook)),
    })
  },
})

export const replayWebhookDelivery = operation({
  id: 'replayWebhookDelivery',
  method: 'POST',
  path: '/webhooks/{id}/deliveries/{delivery_id}/replay',
  body: ReplayBody,
  answers: { 200: Outcome },
  rights,
  text: { tag: TAG, summary: 'Replay one delivery', description: 'Sent at once, and its answer told.' },
  handle({ db, caller, params, body, random, call }) {
    const webhook = findWebhook(db, params.id, caller)
    const known = deliveriesTo(call, webhook).find(({ number }) => idOf(number) === params.delivery_id)
    if (known === undefined) throw new ApiError('webhookNotFound')
    requireEnabled(webhook)
    return sendOnce(call, letterOf(known, body.regenerate_id === true, random), known.number)
  },
})

export const replayWebhook = operation({
  id: 'replayWebhook',
  method: 'POST',
  path: '/webhooks/{id}/replay',
  body: ReplayManyBody,
  answers: { 200: Queued },
  rights,
  text: {
    tag: TAG,
    summary: 'Replay deliveries',
    description: 'Those of a time, in their order; 1,000 at most.',
  },
  handle({ db, caller, params, body, random, call }) {
    const webhook = findWebhook(db, params.id, caller)
    requireEnabled(webhook)
    const { sent_after, sent_before, events, failed_only, regenerate_ids } = body
    const [from, until] = [Date.parse(sent_after), Date.parse(sent_before ?? '9999-12-31T23:59:59Z')]
    const chosen = deliveriesTo(call, webhook).filter(
      ({ time, event, state }) =>
        time > from &&
        time < until &&
        (events === undefined || events.includes(event)) &&
        (failed_only !== true || state !== 'delivered'),
    )
    const { outbox } = call.sandbox
    // Each of those that are still due can be told again, and those again.
    for (const delivery of chosen.reverse().slice(0, MOST_REPLAYED))
      outbox.send('whop', letterOf(delivery, regenerate_ids === true, random), { repeats: delivery.number })
    return json(200, { queued: true })
  },
})

/** Something of the company's that such an event could be about. */
const sampleOf = (db: WhopDb, { company }: WebhookRow, type: EventName): WhopEvent | undefined => {
  const [membership] = db.memberships.rows(company, 'asc')
  const member = membership && db.members.get(membership.member)
  if (membership === undefined || member === undefined) return undefined
  const about = type.startsWith('member.') ? { member } : { membership }
  return { type, company, member: member.id, about }
}

export const testWebhook = operation({
  id: 'testWebhook',
  method: 'POST',
  path: '/webhooks/{id}/test',
  body: TestBody,
  answers: { 200: Outcome },
  rights,
  text: { tag: TAG, summary: 'Try a webhook out', description: 'Sends an event that has not happened.' },
  handle({ db, caller, params, body, now, random, call }) {
    const webhook = findWebhook(db, params.id, caller)
    requireEnabled(webhook)
    const event = sampleOf(db, webhook, body.event)
    const id = `msg_${random.text(BASE62, 24)}`
    const letter = event && writeLetter(db, event, webhook, { id, time: now })
    if (letter === undefined) throw invalidParameter('event')
    return sendOnce(call, letter)
  },
})
