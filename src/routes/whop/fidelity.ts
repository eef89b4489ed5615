/** How every behaviour of Whop's is known: what its pages say of the answer, and what they leave open. */
import { type Behaviour, createRows } from '../../contract/fidelity.ts'
import type { FidelityRow } from '../../contract/provenance.ts'
import type { Vendor } from '../../contract/vendor.ts'
import { readFixture } from '../../sandbox/fixtures.ts'
import { documentation } from './documentation.ts'
import { type errors, known, PAGE, VERSIONING } from './errors.ts'
import { edges } from './fidelity-edges.ts'
import { limits } from './fidelity-limits.ts'
import type { Member } from './schemas.ts'

const SDK = 'https://github.com/whopio/whopsdk-typescript'
const SIBLING =
  'https://docs.whop.com/apps/permissions and the membership schema of https://api.whop.com/openapi.json'
const STARTING = 'https://docs.whop.com/developer/api/getting-started'

const ASK = 'GET /members/mber_Joined0000001'

const readShipped = <T>(name: string): readonly T[] =>
  readFixture<T>(new URL(`../../../fixtures/whop/${name}.json`, import.meta.url))

/** The shipped member `id` as a key with all scopes sees it, or one with the first alone. */
const shown = (id: string, scopes: 'all' | 'basic'): Member | undefined => {
  const member = readShipped<Member>('members').find((one) => one.id === id)
  if (member === undefined || scopes === 'all') return member
  return { ...member, user: member.user && { ...member.user, email: null }, phone: null }
}

const refusals: Readonly<Record<keyof typeof errors, string>> = {
  unknownPath: 'GET /nowhere',
  wrongMethod: 'POST /members/mber_Joined0000001',
  notImplemented: 'GET /members',
  missingCredential: `${ASK} without Authorization`,
  unknownCredential: `${ASK} with Bearer apik_nobody`,
  revokedCredential: `${ASK} with Bearer apik_mock_revoked`,
  rateLimited: `${ASK} 601 times in a minute, or PUT /__admin/limits {"whop":{"remaining":0}}`,
  unsupportedVersion: `${ASK} with Api-Version-Date: 2026-02-30`,
  missingScope: `${ASK} with Bearer apik_mock_noscope`,
  memberNotFound: 'GET /members/mber_Nobody0000001',
  badRequest: 'Prefer: kind=badRequest; nothing on this operation brings it about',
  notJson: 'Prefer: kind=notJson; nothing on this operation brings it about',
  wrongContentType: 'Prefer: kind=wrongContentType; nothing on this operation brings it about',
  bodyTooLarge: 'Prefer: kind=bodyTooLarge; nothing on this operation brings it about',
  doesNotFit: 'Prefer: kind=doesNotFit; nothing on this operation brings it about',
  verificationRequired: 'Prefer: kind=verificationRequired',
  internal: 'Prefer: kind=internal',
}

