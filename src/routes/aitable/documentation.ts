/** What AITable's OpenAPI document says beyond the routes and the error table. */

import type { Documentation } from '../../contract/documentation.ts'
import { MIDDLEWARE } from './layers.ts'
import { Failure, Member, Success } from './schemas.ts'

const JOHN = '/fusion/v1/spaces/spcjXzqVrjaP3/members/kD8tPcZ3fYxSjV9qWvL5X2TmQbN1nR6'

const SPACE = '/fusion/v1/spaces/{place}'

/** What the layers behind the middleware write; 401 and 429 come from the middleware. */
const BEHIND_MIDDLEWARE = [200, 403, 404, 500, 501]

export const documentation: Documentation = {
  version: 'v1',
  description:
    'The member endpoint of AITable\'s Fusion API. Many failures are HTTP 200 with `"success": false` and a ' +
    'code of their own in the body: look at both. Sentences are in the language of the owner of the token; ' +
    'the examples are in en-US, zh-CN is the other.',
  credential:
    'A token of the sandbox: `uskYtInkHozfsMikhh0yfoS` is the primary admin of the space `spcjXzqVrjaP3`.',
  schemas: { Success, Member, Failure },
  headers: {
    'request-id': {
      description: 'Twenty letters and digits. The middleware sends none, so some failures lack it.',
      schema: { type: 'string' },
      statuses: BEHIND_MIDDLEWARE,
    },
    'server-timing': {
      description: 'Milliseconds, as `total;dur=<ms>`; with request-id or not at all.',
      schema: { type: 'string' },
      statuses: BEHIND_MIDDLEWARE,
    },
    'access-control-allow-origin': {
      description: 'From the gateway, on every answer.',
      schema: { type: 'string', enum: ['*'] },
    },
  },
  wordings: ['en-US', 'zh-CN'].flatMap((locale) => [{ locale }, { locale, layer: MIDDLEWARE }]),
  operations: {
    getMember: {
      samples: {
        sensitive: {
          summary: 'With sensitiveData=true.',
          path: `${JOHN}?sensitiveData=true`,
          credential: 'admin',
        },
        plain: {
          summary: 'Without it: no mobile, no email.',
          path: JOHN,
          credential: 'admin',
        },
      },
    },
  },
  made: [
    {
      what: 'team',
      list: `${SPACE}/teams/0/children?pageSize=1000`,
      page: 'pageNum',
      items: '$.data.teams',
      id: 'unitId',
      name: 'name',
      within: `${SPACE}/teams/{id}/children?pageSize=1000`,
      remove: `${SPACE}/teams/{id}`,
    },
    {
      what: 'role',
      list: `${SPACE}/roles?pageSize=1000`,
      page: 'pageNum',
      items: '$.data.roles',
      id: 'unitId',
      name: 'name',
      remove: `${SPACE}/roles/{id}`,
    },
  ],
}
