/** Whop's refusals: status and body. */
import type { ErrorSpec, ErrorTable } from '../../contract/refusal.ts'
import { observedErrors } from './observed.ts'
import type { Failure } from './schemas.ts'
import { KNOWN_VERSIONS } from './versions.ts'

const error = (status: number, body: NonNullable<Failure['error']>): ErrorSpec => ({
  status,
  body: () => ({ error: body }),
})

const UNAUTHORIZED = { type: 'unauthorized', message: 'Invalid or missing API key' }
const FORBIDDEN = { type: 'forbidden', message: 'You do not have permission to access this resource' }
const NOT_FOUND = { type: 'not_found', message: 'Resource not found' }

/** Not found; in the words of the operation's page, where it has some. */
const notFound: ErrorSpec = {
  status: 404,
  body: ({ message = NOT_FOUND.message }) => ({ error: { ...NOT_FOUND, message } }),
}

/** What the state of something does not allow; the words say what. */
const stateError = (status: number, type: string): ErrorSpec => ({
  status,
  body: ({ message = 'membership cannot be canceled' }) => ({ error: { type, message } }),
})

type OwnKind =
  | 'missingScope'
  | 'membershipNotFound'
  | 'webhookNotFound'
  | 'planNotFound'
  | 'accountNotFound'
  | 'otherAccount'
  | 'wrongState'
  | 'stateConflict'
  | 'foreignCompany'
  | 'companyNotFound'
  | 'userNotFound'
  | 'productNotFound'
  | 'resourceNotFound'
  | 'missingAccount'
  | 'noSuchResource'
  | 'apiVersionInput'
  | 'unsupportedVersion'
  | 'idempotencyKeyReused'
  | 'idempotencyInProgress'
  | 'verificationRequired'
  | keyof typeof observedErrors

export const errors: ErrorTable<OwnKind> = {
  unknownPath: error(404, NOT_FOUND),
  wrongMethod: error(404, NOT_FOUND),
  notImplemented: {
    status: 501,
    headers: () => ({ 'x-should-retry': 'false' }),
    body: ({ operation }) => ({
      error: { type: 'not_implemented', message: `membermock does not emulate ${operation}.` },
    }),
  },
  missingCredential: error(401, UNAUTHORIZED),
  unknownCredential: error(401, UNAUTHORIZED),
  revokedCredential: error(401, UNAUTHORIZED),
  rateLimited: {
    status: 429,
    body: ({ seconds }) => ({
      error: { type: 'rate_limit_exceeded', message: `Try again in ${seconds} seconds.` },
    }),
  },
  unsupportedVersion: {
    status: 400,
    body: ({ version }) => ({
      error: {
        type: 'invalid_request_error',
        code: 'parameter_invalid',
        message: `Unsupported Api-Version-Date: ${version}. Supported versions: ${KNOWN_VERSIONS.join(', ')}.`,
        param: 'Api-Version-Date',
      },
    }),
  },
  missingScope: {
    status: 403,
    body: ({ lacking = FORBIDDEN.message }) => ({ error: { ...FORBIDDEN, message: lacking } }),
  },
  foreignCompany: error(403, FORBIDDEN),
  otherAccount: error(403, FORBIDDEN),
  memberNotFound: error(404, NOT_FOUND),
  membershipNotFound: error(404, NOT_FOUND),
  companyNotFound: error(404, NOT_FOUND),
  userNotFound: error(404, NOT_FOUND),
  productNotFound: error(404, NOT_FOUND),
  planNotFound: notFound,
  resourceNotFound: error(404, NOT_FOUND),
  webhookNotFound: error(404, NOT_FOUND),
  accountNotFound: notFound,
  wrongState: stateError(400, 'bad_request'),
  stateConflict: stateError(409, 'conflict'),
  missingAccount: error(400, { type: 'bad_request', message: 'missing account_id' }),
  noSuchResource: error(404, { type: 'not_found', message: 'no resource with that ID' }),
  apiVersionInput: error(400, { type: 'bad_request', message: 'api_version is no longer an input' }),
  badRequest: {
    status: 400,
    body: ({ name = 'amount' }) => ({
      error: {
        type: 'invalid_request_error',
        code: 'parameter_missing',
        message: `Missing required parameter: ${name}.`,
        param: name,
      },
    }),
  },
  notJson: error(400, {
    type: 'invalid_request_error',
    code: 'invalid_json',
    message: 'Invalid JSON in request body.',
  }),
  wrongContentType: error(400, {
    type: 'invalid_request_error',
    code: 'invalid_json',
    message: 'Invalid JSON in request body.',
  }),
  bodyTooLarge: error(413, { type: 'invalid_request_error', message: 'Request body is too large.' }),
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
  },
  idempotencyKeyReused: error(400, {
    type: 'invalid_request_error',
    message: 'Idempotency-Key was used for another request.',
  }),
  idempotencyInProgress: error(409, {
    type: 'conflict',
    message: 'A request with this Idempotency-Key is still in progress.',
  }),
  verificationRequired: { status: 422, body: () => ({ error: null }) },
  internal: error(500, { type: 'internal_server_error', message: 'An unexpected error occurred' }),
  ...observedErrors,
}
