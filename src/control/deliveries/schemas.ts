/** Deliveries to webhooks as people read them, and what they can ask for; each schema and its type share a name. */
import type { FromSchema } from 'json-schema-to-ts'
import { SANDBOX_PARAMETER } from '../queries.ts'

export const STATES = [
  'due',
  'delivered',
  'failed',
  'not sent: host',
  'not sent: endpoint',
  'not sent: full',
] as const

const FILTERS = {
  vendor: { type: 'string', description: 'The id of a served vendor that has webhooks.' },
  event: { type: 'string', description: 'The name of an event, as the vendor writes it.' },
  member: { type: 'string', description: 'The id of the member that it is about.' },
  url: { type: 'string', description: 'Where it went; with * at its end, how that begins.' },
  state: {
    type: 'string',
    enum: [...STATES, 'not sent'],
    description: 'Whether more attempts are to come, or how the last one ended.',
  },
  since: {
    type: 'string',
    description: 'A date and time, itself included, or the id of a delivery, itself excluded.',
    examples: ['d_12', '2026-01-01T00:00:00Z'],
  },
  limit: { type: 'integer', minimum: 1, description: 'As many of the newest.' },
} as const

/** All of them have to hold. */
export const DeliveryFilters = {
  title: 'DeliveryFilters',
  type: 'object',
  description: 'Which deliveries; all of what is given has to hold.',
  properties: FILTERS,
  additionalProperties: false,
} as const
export type DeliveryFilters = FromSchema<typeof DeliveryFilters>

export const DeliveryFiltersQuery = {
  type: 'object',
  properties: { ...SANDBOX_PARAMETER, ...FILTERS },
  additionalProperties: false,
} as const
export type DeliveryFiltersQuery = FromSchema<typeof DeliveryFiltersQuery>

const TIME = { type: 'string', format: 'date-time' } as const
const TEXT_OR_NULL = { type: ['string', 'null'] } as const

const ATTEMPT = {
  title: 'DeliveryAttempt',
  type: 'object',
  properties: {
    time: { ...TIME, description: "On the sandbox's clock." },
    headers: { type: 'object', additionalProperties: { type: 'string' }, description: 'As they were sent.' },
    status: { type: ['integer', 'null'], description: 'Null when there was no answer.' },
    reason: { ...TEXT_OR_NULL, description: 'Why there was none: timeout, lost, or an error’s code.' },
    body: { type: 'string', description: 'What was answered, its first 16 KiB.' },
    fault: { ...TEXT_OR_NULL, description: 'The id of the fault that befell it.' },
    durationMs: { type: 'number', description: 'In milliseconds of the machine.' },
  },
  required: ['time', 'headers', 'status', 'reason', 'body', 'fault', 'durationMs'],
  additionalProperties: false,
} as const

export const Delivery = {
  title: 'Delivery',
  type: 'object',
  description: 'One event on its way to one webhook, with all attempts so far.',
  properties: {
    id: { type: 'string', description: 'Counted up in each sandbox.', examples: ['d_1'] },
    direction: { type: 'string', const: 'out', description: 'Requests of clients come in.' },
    time: { ...TIME, description: "When it came about, on the sandbox's clock." },
    vendor: { type: 'string', description: 'Whose event.' },
    event: { type: 'string', description: 'Its name, as the vendor writes it.' },
    eventId: { type: 'string', description: 'The same in every attempt.' },
    member: { ...TEXT_OR_NULL, description: 'The id of the member that it is about.' },
    url: { type: 'string', description: 'Where it goes.' },
    body: { type: 'string', description: 'As it is sent, to the letter.' },
    state: {
      type: 'string',
      enum: STATES,
      description: 'Whether more attempts are to come, or how the last one ended.',
    },
    due: { type: ['string', 'null'], format: 'date-time', description: 'When the next attempt is due.' },
    repeats: { ...TEXT_OR_NULL, description: 'The id of the delivery that it repeats.' },
    attempts: { type: 'array', items: ATTEMPT, description: 'In their order.' },
  },
  required: [
    'id',
    'direction',
    'time',
    'vendor',
    'event',
    'eventId',
    'member',
    'url',
    'body',
    'state',
    'due',
    'repeats',
    'attempts',
  ],
  additionalProperties: false,
} as const
export type Delivery = FromSchema<typeof Delivery>

export const Deliveries = {
  title: 'Deliveries',
  type: 'object',
  properties: { deliveries: { type: 'array', items: Delivery, description: 'Oldest first.' } },
  required: ['deliveries'],
  additionalProperties: false,
} as const
export type Deliveries = FromSchema<typeof Deliveries>

const COUNT = { type: 'integer', minimum: 0 } as const
const TIMEOUT = {
  type: 'integer',
  minimum: 0,
  maximum: 60_000,
  default: 5000,
  description: 'How long to wait for it, on the machine’s clock.',
} as const

export const VerifyDeliveries = {
  title: 'VerifyDeliveries',
  type: 'object',
  description: 'One of atLeast, atMost and exactly; atLeast 1 without.',
  properties: {
    match: DeliveryFilters,
    atLeast: { ...COUNT, description: 'As many, or more.' },
    atMost: { ...COUNT, description: 'As many, or fewer.' },
    exactly: { ...COUNT, description: 'As many.' },
  },
  additionalProperties: false,
} as const
export type VerifyDeliveries = FromSchema<typeof VerifyDeliveries>

export const WaitForDeliveries = {
  title: 'WaitForDeliveries',
  type: 'object',
  description: 'Without match and count: until nothing is due by now.',
  properties: {
    match: DeliveryFilters,
    count: { type: 'integer', minimum: 1, description: 'Default, with match: 1.' },
    timeoutMs: TIMEOUT,
  },
  additionalProperties: false,
} as const
export type WaitForDeliveries = FromSchema<typeof WaitForDeliveries>
