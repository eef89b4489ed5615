/** What Whop's OpenAPI document says beyond the routes and the error table. */
import type { Documentation } from '../../contract/documentation.ts'
import { CurrentMember, LogLine } from './member-schemas.ts'
import { CurrentMembership, ListedMembership, Membership } from './membership-schemas.ts'
import { samples } from './samples.ts'
import { Failure, ListedMember, Member } from './schemas.ts'
import { FIRST_CURRENT, FIRST_VERSION, VERSION_HEADER } from './versions.ts'

export const documentation: Documentation = {
  version: FIRST_VERSION,
  description: `Whop's REST API. Dates before ${FIRST_CURRENT} mean its Legacy API, later ones its current one.`,
  credential: 'A key of the sandbox: `apik_mock_full` may read everything.',
  schemas: {
    Member,
    ListedMember,
    CurrentMember,
    LogLine,
    Membership,
    ListedMembership,
    CurrentMembership,
    Failure,
  },
  headers: {
    [VERSION_HEADER]: {
      description: 'The version that was applied; not on a refusal of the date itself.',
      schema: { type: 'string' },
    },
    'x-should-retry': {
      description: 'Tells the SDKs of the vendor not to ask again.',
      schema: { type: 'string', enum: ['false'] },
      statuses: [501],
    },
  },
  operations: samples,
}
