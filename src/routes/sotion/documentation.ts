/** What Sotion's OpenAPI document says beyond the routes and the error table. */
import type { Documentation } from '../../contract/documentation.ts'
import { Group, GroupMemberPage, GroupPage, GroupSuccess } from './group-schemas.ts'
import { BulkResult, MemberPage } from './member-schemas.ts'
import { samples } from './samples.ts'
import { FlatFailure, GroupMember, ListedMember, Member, Success } from './schemas.ts'
import { NewWebhookSuccess, Webhook, WebhookPage, WebhookSuccess } from './webhook-schemas.ts'

/** Those past the look at the credential, which are counted. */
const COUNTED = [200, 201, 204, 207, 400, 403, 404, 409, 413, 429, 500]

export const documentation: Documentation = {
  version: 'v1',
  description:
    'The REST API of Sotion, without deliveries to webhooks. Errors have the default shape; the setting ' +
    '`sotion.errorShape: nested` gives `{"error": {"code", "message"}}`.',
  credential: 'A key of the sandbox, which acts on one site: `so_mock_site_a` or `so_mock_site_b`.',
  schemas: {
    Success,
    Member,
    ListedMember,
    MemberPage,
    BulkResult,
    Group,
    GroupSuccess,
    GroupPage,
    GroupMember,
    GroupMemberPage,
    Webhook,
    WebhookSuccess,
    NewWebhookSuccess,
    WebhookPage,
    Failure: FlatFailure,
  },
  headers: {
    'X-Request-Id': {
      description: 'Another one for each answer.',
      schema: { type: 'string', format: 'uuid' },
    },
    'X-RateLimit-Limit': {
      description: 'Requests in one window. Not on the 404 of a path that does not exist.',
      schema: { type: 'integer' },
      counts: 'limit',
      statuses: COUNTED,
    },
    'X-RateLimit-Remaining': {
      description: 'Requests left in the window, this one taken off.',
      schema: { type: 'integer' },
      counts: 'remaining',
      statuses: COUNTED,
    },
    'X-RateLimit-Reset': {
      description: 'When the window ends, in seconds since 1970.',
      schema: { type: 'integer' },
      counts: 'reset',
      statuses: COUNTED,
    },
    Location: {
      description: 'The URL of what was created, in the base URL that the client used.',
      schema: { type: 'string', format: 'uri' },
      statuses: [201],
    },
    'Retry-After': {
      description: 'Seconds until the window ends.',
      schema: { type: 'integer' },
      counts: 'seconds',
      statuses: [429],
    },
  },
  operations: samples,
  made: [
    {
      what: 'member',
      list: '/members?limit=100&q={name}',
      cursor: { at: '$.pagination.nextCursor', parameter: 'after' },
      items: '$.data',
      id: 'id',
      name: 'email',
      remove: '/members/{id}',
    },
    {
      what: 'access group',
      list: '/access-groups?limit=100',
      cursor: { at: '$.pagination.nextCursor', parameter: 'after' },
      items: '$.data',
      id: 'id',
      name: 'name',
      remove: '/access-groups/{id}',
    },
  ],
}
