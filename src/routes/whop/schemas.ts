/** What goes over the wire between Whop and its clients; each schema and its type share a name. */
import type { FromSchema } from 'json-schema-to-ts'
import { said } from '../../contract/said.ts'
import { SCOPES } from './scopes.ts'
import {
  COMPANY_ID,
  COMPANY_ROUTE,
  COMPANY_TITLE,
  CREATED_AT,
  TEXT,
  TEXT_OR_NULL,
  TIME,
  TIME_OR_NULL,
  UPDATED_AT,
  USER_ID,
  USER_NAME,
  USERNAME,
  whole,
} from './shapes.ts'

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

export const ACCESS_LEVEL = said(
  { type: 'string', enum: ACCESS_LEVELS },
  'As what the member may use the company: as one of its team, as a customer, or not at all.',
)
export const MEMBER_ID = said(TEXT, 'The id of the member, `mber_…`.')
export const JOINED_AT = said(TIME, 'When they first joined the company.')

export const USER = {
  ...whole({
    id: USER_ID,
    email: said(TEXT_OR_NULL, 'Null without member:email:read.'),
    name: USER_NAME,
    username: USERNAME,
  }),
  type: ['object', 'null'],
  description: 'The person behind the member; null for a technical account.',
} as const

export const COMPANY = whole({ id: COMPANY_ID, title: COMPANY_TITLE, route: COMPANY_ROUTE })

/** In the order of the vendor's page, which is the order on the wire. */
const LISTED = {
  id: MEMBER_ID,
  created_at: CREATED_AT,
  updated_at: UPDATED_AT,
  joined_at: JOINED_AT,
  access_level: ACCESS_LEVEL,
  status: said({ type: 'string', enum: STATUSES }, 'Not yet a member, a member, or one no more.'),
  most_recent_action: said(
    { type: ['string', 'null'], enum: [...ACTIONS, null] },
    'What was the last to happen to the member; null for nothing yet.',
  ),
  most_recent_action_at: said(TIME_OR_NULL, 'When that was; null for nothing yet.'),
  user: USER,
  phone: said(TEXT_OR_NULL, 'E.164; null without member:phone:read.'),
  usd_total_spent: said({ type: 'number', examples: [6.9] }, 'US dollars, not cents.'),
  company_token_balance: said({ type: 'number', examples: [6.9] }, 'Tokens of the company that they have.'),
} as const

/** As the legacy list has it: without the company. */
export const ListedMember = whole(LISTED)
export type ListedMember = FromSchema<typeof ListedMember>

export const Member = whole({ ...LISTED, company: said(COMPANY, 'The company whose member it is.') })
export type Member = FromSchema<typeof Member>

/** The envelope of every refusal. */
export const Failure = {
  type: 'object',
  properties: {
    error: {
      type: ['object', 'null'],
      properties: {
        type: said(TEXT, 'The kind of refusal, such as `not_found`.'),
        message: said(TEXT, 'What is wrong, for people.'),
        code: said(TEXT_OR_NULL, 'What is wrong with a parameter, such as `parameter_missing`.'),
        param: said(TEXT_OR_NULL, 'The parameter that it is about.'),
      },
      required: ['type', 'message'],
      description: 'Why it is refused; null with status 422.',
    },
  },
  required: ['error'],
} as const
export type Failure = FromSchema<typeof Failure>

/** A credential, as the fixtures and the config file write it. */
export const Key = {
  type: 'object',
  properties: {
    token: {
      type: 'string',
      pattern: '^[\\x21-\\x7e]([\\x20-\\x7e]*[\\x21-\\x7e])?$',
      description: 'What a client sends behind `Bearer`.',
    },
    scopes: {
      type: 'array',
      items: { type: 'string', enum: SCOPES },
      uniqueItems: true,
      description: 'What it may do.',
    },
    company: {
      type: 'string',
      minLength: 1,
      description: 'The id of the company whose members it may read; one that nobody knows is made from it.',
    },
    revoked: { type: 'boolean', description: 'True: it is refused as no key at all.' },
  },
  required: ['token', 'scopes', 'company'],
  additionalProperties: false,
} as const
export type Key = FromSchema<typeof Key>
