/** How every behaviour of AITable's is known: its page, its open source, and what neither tells. */
import { type Behaviour, createRows } from '../../contract/fidelity.ts'
import type { FidelityRow } from '../../contract/provenance.ts'
import type { Vendor } from '../../contract/vendor.ts'
import { Database } from '../../sandbox/database.ts'
import { KeptTexts } from '../../sandbox/kept-texts.ts'
import { documentation } from './documentation.ts'
import { type errors, known, OPEN_SOURCE } from './errors.ts'
import { edges } from './fidelity-edges.ts'
import { headers } from './fidelity-headers.ts'
import { limits } from './fidelity-limits.ts'
import { keyOf, model, openTables } from './model.ts'
import { createTables } from './seed.ts'
import { wireMember } from './wire.ts'

const PAGE = 'https://developers.aitable.ai/api/get-a-member'
const UPDATE = 'https://developers.apitable.com/api/update-a-member'
const SDK = 'https://github.com/apitable/apitable-sdks'
const SERVER = 'https://github.com/apitable/apitable'

const ASK = 'GET .../spcjXzqVrjaP3/members/kD8tPcZ3fYxSjV9qWvL5X2TmQbN1nR6'

/** The shipped member `unitId`, in the envelope. */
const shown = (unitId: string, isSensitive: boolean, absent: 'omit' | 'empty' = 'omit'): unknown => {
  const options = { now: 0, members: 0, rateLimit: false }
  const settings = { fixtures: true, limit: 0, windowSeconds: 1, keys: [], members: [], spaces: [] }
  const tables = createTables({ ...settings, absentSensitive: absent }, options)(0)
  const db = openTables(new Database(model, { tables, texts: new KeptTexts() }))
  const member = db.members.get(keyOf(unitId, 'spcjXzqVrjaP3'))
  if (member === undefined) return undefined
  const data = { member: wireMember(db, member, isSensitive, absent) }
  return { code: 200, message: 'SUCCESS', success: true, data }
}
const JOHN = 'kD8tPcZ3fYxSjV9qWvL5X2TmQbN1nR6'

const refusals: Readonly<Record<keyof typeof errors, string>> = {
  unknownPath: 'GET /fusion/v1/nowhere',
  wrongMethod: 'POST .../members/kD8tPcZ3fYxSjV9qWvL5X2TmQbN1nR6',
  notImplemented: 'GET .../spcjXzqVrjaP3/roles',
  missingCredential: `${ASK} without Authorization`,
  unknownCredential: `${ASK} with Bearer uskNobody`,
  revokedCredential: `${ASK} with Bearer uskMockRegenerated00001`,
  unknownSpace: 'GET .../spcNobody00001/members/...',
  outsider: `${ASK} with Bearer uskMockOutsider00000001`,
  rateLimited: `${ASK} 21 times in a second, or PUT /__admin/limits {"aitable":{"remaining":0}}`,
  quotaSpent: `${ASK} with Bearer uskMockQuotaSpent000001`,
  planRequired: 'GET .../spcFreePlan01/members/... with the admin token',
  adminRequired: `${ASK} with Bearer uskMockPlainMember00001`,
  memberNotFound: 'GET .../spcjXzqVrjaP3/members/nobody',
  forbidden: 'Prefer: kind=forbidden',
  badRequest: 'Prefer: kind=badRequest; nothing on this operation brings it about',
  notJson: 'Prefer: kind=notJson',
  wrongContentType: 'Prefer: kind=wrongContentType',
  bodyTooLarge: 'Prefer: kind=bodyTooLarge',
  doesNotFit: 'Prefer: kind=doesNotFit',
  backendDown: 'Prefer: kind=backendDown',
  internal: 'Prefer: kind=internal',
}