const shape: readonly Behaviour[] = [
  {
    case: 'member',
    what: 'A member: thirteen keys, all of them always, in the order of the page.',
    status: 200,
    body: shown('mber_Joined0000001', 'all'),
    provoke: `${ASK} with Bearer apik_mock_full`,
    provenance: known('documented', `${PAGE}; that the keys come in this order is assumed`),
  },
  {
    case: 'member-nulls',
    what: 'user, phone, most_recent_action and its time may be null; they are never left out.',
    status: 200,
    body: shown('mber_NoUser0000001', 'all'),
    provoke: 'GET /members/mber_NoUser0000001',
    provenance: known('documented', PAGE),
  },
  {
    case: 'without-email-scope',
    what: 'Without member:email:read the email of the user is null.',
    status: 200,
    body: shown('mber_Joined0000001', 'basic'),
    provoke: `${ASK} with Bearer apik_mock_basic`,
    provenance: known('assumed', `by analogy with ${SIBLING}`),
  },
  {
    case: 'without-phone-scope',
    what: 'Without member:phone:read the phone is null.',
    status: 200,
    body: shown('mber_Joined0000001', 'basic'),
    provoke: `${ASK} with Bearer apik_mock_basic`,
    provenance: known('assumed', `by analogy with ${SIBLING}`),
  },
  {
    case: 'strict-scopes',
    what: 'With the setting strictScopes, a key that lacks any of the three scopes is refused.',
    status: 403,
    kind: 'missingScope',
    provoke: `--whop-strict-scopes, then ${ASK} with Bearer apik_mock_basic`,
    provenance: known('documented', `${PAGE}, read literally`),
  },
  {
    case: 'other-company',
    what: 'A member of a company that is not the key’s is not found.',
    status: 404,
    kind: 'memberNotFound',
    provoke: 'GET /members/mber_OtherComp0001 with Bearer apik_mock_full',
    provenance: known('assumed', 'the later generation says 403, this one nothing'),
  },
  {
    case: 'membership-id',
    what: 'The id of something else, such as a membership, is not found.',
    status: 404,
    kind: 'memberNotFound',
    provoke: 'GET /members/mem_Nobody00000001',
    provenance: known('assumed', 'whether ids are checked for their prefix is unknown'),
  },
  {
    case: 'json-content-type',
    what: 'The content type is application/json, with charset=utf-8.',
    status: 200,
    provoke: ASK,
    provenance: known('documented', `${PAGE}; the charset is assumed`),
  },
  {
    case: 'no-other-headers',
    what: 'No header beside the content type: no request id, no rate headers, no Retry-After.',
    status: 200,
    provoke: ASK,
    provenance: known('assumed', 'none is documented; the live service has at least those of its CDN'),
  },
  {
    case: 'version-served',
    what: 'Api-Version-Date up to 2026-07-20 gives the same member as no header.',
    status: 200,
    provoke: `${ASK} with Api-Version-Date: 2026-07-20`,
    provenance: known('source', `${SDK} 0.0.42 sends this date and types this shape; ${VERSIONING}`),
  },
  {
    case: 'version-later',
    what: 'A later date is known to exist and has another shape, which membermock lacks.',
    status: 501,
    kind: 'notImplemented',
    body: {
      error: {
        type: 'not_implemented',
        message:
          'membermock does not emulate retrieveMember of API version 2026-09-25; up to 2026-07-20 it does.',
      },
    },
    provoke: `${ASK} with Api-Version-Date: 2026-09-25`,
    provenance: known('assumed', 'not the vendor: membermock says that it lacks this'),
  },
  {
    case: 'not-bearer',
    what: 'A credential without the word Bearer, or with another scheme, is none.',
    status: 401,
    kind: 'missingCredential',
    provoke: `${ASK} with Authorization: apik_mock_full`,
    provenance: known('assumed', `${STARTING} insists on the word`),
  },
  {
    case: 'bearer-lower-case',
    what: 'The scheme in lower case is none.',
    status: 401,
    kind: 'missingCredential',
    provoke: `${ASK} with Authorization: bearer apik_mock_full`,
    provenance: known('assumed', 'nothing says that its case is ignored'),
  },
  {
    case: 'any-key-shape',
    what: 'A key may be any text, spaces included; only whether it is known counts.',
    status: 200,
    provoke: 'a key of your own in the config file: "a key, with spaces"',
    provenance: known('observed', 'older keys, seen in public repositories, have no prefix'),
  },
  {
    case: 'own-host',
    what: 'With the vendor’s own host, the path needs no prefix.',
    status: 200,
    provoke: 'GET /api/v1/members/mber_Joined0000001 with Host: api.whop.com',
    provenance: known('documented', STARTING),
  },
]

export const rowsOf = (vendor: Vendor): readonly FidelityRow[] =>
  createRows(vendor, { documentation, refusals, behaviours: [...shape, ...limits, ...edges] })
