/** What goes over the wire between AITable and its clients; each schema and its type share a name. */
import type { FromSchema } from 'json-schema-to-ts'

const UNIT_ID = {
  type: 'string',
  description: 'Opaque; members, teams and roles share one set of ids.',
} as const

export const Role = {
  type: 'object',
  properties: { unitId: UNIT_ID, name: { type: 'string' }, sequence: { type: 'integer' } },
  required: ['unitId', 'name', 'sequence'],
  additionalProperties: false,
} as const
export type Role = FromSchema<typeof Role>

export const Team = {
  type: 'object',
  properties: {
    unitId: UNIT_ID,
    name: { type: 'string' },
    sequence: { type: 'integer' },
    parentUnitId: { type: 'string', description: '"0" directly below the root team.' },
    roles: { type: 'array', items: Role, description: 'Roles given to the team.' },
  },
  required: ['unitId', 'name', 'sequence', 'parentUnitId', 'roles'],
  additionalProperties: false,
} as const
export type Team = FromSchema<typeof Team>

const MOBILE = {
  type: 'object',
  properties: { number: { type: 'string' }, areaCode: { type: 'string' } },
  required: ['number', 'areaCode'],
  additionalProperties: false,
} as const

export const TYPES = ['PrimaryAdmin', 'SubAdmin', 'Member'] as const

/** Keys in the order of the vendor's page, which is the order on the wire. */
export const Member = {
  type: 'object',
  properties: {
    unitId: UNIT_ID,
    name: { type: 'string', description: 'The name in this space.' },
    mobile: { ...MOBILE, description: 'Only with sensitiveData=true, and only if the user has one.' },
    email: { type: 'string', description: 'Only with sensitiveData=true, and only if the user has one.' },
    avatar: { type: 'string', description: 'An absolute URL, or "" for none.' },
    status: { type: 'integer', enum: [0, 1], description: '1: joined; 0: invited.' },
    type: { type: 'string', enum: TYPES },
    teams: { type: 'array', items: Team },
    roles: { type: 'array', items: Role, description: 'Roles given to the member itself.' },
  },
  required: ['unitId', 'name', 'avatar', 'status', 'type', 'teams', 'roles'],
  additionalProperties: false,
} as const
export type Member = FromSchema<typeof Member>

/** The member under `aitable.absentSensitive: empty`, where sensitive data without a value is `""` and `{}`. */
export type WireMember = Omit<Member, 'mobile'> & { mobile?: Member['mobile'] | Record<string, never> }

export const Success = {
  type: 'object',
  properties: {
    code: { type: 'integer', const: 200 },
    message: { type: 'string', const: 'SUCCESS' },
    success: { type: 'boolean', const: true },
    data: {
      type: 'object',
      properties: { member: Member },
      required: ['member'],
      additionalProperties: false,
    },
  },
  required: ['code', 'message', 'success', 'data'],
  additionalProperties: false,
} as const

/** The envelope of every refusal; `code` is not always the HTTP status. */
export const Failure = {
  type: 'object',
  properties: {
    success: { type: 'boolean', const: false },
    code: { type: 'integer' },
    message: { type: 'string' },
  },
  required: ['success', 'code', 'message'],
  additionalProperties: false,
} as const
export type Failure = FromSchema<typeof Failure>

export const MemberQuery = {
  type: 'object',
  properties: {
    sensitiveData: { type: 'string', description: '"true", in any case, adds email and mobile.' },
  },
} as const

export const LOCALES = ['en-US', 'zh-CN'] as const
export const PLACES = ['primaryAdmin', 'subAdmin', 'member'] as const

/** A token, as the fixtures and the config file write it. */
export const Key = {
  type: 'object',
  properties: {
    token: { type: 'string', pattern: '^usk[\\x21-\\x7e]+$' },
    locale: { type: 'string', enum: LOCALES, description: "The owner's language." },
    spaces: {
      type: 'object',
      additionalProperties: { type: 'string', enum: PLACES },
      description: 'Space id to what the owner is there; a subAdmin may manage members.',
    },
    quotaSpent: { type: 'boolean', description: 'The monthly quota of API calls is used up.' },
    revoked: { type: 'boolean', description: 'Replaced by a newer token.' },
  },
  required: ['token', 'locale', 'spaces'],
  additionalProperties: false,
} as const
export type Key = FromSchema<typeof Key>

export const PLANS = ['enterprise', 'free'] as const

export const Space = {
  type: 'object',
  properties: { id: { type: 'string', minLength: 1 }, plan: { type: 'string', enum: PLANS } },
  required: ['id', 'plan'],
  additionalProperties: false,
} as const
export type Space = FromSchema<typeof Space>

/** A member as the config file writes it: the wire object in part, and its space (default: the first). */
export const MemberEntry = {
  type: 'object',
  properties: {
    ...Member.properties,
    id: { type: 'string', minLength: 1, description: 'The same as unitId; one of the two is needed.' },
    unitId: { type: 'string', minLength: 1 },
    space: { type: 'string', minLength: 1 },
  },
  anyOf: [{ required: ['id'] }, { required: ['unitId'] }],
  additionalProperties: false,
} as const
export type MemberEntry = Partial<Member> & { id?: string; space?: string }
