/** What goes over the wire about Sotion's webhooks. */
import type { FromSchema } from 'json-schema-to-ts'
import { said } from '../../contract/said.ts'
import { PAGE, pageOf } from './page-schemas.ts'
import { CREATED_AT, UPDATED_AT, UUID } from './schemas.ts'

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
const SOME_EVENTS = {
  type: 'array',
  items: EVENT,
  minItems: 1,
  description: 'What it is told of.',
} as const
const MANAGED_BY = said(
  { type: ['string', 'null'] },
  'The integration that manages it, such as `zapier`; null for none.',
)

export const Webhook = {
  type: 'object',
  properties: {
    id: said(UUID, 'The id of the webhook.'),
    name: said({ type: 'string' }, 'What it is called.'),
    url: said({ type: 'string', format: 'uri' }, 'Where its deliveries go.'),
    events: said({ type: 'array', items: EVENT }, 'What it is told of.'),
    active: said({ type: 'boolean' }, 'Whether anything is sent to it.'),
    secretPrefix: { type: 'string', description: 'How its secret begins.' },
    managedBy: MANAGED_BY,
    createdAt: CREATED_AT,
    updatedAt: UPDATED_AT,
  },
  required: ['id', 'name', 'url', 'events', 'active', 'secretPrefix', 'managedBy', 'createdAt', 'updatedAt'],
  additionalProperties: false,
} as const
export type Webhook = FromSchema<typeof Webhook>

export const WebhookSuccess = {
  type: 'object',
  properties: { data: said(Webhook, 'The webhook.') },
  required: ['data'],
  additionalProperties: false,
} as const

const SECRET = { type: 'string', minLength: 1, description: 'What its deliveries are signed with.' } as const

/** The only answer that has the secret. */
export const NewWebhookSuccess = {
  type: 'object',
  properties: {
    data: {
      ...Webhook,
      properties: { ...Webhook.properties, secret: SECRET },
      required: [...Webhook.required, 'secret'],
      description: 'The webhook, with its secret.',
    },
  },
  required: ['data'],
  additionalProperties: false,
} as const

export const WebhookPage = pageOf(Webhook)

export const WebhooksQuery = {
  type: 'object',
  properties: {
    ...PAGE,
    event: said(EVENT, 'Those that are told of it.'),
    managedBy: said({ type: 'string' }, 'Those of this integration.'),
  },
} as const

const NAME = said({ type: 'string', minLength: 1 }, 'What it is called.')

export const NewWebhook = {
  type: 'object',
  properties: {
    url: { type: 'string', format: 'uri', description: 'https, or http to a loopback host.' },
    events: SOME_EVENTS,
    name: { ...NAME, description: 'Default: made of the events, and of who manages it.' },
    managedBy: said({ type: 'string', minLength: 1 }, 'The integration that manages it, such as `zapier`.'),
  },
  required: ['url', 'events'],
} as const

/** A webhook as the config file writes it. */
export const WebhookEntry = {
  type: 'object',
  properties: {
    id: { ...UUID, description: 'Default: made from its number.' },
    site: { type: 'string', minLength: 1, description: 'Default: the first.' },
    url: said({ type: 'string', minLength: 1 }, 'Where its deliveries go.'),
    events: { ...SOME_EVENTS, description: 'Default: all.' },
    name: NAME,
    managedBy: MANAGED_BY,
    secret: { ...SECRET, description: 'What its deliveries are signed with. Default: made.' },
    active: said({ type: 'boolean' }, 'Whether anything is sent to it; true unless told.'),
    createdAt: CREATED_AT,
    updatedAt: UPDATED_AT,
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
