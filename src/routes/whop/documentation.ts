/** What Whop's OpenAPI document says beyond the routes and the error table. */
import type { Documentation } from '../../contract/documentation.ts'
import { Failure, Member } from './schemas.ts'
import { FIRST_CURRENT, FIRST_VERSION, KNOWN_VERSIONS, VERSION_HEADER } from './versions.ts'

export const documentation: Documentation = {
  version: FIRST_VERSION,
  description: `Whop's REST API. Dates before ${FIRST_CURRENT} mean its Legacy API, later ones its current one.`,
  credential: 'A key of the sandbox: `apik_mock_full` may read everything.',
  schemas: { Member, Failure },
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
  operations: {
    retrieveMember: {
      parameters: [
        {
          name: 'Api-Version-Date',
          in: 'header',
          required: false,
          description: `A date from ${FIRST_VERSION} on, which is the default, and perhaps the number of a version of that day.`,
          schema: { type: 'string', examples: KNOWN_VERSIONS },
        },
      ],
      samples: {
        joined: {
          summary: 'A paying member, read with all scopes.',
          path: '/members/mber_Joined0000001',
          credential: 'full',
        },
        basicScope: {
          summary: 'The same member, read with member:basic:read alone.',
          path: '/members/mber_Joined0000001',
          credential: 'basic',
        },
        noUser: {
          summary: 'A member without a user, a phone or an action.',
          path: '/members/mber_NoUser0000001',
          credential: 'full',
        },
      },
    },
  },
}
