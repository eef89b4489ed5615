/** AITable, as it answers `GET /fusion/v1/spaces/{spaceId}/members/{unitId}`. */
import { createLimitRule, type VendorDefinition } from '../../contract/definition.ts'
import { createChecks } from './checks.ts'
import { errors } from './errors.ts'
import { faults } from './faults.ts'
import { addHeaderHooks } from './headers.ts'
import { mountMembers } from './members.ts'
import { Key, Member, MemberEntry, Space } from './schemas.ts'
import { createSeed, fillMember, spacesOf } from './seed.ts'
import type { AitableSettings } from './settings.ts'
import { siblings } from './siblings.ts'
import { localeOf, memberKey } from './store.ts'

const LIMIT = { limit: 20, windowSeconds: 1 }
const MEMBER = '/fusion/v1/spaces/{spaceId}/members/{unitId}'

/** Everything behind `Bearer `, a second space included: the vendor compares keys exactly. */
const credentialIn = (authorization: string | undefined): string | undefined =>
  authorization?.startsWith('Bearer ') ? authorization.slice(7) : undefined

/** As long as the vendor's own: `usk` and 20 letters and digits. */
const mintToken = (name: string, number: number): string =>
  `usk${name[0]?.toUpperCase()}${name.slice(1)}${String(number).padStart(20 - name.length, '0')}`

export const aitable: VendorDefinition = {
  id: 'aitable',
  title: 'AITable',
  limit: LIMIT,
  ownSettings: [
    {
      name: 'absentSensitive',
      values: ['omit', 'empty'],
      default: 'omit',
      help: 'how email and mobile look when not shown: left out, or "" and {}',
    },
  ],
  lists: { keys: Key, members: MemberEntry, spaces: Space },
  environment: (baseUrl, { credentials }) => ({
    AITABLE_BASE_URL: baseUrl,
    AITABLE_TOKEN: credentials.admin ?? '',
  }),
  sample: {
    path: '/fusion/v1/spaces/spcjXzqVrjaP3/members/kD8tPcZ3fYxSjV9qWvL5X2TmQbN1nR6?sensitiveData=true',
    credential: 'admin',
  },

  create(settings, options) {
    const own = settings as AitableSettings // validated against `lists` and `ownSettings`
    return {
      id: 'aitable',
      title: 'AITable',
      hosts: ['aitable.ai', 'api.aitable.ai', 'api.apitable.com', 'aitable.localhost'],
      base: '',
      claims: [{ path: '/fusion/v1', to: '/fusion/v1' }],
      credentials: {
        admin: 'uskYtInkHozfsMikhh0yfoS',
        subAdmin: 'uskMockSubAdmin00000001',
        plainMember: 'uskMockPlainMember00001',
        outsider: 'uskMockOutsider00000001',
        quotaSpent: 'uskMockQuotaSpent000001',
        revoked: 'uskMockRegenerated00001',
      },
      limit: createLimitRule(settings, options, LIMIT.limit),
      place: 'space',
      answersHead: false,
      served: [{ id: 'getMember', method: 'GET', path: MEMBER }],
      siblings,
      reading: {
        headerPrefixes: ['x-apitable-', 'x-vika-'],
        operations: { getMember: { query: ['sensitiveData'] } },
        // apitable.ts of npm's apitable 1.3.0, and the gateway's list of allowed headers
        byClients: { query: ['fieldKey'], headers: ['x-apitable-user-agent', 'x-vika-user-agent'] },
      },
      checks: createChecks(spacesOf(own)),
      errors,
      faults,
      contextOf: (request) => ({ locale: localeOf(request) }),
      credentialIn,
      seed: createSeed(own, options),
      entries: {
        key: Key,
        member: MemberEntry,
        record: Member,
        idNames: ['unitId', 'id'],
        places: [...spacesOf(own).keys()],
        memberKey: (id, space) => memberKey(space, id),
        fillMember: (entry, seed) => fillMember(entry as MemberEntry, seed, own, options), // it is valid
      },
      mintToken,
      loadFidelity: () => import('./fidelity.ts'),
      mount(scope) {
        addHeaderHooks(scope)
        mountMembers(scope, own.absentSensitive)
      },
    }
  },
}
