/** What Sotion's OpenAPI document says beyond the routes and the error table. */
import type { Documentation } from '../../contract/documentation.ts'
import { FlatFailure, Member, Success } from './schemas.ts'

/** Those past the look at the credential, which are counted. */
const COUNTED = [200, 400, 404, 429, 500]

export const documentation: Documentation = {
  version: 'v1',
  description:
    'The member endpoint of the REST API of Sotion. Errors have the default shape; the setting ' +
    '`sotion.errorShape: nested` gives `{"error": {"code", "message"}}`.',
  credential: 'A key of the sandbox, which acts on one site: `so_mock_site_a` or `so_mock_site_b`.',
  schemas: { Success, Member, Failure: FlatFailure },
  headers: {
    'X-Request-Id': {
      description: 'Another one for each answer.',
      schema: { type: 'string', format: 'uuid' },
    },
    'X-RateLimit-Limit': {
      description: 'Requests in one window. Not on the 404 of a path that does not exist.',
      schema: { type: 'integer' },
      statuses: COUNTED,
    },
    'X-RateLimit-Remaining': {
      description: 'Requests left in the window, this one taken off.',
      schema: { type: 'integer' },
      statuses: COUNTED,
    },
    'X-RateLimit-Reset': {
      description: 'When the window ends, in seconds since 1970.',
      schema: { type: 'integer' },
      statuses: COUNTED,
    },
    'Retry-After': {
      description: 'Seconds until the window ends.',
      schema: { type: 'integer' },
      statuses: [429],
    },
  },
  operations: {
    getMember: {
      samples: {
        active: {
          summary: 'A full profile with two access groups.',
          path: '/members/11111111-1111-4111-8111-111111111111',
          credential: 'siteA',
        },
        blocked: {
          summary: 'A blocked member: everything that may be null is.',
          path: '/members/22222222-2222-4222-8222-222222222222',
          credential: 'siteA',
        },
      },
    },
  },
}
