/** What `membermock verify` asks a server in the place of Whop. */
import type { HeaderExpectation, Verification, VerifyCase } from '../../contract/verify-case.ts'
import { known, PAGE, VERSIONING } from './errors.ts'
import { Failure, Member } from './schemas.ts'

const MEMBER = '/members/{member}'
const ANY_MEMBER = '/members/{anyMember}'

const JSON_TYPE: readonly HeaderExpectation[] = [
  {
    name: 'content-type',
    value: { pattern: /^application\/json\b/, says: 'application/json' },
    provenance: known('documented', PAGE),
  },
  {
    name: 'content-type',
    value: 'application/json; charset=utf-8',
    provenance: known('assumed', 'no page shows the charset'),
  },
]

const cases: readonly Omit<VerifyCase, 'expectedHeaders'>[] = [
  { case: 'member', path: MEMBER, schema: Member },
  { case: 'version-served', path: MEMBER, headers: { 'api-version-date': '2026-07-20' }, schema: Member },
  {
    case: 'unsupported-version',
    path: ANY_MEMBER,
    headers: { 'api-version-date': '2026-02-30' },
    schema: Failure, // its words are ours
    provenance: known('documented', VERSIONING),
  },
  { case: 'unknown-query', path: `${MEMBER}?expand=user`, schema: Member },
  { case: 'head', method: 'HEAD', path: MEMBER },
  { case: 'missing-credential', path: ANY_MEMBER, authorization: null },
  { case: 'unknown-credential', path: ANY_MEMBER, authorization: 'Bearer apik_membermock_nobody' },
  { case: 'not-bearer', path: ANY_MEMBER, authorization: 'Basic {key}' },
  { case: 'bearer-lower-case', path: ANY_MEMBER, authorization: 'bearer {key}' },
  { case: 'member-not-found', path: '/members/{nobody}' },
  { case: 'membership-id', path: '/members/mem_Nobody00000001' },
  { case: 'encoded-id', path: '/members/a%2Fb' },
  { case: 'trailing-slash', path: `${ANY_MEMBER}/` },
  { case: 'unknown-path', path: '/nowhere' },
  { case: 'path-before-token', path: '/nowhere', authorization: null },
  { case: 'options', method: 'OPTIONS', path: ANY_MEMBER, authorization: null },
  { case: 'rate-limited', path: ANY_MEMBER, isExhausting: true },
]

export const verification: Verification = {
  nobody: { member: 'mber_Nobody0000001' },
  variants: [{}],
  cases: cases.map((one) => ({ ...one, expectedHeaders: JSON_TYPE })),
}
