/** Sotion, as it answers `GET /members/{memberId}`. */
import { createLimitRule, type VendorDefinition } from '../../contract/definition.ts'
import { checks, sotionCredential } from './checks.ts'
import { createErrors } from './errors.ts'
import { faults } from './faults.ts'
import { mountMembers } from './members.ts'
import { Key, Member, MemberEntry, Site } from './schemas.ts'
import { createSeed, fillMember } from './seed.ts'
import type { SotionSettings } from './settings.ts'
import { siblings } from './siblings.ts'
import { sitesOf } from './sites.ts'
import { memberKey } from './store.ts'

const BASE = '/api/v1'
const LIMIT = { limit: 100, windowSeconds: 60 }

export const sotion: VendorDefinition = {
  id: 'sotion',
  title: 'Sotion',
  limit: LIMIT,
  ownSettings: [
    {
      name: 'errorShape',
      values: ['flat', 'nested'],
      default: 'flat',
      help: 'flat: {"error": "..."}; nested: {"error": {"code", "message"}}',
    },
  ],
  lists: { keys: Key, members: MemberEntry, sites: Site },
  environment: (baseUrl, { credentials }) => ({
    SOTION_BASE_URL: baseUrl,
    SOTION_API_KEY: credentials.siteA ?? '',
  }),
  sample: { path: '/members/11111111-1111-4111-8111-111111111111', credential: 'siteA' },

  create(settings, options) {
    const own = settings as SotionSettings // validated against `lists` and `ownSettings`
    return {
      id: 'sotion',
      title: 'Sotion',
      hosts: ['api.sotion.so', 'sotion.localhost'],
      base: BASE,
      claims: [{ path: BASE, to: BASE, credential: 'so_' }],
      credentials: { siteA: 'so_mock_site_a', siteB: 'so_mock_site_b', revoked: 'so_mock_revoked' },
      limit: { ...createLimitRule(settings, options, LIMIT.limit), startsOnSecond: true },
      place: 'site',
      answersHead: true,
      served: [{ id: 'getMember', method: 'GET', path: `${BASE}/members/{memberId}` }],
      siblings,
      reading: { headerPrefixes: ['x-sotion-'], operations: { getMember: {} }, byClients: {} },
      checks,
      errors: createErrors(own.errorShape),
      faults,
      credentialIn: sotionCredential,
      seed: createSeed(own, options),
      entries: {
        key: Key,
        member: MemberEntry,
        record: Member,
        idNames: ['id'],
        places: sitesOf(own),
        memberKey: (id, site) => memberKey(site, id),
        fillMember: (entry, seed) => fillMember(entry as MemberEntry, seed, own, options), // it is valid
      },
      mintToken: (name, number) => `so_sb${number}_${name}`,
      loadFidelity: () => import('./fidelity.ts'),
      mount(scope) {
        scope.addHook('onRequest', (request, reply, done) => {
          reply.header('x-request-id', request.sandbox.random.uuid())
          done()
        })
        scope.register(async (routes) => mountMembers(routes), { prefix: BASE })
      },
    }
  },
}
