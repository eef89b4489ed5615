/** AITable's refusals: HTTP status, code in the body, and sentence. */
import type { ErrorSpec, ErrorTable, Facts } from '../../contract/refusal.ts'
import type { Failure, Key } from './schemas.ts'
import { texts } from './texts.ts'

const failure = (code: number, message: string): Failure => ({ success: false, code, message })

/** The owner's language, which vendor.ts puts among the facts. */
const localeIn = ({ locale }: Facts): Key['locale'] => (locale === 'zh-CN' ? 'zh-CN' : 'en-US')

/** `status` is the HTTP status, `code` the one in the body; `{value}` in the text is the fact named `value`. */
const error = (
  status: number,
  code: number,
  text: keyof typeof texts,
  value: (facts: Facts) => string | number | undefined = () => undefined,
): ErrorSpec => ({
  status,
  body: (facts) =>
    failure(
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

export const errors: ErrorTable<OwnKind> = {
  unknownPath: error(404, 404, 'unknownPath'),
  wrongMethod: error(404, 404, 'unknownPath'),
  notImplemented: {
    status: 501,
    body: ({ operation }) => failure(501, `membermock does not emulate ${operation}.`),
  },
  missingCredential: error(401, 401, 'unauthorized'),
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
  badRequest: { status: 200, body: () => failure(400, 'The parameter unitId is required') },
  notJson: thrown(() => 'Unexpected end of JSON input'),
  wrongContentType: thrown(({ contentType = 'text/plain' }) => `Unsupported Media Type: ${contentType}`),
  bodyTooLarge: thrown(() => 'Request body is too large'),
  doesNotFit: { status: 200, body: () => failure(400, 'The parameter unitId is required') },
  backendDown: error(200, 500, 'backendDown'),
  internal: error(500, 500, 'serverFault', () => 1),
}
