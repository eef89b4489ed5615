/** AITable's refusals: HTTP status, code in the body, and sentence. */
import type { ErrorSpec, ErrorTable, Facts } from '../../contract/refusal.ts'
import { MIDDLEWARE } from './layers.ts'
import type { Failure, Key } from './schemas.ts'
import { texts } from './texts.ts'

const failure = (code: number, message: string): Failure => ({ success: false, code, message })

/** The same as the middleware that counts requests writes it. */
const middlewareFailure = (code: number, message: string): Failure => ({ code, message, success: false })

/** The owner's language, which vendor.ts puts among the facts. */
const localeIn = ({ locale }: Facts): Key['locale'] => (locale === 'zh-CN' ? 'zh-CN' : 'en-US')

const writeFor = ({ layer }: Facts) => (layer === MIDDLEWARE ? middlewareFailure : failure)

/** `status` is the HTTP status, `code` the one in the body; `{value}` in the text is the fact named `value`. */
const error = (
  status: number,
  code: number,
  text: keyof typeof texts,
  value: (facts: Facts) => string | number | undefined = () => undefined,
): ErrorSpec => ({
  status,
  body: (facts) =>
    writeFor(facts)(
      code,
      texts[text][localeIn(facts)].replace('{value}', (placeholder) => String(value(facts) ?? placeholder)),
    ),
})

/** What the framework throws before the application has a look goes out in its own words. */
const thrown = (message: (facts: Facts) => string): ErrorSpec => ({
  status: 500,
  body: (facts) => failure(500, message(facts)),
})

type OwnKind =
  | 'unknownSpace'
  | 'outsider'
  | 'quotaSpent'
  | 'planRequired'
  | 'adminRequired'
  | 'forbidden'
  | 'backendDown'
  | 'teamAdminRequired'
  | 'roleAdminRequired'
  | 'thirdPartySpace'
  | 'teamNameTaken'
  | 'teamNotEmpty'
  | 'roleNameTaken'
  | 'roleNotEmpty'
  | 'teamsNotFound'
  | 'rolesNotFound'
  | 'primaryAdminStays'
  | 'nameRequired'
  | 'sequenceNotNumber'
  | 'parentNotFound'
  | 'pageSizeTooSmall'
  | 'pageSizeTooLarge'
  | 'pageNumTooSmall'

/** Of what the contacts family asks; all are HTTP 200. The ids that a reference names are the fact `ids`. */
const family = {
  teamAdminRequired: error(200, 1504, 'teamAdminRequired'),
  roleAdminRequired: error(200, 1508, 'roleAdminRequired'),
  thirdPartySpace: error(200, 1522, 'thirdPartySpace'),
  teamNameTaken: error(200, 1506, 'teamNameTaken'),
  teamNotEmpty: error(200, 1507, 'teamNotEmpty'),
  roleNameTaken: error(200, 1509, 'roleNameTaken'),
  roleNotEmpty: error(200, 1520, 'roleNotEmpty'),
  teamsNotFound: error(200, 1521, 'teamsNotFound', ({ ids }) => ids),
  rolesNotFound: error(200, 1523, 'rolesNotFound', ({ ids }) => ids),
  primaryAdminStays: error(200, 1524, 'primaryAdminStays'),
  nameRequired: error(200, 400, 'nameRequired'),
  sequenceNotNumber: error(200, 400, 'sequenceNotNumber'),
  parentNotFound: error(200, 400, 'parentNotFound'),
  pageSizeTooSmall: error(200, 400, 'pageSizeTooSmall'),
  pageSizeTooLarge: error(200, 400, 'pageSizeTooLarge'),
  pageNumTooSmall: error(200, 400, 'pageNumTooSmall'),
} satisfies Partial<ErrorTable<OwnKind>>

export const errors: ErrorTable<OwnKind> = {
  unknownPath: error(404, 404, 'unknownPath'),
  wrongMethod: error(404, 404, 'unknownPath'),
  notImplemented: {
    status: 501,
    body: ({ operation }) => failure(501, `membermock does not emulate ${operation}.`),
  },
  // Another middleware in front of the one that counts.
  missingCredential: {
    status: 401,
    body: (facts) => failure(401, texts.unauthorized[localeIn(facts)]),
  },
  unknownCredential: error(401, 401, 'unauthorized'),
  revokedCredential: error(401, 401, 'unauthorized'),
  unknownSpace: error(200, 400, 'unknownSpace'),
  outsider: error(403, 403, 'outsider'),
  rateLimited: error(429, 429, 'rateLimited', ({ limit }) => limit),
  quotaSpent: error(403, 403, 'quotaSpent'),
  planRequired: error(200, 1503, 'planRequired'),
  adminRequired: error(200, 1505, 'adminRequired'),
  memberNotFound: error(200, 400, 'memberNotFound'),
  forbidden: error(403, 403, 'forbidden'),
  badRequest: error(200, 400, 'unitIdRequired'),
  notJson: thrown(() => 'Unexpected end of JSON input'),
  wrongContentType: thrown(({ contentType = 'text/plain' }) => `Unsupported Media Type: ${contentType}`),
  bodyTooLarge: thrown(() => 'Request body is too large'),
  doesNotFit: error(200, 400, 'unitIdRequired'),
  ...family,
  backendDown: error(200, 500, 'backendDown'),
  internal: error(500, 500, 'serverFault', () => 1),
}
