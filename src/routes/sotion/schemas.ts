/** What goes over the wire between Sotion and its clients; each schema and its type share a name. */
import type { FromSchema } from 'json-schema-to-ts'
import { said } from '../../contract/said.ts'

/** No longer: the format would let `urn:uuid:` stand in front. */
export const UUID = { type: 'string', format: 'uuid', maxLength: 36 } as const
export const TIME = { type: ['string', 'null'], format: 'date-time' } as const
const FLAG = { type: ['boolean', 'null'] } as const

export const STATUSES = ['active', 'blocked'] as const

export const CREATED_AT = said(TIME, 'When it was made; null when unknown.')
export const UPDATED_AT = said(TIME, 'When it was last changed; null when unknown.')

const ACCESS_GROUP = {
  type: 'object',
  properties: {
    id: said(UUID, 'The id of the group.'),
    name: said({ type: 'string' }, 'The name of the group.'),
  },
  required: ['id', 'name'],
  additionalProperties: false,
} as const

/** Of every view of a member, in the order of the vendor's pages, which is the order on the wire. */
const JOINED = {
  id: said(UUID, 'The id of the member.'),
  email: {
    type: 'string',
    format: 'email',
    pattern: '^[^A-Z]*$',
    description: 'In lower case; once on a site.',
  },
  displayName: said({ type: ['string', 'null'] }, 'The name that the member shows; null for none.'),
  status: { type: 'string', enum: STATUSES, description: 'A blocked member may not enter the site.' },
  verified: { ...FLAG, description: 'Whether a login link was followed; null when unknown.' },
  paid: { ...FLAG, description: 'Whether the member is marked as paying.' },
  registeredAt: said(TIME, 'When they registered or were added; null when unknown.'),
  lastLoginAt: said(TIME, 'When they last entered the site; null for never.'),
} as const
const JOINED_NAMES = [
  'id',
  'email',
  'displayName',
  'status',
  'verified',
  'paid',
  'registeredAt',
  'lastLoginAt',
] as const

export const Member = {
  type: 'object',
  properties: {
    ...JOINED,
    createdAt: CREATED_AT,
    updatedAt: UPDATED_AT,
    accessGroups: said({ type: 'array', items: ACCESS_GROUP }, 'The groups that they are in.'),
  },
  required: [...JOINED_NAMES, 'createdAt', 'updatedAt', 'accessGroups'],
  additionalProperties: false,
} as const
export type Member = FromSchema<typeof Member>

/** As lists have it. */
export const ListedMember = {
  type: 'object',
  properties: { ...JOINED, createdAt: CREATED_AT, updatedAt: UPDATED_AT },
  required: [...JOINED_NAMES, 'createdAt', 'updatedAt'],
  additionalProperties: false,
} as const
export type ListedMember = FromSchema<typeof ListedMember>

/** As the list of a group's members has it. */
export const GroupMember = {
  type: 'object',
  properties: JOINED,
  required: JOINED_NAMES,
  additionalProperties: false,
} as const
export type GroupMember = FromSchema<typeof GroupMember>

export const Success = {
  type: 'object',
  properties: { data: said(Member, 'The member.') },
  required: ['data'],
  additionalProperties: false,
} as const
export type Success = FromSchema<typeof Success>

/** The default envelope of every refusal. */
export const FlatFailure = {
  type: 'object',
  properties: { error: said({ type: 'string' }, 'Why it is refused, for people.') },
  required: ['error'],
  additionalProperties: false,
} as const
export type FlatFailure = FromSchema<typeof FlatFailure>

/** The envelope under `sotion.errorShape: nested`. */
export const NestedFailure = {
  type: 'object',
  properties: {
    error: {
      type: 'object',
      properties: {
        code: said({ type: 'string' }, 'Why, for programs, such as `not_found`.'),
        message: said({ type: 'string' }, 'Why, for people.'),
      },
      required: ['code', 'message'],
      additionalProperties: false,
      description: 'Why it is refused.',
    },
  },
  required: ['error'],
  additionalProperties: false,
} as const
export type NestedFailure = FromSchema<typeof NestedFailure>

/** A credential, as the fixtures and the config file write it. */
export const Key = {
  type: 'object',
  properties: {
    token: said({ type: 'string', pattern: '^so_[\\x21-\\x7e]+$' }, 'What a client sends behind `Bearer`.'),
    site: { type: 'string', minLength: 1, description: 'The id of the one site it acts on.' },
    revoked: said({ type: 'boolean' }, 'True: it is refused as no key at all.'),
  },
  required: ['token', 'site'],
  additionalProperties: false,
} as const
export type Key = FromSchema<typeof Key>

const OR_NULL = { type: ['string', 'null'] } as const

/** What is said of a site beside its id, in the order of the vendor's page. */
export const SITE_FIELDS = {
  status: said({ type: 'string', examples: ['published', 'draft'] }, 'Whether it can be visited.'),
  domain: said(OR_NULL, 'Its own domain; null for none.'),
  slug: said({ type: 'string' }, 'Its name in addresses.'),
  title: said(OR_NULL, 'What it is called; null for nothing.'),
} as const

/** A site, as the fixtures and the config file write it; what is left out is made from its id. */
export const Site = {
  type: 'object',
  properties: {
    id: { type: 'string', minLength: 1, description: 'What keys and members name it by.' },
    uuid: { ...UUID, description: 'Its id as the vendor answers it.' },
    ...SITE_FIELDS,
  },
  required: ['id'],
  additionalProperties: false,
} as const
export type Site = FromSchema<typeof Site>

/** A member as the config file writes it: the wire object in part, and its site (default: the first). */
export const MemberEntry = {
  type: 'object',
  properties: {
    ...Member.properties,
    id: said(UUID, 'The id of the member.'),
    email: { type: 'string', format: 'email', description: 'Kept in lower case.' },
    site: said({ type: 'string', minLength: 1 }, 'The site they are on; the first unless told.'),
  },
  required: ['id'],
  additionalProperties: false,
} as const
export type MemberEntry = FromSchema<typeof MemberEntry>
