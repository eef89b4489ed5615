/** What memberships are changed with. Whop refuses a field that it does not know; a client of both generations sends both's. */
import { CURRENT, LEGACY } from './one-generation.ts'

/** The limits that the documents name. */
export const MOST_KEYS = 50
const METADATA = {
  type: ['object', 'null'],
  maxProperties: MOST_KEYS,
  propertyNames: { maxLength: 100 },
  additionalProperties: { maxLength: 500 },
} as const
const DAYS = { type: 'integer', minimum: 1, maximum: 1095 } as const
const FLAG = { type: ['boolean', 'null'] } as const
const TEXT = { type: ['string', 'null'] } as const
const TIME = { type: ['string', 'null'], format: 'date-time' } as const

export const MembershipChanges = {
  type: 'object',
  properties: {
    metadata: {
      ...METADATA,
      description:
        'Legacy: replaces what there is. Current: is merged into it; {} clears, null removes a key.',
    },
    cancel_at_period_end: { type: 'boolean', description: 'Current only.' },
    payment_method_id: { type: 'string', description: 'Current only.' },
    billing_period_days: {
      ...DAYS,
      description: 'Current only; alone, and only where it renews.',
    },
  },
  additionalProperties: false,
} as const

export const Cancellation = {
  type: 'object',
  properties: {
    cancellation_mode: {
      ...LEGACY,
      type: ['string', 'null'],
      enum: ['at_period_end', 'immediate', null],
      description: 'Legacy only; at_period_end unless told.',
    },
    cancel_at_period_end: { ...FLAG, ...CURRENT, description: 'Current only; false unless told.' },
    reason: { ...TEXT, ...CURRENT },
  },
  additionalProperties: false,
} as const

export const Pause = {
  type: 'object',
  properties: {
    void_payments: { ...FLAG, ...LEGACY },
    resumes_at: { ...TIME, ...LEGACY, description: 'Legacy only: when the pause ends by itself.' },
    until: { ...TIME, ...CURRENT, description: 'Current only: when the pause ends by itself.' },
  },
  additionalProperties: false,
} as const

export const FreeDays = {
  type: 'object',
  properties: { free_days: DAYS },
  required: ['free_days'],
  additionalProperties: false,
} as const

export const Extension = {
  type: 'object',
  properties: { days: DAYS },
  required: ['days'],
  additionalProperties: false,
} as const

export const Reactivation = {
  type: 'object',
  properties: { days: { ...DAYS, description: 'Needed once the old period has passed.' } },
  additionalProperties: false,
} as const

export const Invitation = {
  type: 'object',
  properties: { plan_id: { type: 'string' }, user_id: { type: 'string' }, email: { type: 'string' } },
  required: ['plan_id'],
  additionalProperties: false,
} as const

export const InvitationSent = {
  type: 'object',
  properties: { invitation_sent: { type: 'boolean' } },
  required: ['invitation_sent'],
  additionalProperties: false,
} as const

export const TransferUrl = {
  type: 'object',
  properties: { url: { type: 'string' } },
  required: ['url'],
  additionalProperties: false,
} as const
