/** Whop's members as they go over the wire in its later generation, and the log of what happened to one. */
import type { FromSchema } from 'json-schema-to-ts'
import { said } from '../../contract/said.ts'
import { ACCESS_LEVEL, JOINED_AT, MEMBER_ID } from './schemas.ts'
import {
  COMPANY_ID,
  CREATED_AT,
  TEXT_OR_NULL,
  TIME,
  TIME_OR_NULL,
  USER_ID,
  USER_NAME,
  USERNAME,
  whole,
} from './shapes.ts'

const USER = {
  ...whole({
    id: USER_ID,
    username: USERNAME,
    name: USER_NAME,
    profile_picture: said(
      whole({ url: said(TEXT_OR_NULL, 'Where the picture is; null for none.') }),
      'Their picture.',
    ),
  }),
  type: ['object', 'null'],
  description: 'The person behind the member; null for a technical account.',
} as const

/** As the versions from 2026-07-23 on have it, in the list and alone. */
export const CurrentMember = whole({
  id: MEMBER_ID,
  account_id: COMPANY_ID,
  access_level: ACCESS_LEVEL,
  status: said({ type: 'string', enum: ['joined', 'left'] }, 'A member, or one no more.'),
  token_balance: said({ type: 'number' }, 'Tokens of the company that they have.'),
  phone_number: said(TEXT_OR_NULL, 'E.164; null without member:phone:read.'),
  joined_at: JOINED_AT,
  last_accessed_at: said(TIME_OR_NULL, 'When they were last there; null for never.'),
  created_at: CREATED_AT,
  user: USER,
})
export type CurrentMember = FromSchema<typeof CurrentMember>

export const LogLine = whole({
  action: said(TEXT_OR_NULL, 'What happened, for people, such as `Membership activated`.'),
  created_at: said(TIME, 'When it happened.'),
  actor: {
    ...whole({ id: USER_ID, name: USER_NAME, username: USERNAME }),
    type: ['object', 'null'],
    description: 'The person who did it; null for a key, and for what came about by itself.',
  } as const,
})
export type LogLine = FromSchema<typeof LogLine>
