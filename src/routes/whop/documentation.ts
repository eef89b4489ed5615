/** What Whop's OpenAPI document says beyond the routes and the error table. */
import type { Documentation } from '../../contract/documentation.ts'
import { Failure, Member } from './schemas.ts'
import { LATER_VERSIONS, SERVED_VERSIONS } from './versions.ts'

/** The newest version served. */
const [NEWEST] = SERVED_VERSIONS.slice(-1) as [string] // it is not empty

export const documentation: Documentation = {
  version: NEWEST,
  description: `The member endpoint of Whop's REST API, in the shape of its versions up to ${NEWEST}.`,
  credential: 'A key of the sandbox: `apik_mock_full` may read everything.',
  schemas: { Member, Failure },
  headers: {
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
          description: `Absent: the first of them. Those after ${NEWEST} are answered 501.`,
          schema: { type: 'string', enum: [...SERVED_VERSIONS, ...LATER_VERSIONS] },
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
