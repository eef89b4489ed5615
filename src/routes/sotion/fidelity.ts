/** How every behaviour of Sotion's is known: little is published beyond the success, and all else says so. */
import { type Behaviour, createRows } from '../../contract/fidelity.ts'
import type { FidelityRow } from '../../contract/provenance.ts'
import type { Vendor } from '../../contract/vendor.ts'
import { readFixture } from '../../sandbox/fixtures.ts'
import { documentation } from './documentation.ts'
import { AUTHENTICATION, type createErrors, known } from './errors.ts'
import { edges } from './fidelity-edges.ts'
import { limits } from './fidelity-limits.ts'
import type { Member } from './schemas.ts'

const PAGE = 'https://sotion.so/docs/api-reference/rest-api/members/get-members-member-id'
const BULK = 'https://sotion.so/docs/api-reference/rest-api/members/post-members-bulk'
const WEBHOOKS = 'https://sotion.so/docs/webhooks-overview-zkfch'

const ADA = '11111111-1111-4111-8111-111111111111'
const BLANK = '22222222-2222-4222-8222-222222222222'
const ASK = `GET /members/${ADA}`

/** The shipped member `id`, in the envelope. */
const shown = (id: string): unknown => {
  const members = readFixture<Member & { site: string }>(
    new URL('../../../fixtures/sotion/members.json', import.meta.url),
  )
  const member = members.find((one) => one.id === id)
  if (member === undefined) return undefined
  const { site: _, ...shownMember } = member
  return { data: shownMember }
}

const refusals: Readonly<Record<keyof ReturnType<typeof createErrors>, string>> = {
  unknownPath: 'GET /nowhere',
  wrongMethod: `PUT /members/${ADA}`,
  notImplemented: 'GET /members',
  missingCredential: `${ASK} without Authorization`,
  unknownCredential: `${ASK} with Bearer so_nobody`,
  revokedCredential: `${ASK} with Bearer so_mock_revoked`,
  rateLimited: `${ASK} 101 times in a minute, or PUT /__admin/limits {"sotion":{"remaining":0}}`,
  malformedId: 'GET /members/x',
  memberNotFound: 'GET /members/00000000-0000-4000-8000-000000000000',
  badRequest: 'Prefer: kind=badRequest; nothing on this operation brings it about',
  notJson: 'Prefer: kind=notJson; nothing on this operation brings it about',
  wrongContentType: 'Prefer: kind=wrongContentType; nothing on this operation brings it about',
  bodyTooLarge: 'Prefer: kind=bodyTooLarge; nothing on this operation brings it about',
  doesNotFit: 'Prefer: kind=doesNotFit; nothing on this operation brings it about',
  internal: 'Prefer: kind=internal',
}

const shape: readonly Behaviour[] = [
  {
    case: 'member',
    what: 'A member in data: eleven keys, all of them always, in the order of the page.',
    status: 200,
    body: shown(ADA),
    provoke: `${ASK} with Bearer so_mock_site_a`,
    provenance: known('documented', `${PAGE}; the number 200 is assumed`),
  },
  {
    case: 'member-nulls',
    what: 'What is not set is null and never left out; no groups are [].',
    status: 200,
    body: shown(BLANK),
    provoke: `GET /members/${BLANK}`,
    provenance: known('documented', `${PAGE} speaks of null and never of absence`),
  },
  {
    case: 'date-times',
    what: 'Times are UTC with milliseconds and a Z.',
    status: 200,
    provoke: ASK,
    provenance: known('assumed', `${WEBHOOKS} writes them so; the page says only date-time`),
  },
  {
    case: 'group-entries',
    what: 'An access group has id and name, nothing else, in the order of assignment.',
    status: 200,
    provoke: ASK,
    provenance: known('documented', `${PAGE}; the order is assumed`),
  },
  {
    case: 'id-any-case',
    what: 'UUIDs compare without case, and may be of any version.',
    status: 200,
    provoke: 'GET /members/AAAAAAAA-AAAA-4AAA-AAAA-AAAAAAAAAAAA',
    provenance: known('assumed', `${PAGE} says uuid and no version`),
  },
  {
    case: 'other-site',
    what: 'A member of another site is not found: the key fixes the site.',
    status: 404,
    kind: 'memberNotFound',
    provoke: `${ASK} with Bearer so_mock_site_b`,
    provenance: known('assumed', `${PAGE}: each key is for one site`),
  },
  {
    case: 'request-id',
    what: 'X-Request-Id on every answer: a new UUID of version 4, never the client’s.',
    status: 200,
    provoke: ASK,
    provenance: known('documented', `${PAGE}; the version, and not echoing, are assumed`),
  },
  {
    case: 'rate-headers',
    what: 'X-RateLimit-Limit, -Remaining and -Reset; Remaining counts this request, Reset is in seconds.',
    status: 200,
    provoke: ASK,
    provenance: known('documented', `${PAGE}; what Remaining counts is assumed`),
  },
  {
    case: 'rate-headers-on-refusals',
    what: 'Refusals of a counted request have the rate headers too.',
    status: 404,
    kind: 'memberNotFound',
    provoke: 'GET /members/00000000-0000-4000-8000-000000000000',
    provenance: known('assumed', 'the page describes the headers in general words'),
  },
  {
    case: 'rate-headers-not-on-401',
    what: 'Without a key there is nothing to count, so no rate headers; no WWW-Authenticate either.',
    status: 401,
    kind: 'missingCredential',
    provoke: `${ASK} without Authorization`,
    provenance: known('assumed', `${AUTHENTICATION} shows the body alone`),
  },
  {
    case: 'json-content-type',
    what: 'The content type is application/json, with charset=utf-8.',
    status: 200,
    provoke: ASK,
    provenance: known('documented', `${PAGE}; the charset is assumed`),
  },
  {
    case: 'bearer-any-case',
    what: 'The scheme counts in any case.',
    status: 200,
    provoke: `${ASK} with bEaReR so_mock_site_a`,
    provenance: known('assumed', 'RFC 9110, 11.1'),
  },
  {
    case: 'not-bearer',
    what: 'Another scheme, or none, gets the published sentence.',
    status: 401,
    kind: 'missingCredential',
    provoke: `${ASK} with Authorization: so_mock_site_a`,
    provenance: known('documented', `${AUTHENTICATION} names a wrong format as a cause; 401 is assumed`),
  },
  {
    case: 'bearer-without-prefix',
    what: 'A credential that does not start with so_ gets the published sentence.',
    status: 401,
    kind: 'missingCredential',
    provoke: `${ASK} with Bearer apik_mock_full`,
    provenance: known('assumed', `the sentence of ${AUTHENTICATION} asks for so_`),
  },
  {
    case: 'nested-errors',
    what: 'With the setting errorShape: nested, error is an object of code and message.',
    status: 404,
    kind: 'memberNotFound',
    body: { error: { code: 'not_found', message: 'Member not found' } },
    provoke: '--sotion-error-shape nested',
    provenance: known('assumed', `${BULK} has such errors for single items`),
  },
  {
    case: 'own-host',
    what: 'With the vendor’s own host, the path needs no prefix.',
    status: 200,
    provoke: `GET /api/v1/members/${ADA} with Host: api.sotion.so`,
    provenance: known('documented', PAGE),
  },
]

export const rowsOf = (vendor: Vendor): readonly FidelityRow[] =>
  createRows(vendor, { documentation, refusals, behaviours: [...shape, ...limits, ...edges] })
