/** AITable's refusals: HTTP status, code in the body, sentence, and how we know. */
import type { Provenance } from '../../contract/provenance.ts'
import type { ErrorSpec, ErrorTable, Facts } from '../../contract/refusal.ts'
import type { Failure, Key } from './schemas.ts'
import { texts } from './texts.ts'

export const OPEN_SOURCE =
  'https://github.com/apitable/apitable, packages/core api_tip_config and packages/i18n-lang'

export const known = (how: Provenance['how'], source = OPEN_SOURCE): Provenance => ({
  how,
  source,
  date: '2026-11-22',
})

const failure = (code: number, message: string): Failure => ({ success: false, code, message })

/** The owner's language, which vendor.ts puts among the facts. */
const localeIn = ({ locale }: Facts): Key['locale'] => (locale === 'zh-CN' ? 'zh-CN' : 'en-US')

/** `status` is the HTTP status, `code` the one in the body; `{value}` in the text is the fact named `value`. */
const error = (
  status: number,
  code: number,
  text: keyof typeof texts,
  provenance: Provenance,
  value: (facts: Facts) => string | number | undefined = () => undefined,
): ErrorSpec => ({
  status,
  body: (facts) =>
    failure(
      code,
      texts[text][localeIn(facts)].replace('{value}', (placeholder) => String(value(facts) ?? placeholder)),
    ),
  provenance,
})

/** What the framework throws before the application has a look goes out in its own words. */
const thrown = (message: (facts: Facts) => string, provenance: Provenance): ErrorSpec => ({
  status: 500,
  body: (facts) => failure(500, message(facts)),
  provenance,
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
  unknownPath: error(404, 404, 'unknownPath', known('source')),
  wrongMethod: error(404, 404, 'unknownPath', known('source')),
  notImplemented: {
    status: 501,
    body: ({ operation }) => failure(501, `membermock does not emulate ${operation}.`),
    provenance: known('assumed', 'not the vendor: membermock says that it lacks this'),
  },
  missingCredential: error(401, 401, 'unauthorized', known('source')),
  unknownCredential: error(401, 401, 'unauthorized', known('source')),
  revokedCredential: error(
    401,
    401,
    'unauthorized',
    known('source', `${OPEN_SOURCE}; a new token replaces the old`),
  ),
  unknownSpace: error(200, 400, 'unknownSpace', known('source')),
  outsider: error(403, 403, 'outsider', known('source')),
  rateLimited: error(429, 429, 'rateLimited', known('source'), ({ limit }) => limit),
  quotaSpent: error(403, 403, 'quotaSpent', known('source')),
  planRequired: error(
    200,
    1503,
    'planRequired',
    known('source', `${OPEN_SOURCE}; when it is raised is assumed`),
  ),
  adminRequired: error(
    200,
    1505,
    'adminRequired',
    known('source', `${OPEN_SOURCE}; when it is raised is assumed`),
  ),
  memberNotFound: error(
    200,
    400,
    'memberNotFound',
    known('source', `${OPEN_SOURCE}; for members by analogy`),
  ),
  forbidden: error(403, 403, 'forbidden', known('source')),
  badRequest: {
    status: 200,
    body: () => failure(400, 'The parameter unitId is required'),
    provenance: known('source', `${OPEN_SOURCE}; api_param_unit_id_required stands for the family`),
  },
  notJson: thrown(() => 'Unexpected end of JSON input', known('observed', 'the open source, run')),
  wrongContentType: thrown(
    ({ contentType = 'text/plain' }) => `Unsupported Media Type: ${contentType}`,
    known('assumed', 'fastify 3.22.0 says so; its filter gives every unexpected error 500'),
  ),
  bodyTooLarge: thrown(
    () => 'Request body is too large',
    known('assumed', 'fastify 3.22.0 says so; its filter gives every unexpected error 500'),
  ),
  doesNotFit: {
    status: 200,
    body: () => failure(400, 'The parameter unitId is required'),
    provenance: known('assumed', 'no text for it is known'),
  },
  backendDown: error(200, 500, 'backendDown', known('source')),
  internal: error(500, 500, 'serverFault', known('source'), () => 1),
}
