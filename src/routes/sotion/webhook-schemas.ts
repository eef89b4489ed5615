/** What goes over the wire about Sotion's webhooks. */
import type { FromSchema } from 'json-schema-to-ts'
import { PAGE, pageOf } from './page-schemas.ts'
import { TIME, UUID } from './schemas.ts'

export const EVENTS = [
  'member.created',
  'member.updated',
  'member.auth',
  'member.deleted',
  'access-group.created',
  'access-group.updated',
  'access-group.deleted',
  'access-group.member.added',
  'access-group.member.removed',
] as const

export type EventName = (typeof EVENTS)[number]

const EVENT = { type: 'string', enum: EVENTS } as const
const SOME_EVENTS = { type: 'array', items: EVENT, minItems: 1 } as const

export const Webhook = {
  type: 'object',
  properties: {
    id: UUID,
    name: { type: 'string' },
    url: { type: 'string', format: 'uri' },
    events: { type: 'array', items: EVENT },
    active: { type: 'boolean' },
    secretPrefix: { type: 'string', description: 'How its secret begins.' },
    managedBy: { type: ['string', 'null'] },
    createdAt: TIME,
    updatedAt: TIME,
  },
  required: ['id', 'name', 'url', 'events', 'active', 'secretPrefix', 'managedBy', 'createdAt', 'updatedAt'],
  additionalProperties: false,
} as const
export type Webhook = FromSchema<typeof Webhook>

export const WebhookSuccess = {
  type: 'object',
  properties: { data: Webhook },
  required: ['data'],
  additionalProperties: false,
} as const

const SECRET = { type: 'string', minLength: 1 } as const

/** The only answer that has the secret. */
export const NewWebhookSuccess = {
  type: 'object',
  properties: {
    data: {
      ...Webhook,
      properties: { ...Webhook.properties, secret: SECRET },
      required: [...Webhook.required, 'secret'],
    },
  },
  required: ['data'],
  additionalProperties: false,
} as const

export const WebhookPage = pageOf(Webhook)

export const WebhooksQuery = {
  type: 'object',
  properties: { ...PAGE, event: EVENT, managedBy: { type: 'string' } },
} as const

const NAME = { type: 'string', minLength: 1 } as const

export const NewWebhook = {
  type: 'object',
  properties: {
    url: { type: 'string', format: 'uri', description: 'https, or http to a loopback host.' },
    events: SOME_EVENTS,
    name: { ...NAME, description: 'Default: made of the events, and of who manages it.' },
    managedBy: NAME,
  },
  required: ['url', 'events'],
} as const

/** A webhook as the config file writes it. */
export const WebhookEntry = {
  type: 'object',
  properties: {
    id: { ...UUID, description: 'Default: made from its number.' },
    site: { type: 'string', minLength: 1, description: 'Default: the first.' },
    url: { type: 'string', minLength: 1 },
    events: { ...SOME_EVENTS, description: 'Default: all.' },
    name: NAME,
    managedBy: { type: ['string', 'null'] },
    secret: { ...SECRET, description: 'What its deliveries are signed with. Default: made.' },
    active: { type: 'boolean' },
    createdAt: TIME,
    updatedAt: TIME,
  },
  required: ['url'],
  additionalProperties: false,
} as const
export type WebhookEntry = FromSchema<typeof WebhookEntry>

const { site: _, ...ofWebhook } = WebhookEntry.properties

/** A whole webhook as people see and change it. */
export const WebhookRecord = {
  ...WebhookEntry,
  properties: ofWebhook,
  required: ['id', 'url', 'events', 'name', 'managedBy', 'secret', 'active', 'createdAt', 'updatedAt'],
} as const
