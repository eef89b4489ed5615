/** AITable, as it answers its Fusion API. */
import { createLimitRule, type VendorDefinition } from '../../contract/definition.ts'
import { withOwnRecords } from '../../contract/own-records.ts'
import { createStarts } from '../../sandbox/starts.ts'
import { localeOf, offPath, ordinary } from './checks.ts'
import { MemberEntry, RoleEntry, TeamEntry } from './entry-schemas.ts'
import { errors } from './errors.ts'
import { faults } from './faults.ts'
import { surroundings } from './headers.ts'
import { createLife, scenarios } from './life.ts'
import { createListTeamMembers, listSubTeams } from './lists.ts'
import { createGetMember, createUpdateMember, deleteMember } from './members.ts'
import { model } from './model.ts'
import { notEmulated } from './not-emulated.ts'
import { reasons } from './reasons.ts'
import { createRecords } from './records.ts'
import { createListUnitsOfRole } from './role-units.ts'
import { createRole, deleteRole, listRoles, updateRole } from './roles.ts'
import { checkRows } from './row-checks.ts'
import { Key, Space } from './schemas.ts'
import { createTables } from './seed.ts'
import type { Absent, AitableSettings } from './settings.ts'
import { createTeam, deleteTeam, updateTeam } from './teams.ts'

const LIMIT = { limit: 20, windowSeconds: 1 }
/** What clients read the key from. */
const CREDENTIAL = 'AITABLE_TOKEN'

/** Everything behind `Bearer ` without blanks around it, as the backend reads it. */
const credentialIn = (authorization: string | undefined): string | undefined =>
  authorization?.startsWith('Bearer ') ? authorization.slice(7).trim() : undefined

/** As long as the vendor's own: `usk` and 20 letters and digits. */
const mintToken = (name: string, number: number): string =>
  `usk${name[0]?.toUpperCase()}${name.slice(1)}${String(number).padStart(20 - name.length, '0')}`

export const createOperations = (absent: Absent) =>
  [
    createGetMember(absent),
    createUpdateMember(absent),
    deleteMember,
    listSubTeams,
    createListTeamMembers(absent),
    createTeam,
    updateTeam,
    deleteTeam,
    listRoles,
    createRole,
    updateRole,
    deleteRole,
    createListUnitsOfRole(absent),
  ] as const

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
  lists: { keys: Key, members: MemberEntry, spaces: Space, roles: RoleEntry, teams: TeamEntry },
  places: ['spaces'],
  environment: (baseUrl, { credentials }) => ({
    AITABLE_BASE_URL: baseUrl,
    [CREDENTIAL]: credentials.admin ?? '',
  }),
  idNames: ['id', 'unitId'],
  targetPlace: 'space',
  targetIds: { team: 'teams', role: 'roles' },
  loadDocumentation: () => import('./documentation.ts'),
  loadImporter: () => import('./importer.ts'),
  sample: {
    path: '/fusion/v1/spaces/spcjXzqVrjaP3/members/kD8tPcZ3fYxSjV9qWvL5X2TmQbN1nR6?sensitiveData=true',
    credential: 'admin',
  },

  create(settings, options) {
    const own = settings as AitableSettings // validated against `lists` and `ownSettings`
    const records = createRecords(options)
    const people = records.find(({ name }) => name === 'members')
    const tablesOf = createTables(own, options)
    const { spaces, roles, teams, keys, members } = own
    const lists = { spaces, roles, teams, keys, members }
    return {
      id: 'aitable',
      title: 'AITable',
      hosts: ['aitable.ai', 'api.aitable.ai', 'api.apitable.com', 'aitable.localhost'],
      base: '',
      claims: [
        { path: '/fusion/v1', to: '/fusion/v1' },
        { path: '/fusion/v2', to: '/fusion/v2' },
      ],
      credentialVariable: CREDENTIAL,
      credentials: {
        admin: 'uskYtInkHozfsMikhh0yfoS',
        subAdmin: 'uskMockSubAdmin00000001',
        plainMember: 'uskMockPlainMember00001',
        teamAdmin: 'uskMockTeamAdmin0000001',
        idleAdmin: 'uskMockIdleAdmin0000001',
        outsider: 'uskMockOutsider00000001',
        quotaSpent: 'uskMockQuotaSpent000001',
        revoked: 'uskMockRegenerated00001',
      },
      limit: createLimitRule(settings, options, LIMIT.limit),
      place: 'space',
      records,
      answersHead: false,
      bodyBytes: 1024 * 1024,
      operations: createOperations(own.absentSensitive),
      notEmulated,
      parameters: {
        spaceId: { type: 'string', description: 'The id of the space.' },
        unitId: { type: 'string', description: 'The unit id of the member, team or role.' },
      },
      habits: {
        headerPrefixes: ['x-apitable-', 'x-vika-'],
        // apitable.ts of npm's apitable 1.3.0, and the gateway's list of allowed headers
        query: ['fieldKey'],
        headers: ['x-apitable-user-agent', 'x-vika-user-agent'],
        idPrefixes: ['spc', 'dst', 'fld', 'viw', 'rec', 'fod', 'usk'],
      },
      checks: ordinary,
      offPath,
      takesEmptyId: true,
      longestId: 100,
      errors,
      reasons,
      faults,
      surroundings,
      contextOf: (call) => ({
        locale: localeOf(call),
        layer: call.layer,
        contentType: call.headers['content-type'],
      }),
      credentialIn,
      model,
      checkRows,
      start: createStarts((seed) => withOwnRecords({ model, tables: tablesOf(seed), records, lists, seed })),
      mintToken,
      ...(people && { life: createLife(people) }),
      scenarios,
    }
  },
}
