/** What goes over the wire between Sotion and its clients; each schema and its type share a name. */
import type { FromSchema } from 'json-schema-to-ts'

/** No longer: the format would let `urn:uuid:` stand in front. */
export const UUID = { type: 'string', format: 'uuid', maxLength: 36 } as const
export const TIME = { type: ['string', 'null'], format: 'date-time' } as const
const FLAG = { type: ['boolean', 'null'] } as const

export const STATUSES = ['active', 'blocked'] as const

const ACCESS_GROUP = {
  type: 'object',
  properties: { id: UUID, name: { type: 'string' } },
  required: ['id', 'name'],
  additionalProperties: false,
} as const

/** Of every view of a member, in the order of the vendor's pages, which is the order on the wire. */
const JOINED = {
  id: UUID,
  email: { type: 'string', format: 'email', pattern: '^[^A-Z]*$', description: 'Lower case.' },
  displayName: { type: ['string', 'null'] },
  status: { type: 'string', enum: STATUSES, description: 'A blocked member may not enter the site.' },
  verified: { ...FLAG, description: 'Whether a login link was followed; null when unknown.' },
  paid: { ...FLAG, description: 'Whether the member is marked as paying.' },
  registeredAt: TIME,
  lastLoginAt: TIME,
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
    createdAt: TIME,
    updatedAt: TIME,
    accessGroups: { type: 'array', items: ACCESS_GROUP },
  },
  required: [...JOINED_NAMES, 'createdAt', 'updatedAt', 'accessGroups'],
  additionalProperties: false,
} as const
export type Member = FromSchema<typeof Member>

/** As lists have it. */
export const ListedMember = {
  type: 'object',
  properties: { ...JOINED, createdAt: TIME, updatedAt: TIME },
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
  properties: { data: Member },
  required: ['data'],
  additionalProperties: false,
} as const
export type Success = FromSchema<typeof Success>

/** The default envelope of every refusal. */
export const FlatFailure = {
  type: 'object',
  properties: { error: { type: 'string' } },
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
      properties: { code: { type: 'string' }, message: { type: 'string' } },
      required: ['code', 'message'],
      additionalProperties: false,
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
    token: { type: 'string', pattern: '^so_[\\x21-\\x7e]+$' },
    site: { type: 'string', minLength: 1, description: 'The id of the one site it acts on.' },
    revoked: { type: 'boolean' },
  },
  required: ['token', 'site'],
  additionalProperties: false,
} as const
export type Key = FromSchema<typeof Key>

/** A site, as the fixtures and the config file write it; what is left out is made from its id. */
export const Site = {
  type: 'object',
  properties: {
    id: { type: 'string', minLength: 1, description: 'What keys and members name it by.' },
    uuid: { ...UUID, description: 'Its id as the vendor answers it.' },
    status: { type: 'string', examples: ['published', 'draft'] },
    domain: { type: ['string', 'null'] },
    slug: { type: 'string' },
    title: { type: ['string', 'null'] },
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
    id: UUID,
    email: { type: 'string', format: 'email', description: 'Kept in lower case.' },
    site: { type: 'string', minLength: 1 },
  },
  required: ['id'],
  additionalProperties: false,
} as const
export type MemberEntry = FromSchema<typeof MemberEntry>
