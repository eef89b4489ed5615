/** What `membermock verify` asks a server in the place of Sotion. */
import type { HeaderExpectation, Verification, VerifyCase } from '../../contract/verify-case.ts'
import { AUTHENTICATION, known } from './errors.ts'
import { Success } from './schemas.ts'

const MEMBER = '/members/{member}'
const ANY_MEMBER = '/members/{anyMember}'
const PAGE = 'https://sotion.so/docs/api-reference'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const WHOLE = { pattern: /^\d+$/, says: 'a whole number' }
const DOCUMENTED = known('documented', PAGE)
const UNCOUNTED = known('assumed', 'without a key there is nothing to count')

const ALWAYS: readonly HeaderExpectation[] = [
  {
    name: 'content-type',
    value: { pattern: /^application\/json\b/, says: 'application/json' },
    provenance: DOCUMENTED,
  },
  {
    name: 'content-type',
    value: 'application/json; charset=utf-8',
    provenance: known('assumed', 'no page shows the charset'),
  },
  {
    name: 'x-request-id',
    value: { pattern: UUID, says: 'a UUID' },
    isFresh: true,
    provenance: DOCUMENTED,
  },
]

const RATE = ['x-ratelimit-limit', 'x-ratelimit-remaining', 'x-ratelimit-reset']

/** Of a request with a working key. */
const counted = (one: Omit<VerifyCase, 'expectedHeaders'>): VerifyCase => ({
  ...one,
  expectedHeaders: [...ALWAYS, ...RATE.map((name) => ({ name, value: WHOLE, provenance: DOCUMENTED }))],
})

const uncounted = (one: Omit<VerifyCase, 'expectedHeaders'>): VerifyCase => ({
  ...one,
  expectedHeaders: [...ALWAYS, ...RATE.map((name) => ({ name, value: null, provenance: UNCOUNTED }))],
})

export const verification: Verification = {
  nobody: { member: '00000000-0000-4000-8000-00000000dead' },
  variants: [{}],
  cases: [
    counted({ case: 'member', path: MEMBER, schema: Success }),
    counted({
      case: 'request-id',
      path: MEMBER,
      headers: { 'x-request-id': '00000000-0000-4000-8000-000000000000' },
      schema: Success,
    }),
    counted({ case: 'bearer-any-case', path: MEMBER, authorization: 'bearer {key}', schema: Success }),
    counted({ case: 'unknown-query', path: `${MEMBER}?expand=site`, schema: Success }),
    counted({ case: 'head', method: 'HEAD', path: MEMBER }),
    uncounted({ case: 'missing-credential', path: ANY_MEMBER, authorization: null }),
    uncounted({
      case: 'not-bearer',
      path: ANY_MEMBER,
      authorization: 'Basic {key}',
      provenance: known('documented', AUTHENTICATION),
    }),
    uncounted({ case: 'unknown-credential', path: ANY_MEMBER, authorization: 'Bearer so_membermock_nobody' }),
    uncounted({
      case: 'bearer-without-prefix',
      path: ANY_MEMBER,
      authorization: 'Bearer membermock_nobody',
    }),
    counted({ case: 'member-not-found', path: '/members/{nobody}' }),
    counted({ case: 'malformed-id', path: '/members/nobody' }),
    counted({ case: 'encoded-id', path: '/members/a%2Fb' }),
    uncounted({ case: 'trailing-slash', path: `${ANY_MEMBER}/` }),
    uncounted({ case: 'unknown-path', path: '/nowhere' }),
    uncounted({ case: 'path-before-token', path: '/nowhere', authorization: null }),
    counted({ case: 'rate-limited', path: ANY_MEMBER, isExhausting: true }),
  ],
}
