/** Whop's events in its words: the envelope, and the object as the endpoint's version has it. */
import { ApiError } from '../../contract/refusal.ts'
import type { Happened, Letter } from '../../sandbox/letters.ts'
import { BASE62 } from '../../sandbox/random.ts'
import { eventsOf, type WhopEvent } from './events.ts'
import { wireCurrentMembership, wireMembership } from './membership-wire.ts'
import { openTables, type WhopDb } from './model.ts'
import { FIRST_CURRENT } from './versions.ts'
import type { WebhookRow } from './webhook-row.ts'
import { wireCurrentMember, wireMember } from './wire.ts'

/** From this date on the envelope names the account, before it the company (D-WH of the contracts). */
const FIRST_ACCOUNT = '2026-08-14'

/** What webhooks may see: the scopes that events are bound to. */
const SEER = { scopes: ['member:basic:read', 'member:email:read', 'member:phone:read'] as const }

const isFrom = ({ api_version_date }: WebhookRow, first: string): boolean =>
  api_version_date !== null && api_version_date.slice(0, first.length) >= first

/** In the shape of the endpoint's generation; undefined for what that generation cannot show, such as a draft. */
const dataOf = (db: WhopDb, { about }: WhopEvent, isCurrent: boolean): object | undefined => {
  const seer = { scopes: [...SEER.scopes] }
  try {
    if ('membership' in about) {
      const write = isCurrent ? wireCurrentMembership : wireMembership
      return write(db, about.membership, seer)
    }
    return isCurrent ? wireCurrentMember(db, about.member, seer) : wireMember(db, about.member, seer)
  } catch (error) {
    if (error instanceof ApiError) return undefined
    throw error
  }
}

/** Keys in the order of the vendor's pages; where the later ones stand is assumed. */
const envelope = (
  webhook: WebhookRow,
  { type, company, previous }: WhopEvent,
  { id, time, data }: { id: string; time: number; data: object },
): object => {
  const isCurrent = isFrom(webhook, FIRST_CURRENT)
  return {
    id,
    api_version: 'v1',
    ...(isCurrent && { api_version_date: webhook.api_version_date }),
    timestamp: new Date(time).toISOString(),
    type,
    data,
    ...(isFrom(webhook, FIRST_ACCOUNT) ? { account_id: company } : { company_id: company }),
    ...(isCurrent && previous !== undefined && { previous_attributes: previous }),
  }
}

/** The older generations of deliveries have shapes that are not known: nothing is sent to those endpoints. */
const listeners = (db: WhopDb, { company, type, isCurrentOnly }: WhopEvent): readonly WebhookRow[] =>
  [...db.webhooks.rows(company, 'asc')].filter(
    (webhook) =>
      webhook.enabled &&
      webhook.api_version === 'v1' &&
      !webhook.child_resource_events &&
      (webhook.events.length === 0 || webhook.events.includes(type)) &&
      (isCurrentOnly !== true || isFrom(webhook, FIRST_CURRENT)),
  )

export const writeLetter = (
  db: WhopDb,
  event: WhopEvent,
  webhook: WebhookRow,
  { id, time }: { id: string; time: number },
): Letter | undefined => {
  const data = dataOf(db, event, isFrom(webhook, FIRST_CURRENT))
  if (data === undefined) return undefined
  const body = JSON.stringify(envelope(webhook, event, { id, time, data }))
  return { endpoint: webhook.id, event: event.type, eventId: id, member: event.member, body }
}

/** Letters of one event; those of one version have one text, which is written once. */
const lettersOf = (db: WhopDb, event: WhopEvent, sent: { id: string; time: number }): Letter[] => {
  const byVersion = new Map<string | null, Letter | undefined>()
  return listeners(db, event).flatMap((webhook) => {
    const version = webhook.api_version_date
    if (!byVersion.has(version)) byVersion.set(version, writeLetter(db, event, webhook, sent))
    const letter = byVersion.get(version)
    return letter === undefined ? [] : [{ ...letter, endpoint: webhook.id }]
  })
}

export const letters = ({ db: database, changes, time, random }: Happened): readonly Letter[] => {
  const db = openTables(database)
  return eventsOf(db, changes).flatMap((event) =>
    lettersOf(db, event, { id: `msg_${random.text(BASE62, 24)}`, time }),
  )
}
