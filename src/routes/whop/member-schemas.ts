/** Whop's members as they go over the wire beyond the legacy retrieve: its list's items, and the later generation. */
import type { FromSchema } from 'json-schema-to-ts'
import { ACCESS_LEVELS, Member } from './schemas.ts'

const TEXT = { type: 'string' } as const
const TEXT_OR_NULL = { type: ['string', 'null'] } as const
const TIME = { type: 'string', format: 'date-time', examples: ['2026-01-01T12:00:00.000Z'] } as const
const TIME_OR_NULL = { type: ['string', 'null'], format: 'date-time' } as const

const { company: _, ...listed } = Member.properties

/** As the legacy list has it: without the company. */
export const ListedMember = {
  type: 'object',
  properties: listed,
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
  ],
  additionalProperties: false,
} as const
export type ListedMember = FromSchema<typeof ListedMember>

const USER = {
  type: ['object', 'null'],
  description: 'The person behind the member; null for a technical account.',
  properties: {
    id: TEXT,
    username: TEXT,
    name: TEXT_OR_NULL,
    profile_picture: {
      type: 'object',
      properties: { url: TEXT_OR_NULL },
      required: ['url'],
      additionalProperties: false,
    },
  },
  required: ['id', 'username', 'name', 'profile_picture'],
  additionalProperties: false,
} as const

/** As the versions from 2026-07-23 on have it, in the list and alone. */
export const CurrentMember = {
  type: 'object',
  properties: {
    id: TEXT,
    account_id: { type: 'string', examples: ['biz_xxxxxxxxxxxxxx'] },
    access_level: { type: 'string', enum: ACCESS_LEVELS },
    status: { type: 'string', enum: ['joined', 'left'] },
    token_balance: { type: 'number' },
    phone_number: { ...TEXT_OR_NULL, description: 'E.164; null without member:phone:read.' },
    joined_at: TIME,
    last_accessed_at: TIME_OR_NULL,
    created_at: TIME,
    user: USER,
  },
  required: [
    'id',
    'account_id',
    'access_level',
    'status',
    'token_balance',
    'phone_number',
    'joined_at',
    'last_accessed_at',
    'created_at',
    'user',
  ],
  additionalProperties: false,
} as const
export type CurrentMember = FromSchema<typeof CurrentMember>

export const LogLine = {
  type: 'object',
  properties: {
    action: TEXT_OR_NULL,
    created_at: TIME,
    actor: {
      type: ['object', 'null'],
      description: 'The person who did it; null for a key, and for what came about by itself.',
      properties: { id: TEXT, name: TEXT_OR_NULL, username: TEXT },
      required: ['id', 'name', 'username'],
      additionalProperties: false,
    },
  },
  required: ['action', 'created_at', 'actor'],
  additionalProperties: false,
} as const
export type LogLine = FromSchema<typeof LogLine>
