/** What goes over the wire about Sotion's access groups. */
import type { FromSchema } from 'json-schema-to-ts'
import { said } from '../../contract/said.ts'
import { pageOf } from './page-schemas.ts'
import { CREATED_AT, GroupMember, UPDATED_AT, UUID } from './schemas.ts'

const NAME = { type: 'string', minLength: 1, maxLength: 100, description: 'Once on a site.' } as const
const DESCRIPTION = {
  type: ['string', 'null'],
  maxLength: 500,
  description: 'What it is for; null for nothing.',
} as const
const GROUP_ID = said(UUID, 'The id of the group.')

export const Group = {
  type: 'object',
  properties: {
    id: GROUP_ID,
    name: said({ type: 'string' }, 'Once on a site.'),
    description: said({ type: ['string', 'null'] }, 'What it is for; null for nothing.'),
    type: {
      type: 'string',
      enum: ['custom', 'scope'],
      description: 'A `scope` group comes from a Notion collection, and cannot be changed here.',
    },
    memberCount: said({ type: 'integer', minimum: 0 }, 'How many members are in it.'),
    createdAt: CREATED_AT,
    updatedAt: UPDATED_AT,
  },
  required: ['id', 'name', 'description', 'type', 'memberCount', 'createdAt', 'updatedAt'],
  additionalProperties: false,
} as const
export type Group = FromSchema<typeof Group>

export const GroupSuccess = {
  type: 'object',
  properties: { data: said(Group, 'The group.') },
  required: ['data'],
  additionalProperties: false,
} as const

export const GroupPage = pageOf(Group)
export const GroupMemberPage = pageOf(GroupMember)

export const NewGroup = {
  type: 'object',
  properties: { name: NAME, description: DESCRIPTION },
  required: ['name'],
} as const

/** At least one of them; whatever else is sent is ignored. */
export const GroupChanges = {
  type: 'object',
  properties: { name: NAME, description: { ...DESCRIPTION, description: 'Null clears it.' } },
  anyOf: [{ required: ['name'] }, { required: ['description'] }],
} as const

export const NewGroupMember = {
  type: 'object',
  properties: { memberId: said(UUID, 'Who is to be in the group.') },
  required: ['memberId'],
} as const

/** A group as the config file writes it. */
export const GroupEntry = {
  type: 'object',
  properties: {
    id: { ...UUID, description: 'Default: made from its name.' },
    site: { type: 'string', minLength: 1, description: 'Default: the first.' },
    name: NAME,
    description: DESCRIPTION,
    type: Group.properties.type,
    createdAt: CREATED_AT,
    updatedAt: UPDATED_AT,
    memberCount: { ...Group.properties.memberCount, description: 'Not read: the members are counted.' },
    members: {
      type: 'array',
      items: { type: 'string', minLength: 1 },
      description: 'Ids of those in it; default: those that are.',
    },
  },
  required: ['name'],
  additionalProperties: false,
} as const
export type GroupEntry = FromSchema<typeof GroupEntry>

const { site: _, ...ofGroup } = GroupEntry.properties

/** A whole group as people see and change it. */
export const GroupRecord = { ...GroupEntry, properties: ofGroup, required: Group.required } as const
