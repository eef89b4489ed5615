/** Whop, as it answers `GET /members/{id}` on the API versions up to 2026-07-20. */
import { bearerCredential } from '../../contract/credential-check.ts'
import { createLimitRule, type VendorDefinition } from '../../contract/definition.ts'
import { createChecks } from './checks.ts'
import { errors } from './errors.ts'
import { faults } from './faults.ts'
import { mountMembers } from './members.ts'
import { Key, Member, MemberEntry } from './schemas.ts'
import { createSeed, fillMember } from './seed.ts'
import type { WhopSettings } from './settings.ts'
import { siblings } from './siblings.ts'

const BASE = '/api/v1'
const LIMIT = { limit: 600, windowSeconds: 60 }

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
  sample: { path: '/members/mber_Joined0000001', credential: 'full' },

  create(settings, options) {
    const own = settings as WhopSettings // validated against `lists` and `ownSettings`
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
      answersHead: true,
      served: [{ id: 'retrieveMember', method: 'GET', path: `${BASE}/members/{id}` }],
      siblings,
      reading: {
        headerPrefixes: ['x-whop-', 'api-version'],
        operations: { retrieveMember: { headers: ['api-version-date'] } },
        // client.ts of @whop/sdk 0.0.42
        byClients: { headers: ['x-whop-app-id', 'api-version-date'] },
      },
      checks: createChecks(own.strictScopes),
      errors,
      faults,
      credentialIn: bearerCredential,
      seed: createSeed(own, options),
      entries: {
        key: Key,
        member: MemberEntry,
        record: Member,
        idNames: ['id'],
        places: [],
        memberKey: (id) => id,
        fillMember: (entry, seed) => fillMember(entry as MemberEntry, seed, own, options), // it is valid
      },
      mintToken: (name, number) => `apik_sb${number}_${name}`,
      loadFidelity: () => import('./fidelity.ts'),
      mount(scope) {
        scope.register(async (routes) => mountMembers(routes), { prefix: BASE })
      },
    }
  },
}
