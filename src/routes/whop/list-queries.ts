/** What the lists of members and memberships are asked with: what either generation reads, in one schema each. */
import { said } from '../../contract/said.ts'
import { CANCEL_OPTIONS, MEMBERSHIP_STATUSES } from './membership-schemas.ts'
import { CURRENT, LEGACY } from './one-generation.ts'
import { DIRECTION, PAGE } from './page-schemas.ts'
import { ACCESS_LEVELS, ACTIONS, STATUSES } from './schemas.ts'
import { CREATED } from './shapes.ts'

const ID = { type: 'string' } as const
const IDS = { type: 'array', items: ID } as const
const ANY = 'Those that have any of these.'

const listOf = <const Value extends string>(values: readonly Value[]) =>
  ({ type: 'array', items: { type: 'string', enum: values } }) as const

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
    access_level: said({ type: 'string', enum: ACCESS_LEVELS }, 'Those with this access.'),
    status: { type: 'string', enum: ['joined', 'left'], ...CURRENT },
    statuses: { ...listOf(STATUSES), ...LEGACY, description: `Legacy only. ${ANY}` },
    most_recent_actions: { ...listOf(ACTIONS), ...LEGACY, description: `Legacy only. ${ANY}` },
    plan_ids: { ...IDS, ...LEGACY, description: `Legacy only. ${ANY}` },
    product_ids: { ...IDS, ...LEGACY, description: `Legacy only. ${ANY}` },
    promo_code_ids: { ...IDS, ...LEGACY, description: `Legacy only. ${ANY}` },
    user_ids: said(IDS, ANY),
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
      ...listOf([...MEMBERSHIP_STATUSES, 'canceling']),
      ...LEGACY,
      description: `Legacy only. ${ANY}`,
    },
    cancel_options: { ...listOf(CANCEL_OPTIONS), ...LEGACY, description: `Legacy only. ${ANY}` },
    plan_id: { ...ID, ...CURRENT },
    product_id: { ...ID, ...CURRENT },
    user_id: { ...ID, ...CURRENT },
    plan_ids: said(IDS, ANY),
    product_ids: said(IDS, ANY),
    promo_code_ids: { ...IDS, ...LEGACY, description: `Legacy only. ${ANY}` },
    user_ids: { ...IDS, ...LEGACY, description: `Legacy only. ${ANY}` },
    order: {
      type: 'string',
      enum: ['id', 'created_at', 'status', 'canceled_at', 'date_joined', 'total_spend'],
      description: 'Default: created_at, the only one of the current API.',
    },
  },
} as const
