/** What `membermock verify` asks a server in the place of AITable. */
import type { HeaderExpectation, Verification, VerifyCase } from '../../contract/verify-case.ts'
import { known } from './errors.ts'
import { GATEWAY, HELMET } from './headers.ts'
import { Member, Success } from './schemas.ts'

const MEMBER = '/fusion/v1/spaces/{space}/members/{member}'
const ANY_MEMBER = '/fusion/v1/spaces/{anySpace}/members/{anyMember}'

const { email: _email, mobile: _mobile, ...shown } = Member.properties

/** Without sensitiveData=true, which leaves email and mobile out. */
const PlainSuccess = {
  ...Success,
  properties: {
    ...Success.properties,
    data: { ...Success.properties.data, properties: { member: { ...Member, properties: shown } } },
  },
} as const

const SERVER = 'https://github.com/apitable/apitable'
const fromSource = (what: string) => known('source', `${SERVER}, ${what}`)

const fixed = (headers: Readonly<Record<string, string>>, what: string): readonly HeaderExpectation[] =>
  Object.entries(headers).map(([name, value]) => ({ name, value, provenance: fromSource(what) }))

const CORS = fixed(GATEWAY, 'gateway/conf.d/server/room.conf')
const ALWAYS = [...CORS, ...fixed(HELMET, 'packages/room-server; helmet 4.6.0')]

const MIDDLEWARE = fromSource('packages/room-server/src/fusion/middleware')
const INTERCEPTOR = fromSource('http.response.interceptor.ts')

const REQUEST_ID = { pattern: /^[0-9A-Za-z]+$/, says: 'letters and digits' }
const DURATION = { pattern: /^total;dur=\d+(\.\d+)?$/, says: 'total;dur= and milliseconds' }

/** What the layers behind the middleware answer. */
const behind = (one: Omit<VerifyCase, 'expectedHeaders'>): VerifyCase => ({
  ...one,
  expectedHeaders: [
    ...ALWAYS,
    { name: 'content-type', value: 'application/json; charset=utf-8' },
    { name: 'request-id', value: REQUEST_ID, isFresh: true, provenance: INTERCEPTOR },
    { name: 'server-timing', value: DURATION, provenance: INTERCEPTOR },
  ],
})

const middleware = (one: Omit<VerifyCase, 'expectedHeaders'>): VerifyCase => ({
  ...one,
  expectedHeaders: [
    ...ALWAYS,
    { name: 'content-type', value: 'application/json', provenance: MIDDLEWARE },
    { name: 'request-id', value: null, provenance: MIDDLEWARE },
    { name: 'server-timing', value: null, provenance: MIDDLEWARE },
    { name: 'www-authenticate', value: null, provenance: MIDDLEWARE },
  ],
})

export const verification: Verification = {
  nobody: { member: 'MembermockNobody', space: 'spcMembermock1' },
  variants: [{ locale: 'en-US' }, { locale: 'zh-CN' }],
  cases: [
    behind({ case: 'member', path: MEMBER, schema: PlainSuccess }),
    behind({ case: 'member-sensitive', path: `${MEMBER}?sensitiveData=true`, schema: Success }),
    behind({ case: 'sensitive-any-case', path: `${MEMBER}?sensitiveData=True`, schema: Success }),
    behind({ case: 'sensitive-other', path: `${MEMBER}?sensitiveData=1`, schema: PlainSuccess }),
    behind({ case: 'unknown-query', path: `${MEMBER}?fieldKey=name`, schema: PlainSuccess }),
    middleware({ case: 'missing-credential', path: ANY_MEMBER, authorization: null }),
    middleware({ case: 'not-bearer', path: ANY_MEMBER, authorization: 'Basic {key}' }),
    middleware({ case: 'bearer-lower-case', path: ANY_MEMBER, authorization: 'bearer {key}' }),
    middleware({
      case: 'unknown-credential',
      path: ANY_MEMBER,
      authorization: 'Bearer uskMembermockNobody0001',
    }),
    middleware({ case: 'token-without-usk', path: ANY_MEMBER, authorization: 'Bearer MembermockNobody' }),
    middleware({ case: 'unknown-space', path: '/fusion/v1/spaces/spcMembermock1/members/{anyMember}' }),
    behind({ case: 'space-without-spc', path: '/fusion/v1/spaces/membermock1/members/{anyMember}' }),
    behind({ case: 'member-not-found', path: '/fusion/v1/spaces/{space}/members/{nobody}' }),
    behind({ case: 'encoded-id', path: '/fusion/v1/spaces/{space}/members/a%2Fb' }),
    behind({ case: 'trailing-slash', path: `${ANY_MEMBER}/` }),
    behind({ case: 'unknown-path', path: '/fusion/v1/nowhere' }),
    behind({ case: 'path-before-token', path: '/fusion/v1/nowhere', authorization: null }),
    behind({ case: 'head', method: 'HEAD', path: ANY_MEMBER }),
    { case: 'options', method: 'OPTIONS', path: ANY_MEMBER, authorization: null, expectedHeaders: CORS },
    middleware({
      case: 'rate-limited',
      path: '/fusion/v1/spaces/{space}/members/{nobody}',
      isExhausting: true,
    }),
  ],
}
