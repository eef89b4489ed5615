/** Whop, as it answers `GET /members/{id}` on the API versions up to 2026-07-20. */
import { bearerCredential } from '../../contract/credential-check.ts'
import { createLimitRule, type VendorDefinition } from '../../contract/definition.ts'
import { withOwnRecords } from '../../contract/own-records.ts'
import { createStarts } from '../../sandbox/starts.ts'
import { createChecks } from './checks.ts'
import { errors } from './errors.ts'
import { faults } from './faults.ts'
import { retrieveMember } from './members.ts'
import { model } from './model.ts'
import { notEmulated } from './not-emulated.ts'
import { createRecords } from './records.ts'
import { Key, MemberEntry } from './schemas.ts'
import { createTables } from './seed.ts'
import type { WhopSettings } from './settings.ts'

const BASE = '/api/v1'
const LIMIT = { limit: 600, windowSeconds: 60 }

export const operations = [retrieveMember] as const

export const whop: VendorDefinition = {
  id: 'whop',
  title: 'Whop',
  limit: LIMIT,
  ownSettings: [
    {
      name: 'strictScopes',
      values: [true, false],
      default: false,
      help: 'refuse (403) a key that lacks any of the three member scopes, instead of nulling the fields',
    },
  ],
  lists: { keys: Key, members: MemberEntry },
  environment: (baseUrl, { credentials }) => ({
    WHOP_BASE_URL: baseUrl,
    WHOP_API_KEY: credentials.full ?? '',
  }),
  loadDocumentation: () => import('./documentation.ts'),
  sample: { path: '/members/mber_Joined0000001', credential: 'full' },

  create(settings, options) {
    const own = settings as WhopSettings // validated against `lists` and `ownSettings`
    const records = createRecords(own, options)
    const tablesOf = createTables(own, options)
    const { keys, members } = own
    return {
      id: 'whop',
      title: 'Whop',
      hosts: ['api.whop.com', 'sandbox-api.whop.com', 'whop.localhost'],
      base: BASE,
      claims: [
        { path: '/api/v1', to: BASE },
        { path: '/members', to: `${BASE}/members` },
      ],
      credentials: {
        full: 'apik_mock_full',
        basic: 'apik_mock_basic',
        noscope: 'apik_mock_noscope',
        revoked: 'apik_mock_revoked',
      },
      limit: createLimitRule(settings, options, LIMIT.limit),
      records,
      answersHead: true,
      bodyBytes: 1024 * 1024,
      operations,
      notEmulated,
      parameters: { id: { type: 'string', description: 'The id of the member.' } },
      // client.ts of @whop/sdk 0.0.42
      habits: {
        headerPrefixes: ['x-whop-', 'api-version'],
        headers: ['x-whop-app-id', 'api-version-date'],
      },
      checks: createChecks(own.strictScopes),
      errors,
      faults,
      credentialIn: bearerCredential,
      model,
      start: createStarts((seed) =>
        withOwnRecords({ model, tables: tablesOf(seed), records, lists: { keys, members }, seed }),
      ),
      mintToken: (name, number) => `apik_sb${number}_${name}`,
    }
  },
}