const shape: readonly Behaviour[] = [
  {
    case: 'member',
    what: 'Without sensitiveData=true, email and mobile are left out.',
    status: 200,
    body: shown(JOHN, false),
    provoke: ASK,
    provenance: known('documented', `${UPDATE} shows a member without them; ${SERVER} would write "" and {}`),
  },
  {
    case: 'member-sensitive',
    what: 'The vendor’s own example, byte for byte: code, message, success, data.',
    status: 200,
    body: shown(JOHN, true),
    provoke: `${ASK}?sensitiveData=true`,
    provenance: known('documented', `${PAGE}; the source writes the keys of the envelope in other orders`),
  },
  {
    case: 'member-lacks-values',
    what: 'A member who has no email or no mobile looks as if they were not asked for.',
    status: 200,
    body: shown('MockNeitherOfTheTwo000000000001', true),
    provoke: 'GET .../members/MockNeitherOfTheTwo000000000001?sensitiveData=true',
    provenance: known('assumed', `${SDK}: its models refuse null and {}`),
  },
  {
    case: 'absent-empty',
    what: 'With the setting absentSensitive: empty, the two are "" and {} instead.',
    status: 200,
    body: shown(JOHN, false, 'empty'),
    provoke: `--aitable-absent-sensitive empty, then ${ASK}`,
    provenance: known('source', `${SERVER}, UnitMemberInfoVo.java; other sources leave them out`),
  },
  {
    case: 'pending-member',
    what: 'Somebody who was invited and has not come: status 0, avatar "", no email, no mobile.',
    status: 200,
    body: shown('MockPending00000000000000000001', true),
    provoke: 'GET .../members/MockPending00000000000000000001?sensitiveData=true',
    provenance: known('source', `${SERVER}, UnitServiceImpl.java`),
  },
  {
    case: 'no-teams-no-roles',
    what: 'teams and roles are always there; [] when there are none.',
    status: 200,
    body: shown('MockNoTeamNoRole000000000000001', false),
    provoke: 'GET .../members/MockNoTeamNoRole000000000000001',
    provenance: known('source', `${SERVER}, UnitMemberInfoVo.java; ${SDK} asks for both`),
  },
  {
    case: 'several-teams',
    what: 'One entry for each team, each with its own roles, [] when there are none.',
    status: 200,
    body: shown('MockSeveralTeams000000000000001', false),
    provoke: 'GET .../members/MockSeveralTeams000000000000001',
    provenance: known('source', `${SERVER}, UnitTeamInfoVo.java`),
  },
  {
    case: 'sensitive-any-case',
    what: 'sensitiveData=True is true as well.',
    status: 200,
    body: shown(JOHN, true),
    provoke: `${ASK}?sensitiveData=True`,
    provenance: known('assumed', `${SDK}: the Python client sends it so to a sibling`),
  },
  {
    case: 'sensitive-other',
    what: 'Anything else, empty, 1, given twice, is false.',
    status: 200,
    body: shown(JOHN, false),
    provoke: `${ASK}?sensitiveData=1`,
    provenance: known('assumed', 'the page names only true'),
  },
  {
    case: 'unknown-query',
    what: 'Query parameters that it does not know are ignored.',
    status: 200,
    body: shown(JOHN, false),
    provoke: `${ASK}?fieldKey=name`,
    provenance: known('source', `${SDK}: the JavaScript client sends fieldKey on every call`),
  },
  {
    case: 'unit-id-case',
    what: 'Unit ids compare without case.',
    status: 200,
    body: shown(JOHN, false),
    provoke: 'the id of John in lower case',
    provenance: known('assumed', `${SERVER}: the column is utf8mb4_unicode_ci`),
  },
  {
    case: 'team-unit-id',
    what: 'The unit id of a team or a role is no member’s.',
    status: 200,
    kind: 'memberNotFound',
    provoke: 'GET .../members/VS1SejiywaMWbiGMEHAohh62T9EPmmlh',
    provenance: known('source', `${SERVER}, UnitMapper.xml: the look-up asks for the type of unit`),
  },
  {
    case: 'member-of-other-space',
    what: 'A member of another space is not found.',
    status: 200,
    kind: 'memberNotFound',
    provoke: 'GET .../spcjXzqVrjaP3/members/MockElsewhere000000000000000001',
    provenance: known('source', `${SERVER}, UnitMapper.xml: the look-up asks for the space`),
  },
  {
    case: 'language-of-owner',
    what: 'Sentences are in the language of the token’s owner; Accept-Language is ignored.',
    status: 200,
    kind: 'memberNotFound',
    body: { success: false, code: 400, message: 'unit ID 指定的组织单元不存在' },
    provoke: 'GET .../members/nobody with Bearer uskMockSubAdmin00000001',
    provenance: known('source', OPEN_SOURCE),
  },
  {
    case: 'language-default',
    what: 'Where the token has no owner, sentences are in en-US.',
    status: 401,
    kind: 'unknownCredential',
    provoke: `${ASK} with Bearer uskNobody and Accept-Language: zh-CN`,
    provenance: known('source', `${SERVER}, DEFAULT_LANGUAGE`),
  },
]

export const rowsOf = (vendor: Vendor): readonly FidelityRow[] =>
  createRows(vendor, { documentation, refusals, behaviours: [...shape, ...headers, ...limits, ...edges] })
