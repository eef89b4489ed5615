/** A member of Whop's as a user gives and sees it: the legacy wire object, and what only the later generation shows, where it was told. */
import type { FromSchema } from 'json-schema-to-ts'
import { COMPANY, Member, USER } from './schemas.ts'

const LAST_ACCESSED_AT = {
  type: ['string', 'null'],
  format: 'date-time',
  description: 'Shown by the later generation; the time of joining unless an admin call has told another.',
} as const

export const MemberRecord = {
  type: 'object',
  properties: { ...Member.properties, last_accessed_at: LAST_ACCESSED_AT },
  required: Member.required,
  additionalProperties: false,
} as const
export type MemberRecord = FromSchema<typeof MemberRecord>

/** A member as the config file writes it: the record in part; the rest is filled from the seed. */
export const MemberEntry = {
  type: 'object',
  properties: {
    ...MemberRecord.properties,
    id: { type: 'string', minLength: 1, description: 'The id of the member.' },
    user: { ...USER, required: [] },
    company: { ...COMPANY, required: [], description: 'The company whose member it is.' },
  },
  required: ['id'],
  additionalProperties: false,
} as const
export type MemberEntry = FromSchema<typeof MemberEntry>
