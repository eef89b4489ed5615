/** What memberships are changed with. Whop refuses a field that it does not know; a client of both generations sends both's. */
import { said } from '../../contract/said.ts'
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
    cancel_at_period_end: said({ type: 'boolean' }, 'Current only: whether it ends with the period.'),
    payment_method_id: said({ type: 'string' }, 'Current only: how it is paid from now on.'),
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
    reason: { ...TEXT, ...CURRENT, description: 'Current only: why, in the buyer’s own words.' },
  },
  additionalProperties: false,
} as const

export const Pause = {
  type: 'object',
  properties: {
    void_payments: { ...FLAG, ...LEGACY, description: 'Legacy only: true voids what is still to be paid.' },
    resumes_at: { ...TIME, ...LEGACY, description: 'Legacy only: when the pause ends by itself.' },
    until: { ...TIME, ...CURRENT, description: 'Current only: when the pause ends by itself.' },
  },
  additionalProperties: false,
} as const

export const FreeDays = {
  type: 'object',
  properties: { free_days: said(DAYS, 'Days that the period is longer, at no cost.') },
  required: ['free_days'],
  additionalProperties: false,
} as const

export const Extension = {
  type: 'object',
  properties: { days: said(DAYS, 'Days that the period is longer, at no cost.') },
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
  properties: {
    plan_id: said({ type: 'string' }, 'The plan that they are invited to.'),
    user_id: said({ type: 'string' }, 'Who is invited; this or `email`.'),
    email: said({ type: 'string' }, 'Where somebody is invited who may be no user; this or `user_id`.'),
  },
  required: ['plan_id'],
  additionalProperties: false,
} as const

export const InvitationSent = {
  type: 'object',
  properties: { invitation_sent: said({ type: 'boolean' }, 'That the invitation is on its way.') },
  required: ['invitation_sent'],
  additionalProperties: false,
} as const

export const TransferUrl = {
  type: 'object',
  properties: { url: said({ type: 'string' }, 'The page on which somebody takes it over.') },
  required: ['url'],
  additionalProperties: false,
} as const
