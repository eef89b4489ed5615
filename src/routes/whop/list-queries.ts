/** What the lists of members and memberships are asked with: what either generation reads, in one schema each. */
import { CANCEL_OPTIONS, MEMBERSHIP_STATUSES } from './membership-schemas.ts'
import { CURRENT, LEGACY } from './one-generation.ts'
import { DIRECTION, PAGE } from './page-schemas.ts'
import { ACCESS_LEVELS, ACTIONS, STATUSES } from './schemas.ts'
import { CREATED } from './shapes.ts'

const ID = { type: 'string' } as const
const IDS = { type: 'array', items: ID } as const

const COMMON = {
  company_id: { ...ID, ...LEGACY, description: 'Legacy: the company; that of the key unless told.' },
  account_id: { ...ID, ...CURRENT, description: 'Current: the account; that of the key unless told.' },
  ...CREATED,
  direction: DIRECTION,
  ...PAGE,
} as const

export const MembersQuery = {
  type: 'object',
  properties: {
    ...COMMON,
    access_level: { type: 'string', enum: ACCESS_LEVELS },
    status: { type: 'string', enum: ['joined', 'left'], ...CURRENT },
    statuses: { type: 'array', items: { type: 'string', enum: STATUSES }, ...LEGACY },
    most_recent_actions: {
      type: 'array',
      items: { type: 'string', enum: ACTIONS },
      ...LEGACY,
    },
    plan_ids: { ...IDS, ...LEGACY },
    product_ids: { ...IDS, ...LEGACY },
    promo_code_ids: { ...IDS, ...LEGACY },
    user_ids: IDS,
    query: {
      type: 'string',
      description: 'A part of the name or user name; of the e-mail address with member:email:read.',
    },
    order: {
      type: 'string',
      enum: ['id', 'usd_total_spent', 'created_at', 'joined_at', 'most_recent_action', 'last_accessed_at'],
      description: 'Default: created_at. Current: without id and most_recent_action, with last_accessed_at.',
    },
  },
} as const

export const MembershipsQuery = {
  type: 'object',
  properties: {
    ...COMMON,
    status: {
      type: 'string',
      enum: [
        'active',
        'trialing',
        'past_due',
        'completed',
        'canceled',
        'expired',
        'unresolved',
        'canceling',
        'paused',
      ],
      ...CURRENT,
      description: 'Current only. `canceling` and `paused` are kinds of active.',
    },
    statuses: {
      type: 'array',
      items: { type: 'string', enum: [...MEMBERSHIP_STATUSES, 'canceling'] },
      ...LEGACY,
    },
    cancel_options: {
      type: 'array',
      items: { type: 'string', enum: CANCEL_OPTIONS },
      ...LEGACY,
    },
    plan_id: { ...ID, ...CURRENT },
    product_id: { ...ID, ...CURRENT },
    user_id: { ...ID, ...CURRENT },
    plan_ids: IDS,
    product_ids: IDS,
    promo_code_ids: { ...IDS, ...LEGACY },
    user_ids: { ...IDS, ...LEGACY },
    order: {
      type: 'string',
      enum: ['id', 'created_at', 'status', 'canceled_at', 'date_joined', 'total_spend'],
      description: 'Default: created_at, the only one of the current API.',
    },
  },
} as const
