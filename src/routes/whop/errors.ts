/** Whop's refusals: status, body and how we know. */
import type { Provenance } from '../../contract/provenance.ts'
import type { ErrorSpec, ErrorTable } from '../../contract/refusal.ts'
import type { Failure } from './schemas.ts'
import { SERVED_VERSIONS } from './versions.ts'

export const PAGE = 'https://docs.whop.com/api-reference/legacy/members/member'
export const TROUBLESHOOTING = 'https://docs.whop.com/developer/troubleshooting'
export const VERSIONING = 'https://docs.whop.com/developer/api/versioning'

export const known = (how: Provenance['how'], source: string): Provenance => ({
  how,
  source,
  date: '2026-11-22',
})

const error = (status: number, body: NonNullable<Failure['error']>, provenance: Provenance): ErrorSpec => ({
  status,
  body: () => ({ error: body }),
  provenance,
})

const UNAUTHORIZED = { type: 'unauthorized', message: 'Invalid or missing API key' }
const NOT_FOUND = { type: 'not_found', message: 'Resource not found' }

export const errors: ErrorTable<'missingScope' | 'unsupportedVersion' | 'verificationRequired'> = {
  unknownPath: error(
    404,
    NOT_FOUND,
    known('assumed', `the 404 body of ${PAGE}, for a path it does not have`),
  ),
  wrongMethod: error(
    404,
    NOT_FOUND,
    known('assumed', `the 404 body of ${PAGE}, for a method it does not have`),
  ),
  notImplemented: {
    status: 501,
    headers: () => ({ 'x-should-retry': 'false' }),
    body: ({ operation, version }) => ({
      error: {
        type: 'not_implemented',
        message:
          version === undefined
            ? `membermock does not emulate ${operation}.`
            : `membermock does not emulate ${operation} of API version ${version}; up to ${SERVED_VERSIONS.at(-1)} it does.`,
      },
    }),
    provenance: known('assumed', 'not the vendor: membermock says that it lacks this'),
  },
  missingCredential: error(401, UNAUTHORIZED, known('documented', PAGE)),
  unknownCredential: error(401, UNAUTHORIZED, known('documented', PAGE)),
  revokedCredential: error(401, UNAUTHORIZED, known('assumed', `the 401 body of ${PAGE}`)),
  rateLimited: {
    status: 429,
    body: ({ seconds }) => ({
      error: { type: 'rate_limit_exceeded', message: `Try again in ${seconds} seconds.` },
    }),
    provenance: known('documented', TROUBLESHOOTING),
  },
  unsupportedVersion: {
    status: 400,
    body: ({ version }) => ({
      error: {
        type: 'invalid_request_error',
        code: 'parameter_invalid',
        message: `Unsupported Api-Version-Date: ${version}. Supported versions: ${SERVED_VERSIONS.join(', ')}.`,
        param: 'Api-Version-Date',
      },
    }),
    provenance: known(
      'assumed',
      `${VERSIONING} says 400 and that the versions are listed; the words are ours`,
    ),
  },
  missingScope: error(
    403,
    { type: 'forbidden', message: 'You do not have permission to access this resource' },
    known('documented', PAGE),
  ),
  memberNotFound: error(404, NOT_FOUND, known('documented', PAGE)),
  badRequest: error(
    400,
    {
      type: 'invalid_request_error',
      code: 'parameter_missing',
      message: 'Missing required parameter: amount.',
      param: 'amount',
    },
    known('documented', PAGE),
  ),
  notJson: error(
    400,
    { type: 'invalid_request_error', code: 'invalid_json', message: 'Invalid JSON in request body.' },
    known('assumed', `${TROUBLESHOOTING} names the code; the words are ours`),
  ),
  wrongContentType: error(
    400,
    { type: 'invalid_request_error', code: 'invalid_json', message: 'Invalid JSON in request body.' },
    known('assumed', 'nothing published: a body that is not said to be JSON is none'),
  ),
  bodyTooLarge: error(
    413,
    { type: 'invalid_request_error', message: 'Request body is too large.' },
    known('assumed', 'nothing published; the usual status'),
  ),
  doesNotFit: {
    status: 400,
    body: ({ name = 'first' }) => ({
      error: {
        type: 'invalid_request_error',
        code: 'parameter_invalid',
        message: `Invalid value for parameter '${name}'`,
        param: name,
      },
    }),
    provenance: known('observed', 'a public account of a request with an unknown field, 2026-07-29'),
  },
  verificationRequired: {
    status: 422,
    body: () => ({ error: null }),
    provenance: known('documented', PAGE),
  },
  internal: error(
    500,
    { type: 'internal_server_error', message: 'An unexpected error occurred' },
    known('documented', PAGE),
  ),
}
