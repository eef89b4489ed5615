/** What goes over the wire between AITable and its clients; each schema and its type share a name. */
import type { FromSchema } from 'json-schema-to-ts'
import { said } from '../../contract/said.ts'

const UNIT_ID = {
  type: 'string',
  description: 'Opaque; members, teams and roles share one set of ids.',
} as const

const TEXT = { type: 'string' } as const
const WHOLE = { type: 'integer' } as const

export const Role = {
  type: 'object',
  properties: {
    unitId: UNIT_ID,
    name: said(TEXT, 'The name of the role.'),
    sequence: said(WHOLE, 'Its place among the roles of the space, from the lowest.'),
  },
  required: ['unitId', 'name', 'sequence'],
  additionalProperties: false,
} as const
export type Role = FromSchema<typeof Role>

export const Team = {
  type: 'object',
  properties: {
    unitId: UNIT_ID,
    name: said(TEXT, 'The name of the team.'),
    sequence: said(WHOLE, 'Its place among the teams of the same parent, from the lowest.'),
    parentUnitId: said(TEXT, 'The team above; "0" directly below the root team.'),
    roles: { type: 'array', items: Role, description: 'Roles given to the team.' },
  },
  required: ['unitId', 'name', 'sequence', 'parentUnitId', 'roles'],
  additionalProperties: false,
} as const
export type Team = FromSchema<typeof Team>

const { roles: _, ...BARE_TEAM } = Team.properties

/** As it stands in the answer to a change of a member. */
const BareTeam = {
  type: 'object',
  properties: BARE_TEAM,
  required: ['unitId', 'name', 'sequence', 'parentUnitId'],
  additionalProperties: false,
} as const

const MOBILE = {
  type: 'object',
  properties: {
    number: said(TEXT, 'The number without its country.'),
    areaCode: said(TEXT, 'The country, such as `+1`.'),
  },
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
    type: said({ type: 'string', enum: TYPES }, 'What the member is in the space.'),
    teams: said({ type: 'array', items: Team }, 'The teams that the member is in.'),
    roles: { type: 'array', items: Role, description: 'Roles given to the member itself.' },
  },
  required: ['unitId', 'name', 'avatar', 'status', 'type', 'teams', 'roles'],
  additionalProperties: false,
} as const
export type Member = FromSchema<typeof Member>

/** The member under `aitable.absentSensitive: empty`, where sensitive data without a value is `""` and `{}`. */
export type WireMember = Omit<Member, 'mobile'> & { mobile?: Member['mobile'] | Record<string, never> }

const DONE = {
  code: said({ type: 'integer', const: 200 }, 'AITable’s own code; of a success that of HTTP.'),
  message: said({ type: 'string', const: 'SUCCESS' }, 'The outcome in words.'),
  success: said({ type: 'boolean', const: true }, 'Whether it is one: HTTP’s status does not tell.'),
} as const

/** The envelope of every success; `data` is an object's properties, or absent where there is no `data`. */
const successOf = <const Data extends object>(properties: Data) =>
  ({
    type: 'object',
    properties: {
      ...DONE,
      data: {
        type: 'object',
        description: 'What was asked for.',
        properties,
        required: Object.keys(properties) as unknown as readonly (keyof Data & string)[], // its own keys
        additionalProperties: false,
      },
    },
    required: ['code', 'message', 'success', 'data'],
    additionalProperties: false,
  }) as const

export const Success = successOf({ member: { ...Member, description: 'The member.' } })

/** A member whose teams are without their roles. */
export const BareMemberSuccess = successOf({
  member: {
    ...Member,
    properties: {
      ...Member.properties,
      teams: said({ type: 'array', items: BareTeam }, 'Without their roles.'),
    },
    description: 'The member.',
  },
})
export const TeamSuccess = successOf({ team: said(Team, 'The team as it is now.') })
export const RoleSuccess = successOf({ role: said(Role, 'The role as it is now.') })

const COUNT = { type: 'integer', minimum: 0 } as const
const PAGED = {
  total: said(COUNT, 'How many there are on all pages.'),
  pageSize: said(COUNT, 'How many a page holds.'),
  pageNum: said(COUNT, 'Which page this is, from 1.'),
} as const
const TEAMS = said({ type: 'array', items: Team }, 'The teams, in their order.')
const MEMBERS = said({ type: 'array', items: Member }, 'The members.')
const ROLES = said({ type: 'array', items: Role }, 'The roles, in their order.')

export const TeamPage = successOf({ ...PAGED, teams: TEAMS })
export const MemberPage = successOf({ ...PAGED, members: MEMBERS })
export const RolePage = successOf({ ...PAGED, roles: ROLES })
export const Units = successOf({ members: MEMBERS, teams: TEAMS })

export const Deleted = {
  type: 'object',
  properties: DONE,
  required: ['code', 'message', 'success'],
  additionalProperties: false,
} as const

/** The envelope of every refusal; `code` is not always the HTTP status. */
export const Failure = {
  type: 'object',
  properties: {
    success: said({ type: 'boolean', const: false }, 'That it is a refusal, whatever HTTP’s status.'),
    code: said(WHOLE, 'AITable’s own code, which is not always HTTP’s status.'),
    message: said(TEXT, 'Why, in the language of the owner of the token.'),
  },
  required: ['success', 'code', 'message'],
  additionalProperties: false,
} as const
export type Failure = FromSchema<typeof Failure>

export const LOCALES = ['en-US', 'zh-CN'] as const
export const PLACES = ['primaryAdmin', 'subAdmin', 'member'] as const
export const RIGHTS = ['members', 'teams', 'roles'] as const
export type Right = (typeof RIGHTS)[number]

/** A token, as the fixtures and the config file write it. */
export const Key = {
  type: 'object',
  properties: {
    token: said({ type: 'string', pattern: '^usk[\\x21-\\x7e]+$' }, 'What a client sends behind `Bearer`.'),
    locale: { type: 'string', enum: LOCALES, description: "The owner's language." },
    spaces: {
      type: 'object',
      additionalProperties: { type: 'string', enum: PLACES },
      description: 'Space id to what the owner is there.',
    },
    rights: {
      type: 'object',
      additionalProperties: { type: 'array', items: { type: 'string', enum: RIGHTS }, uniqueItems: true },
      description: 'Space id to what the owner may manage there as a subAdmin; members unless told.',
    },
    quotaSpent: {
      type: 'boolean',
      description: 'To this token, the monthly quota of every space is used up.',
    },
    revoked: { type: 'boolean', description: 'Replaced by a newer token.' },
  },
  required: ['token', 'locale', 'spaces'],
  additionalProperties: false,
} as const
export type Key = FromSchema<typeof Key>

export const PLANS = ['enterprise', 'free'] as const

export const Space = {
  type: 'object',
  properties: {
    id: said(
      { type: 'string', minLength: 1 },
      'As in paths; one that begins with `spc` has the ordinary limit.',
    ),
    plan: said({ type: 'string', enum: PLANS }, 'A free one has no API for contacts.'),
    quotaSpent: { type: 'boolean', description: 'The monthly quota of API calls is used up.' },
    thirdParty: { type: 'boolean', description: 'A third party runs it, and alone moves its members.' },
  },
  required: ['id', 'plan'],
  additionalProperties: false,
} as const
export type Space = FromSchema<typeof Space>
