/** What goes over the wire between Whop and its clients; each schema and its type share a name. */
import type { FromSchema } from 'json-schema-to-ts'
import { SCOPES } from './scopes.ts'

const DATE_TIME = { type: 'string', format: 'date-time', examples: ['2023-12-01T05:00:00.401Z'] } as const

export const ACCESS_LEVELS = ['no_access', 'admin', 'customer'] as const
export const STATUSES = ['drafted', 'joined', 'left'] as const
export const ACTIONS = [
  'canceling',
  'churned',
  'finished_split_pay',
  'paused',
  'paid_subscriber',
  'paid_once',
  'expiring',
  'joined',
  'drafted',
  'left',
  'trialing',
  'pending_entry',
  'renewing',
  'past_due',
] as const

export const USER = {
  type: ['object', 'null'],
  description: 'The person behind the member; null for a technical account.',
  properties: {
    id: { type: 'string' },
    email: { type: ['string', 'null'], description: 'Null without member:email:read.' },
    name: { type: ['string', 'null'] },
    username: { type: 'string' },
  },
  required: ['id', 'email', 'name', 'username'],
  additionalProperties: false,
} as const

export const COMPANY = {
  type: 'object',
  properties: {
    id: { type: 'string', examples: ['biz_xxxxxxxxxxxxxx'] },
    title: { type: 'string' },
    route: { type: 'string', description: 'The last part of the company page address.' },
  },
  required: ['id', 'title', 'route'],
  additionalProperties: false,
} as const

/** Keys in the order of the vendor's page, which is the order on the wire. */
export const Member = {
  type: 'object',
  properties: {
    id: { type: 'string' },
    created_at: DATE_TIME,
    updated_at: DATE_TIME,
    joined_at: DATE_TIME,
    access_level: { type: 'string', enum: ACCESS_LEVELS },
    status: { type: 'string', enum: STATUSES },
    most_recent_action: { type: ['string', 'null'], enum: [...ACTIONS, null] },
    most_recent_action_at: {
      type: ['string', 'null'],
      format: 'date-time',
      examples: ['2023-12-01T05:00:00.401Z'],
    },
    user: USER,
    phone: { type: ['string', 'null'], description: 'E.164; null without member:phone:read.' },
    usd_total_spent: { type: 'number', description: 'US dollars, not cents.', examples: [6.9] },
    company_token_balance: { type: 'number', examples: [6.9] },
    company: COMPANY,
  },
  required: [
    'id',
    'created_at',
    'updated_at',
    'joined_at',
    'access_level',
    'status',
    'most_recent_action',
    'most_recent_action_at',
    'user',
    'phone',
    'usd_total_spent',
    'company_token_balance',
    'company',
  ],
  additionalProperties: false,
} as const
export type Member = FromSchema<typeof Member>

/** The envelope of every refusal. */
export const Failure = {
  type: 'object',
  properties: {
    error: {
      type: ['object', 'null'],
      properties: {
        type: { type: 'string' },
        message: { type: 'string' },
        code: { type: ['string', 'null'] },
        param: { type: ['string', 'null'] },
      },
      required: ['type', 'message'],
    },
  },
  required: ['error'],
} as const
export type Failure = FromSchema<typeof Failure>

/** A credential, as the fixtures and the config file write it. */
export const Key = {
  type: 'object',
  properties: {
    token: { type: 'string', pattern: '^[\\x21-\\x7e]([\\x20-\\x7e]*[\\x21-\\x7e])?$' },
    scopes: { type: 'array', items: { type: 'string', enum: SCOPES }, uniqueItems: true },
    company: {
      type: 'string',
      minLength: 1,
      description: 'The id of the company whose members it may read; one that nobody knows is made from it.',
    },
    revoked: { type: 'boolean' },
  },
  required: ['token', 'scopes', 'company'],
  additionalProperties: false,
} as const
export type Key = FromSchema<typeof Key>
