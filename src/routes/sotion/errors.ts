/** Sotion's refusals: status, body and how we know. Only one error body is published; the other words are ours. */
import type { Provenance } from '../../contract/provenance.ts'
import type { ErrorSpec, ErrorTable } from '../../contract/refusal.ts'
import type { FlatFailure, NestedFailure } from './schemas.ts'
import type { SotionSettings } from './settings.ts'

export const AUTHENTICATION = 'https://sotion.so/docs/api-reference/authentication-oyhhj'

export const known = (how: Provenance['how'], source: string): Provenance => ({
  how,
  source,
  date: '2026-11-22',
})
const ours = (why: string): Provenance => known('assumed', `no error body but the 401 is published: ${why}`)

export const createErrors = (shape: SotionSettings['errorShape']): ErrorTable<'malformedId'> => {
  const body = (code: string, message: string): FlatFailure | NestedFailure =>
    shape === 'nested' ? { error: { code, message } } : { error: message }

  const error = (status: number, code: string, message: string, provenance: Provenance): ErrorSpec => ({
    status,
    body: () => body(code, message),
    provenance,
  })

  return {
    unknownPath: error(404, 'not_found', 'Not found', ours('the usual answer')),
    wrongMethod: error(405, 'method_not_allowed', 'Method not allowed', ours('the usual answer')),
    notImplemented: {
      status: 501,
      body: ({ operation }) => body('not_implemented', `membermock does not emulate ${operation}.`),
      provenance: known('assumed', 'not the vendor: membermock says that it lacks this'),
    },
    missingCredential: error(
      401,
      'unauthorized',
      'Missing API key. Pass Authorization: Bearer so_...',
      known('documented', AUTHENTICATION),
    ),
    unknownCredential: error(
      401,
      'unauthorized',
      'Invalid API key',
      ours('a key of the right form is not missing'),
    ),
    revokedCredential: error(
      401,
      'unauthorized',
      'Invalid API key',
      ours('a revoked key is like an unknown one'),
    ),
    rateLimited: {
      status: 429,
      headers: ({ seconds }) => ({ 'retry-after': String(seconds) }),
      body: () => body('rate_limit_exceeded', 'Rate limit exceeded'),
      provenance: ours('only the X-RateLimit headers are documented'),
    },
    malformedId: error(400, 'invalid_member_id', 'Invalid member ID', ours('the parameter is typed uuid')),
    memberNotFound: error(404, 'not_found', 'Member not found', ours('the key fixes the site, so no 403')),
    badRequest: error(400, 'invalid_request', 'Invalid request', ours('the usual answer')),
    notJson: error(400, 'invalid_request', 'Invalid request', ours('the usual answer')),
    wrongContentType: error(400, 'invalid_request', 'Invalid request', ours('the usual answer')),
    bodyTooLarge: error(413, 'payload_too_large', 'Payload too large', ours('the usual answer')),
    doesNotFit: error(400, 'invalid_request', 'Invalid request', ours('the usual answer')),
    internal: error(500, 'internal_error', 'Internal server error', ours('the usual answer')),
  }
}
