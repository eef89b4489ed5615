/** What goes over the wire about Sotion's members beside a member itself: queries, bodies, pages, bulk results. */
import type { FromSchema } from 'json-schema-to-ts'
import { said } from '../../contract/said.ts'
import { PAGE, pageOf } from './page-schemas.ts'
import { ListedMember, STATUSES, UUID } from './schemas.ts'

export const SORTS = [
  'createdAt',
  'updatedAt',
  'registeredAt',
  'lastLoginAt',
  'email',
  'displayName',
] as const

const WHETHER = { type: 'string', enum: ['true', 'false'] } as const

export const MembersQuery = {
  type: 'object',
  properties: {
    ...PAGE,
    q: { type: 'string', description: 'A part of the e-mail address or the display name, in any case.' },
    email: { type: 'string', description: 'The whole e-mail address.' },
    status: said({ type: 'string', enum: STATUSES }, 'Those with this status.'),
    paid: said(WHETHER, 'Those that are marked so; null is neither.'),
    verified: said(WHETHER, 'Those that are known to be so; null is neither.'),
    sort: { type: 'string', enum: SORTS, description: 'createdAt unless told; null comes last.' },
    order: { type: 'string', enum: ['asc', 'desc'], description: 'desc unless told.' },
  },
} as const
export type MembersQuery = FromSchema<typeof MembersQuery>

export const MemberPage = pageOf(ListedMember)

const EMAIL = {
  type: 'string',
  description: 'Kept in lower case, without spaces around it; once on a site.',
} as const
const NAME = {
  type: ['string', 'null'],
  description: 'The name that the member shows; null for none.',
} as const

const NEW_MEMBER = {
  type: 'object',
  properties: {
    email: EMAIL,
    displayName: NAME,
    paid: { type: 'boolean', description: 'False unless told.' },
  },
  required: ['email'],
} as const
export type NewMember = FromSchema<typeof NEW_MEMBER>

const GROUP_IDS = { type: 'array', items: UUID, description: 'Custom groups, all or none of them.' } as const

export const NewMemberBody = {
  ...NEW_MEMBER,
  properties: { ...NEW_MEMBER.properties, accessGroupIds: GROUP_IDS },
} as const

export const BULK_LIMIT = 500

export const BulkBody = {
  type: 'object',
  properties: {
    members: {
      type: 'array',
      items: NEW_MEMBER,
      minItems: 1,
      maxItems: BULK_LIMIT,
      description: 'Each created by itself, in this order.',
    },
    accessGroupIds: { ...GROUP_IDS, description: 'Custom groups, for every member that is created.' },
  },
  required: ['members'],
} as const

const BulkItem = {
  type: 'object',
  properties: {
    email: { type: 'string', description: 'As it was sent.' },
    status: said({ type: 'string', enum: ['created', 'conflict', 'error'] }, 'What became of it.'),
    member: said(ListedMember, 'Only where it was created.'),
    error: {
      type: 'object',
      description: 'Only where it was not.',
      properties: {
        code: said({ type: 'string' }, 'Why not, for programs.'),
        message: said({ type: 'string' }, 'Why not, for people.'),
      },
      required: ['code', 'message'],
      additionalProperties: false,
    },
  },
  required: ['email', 'status'],
  additionalProperties: false,
} as const
export type BulkItem = FromSchema<typeof BulkItem>

const COUNT = { type: 'integer', minimum: 0 } as const

export const BulkResult = {
  type: 'object',
  properties: {
    data: said({ type: 'array', items: BulkItem }, 'One of each, in the order of the request.'),
    summary: {
      type: 'object',
      description: 'How many there were.',
      properties: {
        total: said(COUNT, 'In the request.'),
        created: said(COUNT, 'Created.'),
        failed: said(COUNT, 'Not created.'),
      },
      required: ['total', 'created', 'failed'],
      additionalProperties: false,
    },
  },
  required: ['data', 'summary'],
  additionalProperties: false,
} as const

/** At least one of them; whatever else is sent is ignored. */
export const MemberChanges = {
  type: 'object',
  properties: {
    email: EMAIL,
    displayName: { ...NAME, description: 'Null clears it.' },
    paid: said({ type: 'boolean' }, 'Whether the member is marked as paying.'),
    status: said({ type: 'string', enum: STATUSES }, 'A blocked member may not enter the site.'),
  },
  anyOf: [
    { required: ['email'] },
    { required: ['displayName'] },
    { required: ['paid'] },
    { required: ['status'] },
  ],
} as const
