/** AITable, as it answers its Fusion API. */
import { createLimitRule, type VendorDefinition } from '../../contract/definition.ts'
import { withOwnRecords } from '../../contract/own-records.ts'
import { createStarts } from '../../sandbox/starts.ts'
import { localeOf, ordinary } from './checks.ts'
import { errors } from './errors.ts'
import { faults } from './faults.ts'
import { surroundings } from './headers.ts'
import { createMembers } from './members.ts'
import { model } from './model.ts'
import { notEmulated } from './not-emulated.ts'
import { createRecords } from './records.ts'
import { Key, MemberEntry, Space } from './schemas.ts'
import { createTables } from './seed.ts'
import type { AitableSettings } from './settings.ts'

const LIMIT = { limit: 20, windowSeconds: 1 }

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
  loadDocumentation: () => import('./documentation.ts'),
  sample: {
    path: '/fusion/v1/spaces/spcjXzqVrjaP3/members/kD8tPcZ3fYxSjV9qWvL5X2TmQbN1nR6?sensitiveData=true',
    credential: 'admin',
  },

  create(settings, options) {
    const own = settings as AitableSettings // validated against `lists` and `ownSettings`
    const records = createRecords(options)
    const tablesOf = createTables(own, options)
    const { spaces, keys, members } = own
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
      records,
      answersHead: false,
      bodyBytes: 1024 * 1024,
      operations: createMembers(own.absentSensitive),
      notEmulated,
      parameters: {
        spaceId: { type: 'string', description: 'The id of the space.' },
        unitId: { type: 'string', description: 'The unit id of the member.' },
      },
      habits: {
        headerPrefixes: ['x-apitable-', 'x-vika-'],
        // apitable.ts of npm's apitable 1.3.0, and the gateway's list of allowed headers
        query: ['fieldKey'],
        headers: ['x-apitable-user-agent', 'x-vika-user-agent'],
      },
      checks: ordinary,
      errors,
      faults,
      surroundings,
      contextOf: (call) => ({ locale: localeOf(call) }),
      credentialIn,
      model,
      start: createStarts((seed) =>
        withOwnRecords({ model, tables: tablesOf(seed), records, lists: { spaces, keys, members }, seed }),
      ),
      mintToken,
    }
  },
}
